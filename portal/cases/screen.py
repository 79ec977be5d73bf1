"""What the desk's two pages need: the filters of the queue, and everything about one case."""

from dataclasses import dataclass

from flask import render_template
from flask_babel import gettext as _
from flask_login import current_user

from portal import texts
from portal.cases import actions, queries, states
from portal.cases.desk_forms import (
    ClassifyForm,
    DeclineForm,
    NumberForm,
    ReasonForm,
    TextForm,
    category_choices,
)
from portal.cases.models import Case
from portal.cases.states import KIND_LABELS, ORIGIN_LABELS, STATE_LABELS, WAITING, State
from portal.city import queries as city
from portal.forms import row_number

AGES = ("1", "3", "7")  # days


@dataclass(frozen=True)
class Queue:
    """The filters of the queue, as they stand in the address."""

    state: str = "waiting"
    kind: str = ""
    category: str = ""
    street: str = ""
    origin: str = ""
    age: str = ""
    only: str = ""  # proposed | late | objection

    @classmethod
    def read(cls, given) -> "Queue":
        names = cls.__dataclass_fields__
        return cls(**{name: given[name] for name in names if given.get(name)})

    @property
    def count(self) -> int:
        return sum(bool(x) for x in (self.kind, self.category, self.street, self.origin, self.age))

    def question(self) -> dict:
        """The arguments of queries.queue; what can't be understood counts as not chosen."""
        chosen = {"waiting": WAITING, "all": ()}.get(self.state)
        if chosen is None:
            chosen = (self.state,) if self.state in list(State) else WAITING
        if self.only:
            chosen = () if self.only == "objection" else (*WAITING, State.ACCEPTED)
        return {
            "states": chosen,
            "kind": self.kind if self.kind in list(states.Kind) else None,
            "origin": self.origin if self.origin in list(states.Origin) else None,
            "category": row_number(self.category),
            "street": row_number(self.street),
            "older_than": int(self.age) if self.age in AGES else None,
            "proposed": True if self.only == "proposed" else None,
            "late": self.only == "late",
            "objection": self.only == "objection",
        }

    def choices(self) -> dict[str, list]:
        """What each filter offers: (value, words), "all" first."""
        every = [("", _("All"))]
        streets = [(row.id, texts.of(row, "name").text) for row in city.streets()]
        return {
            "state": [
                ("waiting", _("Waiting for a decision")),
                *STATE_LABELS.items(),
                ("all", _("All states")),
            ],
            "kind": every + list(KIND_LABELS.items()),
            "category": every + [(one.value, one.label) for one in category_choices()],
            "street": every + streets,
            "origin": every + list(ORIGIN_LABELS.items()),
            "age": every + [(days, _("older than %(days)s days", days=days)) for days in AGES],
        }


def screen(case: Case, revealed: dict[str, str] | None = None, **filled) -> str:
    """The page on which a case is judged; `filled` are forms that came back with errors."""
    forms = {
        "classify": ClassifyForm(case, formdata=None, version=case.version),
        "text": TextForm(formdata=None, **TextForm.given(case)),
        "decline": DeclineForm(formdata=None, version=case.version),
        "send_back": ReasonForm(formdata=None, version=case.version),
        "retract": ReasonForm(formdata=None, version=case.version),
        "note": ReasonForm(formdata=None, version=case.version),
        "contact": ReasonForm(formdata=None, version=case.version),
        "duplicate": NumberForm(formdata=None, version=case.version),
    } | filled
    for name, form in forms.items():
        give_own_ids(name, form)
    return render_template(
        "cases/desk/detail.html",
        case=case,
        forms=forms,
        revealed=revealed,
        possible=states.possible(case.state, case.way),
        missing=actions.missing(case),
        second_person=actions.second_person_problem(current_user, case),
        unreleased=actions.unreleased(case),
        events=queries.full_timeline(case),
        similar=[found for found in _similar(case) if found.id != case.id],
        duplicates=queries.duplicates_of(case),
        following=queries.next_in_queue(case),
    )


def give_own_ids(name: str, form) -> None:
    """Several forms of the same kind stand on the page: each field's id begins with its form."""
    for field in form:
        field.id = field.label.field_id = f"{name}-{field.id}"


def _similar(case: Case):
    position = queries.position_of(case)
    return queries.similar_nearby(case.category_id, place=case.place, position=position)
