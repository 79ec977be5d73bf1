"""One stylesheet serves horizontal and vertical pages: it speaks in logical properties only."""

import re
from pathlib import Path

import pytest

CSS = Path(__file__).parents[2] / "static" / "css"
EXCEPTIONS = CSS / "physical-exceptions.txt"
PHYSICAL = re.compile(
    r"(?<![-\w])((?:margin|padding|border|scroll-margin|scroll-padding)-(?:left|right|top|bottom)"
    r"|(?:left|right|top|bottom|width|height|max-width|min-width|max-height|min-height))\s*:"
)
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)


def allowed() -> set[str]:
    """Lines of CSS that may be physical, each with its reason after a #."""
    if not EXCEPTIONS.exists():
        return set()
    lines = EXCEPTIONS.read_text().splitlines()
    return {line.partition("#")[0].strip() for line in lines if line.partition("#")[0].strip()}


@pytest.mark.parametrize("file", sorted(CSS.glob("*.css")), ids=lambda f: f.name)
def test_properties_are_logical(file):
    text = COMMENT.sub("", file.read_text())
    text = re.sub(r"@(media|container)[^{]*", "", text)
    for line in text.splitlines():
        found = PHYSICAL.search(line)
        assert not found or any(known in line for known in allowed()), f"{file.name}: {line}"
