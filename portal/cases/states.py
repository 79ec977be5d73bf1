"""The states of a case and the steps between them, as one table.

Every change of a case is one step, and each step taken is one row of its timeline. A later issue
adds rows (the rectification loop, suggestions) and changes none of the code that reads the table.

Flags are not states: `on_board` (published), `expired_at`, `retracted_at`, `objection_open`,
`duplicate_of`. A case of the rectification track is published by a flag while it is accepted.
"""

from dataclasses import dataclass
from enum import StrEnum

from flask_babel import lazy_gettext as _l


class Kind(StrEnum):
    PRAISE = "praise"
    EXPOSURE = "exposure"


class Track(StrEnum):
    """The two tracks of an exposure."""

    BEHAVIOUR = "behaviour"  # somebody's act: nothing to put right
    RECTIFICATION = "rectification"  # a place or a thing that can be put right


class Origin(StrEnum):
    RESIDENT = "resident"
    STAFF = "staff"
    LETTER = "letter"
    INSPECTION = "inspection"


class State(StrEnum):
    RECEIVED = "received"
    SCREENING = "screening"
    DECLINED = "declined"
    ACCEPTED = "accepted"
    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"


class Way(StrEnum):
    """The way a case goes; it follows from its kind and track."""

    PRAISE = "praise"
    BEHAVIOUR = "behaviour"
    RECTIFICATION = "rectification"
    UNDECIDED = "undecided"  # an exposure whose track the desk has yet to choose


class Audience(StrEnum):
    """Who sees a row of the timeline; each sees what stands above it too."""

    PUBLIC = "public"
    REPORTER = "reporter"
    STAFF = "staff"


KIND_LABELS = {Kind.PRAISE: _l("Praise"), Kind.EXPOSURE: _l("Exposure")}
TRACK_LABELS = {
    Track.BEHAVIOUR: _l("Reminder about behaviour"),
    Track.RECTIFICATION: _l("To be put right"),
}
ORIGIN_LABELS = {
    Origin.RESIDENT: _l("From a resident"),
    Origin.STAFF: _l("Found by our own staff"),
    Origin.LETTER: _l("From a letter"),
    Origin.INSPECTION: _l("From an inspection"),
}
STATE_LABELS = {
    State.RECEIVED: _l("Received"),
    State.SCREENING: _l("Being checked"),
    State.DECLINED: _l("Not taken up"),
    State.ACCEPTED: _l("Accepted"),
    State.PUBLISHED: _l("Published"),
    State.WITHDRAWN: _l("Withdrawn"),
}
GROUND_LABELS = {  # why a person shown objects
    "minor": _l("A minor can be seen"),
    "recognisable": _l("I can be recognised"),
    "untrue": _l("It is not true"),
    "other": _l("Another reason"),
}
OBJECTION_LABELS = {
    "open": _l("Waiting for an answer"),
    "upheld": _l("Objection accepted"),
    "dismissed": _l("Objection turned down"),
}
ENDED = frozenset({State.DECLINED, State.PUBLISHED, State.WITHDRAWN})
WAITING = (State.RECEIVED, State.SCREENING)  # for the desk's decision

ALL_WAYS = frozenset(Way)
PRAISE = frozenset({Way.PRAISE})
BEHAVIOUR = frozenset({Way.BEHAVIOUR})
RECTIFICATION = frozenset({Way.RECTIFICATION})


@dataclass(frozen=True)
class Step:
    """One allowed change. `clock`: the due date that is judged, for good, when it is taken."""

    action: str
    before: State
    after: State
    ways: frozenset[Way] = ALL_WAYS
    audience: Audience = Audience.STAFF
    clock: str | None = None

    @property
    def moves(self) -> bool:
        return self.before is not self.after


def _everywhere(action: str, states: tuple[State, ...], audience: Audience) -> list[Step]:
    """Steps that change a flag or a text and leave the state as it is."""
    return [Step(action, state, state, ALL_WAYS, audience) for state in states]


def _withdrawing(*states: State) -> list[Step]:
    return [Step("withdraw", s, State.WITHDRAWN, ALL_WAYS, Audience.REPORTER) for s in states]


