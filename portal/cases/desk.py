"""The desk: the queue, and one screen on which a case is judged.

Every form carries the version of the case as it was opened: whoever comes second is told that
somebody else has changed it. Steps are taken by actions; here is only who may, and where to next.
"""

from collections.abc import Callable

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext
from flask_login import current_user

from portal.access import check, staff
from portal.cases import actions, queries
from portal.cases.desk_forms import (
    CaseForm,
    ClassifyForm,
    DeclineForm,
    NumberForm,
    ObjectionForm,
    PostForm,
    ReasonForm,
    TextForm,
)
from portal.cases.forms import slots_of
from portal.cases.models import Case
from portal.cases.permissions import DESK, SCREENERS
from portal.cases.screen import Queue, screen
from portal.db import keep_answer
from portal.forms import row_number
from portal.i18n import LOCALIZED

bp = Blueprint("cases_desk", __name__, url_prefix=LOCALIZED + "/desk/cases")
MOST_AT_ONCE = 50  # of a bulk decline


@bp.get("/")
@staff(*DESK)
def queue():
    chosen = Queue.read(request.args)
    return render_template(
        "cases/desk/queue.html",
        chosen=chosen,
        found=queries.queue(**chosen.question(), after=request.args.get("after", "")),
        counters=queries.counters(),
        choices=chosen.choices(),
    )


@bp.route("/post", methods=["GET", "POST"])
@staff(*SCREENERS)
def post():
    """The staff's own find, a letter, a finding of an inspection: the same way, the same care."""
    check("cases.post", None)
    slots = slots_of(request.form.get("form_key", ""), actions.MOST_PHOTOS)
    form = PostForm()
    if form.validate_on_submit() and not slots.errors:
        slots.take_in()
        given = form.given(slots.photos)
        entered = {"origin": form.origin.data, "form_key": form.form_key.data}
        case = actions.post_by_staff(current_user, given, **entered)
        flash(_("Entered. It is checked like every other report."), "success")
        return redirect(url_for(".detail", number=case.number), code=303)
    if form.is_submitted():
        slots.take_in()
        keep_answer()
    page = render_template("cases/desk/post.html", form=form, slots=slots)
    return page, 422 if form.errors or slots.errors else 200


@bp.get("/<number>")
@staff(*DESK)
def detail(number: str):
    return screen(queries.by_number(number))


@bp.post("/<number>/start")
@staff(*SCREENERS)
def start(number: str):
    def act(case: Case, form: CaseForm) -> None:
        actions.start_screening(current_user, case)

    return step(number, "cases.screen", CaseForm, act, _l("You are checking this report now."))


@bp.post("/<number>/classify")
@staff(*SCREENERS)
def classify(number: str):
    def act(case: Case, form: ClassifyForm) -> None:
        category, place = form.chosen()
        actions.classify(current_user, case, category=category, place=place)

    return step(number, "cases.screen", ClassifyForm, act, _l("Category and place saved."))


@bp.post("/<number>/text")
@staff(*SCREENERS)
def text(number: str):
    def act(case: Case, form: TextForm) -> None:
        given = {key: value for key, value in form.values().items() if key != "version"}
        actions.set_public_text(current_user, case, **given)
        for row in case.photos:
            described = request.form.get(f"alt-{row.photo_id}", "")[:300]
            actions.describe_photo(current_user, case, row.photo_id, described)

    return step(number, "cases.screen", TextForm, act, _l("The public text is saved."))


@bp.post("/<number>/decline")
@staff(*SCREENERS)
def decline(number: str):
    def act(case: Case, form: DeclineForm) -> None:
        given = {"reason": form.reason.data, "words": form.words.data}
        actions.decline(current_user, case, **given)

    done = _l("The report was not taken up; its reporter can read why.")
    return step(number, "cases.screen", DeclineForm, act, done, onward=True)


@bp.post("/<number>/accept")
@staff(*SCREENERS)
def accept(number: str):
    def act(case: Case, form: CaseForm) -> None:
        actions.accept(current_user, case)

    return step(number, "cases.screen", CaseForm, act, _l("Accepted: it will be put right."))


