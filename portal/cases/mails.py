"""What a reporter who left an e-mail address is told: received, not taken up, published."""

from flask import render_template
from flask_babel import gettext as _

from portal import mail
from portal.cases import queries
from portal.cases.models import Case
from portal.crypto import SealBroken
from portal.i18n import current_language, speaking


def receipt(case: Case) -> None:
    """The number, the query code and the slip's address."""
    _tell(case, "receipt", lambda: _("Your report %(number)s was received", number=case.number))


def declined(case: Case, words: str) -> None:
    """Why it was not taken up. The desk's words are in the language it wrote them in."""
    _tell(
        case,
        "declined",
        lambda: _("Your report %(number)s was not taken up", number=case.number),
        words=words,
    )


def published(case: Case) -> None:
    """It can be seen by everybody now."""
    _tell(case, "published", lambda: _("Your report %(number)s is published", number=case.number))


def _tell(case: Case, name: str, subject, **context) -> None:
    address = _address(case)
    if not address:
        return
    with speaking(case.reply_language):
        context |= {
            "case": case,
            "code": queries.grouped(queries.code_of(case)),
            "address": queries.slip_address(case),
        }
        body = render_template(f"cases/mail/{name}.txt", **context)
        mail.send(address, subject(), body, language=current_language().tag)


def _address(case: Case) -> str:
    try:
        return case.opened("email")
    except SealBroken:
        return ""
