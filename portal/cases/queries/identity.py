"""How a case is known: key, number, query code, and the hash that tells a form sent twice."""

import hmac
import uuid

from portal.cases.models import Case
from portal.config import settings
from portal.crypto import blind_index
from portal.i18n import current_language

CODE_DIGITS = 12


def new_key() -> str:
    """32 random hexadecimal digits: what a case's sealed data and its code are bound to."""
    return uuid.uuid4().hex


def code_of(case: Case) -> str:
    """The query code, 12 digits. It is derived from the case's key under the key ring's secret.

    So it can be shown again to whoever sends the same form twice, and stands nowhere in clear.
    """
    return (
        f"{int(blind_index(case.key, purpose='cases.code'), 16) % 10**CODE_DIGITS:0{CODE_DIGITS}d}"
    )


def code_hash(number: str, code: str) -> str:
    """What is kept of a code."""
    return blind_index(f"{number}:{code}", purpose="cases.code_hash")


def code_fits(case: Case | None, number: str, code: str) -> bool:
    """Whether `code` opens the case; takes the same time when there is none."""
    given = code_hash(number, code)
    kept = case.code_hash if case is not None else "0" * len(given)
    return hmac.compare_digest(kept, given) and case is not None


def digits(entry: str) -> str:
    """The digits of what a person typed, whatever stands between them; full width ones too."""
    return "".join(str(int(letter)) for letter in entry if letter.isdecimal())


def grouped(code: str) -> str:
    """A number or code in groups of four, for reading: 1234 5678 9012."""
    return " ".join(code[start : start + 4] for start in range(0, len(code), 4))


def submission_hash(form_key: str, *parts: object) -> str:
    """What tells the same form sent twice from the same form filled in anew."""
    text = "\n".join([form_key, *map(str, parts)])
    return blind_index(text, purpose="cases.submission")


def slip_address(case: Case) -> str:
    """The absolute address of the slip with its code, for mails and the QR code of the receipt."""
    return (
        f"{settings().address}/{current_language().code}/cases/slip/{case.number}/{code_of(case)}"
    )
