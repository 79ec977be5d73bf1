"""The middle and the end of a story: text, checks, two people, the board, and what comes after."""

from collections.abc import Iterator
from datetime import datetime, time, timedelta

from portal import mongolian
from portal.cases import actions
from portal.cases.models import Case
from portal.crypto import blind_index
from portal.db import utcnow
from portal.demonstration import replies, words
from portal.demonstration.plan import Story
from portal.demonstration.world import World
from portal.i18n import local_zone, speaking
from portal.photos import actions as photo_actions
from portal.photos.models import CHECKS

Telling = Iterator[datetime]
OPEN_OBJECTIONS = {"recognisable": 5, "minor": 14, "untrue": 110}  # hours before now


def screened(world: World, story: Story, case: Case) -> Telling:
    """Public text, check list and, for exposure, the proposal of the first person."""
    write(world, story, case)
    if case.is_exposure and case.track == "rectification":
        with speaking(story.entry.language):
            actions.accept(world.editor, case, words=_accepting(world, story))
    if story.fate == "accepted":
        return
    yield utcnow() + timedelta(minutes=world.chance.randint(3, 25))
    check(world, story, case)
    if story.index % 23 == 7:
        actions.note(world.editor, case, world.chance.choice(replies.NOTES))
    if story.fate == "called_back":
        actions.reveal_contact(world.editor, case, replies.REVEALED)
    if case.is_exposure:
        actions.propose_release(world.editor, case)
    if story.fate == "sent_back":
        yield world.soon(utcnow(), 0.5, 3)
        actions.withdraw_proposal(world.releaser, case, replies.SENT_BACK)


def write(world: World, story: Story, case: Case) -> None:
    """The words that everybody may read."""
    entry = story.entry
    actions.set_public_text(
        world.editor,
        case,
        title=entry.title,
        words=entry.public,
        language=entry.language,
        place=entry.at,
    )


def check(world: World, story: Story, case: Case) -> None:
    """Describe each photo and tick every item of its list."""
    alt = words.describe(story.entry.scene, story.entry.language, story.entry.title)
    for row in case.photos:
        actions.describe_photo(world.editor, case, row.photo_id, alt)
        photo_actions.check_off(world.editor, row.photo, CHECKS)


def published(world: World, story: Story, case: Case) -> Telling:
    """The second person releases it; then its fate, or only thanks."""
    yield world.soon(utcnow(), 0.3, 5)
    actions.release(world.releaser, case)
    yield utcnow() + timedelta(hours=world.chance.uniform(2, 30))
    thanked(world, story, case)
    yield from AFTERWARDS.get(story.fate, _nothing)(world, case, story)
    if case.expires_at is not None and case.on_board:
        yield _night_after(case.expires_at)
        actions.expire(case)


def thanked(world: World, story: Story, case: Case) -> None:
    """Some visitors say thanks; for praise more."""
    if not case.is_public:
        return
    most = 26 if story.entry.kind == "praise" else 7
    for number in range(round(world.chance.random() ** 2 * most)):
        visitor = blind_index(f"demonstration {case.number} {number}", purpose="cases.visitor")
        actions.thank(case, visitor)


def _accepting(world: World, story: Story) -> str:
    language = story.entry.language
    said = world.chance.choice(replies.ACCEPTED[language])
    return mongolian.write(said) if language == "mong" else said


def _nothing(world: World, case: Case, story: Story) -> Telling:
    yield from ()


def _retracted(world: World, case: Case, story: Story) -> Telling:
    yield world.soon(utcnow(), 20, 90)
    with speaking("zh"):
        actions.retract(world.releaser, case, reason=world.chance.choice(replies.RETRACTED))


def _withdrawn(world: World, case: Case, story: Story) -> Telling:
    yield utcnow() + timedelta(days=3)
    actions.withdraw(case)


def _objected(world: World, case: Case, story: Story) -> Telling:
    """An objection that is still open: it came in a few hours before the city is looked at."""
    yield max(utcnow(), world.now - timedelta(hours=OPEN_OBJECTIONS[story.fate]))
    with speaking("zh"):
        actions.object_to(
            case,
            ground=story.fate,
            words=replies.OBJECTIONS[story.fate],
            contact=f"示范居民，100-0000-{9000 + story.index}",
        )


def _decided(world: World, case: Case, story: Story) -> Telling:
    yield utcnow() + timedelta(hours=world.chance.uniform(20, 60))
    upheld = story.fate == "upheld"
    ground = "recognisable" if upheld else "other"
    with speaking("zh"):
        row = actions.object_to(case, ground=ground, words=replies.OBJECTIONS[story.fate])
    yield world.soon(utcnow(), 1, 5)
    answer = replies.UPHELD if upheld else replies.DISMISSED
    with speaking("zh"):
        actions.decide_objection(world.releaser, row, upheld=upheld, answer=answer)


def _more_photos(world: World, case: Case, story: Story) -> Telling:
    """The reporter adds a photo by slip; it is checked and released like the first."""
    yield utcnow() + timedelta(hours=world.chance.uniform(10, 40))
    actions.add_photo(case, world.take_in(story.pictures[-1]))
    yield world.soon(utcnow(), 1, 6)
    check(world, story, case)
    actions.propose_release(world.editor, case)
    yield world.soon(utcnow(), 0.5, 3)
    actions.release(world.releaser, case)


def _night_after(moment: datetime) -> datetime:
    """Ten past midnight after `moment`, in the city: when the nightly job runs."""
    local = moment.astimezone(local_zone())
    return datetime.combine(local.date() + timedelta(days=1), time(0, 10), local.tzinfo)


AFTERWARDS = {
    "retracted": _retracted,
    "withdrawn_later": _withdrawn,
    "recognisable": _objected,
    "minor": _objected,
    "untrue": _objected,
    "upheld": _decided,
    "dismissed": _decided,
    "more_photos": _more_photos,
}
