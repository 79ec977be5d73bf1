"""Public addresses of accounts: the way in and out, the second factor, one's own data."""

from portal.accounts.views import demo, own, second_factor, signing
from portal.accounts.views.blueprint import bp
from portal.accounts.views.guard import ask_to_sign_in, do_first

__all__ = ["ask_to_sign_in", "bp", "demo", "do_first", "own", "second_factor", "signing"]
