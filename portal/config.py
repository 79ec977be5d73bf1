"""Every setting of the portal: typed, read from the environment, with a sensible default.

A name here in lower case is the environment variable in upper case (`DATABASE_URL`,
`SITE_ID_CODE`). What must be kept on a machine (the secret key, the database, photos) lies in
`instance_path`. Settings that would make a production start unsafe are refused with a sentence.
"""

import os
import re
import secrets
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

from flask import Flask, current_app
from pydantic import Field, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

ROOT = Path(__file__).parent.parent
SHORTEST_SECRET = 32  # characters
PREFIX = re.compile(r"[A-Za-z0-9._~-]+(/[A-Za-z0-9._~-]+)*")


class UnsafeSettings(SystemExit):
    """The portal refuses to start; the message says which setting to change."""


class Settings(BaseSettings):
    """All settings. Sizes are in bytes, times in the unit of the name."""

    model_config = SettingsConfigDict(env_prefix="", extra="ignore", case_sensitive=False)

    # --- where and how it runs
    environment: Literal["production", "development", "test"] = "production"
    debug: bool = False
    demo: bool = False  # demonstration accounts are listed on a page that exists only then
    instance_path: Path = ROOT / "instance"
    secret_key: str = ""
    public_url: str = "http://127.0.0.1:8000"  # address people use: mails, QR codes, canonical
    path_prefix: str = ""  # "/wmcj" when the portal is a column under a path of the city's site
    trusted_proxies: int = 0  # how many proxies in front add X-Forwarded-* headers
    timezone: str = "Asia/Shanghai"

    # --- parts
    database_url: str = ""  # empty: SQLite in instance_path
    redis_url: str = ""  # empty: queue, limits and counters in SQLite files
    storage_url: str = ""  # empty: files in instance_path; "s3://bucket/prefix"
    storage_endpoint: str = ""  # address of an S3 server that is not Amazon's
    storage_key_id: str = ""
    storage_secret: str = ""
    storage_region: str = "us-east-1"
    mail_url: str = ""  # empty: mails go to the log; "smtp://user:password@host:port"
    mail_from: str = "portal@localhost"
    data_keys: str = ""  # JSON key ring for personal data; empty: instance/keys.json
    database_pool: int = Field(40, ge=1)  # connections of one process

    # --- limits
    max_body_bytes: int = 48 * 1024 * 1024  # three photos of 15 MB and the form
    page_cache: bool = True
    page_cache_bytes: int = 64 * 1024 * 1024
    metrics_token: str = ""  # empty: /metrics answers this machine only
    idle_minutes: int = Field(30, ge=2)  # signed-in people are signed out after that
    pseudo_language: bool = False  # /qps/: shows every string that can be translated in brackets
    captcha: bool = True  # proof of work for people who send something without an account
    captcha_difficulty: int = Field(50_000, ge=1)  # highest number a phone has to try
    staff_second_factor: bool = True

    # --- reports of residents
    behaviour_days: int = Field(30, ge=1)  # how long a reminder about behaviour stays on its board
    contact_months: int = Field(12, ge=1)  # contact data are erased so long after a case has ended
    privacy_notice_version: str = "2026-11"  # which notice people agree to; change it with the text

    # --- what the site says about itself (government web page conventions; empty: 未配置)
    site_id_code: str = ""
    site_domain: str = ""
    organiser: str = ""
    contact: str = ""
    icp: str = ""
    police_record: str = ""
    party_government_mark: str = ""

    @field_validator("public_url")
    @classmethod
    def _is_an_address(cls, given: str) -> str:
        parts = urlsplit(given)
        if parts.scheme not in ("http", "https") or not parts.netloc:
            raise ValueError("an address that begins with https:// or http://")
        return given

    @field_validator("path_prefix")
    @classmethod
    def _is_a_path(cls, given: str) -> str:
        path = given.strip("/")
        if path and not PREFIX.fullmatch(path):
            raise ValueError("a path such as /wmcj")
        return f"/{path}" if path else ""

    @property
    def origin(self) -> str:
        """Scheme and host of the address people use, such as https://www.example.gov.cn."""
        parts = urlsplit(self.public_url)
        return f"{parts.scheme}://{parts.netloc}"

    @property
    def address(self) -> str:
        """Where the portal begins: origin and path prefix, without a slash at the end.

        PUBLIC_URL may be written with the prefix or without.
        """
        return self.origin + self.path_prefix

    @property
    def is_production(self) -> bool:
        return self.environment == "production"

    @property
    def is_https(self) -> bool:
        return self.public_url.startswith("https://")

    def database_address(self) -> str:
        """The SQLAlchemy address of the database: psycopg 3 for PostgreSQL."""
        if not self.database_url:
            return f"sqlite:///{self.instance_path / 'portal.sqlite'}"
        for scheme in ("postgres://", "postgresql://"):
            if self.database_url.startswith(scheme):
                return "postgresql+psycopg://" + self.database_url.removeprefix(scheme)
        return self.database_url


def load(given: dict | None = None) -> Settings:
    """Settings from the environment, overridden by `given`; refuses what is unsafe or malformed."""
    try:
        settings = Settings(**(given or {}))
    except ValidationError as error:
        wrong = "; ".join(
            f"{'.'.join(map(str, e['loc'])).upper()}: {e['msg']}" for e in error.errors()
        )
        raise UnsafeSettings(f"The settings cannot be read. {wrong}") from None
    settings.instance_path.mkdir(parents=True, exist_ok=True)
    refuse_unsafe(settings)
    if not settings.secret_key:
        settings.secret_key = secret_kept_in(settings.instance_path)
    return settings


def refuse_unsafe(settings: Settings) -> None:
    """Raise UnsafeSettings if a production start would not be safe."""
    if not settings.is_production:
        return
    if settings.debug:
        raise UnsafeSettings("DEBUG is on. Switch it off, or set ENVIRONMENT=development.")
    if len(settings.secret_key) < SHORTEST_SECRET:
        raise UnsafeSettings(
            f"SECRET_KEY is missing or shorter than {SHORTEST_SECRET} characters. "
            "Set it to a long random text, for example from: openssl rand -hex 32"
        )
    if settings.demo or settings.pseudo_language:
        raise UnsafeSettings("DEMO and PSEUDO_LANGUAGE are for trying out, not for production.")


def secret_kept_in(instance_path: Path) -> str:
    """The secret of this machine, made on first start; safe when two processes start at once."""
    file = instance_path / "secret_key"
    try:
        handle = os.open(file, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    except FileExistsError:
        return file.read_text().strip() or secret_kept_in(instance_path)
    secret = secrets.token_hex(32)
    with os.fdopen(handle, "w") as opened:
        opened.write(secret)
    return secret


def settings() -> Settings:
    """The settings of the running app."""
    return current_app.extensions["settings"]


def init_app(app: Flask, loaded: Settings) -> None:
    app.extensions["settings"] = loaded
    app.config.update(
        SECRET_KEY=loaded.secret_key,
        DEBUG=loaded.debug,
        TESTING=loaded.environment == "test",
        MAX_CONTENT_LENGTH=loaded.max_body_bytes,
        MAX_FORM_MEMORY_SIZE=2 * 1024 * 1024,
        SESSION_COOKIE_NAME="portal",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=loaded.is_https,
        SESSION_COOKIE_PATH=loaded.path_prefix or "/",
        APPLICATION_ROOT=loaded.path_prefix or "/",
    )
    app.jinja_env.globals["settings"] = loaded
