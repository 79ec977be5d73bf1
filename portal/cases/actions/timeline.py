"""Taking a step: the one place where the state of a case changes and its timeline grows."""

from datetime import datetime

from flask_babel import gettext as _

from portal.accounts.models import Person
from portal.cases import states
from portal.cases.models import Case, CaseEvent
from portal.cases.states import Audience, State
from portal.db import db, utcnow
from portal.errors import Refusal
from portal.i18n import current_language, local_date

REPORTER, STAFF, SYSTEM, PUBLIC = "reporter", "staff", "system", "public"


def take(
    case: Case,
    action: str,
    *,
    person: Person | None = None,
    who: str = STAFF,
    public_words: str = "",
    internal_words: str = "",
    language: str | None = None,
    audience: Audience | None = None,
) -> CaseEvent:
    """Change the state of `case` as the table says, and write it down.

    `person` is the member of staff who did it (None for reporters, whose identity never stands in
    the timeline). Whether the step was late is judged now and never again. Raises Refusal when the
    table has no such step.
    """
    step = states.find(action, case.state, case.way)
    if step is None:
        raise Refusal(not_possible(case))
    event = CaseEvent(
        case=case,
        at=utcnow(),
        person_id=person.id if person is not None and who == STAFF else None,
        who=who,
        action=action,
        before=case.state,
        after=step.after,
        audience=audience or step.audience,
        public_words=public_words,
        internal_words=internal_words,
        language=language or current_language().code,
        late=_is_late(case, step),
    )
    case.state = step.after
    db.session.add(event)
    return event


def begin(case: Case, *, person: Person | None, who: str, audience: Audience) -> CaseEvent:
    """The first row of a timeline."""
    event = CaseEvent(
        case=case,
        at=case.received_at,
        person_id=person.id if person is not None and who == STAFF else None,
        who=who,
        action=states.FIRST,
        before=None,
        after=State.RECEIVED,
        audience=audience,
        language=case.reply_language,
        late=None,
    )
    db.session.add(event)
    return event


def may(case: Case, action: str) -> None:
    """Raise Refusal unless the table allows `action` now; nothing is written."""
    if states.find(action, case.state, case.way) is None:
        raise Refusal(not_possible(case))


def expect_version(case: Case, version: int | None) -> None:
    """Raise Refusal if somebody changed the case since the person opened it (None: don't ask)."""
    if version is not None and case.version != version:
        raise Refusal(_("Somebody else has changed this case since you opened it. Open it again."))


def not_possible(case: Case) -> str:
    """Why a step is refused, in words."""
    return _("This is not possible now: the state is “%(state)s”.", state=case.state_label)


def required(text: str, message: str) -> str:
    """`text` without blanks around it; Refusal with `message` (status 422) if nothing is left."""
    if not text.strip():
        raise Refusal(message, 422)
    return text.strip()


def _is_late(case: Case, step: states.Step, now: datetime | None = None) -> bool | None:
    if step.clock is None:
        return None
    return local_date(now or utcnow()) > getattr(case, step.clock)
