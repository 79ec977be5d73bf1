"""Cases, their timeline, photos, objections and thanks: columns, and facts about one row.

The words for their states (portal/cases/states.py) are handed on for other features.
"""

from portal.cases.models.case import Case, random_key
from portal.cases.models.parts import CaseEvent, CaseNumber, CasePhoto, Objection, Thank
from portal.cases.states import (
    KIND_LABELS,
    STATE_LABELS,
    TRACK_LABELS,
    Audience,
    Kind,
    Origin,
    State,
    Track,
)

__all__ = [
    "KIND_LABELS", "STATE_LABELS", "TRACK_LABELS", "Audience", "Case", "CaseEvent", "CaseNumber",
    "CasePhoto", "Kind", "Objection", "Origin", "State", "Thank", "Track", "random_key",
]  # fmt: skip
