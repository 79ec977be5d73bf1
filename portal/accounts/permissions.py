"""Who may do what with an account. `person` acts, `other` is acted on.

Administrators look after people and settings, and give nothing to themselves: another has to.
Source: GB/T 22239-2019 8.1.10.3 (system, security and audit administrators apart).
"""

from portal.access import rule
from portal.accounts.actions import second_factor
from portal.accounts.models import Person


@rule("accounts.see")
def may_see(person: Person, other: Person) -> bool:
    """Administrators see everybody's account, without password and contact data in full."""
    return person.has_role("admin")


@rule("accounts.give_role")
def may_give_role(person: Person, other: Person) -> bool:
    """Administrators give roles to others, never to themselves."""
    return person.has_role("admin") and person.id != other.id


@rule("accounts.take_role")
def may_take_role(person: Person, other: Person) -> bool:
    """Administrators take roles from anybody, also their own."""
    return person.has_role("admin")


@rule("accounts.reset")
def may_reset(person: Person, other: Person) -> bool:
    """Administrators reset others; for themselves they use their own page like everybody."""
    return person.has_role("admin") and person.id != other.id


@rule("accounts.close")
def may_close(person: Person, other: Person) -> bool:
    """Administrators close and open the accounts of others."""
    return person.has_role("admin") and person.id != other.id


@rule("accounts.remove_second_factor")
def may_remove_second_factor(person: Person, other: Person) -> bool:
    """Everybody for themselves, unless it is required."""
    is_own = person.is_authenticated and person.id == other.id
    return is_own and not second_factor.is_required(other)
