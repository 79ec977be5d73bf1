"""Languages: which one a page is in, its direction, and its dates and numbers.

The language stands in the address (/zh/ /mong/ /mn/ /ru/) and is never guessed for a deep link;
only / sends people on, by the cookie `language` (set in the browser when they pick one) and then by
Accept-Language. Care mode (关怀版) stands in the address too, as care=1: every link made by url_for
carries it along, so that it needs no cookie and a cache may keep both versions of a page.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

import flask_babel
from flask import Blueprint, Flask, current_app, g, has_request_context, redirect, request, url_for
from flask_babel import gettext as _
from markupsafe import Markup
from werkzeug.routing import BaseConverter

from portal import mongolian
from portal.access import public
from portal.catalogs import Catalogs, refuse_missing
from portal.config import settings
from portal.db import utcnow

LOCALIZED = "/<language:language>"
COOKIE = "language"
bp = Blueprint("i18n", __name__)


@dataclass(frozen=True)
class Language:
    """One edition of the portal."""

    code: str  # in the address
    locale: str  # of the catalog and of Babel
    tag: str  # BCP 47, for lang and hreflang
    name: str  # in itself
    vertical: bool = False
    accepts: tuple[str, ...] = ()  # what browsers send for it


ZH = Language("zh", "zh_Hans_CN", "zh-Hans-CN", "中文", accepts=("zh", "zh-CN", "zh-Hans"))
MONG = Language("mong", "mn_Mong_CN", "mn-Mong-CN", mongolian.write("monggol"), True, ("mn-Mong",))
MN = Language("mn", "mn", "mn-Cyrl", "Монгол", accepts=("mn", "mn-MN"))
RU = Language("ru", "ru", "ru", "Русский", accepts=("ru",))
INVENTED = Language("qps", "qps", "qps", "⟦Pseudo⟧")
EDITIONS = {language.code: language for language in (ZH, MONG, MN, RU)}
ALL = EDITIONS | {INVENTED.code: INVENTED}


class LanguageConverter(BaseConverter):
    """The first part of an address: the code of a language."""

    regex = "zh|mong|mn|ru|qps"
    part_isolating = True


def languages() -> list[Language]:
    """The editions this portal offers, Chinese first."""
    return list((ALL if settings().pseudo_language else EDITIONS).values())


def current_language() -> Language:
    return g.get("language", ZH)


def current_locale() -> str:
    """Babel's locale for dates and numbers; the invented language counts as Chinese."""
    return ZH.locale if current_language() is INVENTED else current_language().locale


@contextmanager
def speaking(code: str) -> Iterator[None]:
    """Say things in the language `code`, for mails and jobs."""
    before = g.get("language")
    g.language = ALL[code]
    flask_babel.refresh()
    try:
        yield
    finally:
        g.language = before or ZH
        flask_babel.refresh()


# --- the address


def care_mode() -> bool:
    """Whether the page is asked for in large type and simple controls."""
    return bool(g.get("care"))


def care_field() -> Markup:
    """The hidden field that carries care mode through a GET form."""
    return Markup('<input type="hidden" name="care" value="1">') if care_mode() else Markup("")


def page_in(code: str) -> str:
    """The address of the page being shown, in another language."""
    rest = request.path.removeprefix(f"/{current_language().code}") if "language" in g else "/"
    query = request.query_string.decode("utf-8", "replace")
    return f"{request.script_root}/{code}{rest or '/'}" + (f"?{query}" if query else "")


def page_with_care(on: bool) -> str:
    """The address of the page being shown with care mode switched on or off."""
    given = {name: values for name, values in request.args.lists() if name != "care"}
    given |= {"care": "1"} if on else {}
    address = request.path if request.endpoint is None else None
    if address is not None:
        return request.script_root + address + ("?care=1" if on else "")
    before, g.care = g.get("care"), False
    try:
        return url_for(request.endpoint, **(request.view_args or {}), **given)
    finally:
        g.care = before


def _take_language(endpoint: str | None, values: dict | None) -> None:
    code = (values or {}).pop("language", None)
    g.language = ALL[code] if code else preferred_language()
    g.care = request.args.get("care") == "1"


def _give_language(endpoint: str, values: dict) -> None:
    if not current_app.url_map.is_endpoint_expecting(endpoint, "language"):
        return
    values.setdefault("language", current_language().code)
    if g.get("care"):
        values.setdefault("care", "1")


