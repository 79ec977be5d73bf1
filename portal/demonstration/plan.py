"""Which report comes when, what becomes of it, and which pictures it has.

Decided by a fixed chance, so that the same day gives the same city.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from random import Random

from portal.demonstration import scenes
from portal.demonstration.studio import Picture
from portal.demonstration.words import Entry

DAYS = 90
CENTRE = (49.598, 117.379)  # degrees north and east: the middle of the city
SPREAD = 0.018  # degrees
EVENING = re.compile("晚|夜|黑天|亮灯|темн|харанхуй|ᠣᠷᠣᠢ")
CLOCK = {
    "morning": (7, 9),
    "noon": (11, 13),
    "cloudy": (9, 16),
    "evening": (16, 18),
    "dusk": (17, 20),
}
BEHAVIOUR, RECTIFICATION, PRAISE = "behaviour", "rectification", "praise"
EXPOSURE = (BEHAVIOUR, RECTIFICATION)
ANY = (PRAISE, *EXPOSURE)
APART = 3  # days between two reports of the same scene
Taken = dict[str, list[float]]  # scene -> the ages in days that were given out


@dataclass(frozen=True)
class Fate:
    """What becomes of a report: of so many, of these ways, between so many days ago."""

    name: str
    count: int
    ways: tuple[str, ...]
    youngest: float
    oldest: float


# The rare ones first, so that a small city has one of each.
FATES = (
    Fate("received", 6, ANY, 0.05, 0.7),
    Fate("forgotten", 2, ANY, 4, 7),
    Fate("screening", 5, ANY, 0.4, 1.4),
    Fate("stuck", 2, EXPOSURE, 4, 6),
    Fate("proposed", 5, EXPOSURE, 1.5, 4),
    Fate("sent_back", 1, EXPOSURE, 2, 4),
    Fate("accepted", 6, (RECTIFICATION,), 2, 14),
    Fate("withdrawn", 2, ANY, 5, 60),
    Fate("withdrawn_later", 1, ANY, 20, 60),
    Fate("retracted", 2, ANY, 15, 70),
    Fate("recognisable", 1, (BEHAVIOUR,), 5, 12),
    Fate("minor", 1, EXPOSURE, 5, 12),
    Fate("untrue", 1, (RECTIFICATION,), 9, 20),
    Fate("upheld", 1, (BEHAVIOUR,), 20, 60),
    Fate("dismissed", 2, EXPOSURE, 12, 24),
    Fate("staff", 4, ANY, 3, 80),
    Fate("letter", 2, ANY, 5, 80),
    Fate("inspection", 3, (RECTIFICATION,), 3, 80),
    Fate("own_unit", 2, (PRAISE,), 5, 80),
    Fate("more_photos", 3, (RECTIFICATION,), 6, 40),
    Fate("blurred", 4, (BEHAVIOUR,), 3, 27),
    Fate("called_back", 2, (RECTIFICATION,), 5, 40),
    Fate("late", 3, ANY, 10, 80),
    Fate("expired", 3, (BEHAVIOUR,), 38, 85),
)
PUBLISHED = Fate("published", 0, ANY, 2, DAYS - 1)
DECLINED = Fate("declined", 0, ANY, 3, DAYS - 5)
DUPLICATE = Fate("duplicate", 0, ANY, 3, 20)


@dataclass(frozen=True)
class Story:
    """One report with its fate; `index` tells it from all others."""

    index: int
    entry: Entry
    fate: str
    received_at: datetime
    pictures: tuple[Picture, ...] = ()


def season_of(day: datetime) -> str:
    """What the streets look like: snow from late October to March, dry grass before and after."""
    if (day.month, day.day) >= (10, 20) or day.month <= 3:
        return "winter"
    early_summer = (6, 1) <= (day.month, day.day) <= (9, 14)
    return "summer" if early_summer else "autumn"


def suits(entry: Entry, day: datetime) -> bool:
    """Whether the words and the scene of an entry fit a day."""
    season = season_of(day)
    if entry.when == "holiday":
        return day.month == 10 and day.day <= 9
    if entry.when and entry.when != season:
        return False
    return season in scenes.seasons_of(entry.scene)


def plan(entries: list[Entry], ways: dict[str, str], now: datetime, count: int) -> list[Story]:
    """The stories of a city in the order they were received.

    `ways`: the code of a category -> praise, behaviour or rectification; `now` in the time of the
    city; `count`: how many at most.
    """
    chance = Random("a city of the demonstration")  # noqa: S311 (nothing secret)
    pool = chance.sample(entries, len(entries))
    fates = list(_fates(pool, ways, now, chance))[:count]
    stories = [
        Story(index, entry, fate, _moment(entry, now, age, chance))
        for index, (entry, fate, age) in enumerate(fates)
    ]
    return _with_pictures(sorted(stories, key=lambda story: (story.received_at, story.index)))


def _fates(
    pool: list[Entry], ways: dict[str, str], now: datetime, chance: Random
) -> Iterator[tuple[Entry, str, float]]:
    """Each entry of the pool with a fate and its age in days; takes them out of the pool."""
    taken: Taken = defaultdict(list)
    for fate, entry in _with_fate(pool, ways, now):
        pool.remove(entry)
        age = _age(entry, fate, now, chance, taken)
        age = chance.uniform(fate.youngest, fate.oldest) if age is None else age
        taken[entry.scene].append(age)
        yield entry, fate.name, age


def _with_fate(
    pool: list[Entry], ways: dict[str, str], now: datetime
) -> Iterator[tuple[Fate, Entry]]:
    """Which entry of the pool, that shrinks meanwhile, meets which fate; the rare fates first."""
    for entry in [entry for entry in pool if entry.declined or entry.duplicate]:
        yield (DUPLICATE if entry.duplicate else DECLINED), entry
    for fate in FATES:
        for _ in range(fate.count):
            fitting = (entry for entry in pool if ways[entry.category] in fate.ways)
            entry = next((entry for entry in fitting if _can_be(entry, fate, now)), None)
            if entry is not None:
                yield fate, entry
    for entry in list(pool):
        yield PUBLISHED, entry


def _can_be(entry: Entry, fate: Fate, now: datetime) -> bool:
    """Whether the words of an entry fit any day of a fate."""
    steps = range(int(fate.oldest - fate.youngest) + 1)
    return any(suits(entry, now - timedelta(days=fate.youngest + step)) for step in steps)


def _age(entry: Entry, fate: Fate, now: datetime, chance: Random, taken: Taken) -> float | None:
    """Days ago, more often few than many; None if the entry fits none of these days.

    The same scene doesn't come twice within some days if that can be had.
    """
    second_best = None
    for _ in range(60):
        part = chance.random() ** 1.35
        age = fate.youngest + part * (fate.oldest - fate.youngest)
        if not suits(entry, now - timedelta(days=age)):
            continue
        if all(abs(age - other) > APART for other in taken[entry.scene]):
            return age
        second_best = age
    return second_best


def _hour(entry: Entry, chance: Random) -> str:
    hours = scenes.hours_of(entry.scene)
    if "dusk" in hours and EVENING.search(entry.raw):
        return "dusk"
    return chance.choice([hour for hour in hours if hour != "dusk"] or hours)


def _moment(entry: Entry, now: datetime, age: float, chance: Random) -> datetime:
    """When it was sent: at the hour of its picture, except on the last day."""
    moment = now - timedelta(days=age)
    if age < 2:  # nobody writes at night
        return moment if moment.hour >= 7 else moment - timedelta(hours=8)
    first, last = CLOCK[_hour(entry, chance)]
    return moment.replace(hour=chance.randint(first, last), minute=chance.randint(0, 59))


def _with_pictures(stories: list[Story]) -> list[Story]:
    """Give each story its picture. One picture serves two stories that are far apart in time."""
    groups: dict[tuple[str, str], list[Story]] = defaultdict(list)
    for story in stories:
        groups[story.entry.scene, season_of(story.received_at)].append(story)
    found = {}
    for (scene, season), group in sorted(groups.items()):
        chance = Random(f"{scene} {season}")  # noqa: S311 (nothing secret)
        drawn = [
            _picture(scene, season, _hour(story.entry, chance), variant, chance)
            for variant, story in enumerate(group[: (len(group) + 1) // 2])
        ]
        for place, story in enumerate(group):
            found[story.index] = _chosen(story, drawn, place, chance)
    return [replace(story, pictures=found[story.index]) for story in stories]


def _picture(scene: str, season: str, hour: str, variant: int, chance: Random) -> Picture:
    where = None
    if chance.random() < 0.3:
        where = tuple(round(middle + chance.uniform(-SPREAD, SPREAD), 5) for middle in CENTRE)
    return Picture(scene, season, hour, variant, where)


def _chosen(story: Story, drawn: list[Picture], place: int, chance: Random) -> tuple[Picture, ...]:
    picture = drawn[place % len(drawn)]
    if story.fate == "blurred":
        left, top = chance.uniform(0.3, 0.55), chance.uniform(0.5, 0.65)
        return (replace(picture, boxes=((round(left, 3), round(top, 3), 0.12, 0.09),)),)
    if story.entry.declined in ("spam", "no_evidence") and place % 2:
        return ()
    more = story.fate == "more_photos" or chance.random() < 0.18
    return tuple(dict.fromkeys([picture, drawn[(place + 1) % len(drawn)]])) if more else (picture,)
