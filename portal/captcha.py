"""Is this a person? For people who send something without an account; nothing leaves our server.

The browser does a little work by itself (altcha, served by us): it fetches a challenge from
/captcha/challenge, finds the number that solves it, and sends the payload along as `altcha`. Each
payload is good once. For those whose browser can't, there is another way (WCAG 3.3.8): a small sum
in the reader's language, at most 5 answers an hour from one address, right or wrong. Who has passed
keeps a pass for the same form, so that correcting a field doesn't ask again.

    guard = captcha.guard(form_key)      # for the page: {% include "captcha/_captcha.html" %}
    error = guard.error()                # of the request: "" when a person may go on
"""

import json
import secrets
import time
from base64 import b64decode
from dataclasses import dataclass

from altcha import create_challenge, verify_solution
from flask import Blueprint, Flask, jsonify, request
from flask_babel import gettext as _
from flask_login import current_user
from itsdangerous import BadData, URLSafeTimedSerializer

from portal import limits
from portal.access import public
from portal.config import settings
from portal.crypto import blind_index
from portal.security import private

bp = Blueprint("captcha", __name__, url_prefix="/captcha")
ALGORITHM = "SHA-256"
TWO_HOURS = 2 * 60 * 60  # seconds a challenge, a question and a pass are good for
ONCE = "1 per 2 hours"
ANSWERS = "5 per hour"  # of the small sum, from one address


@dataclass(frozen=True)
class Guard:
    """The check of one form, named by its random `form_key`."""

    form_key: str

    @property
    def is_needed(self) -> bool:
        return settings().captcha and not current_user.is_authenticated

    def error(self) -> str:
        """Why this request may not go on yet, in words; "" when it may."""
        if not self.is_needed or self.is_passed:
            return ""
        if request.form.get("altcha"):
            return "" if self._solved(request.form["altcha"]) else _("The check did not succeed.")
        if request.form.get("captcha_answer", "").strip():
            return self._answered()
        return _("Please wait until the check is done, or answer the question.")

    @property
    def is_passed(self) -> bool:
        """Whether the form carries a pass of its own."""
        given = request.form.get("captcha_pass", "")
        return bool(given) and _read("pass", given) == self.form_key

    def new_pass(self) -> str:
        """A pass for the form as it is drawn again; only for who has passed."""
        return _signer("pass").dumps(self.form_key)

    def use_up(self) -> bool:
        """What was passed for is done: the pass is good no more. False if it was used before."""
        return not self.is_needed or limits.hit("captcha.pass", self.form_key, ONCE, hold=False)

    def question(self) -> tuple[str, str]:
        """A small sum in the reader's language, and the token that belongs to it."""
        first, second = secrets.randbelow(8) + 2, secrets.randbelow(8) + 2
        words = _("How much is %(first)s plus %(second)s?", first=first, second=second)
        nonce = secrets.token_hex(8)
        answer = _hidden(nonce, first + second)
        return words, _signer("question").dumps([self.form_key, nonce, answer])

    def _solved(self, payload: str) -> bool:
        if len(payload) > 4000 or not verify_solution(payload, _secret()).verified:
            return False
        return limits.hit("captcha.used", _nonce_of(payload), ONCE, hold=False)

    def _answered(self) -> str:
        if not limits.hit("captcha.answer", limits.client(), ANSWERS, hold=False):
            return _("Too many answers from your connection. Please try again in an hour.")
        token = _read("question", request.form.get("captcha_question", "")) or ["", "", ""]
        number = "".join(
            str(int(sign)) for sign in request.form["captcha_answer"] if sign.isdecimal()
        )
        right = token[0] == self.form_key and token[2] == _hidden(token[1], number)
        if right and limits.hit("captcha.used", token[1], ONCE, hold=False):
            return ""
        return _("The answer is not right. Here is another question.")


def guard(form_key: str) -> Guard:
    return Guard(form_key)


@bp.get("/challenge")
@public
@private
@limits.limit("60 per minute", scope="captcha")
def challenge():
    """A new challenge for the browser, as JSON."""
    made = create_challenge(
        ALGORITHM,
        cost=1,
        counter=secrets.randbelow(settings().captcha_difficulty) + 1,
        expires_at=int(time.time()) + TWO_HOURS,
        hmac_secret=_secret(),
    )
    return jsonify(made.to_dict())


def init_app(app: Flask) -> None:
    app.register_blueprint(bp)


def _nonce_of(payload: str) -> str:
    """What makes a verified payload the one it is, however its JSON is written."""
    return json.loads(b64decode(payload))["challenge"]["parameters"]["nonce"]


def _secret() -> str:
    return blind_index("challenge", purpose="captcha")


def _hidden(nonce: str, answer: object) -> str:
    return blind_index(f"{nonce}:{answer}", purpose="captcha.answer")[:32]


def _signer(salt: str) -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(settings().secret_key, salt=f"captcha.{salt}")


def _read(salt: str, token: str):
    try:
        return _signer(salt).loads(token, max_age=TWO_HOURS)
    except BadData:
        return None
