"""Who and what the invented city consists of while its stories are told."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from portal import mongolian
from portal.accounts import queries as people
from portal.accounts.models import Person
from portal.cases.actions import Contact
from portal.city import queries as city
from portal.city.models import Category, Place
from portal.demonstration.plan import Story
from portal.demonstration.studio import Made, Picture
from portal.i18n import local_zone
from portal.photos import actions as photo_actions
from portal.photos.models import Photo

STEMS = "甲乙丙丁戊己庚辛壬癸"
NAMES = {"ru": "Пример", "mn": "Жишээ", "mong": mongolian.write("jisiy-e")}
ACCOUNTS = {
    "zh": "demo-resident",
    "ru": "demo-resident-ru",
    "mn": "demo-resident-mn",
    "mong": "demo-resident-mong",
}
NOWHERE = ("doll_square", "station_square", "border_gate", "lake_promenade", "snow_sculpture")
OPENS, CLOSES = 9, 17  # hours of the office, in the city


@dataclass
class World:
    """Staff, places, categories and pictures. `chance` decides what the plan left open."""

    editor: Person
    releaser: Person
    handler: Person
    categories: dict[str, Category]
    places: list[Place]
    made: dict[Picture, Made]
    chance: Random
    with_email: bool
    now: datetime

    def place_for(self, story: Story) -> Place | None:
        """A community of the city, always the same for a story; none for the landmarks."""
        if story.entry.scene in NOWHERE:
            return None
        return self.places[Random(f"place {story.index}").randrange(len(self.places))]  # noqa: S311

    def contact_of(self, story: Story) -> Contact:
        """Invented contact data, for two in five."""
        if story.index % 5 > 1:
            return Contact()
        stem = STEMS[story.index // 5 % len(STEMS)]
        name = NAMES.get(story.entry.language)
        label = f"示范居民{stem}" if name is None else f"{name} {stem}（示范）"
        email = f"resident{story.index}@example.org" if story.index % 15 == 0 else ""
        return Contact(
            name=label,
            phone=f"100-0000-{story.index:04d}",
            email=email if self.with_email else "",
            wants_answer=story.index % 2 == 0,
        )

    def reporter_of(self, story: Story) -> Person | None:
        """Whose account it was sent from; mostly nobody's."""
        if story.fate == "own_unit":
            return self.handler
        if story.index % 9 == 4:
            return people.by_username(ACCOUNTS[story.entry.language])
        return None

    def take_in(self, picture: Picture) -> Photo:
        """The photo of a picture, its files ready."""
        made = self.made[picture]
        photo = photo_actions.receive(made.prepared, picture.boxes)
        work = photo_actions.work_for(photo)
        photo_actions.put_files(work, made.files)
        photo_actions.settle(work, "ready")
        return photo

    def soon(self, moment: datetime, low: float, high: float) -> datetime:
        """Between so many hours later, at a moment when the office is open."""
        later = moment + timedelta(hours=self.chance.uniform(low, high))
        return self.when_open(later)

    def when_open(self, moment: datetime) -> datetime:
        """`moment`, or a little after the office has opened next."""
        local = moment.astimezone(local_zone())
        if local.hour >= CLOSES:
            local = (local + timedelta(days=1)).replace(hour=0)
        while not city.is_working_day(local.date()):
            local = (local + timedelta(days=1)).replace(hour=0)
        if local.hour < OPENS:
            local = local.replace(hour=OPENS, minute=self.chance.randint(0, 55))
        return local


def gather(made: dict[Picture, Made], now: datetime, with_email: bool) -> World:
    """The world of this portal: its seeds and the people of the demonstration must be there."""
    return World(
        *(people.by_username(f"demo-{role}") for role in ("editor", "releaser", "handler")),
        categories={row.code: row for row in city.categories() if row.code},
        places=list(city.communities()),
        made=made,
        chance=Random("the world of the demonstration"),  # noqa: S311
        with_email=with_email,
        now=now,
    )
