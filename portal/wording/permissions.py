"""Rules about words: who may translate, and who may change what the interface says."""

from portal.access import rule


@rule("wording.translate")
def may_translate(person, thing: object) -> bool:
    """Texts of staff are translated by those who publish them, and by the office."""
    return person.has_role("editor", "releaser", "office", "admin")


@rule("wording.correct")
def may_correct(person, thing: object) -> bool:
    """A string of the interface stands on every page: only the office and the administrator."""
    return person.has_role("office", "admin")
