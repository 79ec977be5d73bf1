"""Everything people can do with accounts. One function for each intention."""

from portal.accounts.actions.demonstration import make_demo_people, ways_in
from portal.accounts.actions.own_data import (
    change_password,
    correct,
    delete_own_account,
    erase_with,
    export,
    export_part,
    register,
    sign_out_everywhere,
)
from portal.accounts.actions.people import (
    create_person,
    disable,
    enable,
    give_one_time_password,
    give_role,
    make_admin,
    reset_password,
    reset_second_factor,
    take_role,
)
from portal.accounts.actions.sessions import person_of_session, session_of, stay_signed_in
from portal.accounts.actions.signing_in import (
    address_after_second_step,
    begin_second_step,
    person_in_second_step,
    sign_in,
    sign_out,
    try_code,
    try_password,
)

__all__ = [
    "address_after_second_step",
    "begin_second_step",
    "change_password",
    "correct",
    "create_person",
    "delete_own_account",
    "disable",
    "enable",
    "erase_with",
    "export",
    "export_part",
    "give_one_time_password",
    "give_role",
    "make_admin",
    "make_demo_people",
    "person_in_second_step",
    "person_of_session",
    "register",
    "reset_password",
    "reset_second_factor",
    "session_of",
    "sign_in",
    "sign_out",
    "sign_out_everywhere",
    "stay_signed_in",
    "take_role",
    "try_code",
    "try_password",
    "ways_in",
]
