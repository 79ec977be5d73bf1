"""Cases, their timeline, photos, objections and thanks: columns, and facts about one row."""

from portal.cases.models.case import Case, random_key
from portal.cases.models.parts import CaseEvent, CaseNumber, CasePhoto, Objection, Thank

__all__ = ["Case", "CaseEvent", "CaseNumber", "CasePhoto", "Objection", "Thank", "random_key"]
