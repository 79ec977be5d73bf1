"""The key ring: the secrets that personal data are sealed with.

A ring holds one key for blind indexes (never changed, since indexes can't be opened and made again)
and one or more data keys, of which the newest seals and all open. It lies in instance/keys.json
(mode 0600, made once, safe when two processes start at the same moment), or comes whole from the
setting DATA_KEYS as the same JSON. Back it up apart from the database: without it nothing that is
sealed can ever be read again, and with both everything can.

    {"index": "<base64, 32 bytes>",
     "keys": [{"id": "k1", "secret": "<base64>", "made": "2026-01-31T08:00:00+00:00"}]}
"""

import base64
import fcntl
import json
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

KEY_BYTES = 32


class KeyRingBroken(Exception):
    """The ring cannot be read or used as asked; the message says what to do."""


@dataclass(frozen=True)
class Key:
    """One data key. `made` is when it was added, in UTC."""

    id: str
    secret: bytes
    made: datetime


@dataclass(frozen=True)
class Ring:
    """All keys. The last of `keys` seals; every one of them opens."""

    index: bytes
    keys: tuple[Key, ...]

    @property
    def newest(self) -> Key:
        return self.keys[-1]

    def find(self, key_id: str) -> Key | None:
        return next((key for key in self.keys if key.id == key_id), None)

    def with_new_key(self) -> "Ring":
        """The same ring with one more key, which seals from now on."""
        number = 1 + max(int(key.id[1:]) for key in self.keys)
        return Ring(self.index, (*self.keys, new_key(f"k{number}")))

    def without(self, key_id: str) -> "Ring":
        """The same ring without an old key. Raises KeyRingBroken for the newest or an unknown."""
        if self.find(key_id) is None:
            raise KeyRingBroken(f"There is no key {key_id}.")
        if key_id == self.newest.id:
            raise KeyRingBroken(f"{key_id} is the key that seals; rotate first.")
        return Ring(self.index, tuple(key for key in self.keys if key.id != key_id))


def new_key(key_id: str) -> Key:
    return Key(key_id, secrets.token_bytes(KEY_BYTES), datetime.now(UTC).replace(microsecond=0))


def new_ring() -> Ring:
    return Ring(secrets.token_bytes(KEY_BYTES), (new_key("k1"),))


def read_ring(text: str) -> Ring:
    """A ring from its JSON. Raises KeyRingBroken when it is malformed; never quotes a secret."""
    try:
        found = json.loads(text)
        keys = tuple(
            Key(key["id"], _decode(key["secret"]), datetime.fromisoformat(key["made"]))
            for key in found["keys"]
        )
        ring = Ring(_decode(found["index"]), keys)
    except (ValueError, KeyError, TypeError):
        raise KeyRingBroken("The key ring is not the JSON that portal/keys.py describes.") from None
    well_named = all(key.id[:1] == "k" and key.id[1:].isdecimal() for key in keys)
    if not keys or not well_named or len({key.id for key in keys}) != len(keys):
        raise KeyRingBroken("The key ring needs keys named k1, k2, ..., each once.")
    return ring


def write_ring(ring: Ring) -> str:
    """The JSON of a ring."""
    keys = [
        {"id": key.id, "secret": _encode(key.secret), "made": key.made.isoformat()}
        for key in ring.keys
    ]
    return json.dumps({"index": _encode(ring.index), "keys": keys}, indent=1) + "\n"


class KeyFile:
    """The ring in a file, read again whenever another process has changed it.

    Looking whether it changed is one stat (about 1 microsecond), so a running web worker seals with
    a new key from the moment `portal keys rotate` has written it.
    """

    def __init__(self, path: Path, given: str = ""):
        self.path = path
        self.is_given = bool(given)
        self._ring = read_ring(given) if given else None
        self._seen: tuple | None = None

    def ring(self) -> Ring:
        """The ring as it is now. Makes the file on first use."""
        if self.is_given:
            return self._ring
        try:
            state = os.stat(self.path)
        except FileNotFoundError:
            self._make_once()
            state = os.stat(self.path)
        seen = (state.st_ino, state.st_mtime_ns, state.st_size)
        if seen != self._seen:
            self._ring, self._seen = read_ring(self.path.read_text()), seen
        return self._ring

    @contextmanager
    def changing(self) -> Iterator["KeyFile"]:
        """Hold this while reading the ring in order to replace it: one process at a time."""
        if self.is_given:
            raise KeyRingBroken("The ring comes from DATA_KEYS; add or remove the key there.")
        self.ring()
        with self.path.with_suffix(".lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield self

    def replace(self, ring: Ring) -> None:
        """Put another ring in place of this one, at once or not at all."""
        draft = self._draft(ring)
        os.replace(draft, self.path)

    def _make_once(self) -> None:
        """Make the first ring. Of two processes doing so at once, both end with the first one's."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        draft = self._draft(new_ring())
        try:
            os.link(draft, self.path)  # fails if it is there already, which replace() would not
        except FileExistsError:
            pass
        finally:
            os.unlink(draft)

    def _draft(self, ring: Ring) -> Path:
        draft = self.path.with_suffix(f".{secrets.token_hex(8)}.draft")
        handle = os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
        with os.fdopen(handle, "w") as file:
            file.write(write_ring(ring))
            file.flush()
            os.fsync(file.fileno())
        return draft


def _encode(secret: bytes) -> str:
    return base64.b64encode(secret).decode()


def _decode(text: str) -> bytes:
    secret = base64.b64decode(text, validate=True)
    if len(secret) != KEY_BYTES:
        raise ValueError("a key has 32 bytes")
    return secret
