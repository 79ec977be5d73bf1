"""Everything people can do with the city. One function for each intention."""

from portal.city.actions.calendar import (
    confirm_year,
    correct_days,
    on_calendar_change,
    take_back_correction,
    take_back_year,
)
from portal.city.actions.lists import (
    add_category,
    add_place,
    add_site_type,
    add_unit,
    change,
    join_unit,
    leave_unit,
    move,
    offer,
    put_in_use,
    put_out_of_use,
    remove,
    translate,
)
from portal.city.actions.seeding import load_seed

__all__ = [
    "add_category", "add_place", "add_site_type", "add_unit", "change", "confirm_year",
    "correct_days", "join_unit", "leave_unit", "load_seed", "move", "offer", "on_calendar_change",
    "put_in_use", "put_out_of_use", "remove", "take_back_correction", "take_back_year", "translate",
]  # fmt: skip
