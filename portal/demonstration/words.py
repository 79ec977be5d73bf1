"""What the invented residents wrote, and what the desk made of it: read from texts/*.json.

`raw` is how people talk, and is never published; `title` and `public` are the checked words.
Traditional Mongolian stands in the files in Latin letters and is converted here.
"""

import json
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from portal import mongolian

FOLDER = Path(__file__).parent / "texts"
WRITTEN = ("at", "raw", "title", "public")


@dataclass(frozen=True)
class Entry:
    """One report. `when`: winter, summer or holiday, if the words only fit then.

    `declined` is a reason of cases.actions.DECLINE_REASONS, `answer` the words that go with it;
    `duplicate`: somebody else has reported the same before.
    """

    language: str
    scene: str
    category: str
    raw: str
    at: str = ""
    title: str = ""
    public: str = ""
    when: str = ""
    declined: str = ""
    answer: str = ""
    duplicate: bool = False

    @property
    def kind(self) -> str:
        return self.category.partition("-")[0]


@cache
def entries() -> list[Entry]:
    """Every text, praise first, in the order of the files."""
    return [
        _in_script(Entry(**row))
        for kind in ("praise", "exposure")
        for row in json.loads((FOLDER / f"{kind}.json").read_text(encoding="utf-8"))
    ]


@cache
def descriptions() -> dict[str, dict[str, str]]:
    """What a scene shows, for people who can't see it: scene -> language code -> words."""
    return json.loads((FOLDER / "scenes.json").read_text(encoding="utf-8"))


def describe(scene: str, language: str, otherwise: str) -> str:
    """The words for a scene in a language; `otherwise` where there are none."""
    return descriptions().get(scene, {}).get(language, otherwise)


def _in_script(entry: Entry) -> Entry:
    if entry.language != "mong":
        return entry
    return replace(entry, **{name: mongolian.write(getattr(entry, name)) for name in WRITTEN})
