"""What a translation must be before readers get it: the gate of the tests and of the desk.

The same placeholders, no new tag or address, the right script, and for the traditional script the
encoding that fonts and search agree on (UTN #57; GB/T 25914-2023): U+180E before suffixes and
separated vowels, Hudum letters only, no presentation forms, no invisible strays.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from flask_babel import lazy_gettext as _l

from portal import mongolian
from portal.mongolian import NARROW_SPACE, SEPARATOR

LETTERS = "\u1820-\u18aa"
SELECTORS = "\u180b\u180c\u180d\u180f"
PLACEHOLDER = re.compile(r"%(?:\((\w+)\))?[-+ #0]*\d*(?:\.\d+)?[sdifgrx%]|\{[A-Za-z_]\w*\}")
TAG = re.compile(r"<\s*(/?)\s*([a-zA-Z][\w-]*)([^>]*)>")
ADDRESS = re.compile(r"(?:https?:)?//|javascript:|data:|mailto:|tel:", re.IGNORECASE)
CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
LATIN_WORDS = re.compile("[a-z]{3}")
HAN, CYRILLIC, MONGOLIAN = "\u3400-\u9fff", "\u0400-\u04ff", "\u1800-\u18aa"
ALWAYS_APART = "ӨөҮү"  # Cyrillic letters of Mongolian that Russian doesn't have
OWN = {
    "zh_Hans_CN": re.compile(f"[{HAN}]"),
    "ru": re.compile(f"[{CYRILLIC}]"),
    "mn": re.compile(f"[{CYRILLIC}]"),
    "mn_Mong_CN": re.compile(f"[{MONGOLIAN}]"),
}
FOREIGN = {
    "zh_Hans_CN": re.compile(f"[{CYRILLIC}{MONGOLIAN}]"),
    "ru": re.compile(f"[{HAN}{MONGOLIAN}{ALWAYS_APART}]"),
    "mn": re.compile(f"[{HAN}{MONGOLIAN}]"),
    "mn_Mong_CN": re.compile(f"[{HAN}{CYRILLIC}]"),
}
LOCALES = {"zh": "zh_Hans_CN", "ru": "ru", "mn": "mn", "mong": "mn_Mong_CN"}
_SUFFIXES = "un ün yin yi i u ü du dü tu tü ača eče iyar iyer bar ber iyan iyen ban ben dagan degen"
SUFFIXES = frozenset(mongolian.write(_SUFFIXES).split(" "))


@dataclass(frozen=True)
class Fault:
    """What is wrong, in words for staff (lazy), with the place where there is one."""

    words: object
    place: str = ""

    def __str__(self) -> str:
        return f"{self.words} {self.place}".strip()


def faults(msgid: str, text: str, locale: str, plural: str = "") -> list[Fault]:
    """Everything wrong with `text` as the translation of `msgid` (or of its plural form)."""
    if not text:
        return [Fault(_l("There is no translation."))]
    return [*faults_of_form(msgid, text, plural), *faults_of_script(text, locale, msgid)]


def faults_of_form(msgid: str, text: str, plural: str = "") -> Iterator[Fault]:
    """Lost or new placeholders, tags and addresses; controls; blanks at the ends."""
    sources = [source for source in (msgid, plural) if source]
    if placeholders(text) not in [placeholders(source) for source in sources]:
        names = " ".join(placeholders(sources[-1])) or "–"
        yield Fault(_l("The placeholders must stay exactly as they are:"), names)
    if tags(text) != tags(msgid) or (set("<>") & set(text)) - set(msgid):
        yield Fault(_l("No tags and no angle brackets may be added or lost."))
    if ADDRESS.search(text) and not ADDRESS.search(msgid):
        yield Fault(_l("No web address may be added."), ADDRESS.search(text).group())
    if CONTROLS.search(text):
        yield Fault(_l("An invisible control character:"), _code(CONTROLS.search(text).group()))
    if [text[:1].isspace(), text[-1:].isspace()] != [msgid[:1].isspace(), msgid[-1:].isspace()]:
        yield Fault(_l("Blanks at the beginning and the end must be as in the source."))


def faults_of_script(text: str, locale: str, msgid: str = "") -> Iterator[Fault]:
    """Letters of another script than the language's, and unsound traditional Mongolian.

    `locale` may be the code of an edition as well. Letters that stand in `msgid` are fine.
    """
    locale = LOCALES.get(locale, locale)
    core = PLACEHOLDER.sub("", TAG.sub("", text))
    strange = [letter for letter in FOREIGN[locale].findall(core) if letter not in msgid]
    if strange:
        yield Fault(_l("Letters of another script:"), strange[0])
    if LATIN_WORDS.search(core) and not OWN[locale].search(core):
        yield Fault(_l("This seems not to be translated."))
    if locale == "mn_Mong_CN":
        yield from faults_of_mongolian(text)


def faults_of_mongolian(text: str) -> Iterator[Fault]:
    """What fonts, search and other programs would stumble over."""
    for at, letter in enumerate(text):
        words = _fault_at(text[at - 1 : at], letter, text[at + 1 : at + 2])
        if words:
            yield Fault(words, _code(letter))
    parts = text.split(" ")
    for before, suffix in zip(parts, parts[1:], strict=False):
        if suffix.strip("\u1802\u1803.,;:") in SUFFIXES and re.search(f"[{LETTERS}]", before):
            yield Fault(_l("A suffix is joined by U+180E, not by a space:"), suffix)
    for word in re.findall(f"[{LETTERS}{SELECTORS}{SEPARATOR}]+", text):
        if not _can_be_shaped(word):
            yield Fault(_l("This word can't be written like that:"), word)


def placeholders(text: str) -> list[str]:
    """The placeholders of a string, sorted, without escaped per cent signs."""
    return sorted(m.group() for m in PLACEHOLDER.finditer(text) if m.group() != "%%")


def tags(text: str) -> list[tuple]:
    return sorted(
        (m[1], m[2].lower(), re.sub(r"\s+", " ", m[3].strip())) for m in TAG.finditer(text)
    )


def _fault_at(before: str, letter: str, after: str):
    """What is wrong with one character between its neighbours, or None."""
    is_after_letter = bool(before and re.match(f"[{LETTERS}{SELECTORS}]", before))
    is_before_letter = bool(after and re.match(f"[{LETTERS}]", after))
    known = (
        (letter == NARROW_SPACE, _l("U+180E joins suffixes, not the narrow space:")),
        (letter == SEPARATOR and not is_before_letter, _l("A separator joins nothing:")),
        (letter in SELECTORS and not is_after_letter, _l("A variant sign without a letter:")),
        ("\ue000" <= letter <= "\uf8ff", _l("A private character of an old font:")),
        ("\ufe10" <= letter <= "\ufe4f", _l("A presentation form; use the plain character:")),
        ("\u1843" <= letter <= "\u18aa", _l("Not a letter of Hudum:")),
        (letter in "\u200b\u200c\u2060\ufeff", _l("A stray invisible character:")),
        (
            letter == "\u200d" and is_after_letter and is_before_letter,
            _l("A joiner inside a word:"),
        ),
    )
    return next((words for wrong, words in known if wrong), None)


@cache
def _shaper():
    from mongol_norm import MongolianShaper

    return MongolianShaper(locale="MNG")


def _can_be_shaped(word: str) -> bool:
    try:
        _shaper().shape_str(word)
    except Exception:  # the package raises whatever comes
        return False
    return True


def _code(letter: str) -> str:
    return f"U+{ord(letter):04X}"
