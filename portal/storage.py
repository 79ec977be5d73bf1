"""Where photos and other files are kept: a folder, or an S3 bucket, behind four functions.

The setting STORAGE_URL says which: empty for `instance/files`, "s3://bucket/prefix" (with
STORAGE_ENDPOINT, STORAGE_KEY_ID, STORAGE_SECRET, STORAGE_REGION), or "memory:" for tests. Nothing
in here is served to anybody by itself; a view decides who may have a file.

A file is put as a whole or not at all, and reading it back at once gives what was put.
"""

import re
from pathlib import Path
from urllib.parse import urlsplit

import obstore
from flask import Flask, current_app
from obstore.store import LocalStore, MemoryStore, S3Store

from portal.config import Settings, settings

KEY = re.compile(r"[a-z0-9][a-z0-9._-]*(/[a-z0-9][a-z0-9._-]*)*")


def put(key: str, content: bytes, content_type: str | None = None) -> None:
    """Keep `content` under `key`, replacing what was there.

    `key` looks like "originals/ab/abcdef.jpg": lower case, digits, ". _ -" and "/". Raises
    ValueError for any other. `content_type` is told to S3; a folder doesn't keep it.
    """
    store = _store()
    attributes = None
    if content_type and isinstance(store, S3Store):
        attributes = {"Content-Type": content_type}
    obstore.put(store, _checked(key), content, attributes=attributes)


def get(key: str) -> bytes:
    """What was put under `key`. Raises FileNotFoundError."""
    return bytes(obstore.get(_store(), _checked(key)).bytes())


def exists(key: str) -> bool:
    """Whether something is kept under `key`."""
    try:
        obstore.head(_store(), _checked(key))
    except FileNotFoundError:
        return False
    return True


def delete(key: str) -> None:
    """Remove what is kept under `key`; quiet if there is nothing."""
    try:
        obstore.delete(_store(), _checked(key))
    except FileNotFoundError:
        return


def is_writable() -> bool:
    """Whether a file can be put and removed again; asked by /readyz."""
    try:
        put("health/probe", b"ok")
        delete("health/probe")
    except Exception:  # whatever is wrong with it, it isn't writable
        return False
    return True


def init_app(app: Flask) -> None:
    app.extensions["storage"] = None  # opened on first use, in the process that uses it


def _store():
    if current_app.extensions["storage"] is None:
        current_app.extensions["storage"] = _open(settings())
    return current_app.extensions["storage"]


def _open(chosen: Settings) -> LocalStore | MemoryStore | S3Store:
    if not chosen.storage_url:
        return _folder(chosen.instance_path / "files")
    address = urlsplit(chosen.storage_url)
    if address.scheme == "memory":
        return MemoryStore()
    if address.scheme == "file":
        return _folder(Path(address.path))
    if address.scheme == "s3":
        return _bucket(chosen, address.netloc, address.path.strip("/"))
    raise ValueError("STORAGE_URL: empty, file:///folder or s3://bucket/prefix")


def _folder(path: Path) -> LocalStore:
    path.mkdir(parents=True, exist_ok=True, mode=0o700)
    return LocalStore(prefix=path.resolve())


def _bucket(chosen: Settings, bucket: str, prefix: str) -> S3Store:
    given = {"access_key_id": chosen.storage_key_id, "secret_access_key": chosen.storage_secret}
    given["endpoint"] = chosen.storage_endpoint
    return S3Store(
        bucket,
        prefix=prefix or None,
        region=chosen.storage_region,
        client_options={
            "allow_http": chosen.storage_endpoint.startswith("http://"),
            "timeout": "30s",
        },
        **{name: value for name, value in given.items() if value},
    )


def _checked(key: str) -> str:
    if not KEY.fullmatch(key):
        raise ValueError("a key is made of lower-case letters, digits, dots, hyphens and slashes")
    return key
