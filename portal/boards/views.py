"""The boards: lists with filters in the address, and one page for each case."""

from flask import Blueprint, render_template, request, url_for

from portal.access import public
from portal.boards import filters, queries
from portal.cases.models import Kind
from portal.i18n import LOCALIZED

bp = Blueprint("boards", __name__, url_prefix=LOCALIZED + "/boards")


@bp.get("/praise/")
@public
def praise():
    return board(Kind.PRAISE)


@bp.get("/exposure/")
@public
def exposure():
    return board(Kind.EXPOSURE)


def board(kind: Kind):
    chosen = filters.read(kind, request.args)
    found = queries.listing(chosen)
    return render_template(
        "boards/_board.html",
        kind=kind,
        chosen=chosen,
        found=found,
        names=queries.names(),
        months=queries.months(kind),
        states=filters.STATES if kind is Kind.EXPOSURE else (),
        **pages(kind, chosen, found),
    )


def pages(kind: Kind, chosen: filters.Filters, found: queries.Listing) -> dict[str, str | None]:
    """The addresses of the next newer and older page of a list, if there is one."""
    here = {name: value for name, value in chosen.address_parts().items() if value}
    newer = older = None
    if found.cards and found.has_newer:
        first = found.cards[0].case
        before = filters.cursor(first.published_at, first.id)
        newer = url_for(f"boards.{kind}", **here, before=before)
    if found.cards and found.has_older:
        last = found.cards[-1].case
        after = filters.cursor(last.published_at, last.id)
        older = url_for(f"boards.{kind}", **here, after=after)
    return {"newer": newer, "older": older}


@bp.get("/<any(praise, exposure):kind>/<number>")
@public
def detail(kind: str, number: str):
    case = queries.by_number(kind, number)
    newer, older = queries.neighbours(case)
    return render_template(
        "boards/detail.html",
        case=case,
        photos=queries.photos(case),
        events=queries.events(case),
        names=queries.names(),
        newer=newer,
        older=older,
    )
