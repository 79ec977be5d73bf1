"""Traditional Mongolian (Hudum): typing it in Latin letters, and its dates.

Nobody types these letters by hand, because some of them can't be seen: suffixes and separated final
vowels take U+180E, never a space and never U+202F (UTN #57; GB/T 25914-2023). Babel's data for
mn_Mong are bare or misspelt, so dates are written here.
"""

import re
from datetime import date

SEPARATOR = "\u180e"  # Mongolian vowel separator: before suffixes and separated final a, e
NARROW_SPACE = "\u202f"
_LETTERS = {
    "a": "\u1820", "e": "\u1821", "i": "\u1822", "o": "\u1823", "u": "\u1824", "ö": "\u1825",
    "ü": "\u1826", "ē": "\u1827", "n": "\u1828", "b": "\u182a", "p": "\u182b", "q": "\u182c",
    "x": "\u182c", "g": "\u182d", "m": "\u182e", "l": "\u182f", "s": "\u1830", "š": "\u1831",
    "t": "\u1832", "d": "\u1833", "č": "\u1834", "j": "\u1835", "y": "\u1836", "r": "\u1837",
    "w": "\u1838", "f": "\u1839", "k": "\u183a", "c": "\u183c", "z": "\u183d", "h": "\u183e",
    "ng": "\u1829", "n.g": "\u1828\u182d", "-": SEPARATOR, "'": "\u180b",
    ",": "\u1802", ".": "\u1803", ":": "\u1804",
}  # fmt: skip
_TOKEN = re.compile(r"n\.g|ng|.", re.DOTALL)
_BETWEEN_LETTERS = re.compile(f"(?<=[\u1820-\u18aa\u180b-\u180d]){NARROW_SPACE}(?=[\u1820-\u18aa])")


def write(latin: str) -> str:
    """Traditional script for lower-case Latin; `-` joins suffixes, other characters stay."""
    return "".join(_LETTERS.get(token, token) for token in _TOKEN.findall(latin))


def mend(text: str) -> str:
    """`text` with the narrow space between Mongolian letters replaced by the vowel separator."""
    return _BETWEEN_LETTERS.sub(SEPARATOR, text)


_YEAR, _MONTH, _DAY = write("on-u"), write("sar-a-yin"), write("-u edür")
_YEAR_ALONE, _MONTH_ALONE = write("on"), write("sar-a")


def long_date(day: date) -> str:
    """2026 ᠣᠨ᠎ᠤ 3 ᠰᠠᠷ᠎ᠠ᠎ᠶᠢᠨ 7᠎ᠤ ᠡᠳᠦᠷ, the form of the region's government pages."""
    return f"{day.year} {_YEAR} {day.month} {_MONTH} {day.day}{_DAY}"


def month_of(day: date) -> str:
    """Year and month, such as 2026 ᠣᠨ᠎ᠤ 3 ᠰᠠᠷ᠎ᠠ."""
    return f"{day.year} {_YEAR} {day.month} {_MONTH_ALONE}"
