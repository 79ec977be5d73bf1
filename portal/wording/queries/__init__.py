"""Questions about words. Nothing here changes anything."""

from portal.wording.queries.strings import (
    STATES,
    String,
    awaiting_reader,
    examples_of_form,
    string,
    strings,
)
from portal.wording.queries.texts import REASONS, Text, text, waiting, waiting_counts

__all__ = [
    "REASONS", "STATES", "String", "Text", "awaiting_reader", "examples_of_form", "string",
    "strings", "text", "waiting", "waiting_counts",
]  # fmt: skip
