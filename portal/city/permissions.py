"""Rules about the city: who may change what everybody else only reads."""

from portal.access import rule


@rule("city.change")
def may_change(person, thing: object) -> bool:
    """Units, places, site types, categories and the calendar are kept by the campaign office."""
    return person.has_role("office", "admin")
