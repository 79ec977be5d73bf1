"""Telling the stories: each is a generator that takes a step and says when the next one is due.

All steps of all stories are taken in the order of their moments, by the real actions, while the
clock of the portal stands at that moment. What lies in the future doesn't happen: those wait.
"""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from heapq import heappop, heappush

from portal.cases import actions
from portal.cases.actions import Given
from portal.cases.models import Case
from portal.db import at_moment, utcnow
from portal.demonstration.plan import Story
from portal.demonstration.queries import MARK
from portal.demonstration.releasing import published, screened
from portal.demonstration.world import World
from portal.i18n import speaking

Telling = Iterator[datetime]
NOT_RELEASED = ("proposed", "sent_back", "accepted")


def tell(world: World, stories: list[Story], now: datetime, say: Callable[[int], None]) -> None:
    """Let everything happen that lies before `now`. `say` is told how many reports there are."""
    known: dict[int, Case] = {}
    waiting: list[tuple[datetime, int, Telling]] = []
    for story in stories:
        heappush(waiting, (story.received_at, story.index, life(world, story, stories, known)))
    while waiting:
        moment, index, telling = heappop(waiting)
        if moment > now:
            continue
        with at_moment(moment):
            following = next(telling, None)
        if following is not None:
            heappush(waiting, (max(following, moment), index, telling))
        say(len(known))


def life(world: World, story: Story, stories: list[Story], known: dict[int, Case]) -> Telling:
    """One report from the day it was sent to the end of what is known of it."""
    case = known[story.index] = _sent(world, story, known)
    if story.fate in ("received", "forgotten"):
        return
    late = 60 if story.fate == "late" else 0
    yield world.soon(utcnow(), 0.4 + late, 4 + late)
    actions.start_screening(world.editor, case)
    if story.fate in ("screening", "stuck"):
        return
    yield utcnow() + timedelta(minutes=world.chance.randint(6, 40))
    if story.fate == "withdrawn":
        actions.withdraw(case)
    elif story.entry.declined:
        with speaking("zh"):
            reason, words = story.entry.declined, story.entry.answer
            actions.decline(world.editor, case, reason=reason, words=words)
    elif story.fate == "duplicate":
        _joined(world, story, stories, known)
    else:
        yield from screened(world, story, case)
        if story.fate not in NOT_RELEASED:
            yield from published(world, story, case)


def _sent(world: World, story: Story, known: dict[int, Case]) -> Case:
    entry = story.entry
    place = _place(world, story, known)
    photos = [world.take_in(picture) for picture in story.pictures]
    where = photos[0].position if photos else None
    given = Given(
        category=world.categories[entry.category],
        words=entry.raw,
        language=entry.language,
        place=place,
        place_words=entry.at,
        position=(where.latitude, where.longitude) if where else None,
        photos=photos if story.fate != "more_photos" else photos[:1],
    )
    form_key = f"{MARK} {story.index}"
    with speaking(entry.language):
        if story.fate in ("staff", "letter", "inspection"):
            return actions.post_by_staff(world.editor, given, origin=story.fate, form_key=form_key)
        return actions.receive(
            given,
            form_key=form_key,
            contact=world.contact_of(story),
            reporter=world.reporter_of(story),
            consent_version=MARK,
        )


def _place(world: World, story: Story, known: dict[int, Case]):
    if story.fate == "duplicate":
        original = _original(story, known)
        if original is not None:
            return original.place
    return world.place_for(story)


def _original(story: Story, known: dict[int, Case]) -> Case | None:
    """The newest published case that shows the same kind of thing in the same category."""
    category = story.entry.category
    fitting = [
        case
        for index, case in sorted(known.items())
        if case.on_board and case.category.code == category and index != story.index
    ]
    return max(fitting, key=lambda case: (case.received_at, case.id), default=None)


def _joined(world: World, story: Story, stories: list[Story], known: dict[int, Case]) -> None:
    case, original = known[story.index], _original(story, known)
    with speaking("zh"):
        if original is None:
            words = "已有居民反映，正在处理。"
            actions.decline(world.editor, case, reason="duplicate", words=words)
        else:
            actions.mark_duplicate(world.editor, case, original)
