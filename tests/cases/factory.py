"""Cases in every state, made quickly: rows only, no picture is read or drawn."""

from datetime import timedelta
from itertools import count

from portal.cases import queries
from portal.cases.forms.photos import token_of
from portal.cases.models import Case, CaseEvent, CasePhoto, Objection
from portal.cases.states import STATE_LABELS, Audience, State
from portal.cases.views.report import receipt_token
from portal.crypto import seal
from portal.db import db, utcnow
from portal.i18n import local_date
from portal.photos import files
from portal.photos.models import CHECKS, Photo, PhotoCheck
from tests.accounts.factory import make_person
from tests.city.factory import make_category, make_place
from tests.photos.samples import jpeg

_numbers = count(1)
PUBLIC = {
    "public_title": "«A clean street»",
    "public_words": "«The street was swept.»",
    "public_language": "qps",
    "public_place": "«By the market»",
}
WITH_TEXT = (State.ACCEPTED, State.PUBLISHED)


def make_case(state: str = "received", kind: str = "exposure", **given) -> Case:
    """A case in any state, committed. `track` is the category's unless given; `photos` a list.

    An exposure is on the rectification track unless `state` is published (then behaviour).
    `name`, `phone`, `email` and `position` ("49.59,117.43") are sealed. `version` is left alone.
    """
    assert state in STATE_LABELS
    given = _with_surroundings(state, kind, given)
    photos = given.pop("photos", [])
    clear = {name: given.pop(name, "") for name in ("name", "phone", "email", "position")}
    case = Case(**given)
    for name, text in clear.items():
        if text:
            setattr(case, f"{name}_sealed", seal(text, context=case.context(name)))
    if clear["position"]:
        case.grid_row, case.grid_column = queries.grid_cell(
            *map(float, clear["position"].split(","))
        )
    case.code_hash = queries.code_hash(case.number, queries.code_of(case))
    db.session.add(case)
    for position, photo in enumerate(photos, start=1):
        role = "before" if position == 1 else "more"
        row = CasePhoto(case=case, photo=photo, position=position, role=role, alt="«A street»")
        db.session.add(row)
    _begin_timeline(case)
    db.session.commit()
    return case


def make_published_case(kind: str = "praise", **given) -> Case:
    """A case on its board: praise, or an exposure (behaviour track unless `track` is given)."""
    state = "accepted" if given.get("track") == "rectification" else "published"
    moment = given.pop("published_at", utcnow())
    return make_case(state, kind, **{"on_board": True, "published_at": moment} | given)


def make_photo(checked: bool = True, released: bool = False, **given) -> Photo:
    """A photo without files, ready and (unless told otherwise) with every item ticked."""
    number = next(_numbers)
    photo = Photo(
        **{
            "width": 1200,
            "height": 900,
            "state": "ready",
            "clean_key": f"clean/{number}",
            "attached_at": utcnow(),
            "released_at": utcnow() if released else None,
        }
        | given
    )
    db.session.add(photo)
    if checked:
        tick(photo)
    db.session.commit()
    return photo


def tick(photo: Photo, person=None) -> None:
    """Every item of the check list."""
    by = person or make_person(roles=("editor",))
    for item in CHECKS:
        photo.checks.append(PhotoCheck(item=item, revision=photo.revision or 1, person_id=by.id))


def make_objection(case: Case | None = None, **given) -> Objection:
    """An open objection that somebody wrote words and an address for."""
    case = case or make_published_case("exposure")
    usual = {"ground": "untrue", "language": "qps", "due": local_date(utcnow())}
    row = Objection(**{"key": queries.new_key(), "case": case} | usual | given)
    row.words_sealed = seal("«It was not me.»", context=row.context("words"))
    row.contact_sealed = seal("«13900001111»", context=row.context("contact"))
    case.objection_open = row.state in (None, "open")
    db.session.add(row)
    db.session.commit()
    return row


def examples() -> dict:
    """A value for every part of an address of this feature."""
    row = make_photo(released=True)
    case, objection = make_published_case("exposure", photos=[row]), make_objection()
    kept = make_photo(attached_at=None, clean_key=files.keep(files.CLEAN, jpeg()))
    row.clean_key = kept.clean_key
    db.session.commit()
    return {
        "case_id": case.id,
        "number": case.number,
        "code": queries.code_of(case),
        "photo_id": row.id,
        "photo_token": token_of(kept, "form"),
        "receipt_token": receipt_token(case),
        "objection_id": objection.id,
        "objection_key": objection.key,
    }


def _with_surroundings(state: str, kind: str, given: dict) -> dict:
    track = given.pop("track", None if kind == "praise" else _usual_track(state))
    category = given.pop("category", None) or make_category(kind=kind, track=track)
    place = given.pop("place", None) or make_place(kind="street")
    received = given.get("received_at", utcnow())
    usual = {
        "key": queries.new_key(),
        "number": f"2026{900_000 + next(_numbers):06d}",
        "kind": kind,
        "track": track,
        "state": state,
        "category": category,
        "place": place,
        "street": queries.street_of(place),
        "language": "qps",
        "reply_language": "qps",
        "words": "«Rubbish beside the road.»",
        "place_words": "«Behind the school»",
        "received_at": received,
        "screening_due": local_date(received + timedelta(days=1)),
    }
    usual |= PUBLIC if state in WITH_TEXT else {}
    if state in ("declined", "published", "withdrawn"):
        usual["ended_at"] = given.get("published_at", received)
    if state == "declined":
        usual["decline_reason"] = "no_evidence"
    return usual | given


def _usual_track(state: str) -> str:
    return "behaviour" if state == "published" else "rectification"


def _begin_timeline(case: Case) -> None:
    """The rows a case in its state would have, without who did what."""
    steps = {
        "screening": ["start_screening"],
        "declined": ["start_screening", "decline"],
        "accepted": ["start_screening", "accept"],
        "published": ["start_screening", "release"],
        "withdrawn": ["withdraw"],
    }
    after = {"start_screening": "screening", "decline": "declined", "accept": "accepted",
             "release": "published", "withdraw": "withdrawn"}  # fmt: skip
    before = None
    for action in ["receive", *steps.get(case.state, [])]:
        audience = (
            Audience.REPORTER if action in ("start_screening", "decline") else Audience.PUBLIC
        )
        state = after.get(action, "received")
        db.session.add(
            CaseEvent(
                case=case, at=case.received_at, who="staff", action=action, before=before,
                after=state, audience=audience, language="qps", late=None,
                public_words="«Not clear enough.»" if action == "decline" else "",
            )
        )  # fmt: skip
        before = state