ON_THE_WAY = (State.RECEIVED, State.SCREENING, State.ACCEPTED)
NOT_ENDED_BADLY = (*ON_THE_WAY, State.PUBLISHED)
SHOWN = (State.PUBLISHED, State.ACCEPTED)  # the states in which a case can be on a board

STEPS: tuple[Step, ...] = (
    Step("start_screening", State.RECEIVED, State.SCREENING, audience=Audience.REPORTER),
    Step(
        "decline",
        State.SCREENING,
        State.DECLINED,
        audience=Audience.REPORTER,
        clock="screening_due",
    ),
    Step(
        "accept",
        State.SCREENING,
        State.ACCEPTED,
        RECTIFICATION,
        Audience.PUBLIC,
        clock="screening_due",
    ),
    Step(
        "release",
        State.SCREENING,
        State.PUBLISHED,
        PRAISE | BEHAVIOUR,
        Audience.PUBLIC,
        clock="screening_due",
    ),
    Step("release", State.ACCEPTED, State.ACCEPTED, RECTIFICATION, Audience.PUBLIC),
    Step("propose_release", State.SCREENING, State.SCREENING, PRAISE | BEHAVIOUR),
    Step("propose_release", State.ACCEPTED, State.ACCEPTED, RECTIFICATION),
    *_withdrawing(*NOT_ENDED_BADLY),
    *_everywhere("classify", (State.RECEIVED, State.SCREENING), Audience.STAFF),
    *_everywhere("set_public_text", (State.SCREENING, State.ACCEPTED), Audience.STAFF),
    *_everywhere("withdraw_proposal", (State.SCREENING, State.ACCEPTED), Audience.STAFF),
    *_everywhere("add_photo", ON_THE_WAY, Audience.REPORTER),
    *_everywhere("claim", tuple(State), Audience.STAFF),
    *_everywhere("retract", SHOWN, Audience.PUBLIC),
    *_everywhere("expire", SHOWN, Audience.PUBLIC),
    *_everywhere("object_to", SHOWN, Audience.STAFF),
    *_everywhere("dismiss_objection", SHOWN, Audience.STAFF),
    *_everywhere("uphold_objection", (*SHOWN, State.WITHDRAWN), Audience.STAFF),
    *_everywhere("reveal_contact", tuple(State), Audience.STAFF),
    *_everywhere("erase_contact", tuple(State), Audience.STAFF),
    *_everywhere("mark_duplicate", (State.RECEIVED, State.SCREENING), Audience.STAFF),
    *_everywhere("note", tuple(State), Audience.STAFF),
)
FIRST = "receive"  # the first row of every timeline; it comes from no state

ACTION_LABELS = {
    FIRST: _l("Received"),
    "start_screening": _l("Checking has begun"),
    "decline": _l("Not taken up"),
    "accept": _l("Accepted: it will be put right"),
    "release": _l("Published"),
    "propose_release": _l("Proposed for publication"),
    "withdraw_proposal": _l("Sent back for another look"),
    "withdraw": _l("Withdrawn by the person who reported it"),
    "classify": _l("Sorted under another category or place"),
    "set_public_text": _l("Public text written"),
    "add_photo": _l("Photo added"),
    "claim": _l("Taken into an account"),
    "retract": _l("Taken off the board"),
    "expire": _l("Shown long enough and taken off the board"),
    "object_to": _l("A person shown has objected"),
    "dismiss_objection": _l("Objection turned down"),
    "uphold_objection": _l("Objection accepted"),
    "reveal_contact": _l("Contact data looked at"),
    "erase_contact": _l("Contact data erased"),
    "mark_duplicate": _l("Joined to an earlier report"),
    "note": _l("Note"),
}


def way_of(kind: str, track: str | None) -> Way:
    """The way a case goes, from its kind and track."""
    if kind == Kind.PRAISE:
        return Way.PRAISE
    return Way(track) if track else Way.UNDECIDED


def find(action: str, state: str, way: Way) -> Step | None:
    """The step that `action` is for a case in `state` on `way`; None when it is not allowed."""
    for step in STEPS:
        if step.action == action and step.before == state and way in step.ways:
            return step
    return None


def possible(state: str, way: Way) -> set[str]:
    """The names of all actions the table allows now."""
    return {step.action for step in STEPS if step.before == state and way in step.ways}
