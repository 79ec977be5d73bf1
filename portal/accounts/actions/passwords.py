"""Passwords: which are good enough, how they are kept, and one-time ones.

Sources: GB/T 22239-2019 8.1.4.1 (complexity, change of first passwords); OWASP's parameters for
argon2id (19 MiB, two passes).
"""

import re
import secrets
from unicodedata import normalize

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from flask_babel import gettext as _

from portal.accounts.models import Person
from portal.forms import tidy

SHORTEST, LONGEST = 8, 128  # characters
KIB = 19 * 1024
hasher = PasswordHasher(time_cost=2, memory_cost=KIB, parallelism=1)
# Of a text nobody knows: compared with when there is no such person, so that it takes as long.
NOBODY = (
    "$argon2id$v=19$m=19456,t=2,p=1$"
    "fHHIaSDnzAwt87N7IlRBpQ$"
    "X7yPbVEhGCDK12Hk/+ThnepWCVs4lGtJKf4E0uvkpi8"
)
KINDS = (str.islower, str.isupper, str.isdecimal)
ROWS = (
    "abcdefghijklmnopqrstuvwxyz",
    "01234567890",
    "qwertyuiop",
    "asdfghjkl",
    "zxcvbnm",
    "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik,9ol.0p;/",
    "!@#$%^&*()",
)
COMMON = (
    "administrator|password|passwort|passwd|parol|admin|root|guest|user|test|demo|default|welcome|"
    "changeme|letmein|login|master|secret|monkey|dragon|sunshine|football|iloveyou|woaini|nihao|"
    "huanying|mima|guanliyuan|zhongguo|china|neimenggu|hulunbeier|manzhouli|manzhouly|mongol|"
    "mongolia|wenming|wenmingban|portal|qwe|asd|zxc|abc"
)
COMMON_WORDS = re.compile(COMMON)
YEARS = re.compile(r"(19|20)\d\d")
LOOKALIKES = str.maketrans("@4301!$57", "aaeolisst")
LEFT_AT_LEAST = 5  # different characters that are not a common word, a year, or a run of neighbours
UNMISTAKABLE = "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnpqrstuvwxyz23456789"


def prepared(password: str) -> str:
    """The password as it is hashed: the same however a keyboard composed its letters."""
    return normalize("NFC", tidy(password))


def hash_of(password: str) -> str:
    """What is kept of a password: argon2id with its own salt."""
    return hasher.hash(prepared(password))


def is_right(person: Person | None, password: str) -> bool:
    """Whether this is the person's password; takes as long when there is no such person.

    A right password whose hash has older parameters is hashed again.
    """
    kept = person.password_hash if person else None
    try:
        hasher.verify(kept or NOBODY, prepared(password)[:LONGEST])
    except (VerificationError, InvalidHashError):
        return False
    if person is None or kept is None:
        return False
    if hasher.check_needs_rehash(kept):
        person.password_hash = hash_of(password)
    return True


def what_is_wrong(password: str, *own: str) -> list[str]:
    """Sentences that say why a password is not good enough; `own`: user name, e-mail, phone."""
    password = prepared(password)
    problems = []
    if not SHORTEST <= len(password) <= LONGEST:
        problems.append(_("Use 8 to 128 characters."))
    if kinds_in(password) < 3:
        problems.append(_("Use three of these: small letters, capital letters, digits, signs."))
    if contains_own(password, own):
        problems.append(_("The password must not contain your user name, e-mail or phone."))
    elif is_common(password):
        problems.append(_("This password is too easy to guess. Choose a less common one."))
    return problems


def kinds_in(password: str) -> int:
    """How many of the four kinds of characters there are; letters without case count as signs."""
    found = {next((kind for kind in KINDS if kind(letter)), None) for letter in password}
    return len(found)


def contains_own(password: str, own: tuple[str, ...]) -> bool:
    """Whether a part of at least three characters of what is known of the person is in it."""
    parts = [text.casefold().partition("@")[0].lstrip("+") for text in own if text]
    return any(len(part) >= 3 and part in password.casefold() for part in parts)


def is_common(password: str) -> bool:
    """Whether little is left without common words, years and runs such as 1234, qwer or aaaa."""
    plain = password.casefold()
    return any(
        len(set(without_common(text))) < LEFT_AT_LEAST
        for text in (plain, plain.translate(LOOKALIKES))
    )


def without_common(text: str) -> str:
    text = YEARS.sub("", without_runs(COMMON_WORDS.sub("", text)))
    return without_runs(text)


def without_runs(text: str) -> str:
    """`text` without three or more neighbours of a keyboard or alphabet, or the same letter."""
    kept, at = "", 0
    while at < len(text):
        length = run_length(text, at)
        kept += "" if length >= 3 else text[at]
        at += length if length >= 3 else 1
    return kept


def run_length(text: str, start: int) -> int:
    """How many characters from `start` on follow each other in one of the rows, either way."""
    longest = len(text) - len(text[start:].lstrip(text[start])) - start
    for row in (*ROWS, *(row[::-1] for row in ROWS)):
        length = 1
        while start + length < len(text) and text[start : start + length + 1] in row:
            length += 1
        longest = max(longest, length)
    return longest


def one_time_password() -> str:
    """A good password that can be read out over the phone: 4 groups, about 69 bits."""
    while True:
        groups = ["".join(secrets.choice(UNMISTAKABLE) for _n in range(3)) for _g in range(4)]
        password = "-".join(groups)
        if kinds_in(password) == 4 and not is_common(password):
            return password
