"""Questions about the city. Nothing here changes anything."""

from portal.city.queries.calendar import (
    Day,
    DueDate,
    add_working_days,
    confirmed_year,
    confirmed_years,
    correction,
    corrections,
    is_official,
    is_working_day,
    month_of_days,
    next_working_day,
    working_day_label,
    working_days_between,
)
from portal.city.queries.lists import (
    all_categories,
    all_site_types,
    all_units,
    categories,
    category,
    counts,
    is_used,
    members,
    site_type,
    site_types,
    translations,
    unit,
    unit_for,
    units,
    units_of,
)
from portal.city.queries.places import (
    Node,
    all_places,
    communities,
    depths,
    line_of,
    offered_places,
    place,
    places_tree,
    streets,
)

__all__ = [
    "Day", "DueDate", "Node", "add_working_days", "all_categories", "all_places", "all_site_types",
    "all_units", "categories", "category", "communities", "confirmed_year", "confirmed_years",
    "correction", "corrections", "counts", "depths", "is_official", "is_used", "is_working_day",
    "line_of", "members", "month_of_days", "next_working_day", "offered_places", "place",
    "places_tree", "site_type", "site_types", "streets", "translations", "unit", "unit_for",
    "units", "units_of", "working_day_label", "working_days_between",
]  # fmt: skip
