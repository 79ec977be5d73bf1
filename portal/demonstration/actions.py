"""Filling a trial portal with the invented city."""

from collections.abc import Callable

from portal import seeds
from portal.accounts import actions as accounts
from portal.city import actions as city_actions
from portal.city import queries as city
from portal.config import settings
from portal.db import db_transaction, utcnow
from portal.demonstration import plan, queries, studio, telling, words, world
from portal.demonstration.studio import Made, Picture, Studio
from portal.errors import Refusal
from portal.i18n import local_zone, speaking

UNIT = "urban-management"  # where the handler of the demonstration works
ALL = 10_000
Say = Callable[[str], None]


def fill(say: Say = print, count: int = ALL, draw: Studio = studio.make_all) -> bool:
    """Seeds, people and about two hundred cases. Returns False if they were there already.

    `say` gets a line from time to time, `count` is how many cases at most, `draw` makes the
    pictures. All of it in one transaction, so that a city is whole or not there. Raises Refusal in
    production.
    """
    if settings().is_production:
        raise Refusal("Demonstration data are refused in production.")
    with db_transaction():
        seeds.load_all()
        _people()
        if queries.is_filled():
            return False
    stories = _stories(count)
    made = _pictures(stories, say, draw)
    with db_transaction(), speaking("zh"):
        now = utcnow()
        here = world.gather(made, now, with_email=not settings().mail_url)
        telling.tell(here, stories, now, _progress(say, len(stories)))
    return True


def _people() -> None:
    people = accounts.make_demo_people()
    handler = next(person for person in people if person.username == "demo-handler")
    unit = next((unit for unit in city.units() if unit.code == UNIT), None)
    if unit is not None and not city.units_of(handler.id):
        city_actions.join_unit(handler.id, unit)


def _stories(count: int) -> list[plan.Story]:
    with speaking("zh"):
        ways = {row.code: row.track or row.kind for row in city.categories() if row.code}
    entries = [entry for entry in words.entries() if entry.category in ways]
    return plan.plan(entries, ways, utcnow().astimezone(local_zone()), count)


def _pictures(stories: list[plan.Story], say: Say, draw: Studio) -> dict[Picture, Made]:
    wanted = list(dict.fromkeys(picture for story in stories for picture in story.pictures))
    made = {}
    for picture, finished in draw(wanted):
        made[picture] = finished
        if len(made) % 30 == 0 or len(made) == len(wanted):
            say(f"pictures: {len(made)} of {len(wanted)}")
    return made


def _progress(say: Say, count: int) -> Callable[[int], None]:
    """Says the number of cases at every fifty, once."""
    said = set()

    def tell(number: int) -> None:
        if number and (number % 50 == 0 or number == count) and number not in said:
            said.add(number)
            say(f"cases: {number} of {count}")

    return tell
