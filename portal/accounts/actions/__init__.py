"""Everything people can do with accounts. One function for each intention."""

from portal.accounts.actions.sessions import (
    begin_session,
    end_session,
    person_of_session,
    renew_session,
    session_of,
    sign_out_everywhere,
    stay_signed_in,
)

__all__ = [
    "begin_session",
    "end_session",
    "person_of_session",
    "renew_session",
    "session_of",
    "sign_out_everywhere",
    "stay_signed_in",
]