@bp.post("/<number>/propose")
@staff(*SCREENERS)
def propose(number: str):
    def act(case: Case, form: CaseForm) -> None:
        actions.propose_release(current_user, case)

    done = _l("Proposed. A second person decides now.")
    return step(number, "cases.propose_release", CaseForm, act, done, onward=True)


@bp.post("/<number>/release")
@staff("editor", "releaser")
def release(number: str):
    def act(case: Case, form: CaseForm) -> None:
        actions.release(current_user, case)

    done = _l("Published. Everybody can see it now.")
    return step(number, "cases.release", CaseForm, act, done)


@bp.post("/<number>/send-back")
@staff(*DESK)
def send_back(number: str):
    def act(case: Case, form: ReasonForm) -> None:
        actions.withdraw_proposal(current_user, case, form.words.data)

    done = _l("Sent back for another look.")
    return step(number, "cases.withdraw_proposal", ReasonForm, act, done, onward=True)


@bp.post("/<number>/retract")
@staff(*DESK)
def retract(number: str):
    def act(case: Case, form: ReasonForm) -> None:
        actions.retract(current_user, case, reason=form.words.data)

    return step(number, "cases.retract", ReasonForm, act, _l("Taken off the board."))


@bp.post("/<number>/note")
@staff(*DESK)
def note(number: str):
    def act(case: Case, form: ReasonForm) -> None:
        actions.note(current_user, case, form.words.data)

    return step(number, "cases.note", ReasonForm, act, _l("The note is saved."))


@bp.post("/<number>/duplicate")
@staff(*SCREENERS)
def duplicate(number: str):
    def act(case: Case, form: NumberForm) -> None:
        original = queries.by_number(form.number.data)
        actions.mark_duplicate(current_user, case, original)

    done = _l("Joined to the earlier report.")
    return step(number, "cases.screen", NumberForm, act, done, onward=True)


@bp.post("/<number>/contact")
@staff(*SCREENERS)
def contact(number: str):
    """Contact data, shown on the answer to this POST only; the look is written down."""
    case = queries.by_number(number)
    check("cases.reveal_contact", case)
    form = ReasonForm()
    if not form.validate_on_submit():
        return screen(case, contact=form), 422
    revealed = actions.reveal_contact(current_user, case, form.words.data)
    return screen(case, revealed=revealed)


@bp.post("/decline")
@staff(*SCREENERS)
def decline_many():
    """Several at once, for spam: those ticked in the queue."""
    check("cases.screen", None)
    ids = list(filter(None, map(row_number, request.form.getlist("case"))))[:MOST_AT_ONCE]
    count = actions.decline_many(current_user, queries.several(ids))
    words = ngettext("%(num)d report declined.", "%(num)d reports declined.", count)
    flash(words if count else _("No report was chosen."), "success" if count else "warn")
    return redirect(url_for(".queue"), code=303)


@bp.get("/objections")
@staff(*DESK)
def objections():
    return render_template("cases/desk/objections.html", found=queries.open_objections())


@bp.route("/objections/<int:objection_id>", methods=["GET", "POST"])
@staff(*DESK)
def objection(objection_id: int):
    row = queries.objection(objection_id)
    form = ObjectionForm()
    if request.method == "POST":
        check("cases.decide_objection", row.case)
    if form.validate_on_submit():
        upheld = form.decision.data == "upheld"
        actions.decide_objection(current_user, row, upheld=upheld, answer=form.answer.data)
        flash(_("The objection is decided."), "success")
        return redirect(url_for(".objections"), code=303)
    page = render_template("cases/desk/objection.html", row=row, form=form)
    return page, 422 if form.errors else 200


def step(
    number: str,
    rule: str,
    form_class: type[CaseForm],
    act: Callable[[Case, CaseForm], None],
    done: str,
    onward: bool = False,
):
    """One step: get the case, check, form, action; then its screen, or the next in the queue."""
    case = queries.by_number(number)
    check(rule, case)
    form = form_class(case) if form_class is ClassifyForm else form_class()
    if not form.validate_on_submit():
        return screen(case, **{request.endpoint.rpartition(".")[2]: form}), 422
    actions.expect_version(case, form.expected_version())
    act(case, form)
    flash(str(done), "success")
    following = queries.next_in_queue(case) if onward else None
    return redirect(url_for(".detail", number=(following or case).number), code=303)
