"""Cut Noto Sans Mongolian down to the letters that Hudum, the script of Inner Mongolia, needs.

The whole font has the letters of Todo, Sibe, Manchu and Ali Gali too: 85 kB. Cut it is a quarter of
that. Every contextual form is kept, as the letters are joined by the font's own rules.
"""

from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

SOURCE = "@fontsource/noto-sans-mongolian/files/noto-sans-mongolian-mongolian-400-normal.woff2"
NAME = "noto-sans-mongolian.woff2"

# Punctuation and variation selectors with the vowel separator U+180E; the letters of Hudum;
# the zero-width joiner. Never U+202F: Russian dates contain it, and the font draws it as a boxed N.
LETTERS = [*range(0x1800, 0x1810), *range(0x1820, 0x1843), 0x200D]


def cut_mongolian_font(packages: Path, folder: Path) -> Path:
    """Write the cut font into `folder` and return its path; `packages` is node_modules."""
    font = TTFont(packages / SOURCE)
    options = Options()
    options.flavor = "woff2"
    options.layout_features = ["*"]
    options.hinting = False
    options.name_IDs = ["*"]  # the licence and the maker stay in the file
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=LETTERS)
    subsetter.subset(font)
    font.flavor = "woff2"
    # The build must give the same bytes, and so the same name, on every machine.
    font.recalcTimestamp = False
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / NAME
    font.save(path)
    return path
