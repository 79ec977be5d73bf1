"""What happens when somebody wants something for which they must sign in, or do a step first."""

from flask import Response, g, redirect, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response as Answer

from portal.accounts.actions import second_factor
from portal.db import SAFE_METHODS
from portal.htmx import wants_fragment

ALWAYS_FREE = frozenset(
    {"accounts.sign_out", "accounts.sign_out_everywhere", "accounts.still_here"}
)
TO_CHANGE_PASSWORD = ALWAYS_FREE | {"accounts.change_password"}
TO_SET_UP = ALWAYS_FREE | {"accounts.second_factor"}


def ask_to_sign_in() -> Answer:
    """The way to the sign-in page, and from there back to what was wanted."""
    told = {"ended": "idle"} if g.get("session_ended") == "idle" else {}
    return sent_to(url_for("accounts.sign_in", next=address_wanted(), **told))


def do_first() -> Answer | None:
    """First a password of one's own, then for staff the second factor; only then the rest."""
    if current_user.must_change_password:
        if request.endpoint in TO_CHANGE_PASSWORD:
            return None
        return sent_to(url_for("accounts.change_password", next=address_wanted()))
    if second_factor.is_required(current_user) and not current_user.has_second_factor:
        if request.endpoint in TO_SET_UP:
            return None
        return sent_to(url_for("accounts.second_factor", next=address_wanted()))
    return None


def address_wanted() -> str | None:
    """The page to come back to; not an address that only takes forms."""
    if request.method not in SAFE_METHODS or wants_fragment():
        return None
    return request.script_root + request.full_path.rstrip("?")


def sent_to(address: str) -> Answer:
    """A redirect; htmx opens it as a whole page instead of swapping it in."""
    if wants_fragment():
        return Response(status=401, headers={"HX-Redirect": address})
    return redirect(address)
