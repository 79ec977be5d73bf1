"""Rules about the city: who may change what everybody else only reads."""

from portal.access import rule

KEEPERS = ("office", "admin")


@rule("city.change")
def may_change(person, thing: object) -> bool:
    """Units, places, site types, categories and the calendar are kept by the office."""
    return person.has_role(*KEEPERS)


@rule("city.read")
def may_read(person, thing: object) -> bool:
    """The auditor looks at the same pages and changes nothing."""
    return person.has_role(*KEEPERS, "auditor")