def preferred_language() -> Language:
    """By the address, if it names one; else by cookie, then by what the browser says."""
    first = request.path.strip("/").partition("/")[0]
    code = first if first in EDITIONS else request.cookies.get(COOKIE)
    if code in EDITIONS:
        return EDITIONS[code]
    accepted = {tag: language for language in EDITIONS.values() for tag in language.accepts}
    return accepted[request.accept_languages.best_match(list(accepted), "zh")]


@bp.get("/")
@public
def start():
    """Send people to the front page in their language."""
    answer = redirect(url_for("home.index", language=preferred_language().code))
    answer.vary.update(["Accept-Language", "Cookie"])
    return answer


# --- dates and numbers


def local_zone() -> ZoneInfo:
    return ZoneInfo(settings().timezone)


def local_now() -> datetime:
    """Now, in the city's time zone."""
    return utcnow().astimezone(local_zone())


def local_date(moment: datetime | date) -> date:
    """The day of a moment in the city; a date stays what it is."""
    return moment.astimezone(local_zone()).date() if isinstance(moment, datetime) else moment


def format_date(moment: datetime | date) -> str:
    """A day in words, such as 2026年3月7日.

    Babel spells the month out in Cyrillic Mongolian, which fills two lines on a phone; people write
    2026 оны 3-р сарын 7.
    """
    day = local_date(moment)
    if current_language() is MONG:
        return mongolian.long_date(day)
    pattern = "y 'оны' M'-р сарын' d" if current_language() is MN else "long"
    return flask_babel.dates.format_date(day, format=pattern, locale=current_locale())


def format_time(moment: datetime) -> str:
    """Hours and minutes in the city, 24 hours."""
    return moment.astimezone(local_zone()).strftime("%H:%M")


def format_datetime(moment: datetime) -> str:
    return f"{format_date(moment)} {format_time(moment)}"


def format_month(moment: datetime | date) -> str:
    """Year and month in words."""
    day = local_date(moment)
    if current_language() is MONG:
        return mongolian.month_of(day)
    if current_language() is MN:
        return flask_babel.dates.format_date(day, "y 'оны' M'-р сар'", locale=MN.locale)
    return flask_babel.dates.format_skeleton("yMMMM", day, locale=current_locale())


def format_number(number: float) -> str:
    if current_language() is MONG:
        return f"{number:,}"
    return flask_babel.numbers.format_decimal(number, locale=current_locale())


def format_percent(share: float) -> str:
    """A share of 1 as percent with at most one decimal."""
    return f"{format_number(round(share * 100, 1))}%"


def format_size(size: int) -> str:
    """A size in bytes, in MB with one decimal."""
    return _("%(number)s MB", number=format_number(round(size / 1024**2, 1)))


def init_app(app: Flask) -> None:
    refuse_missing([language.locale for language in EDITIONS.values()])
    app.url_map.converters["language"] = LanguageConverter
    babel = flask_babel.Babel()
    babel.domain_instance = Catalogs([language.locale for language in EDITIONS.values()])
    babel.init_app(app, locale_selector=current_locale, default_timezone="Asia/Shanghai")
    app.url_value_preprocessor(_take_language)
    app.url_defaults(_give_language)
    app.before_request(_refuse_invented)
    app.before_request(babel.domain_instance.look_once)
    app.after_request(_tell_language)
    app.register_blueprint(bp)
    app.jinja_env.policies["ext.i18n.trimmed"] = True
    app.jinja_env.globals.update(
        current_language=current_language,
        languages=languages,
        page_in=page_in,
        page_with_care=page_with_care,
        care_mode=care_mode,
        care_field=care_field,
        local_now=local_now,
    )
    app.jinja_env.filters.update(
        date=format_date,
        datetime=format_datetime,
        time=format_time,
        month=format_month,
        number=format_number,
        percent=format_percent,
        size=format_size,
        iso=lambda moment: local_date(moment).isoformat(),
        utc=lambda moment: moment.isoformat(timespec="seconds"),
    )


def _refuse_invented():
    from werkzeug.exceptions import NotFound

    if current_language() is INVENTED and not settings().pseudo_language:
        g.language = ZH
        raise NotFound


def _tell_language(response):
    if has_request_context() and response.mimetype == "text/html":
        response.headers["Content-Language"] = current_language().tag
    return response
