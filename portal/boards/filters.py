"""What a reader has chosen on a board, as it stands in the address."""

import re
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

from portal.cases.models import Kind, State
from portal.forms import row_number

MONTH = re.compile(r"(20\d\d)-(0[1-9]|1[0-2])")
CURSOR = re.compile(r"(\d{1,16})-(\d{1,12})")
STATES = (State.ACCEPTED, State.PUBLISHED)


@dataclass(frozen=True)
class Filters:
    """All parts are optional; what can't be understood in an address counts as not chosen."""

    kind: Kind
    category: int | None = None
    place: int | None = None  # a street or a community
    month: date | None = None  # its first day, in the city
    state: State | None = None
    after: tuple[int, int] | None = None  # the last card before: (published at, in us; id)
    before: tuple[int, int] | None = None  # the first card after, when going back

    @property
    def count(self) -> int:
        """How many are set, without the position in the list."""
        return sum(bool(x) for x in (self.category, self.place, self.month, self.state))

    def address_parts(self, **changed) -> dict:
        """Names and values for the address, with `changed` set anew; the position is dropped."""
        now = replace(self, after=None, before=None, **changed)
        return {
            "category": now.category,
            "place": now.place,
            "month": now.month.strftime("%Y-%m") if now.month else None,
            "state": now.state.value if now.state else None,
        }


def read(kind: Kind, given) -> Filters:
    """The filters in the query of an address (`given`: request.args)."""
    state = given.get("state", "")
    return Filters(
        kind,
        category=row_number(given.get("category", "")),
        place=row_number(given.get("place", "")),
        month=_month(given.get("month", "")),
        state=State(state) if state in STATES else None,
        after=_cursor(given.get("after", "")),
        before=_cursor(given.get("before", "")),
    )


def cursor(published_at: datetime, number: int) -> str:
    """The position of a card in the list, for the address."""
    return f"{round(published_at.timestamp() * 1_000_000)}-{number}"


def moment(microseconds: int) -> datetime:
    return datetime.fromtimestamp(microseconds / 1_000_000, UTC)


def _month(text: str) -> date | None:
    found = MONTH.fullmatch(text)
    return date(int(found[1]), int(found[2]), 1) if found else None


def _cursor(text: str) -> tuple[int, int] | None:
    found = CURSOR.fullmatch(text)
    if not found or int(found[1]) > 4_000_000_000_000_000:
        return None
    return int(found[1]), int(found[2])
