"""Which language and time zone a page is in."""

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from babel import Locale, negotiate_locale
from flask import current_app, has_request_context, request
from flask_babel import get_timezone
from werkzeug.datastructures import LanguageAccept
from werkzeug.http import parse_accept_header

from byline.extensions import babel
from byline.lib.limits import MAX_ACCEPT_CHARS
from byline.settings.queries import site_settings

LOCALE_COOKIE = "locale"
_EXTENSION = "byline-locales"


def supported_locales() -> list[tuple[str, str]]:
    """Return each language with a catalogue: its tag (BCP 47) and its own name for itself."""
    if _EXTENSION not in current_app.extensions:
        found = {language_tag(locale) for locale in babel.list_translations()} | {"en"}
        current_app.extensions[_EXTENSION] = [(tag, _own_name(tag)) for tag in sorted(found)]
    locales: list[tuple[str, str]] = current_app.extensions[_EXTENSION]
    return locales


def language_tag(locale: Locale) -> str:
    """Return the tag of a locale as HTML and HTTP write it: `pt-BR`."""
    return str(locale).replace("_", "-")


def _own_name(tag: str) -> str:
    name = Locale.parse(tag, sep="-").get_display_name() or tag
    return name[:1].upper() + name[1:]


def select_locale() -> str:
    """Return the reader's language: the one chosen by the switch, else the browser's, else ours."""
    if not has_request_context():
        # A command runs on a database that may have no tables yet.
        default: str = current_app.config["BABEL_DEFAULT_LOCALE"]
        return default
    tags = [tag for tag, _name in supported_locales()]
    chosen = request.cookies.get(LOCALE_COOKIE)
    if chosen in tags:
        return chosen.replace("-", "_")
    return _negotiate(tags) or _site_language(tags)


def _site_language(tags: Sequence[str]) -> str:
    """Return the language that an administrator has set, while there is a catalogue for it."""
    code: str = site_settings()["language"]
    if code.replace("_", "-") in tags:
        return code
    default: str = current_app.config["BABEL_DEFAULT_LOCALE"]
    return default


def _negotiate(tags: Sequence[str]) -> str | None:
    """Return the first of the browser's languages that we have, `pt` also for `pt-BR`.

    Werkzeug's own choice would rather take an exact match that the reader wants less.
    """
    ours = {tag.lower(): tag.replace("-", "_") for tag in tags}
    # What somebody sends to keep us busy is not read to its end.
    header = request.headers.get("Accept-Language", "")[:MAX_ACCEPT_CHARS]
    accepted = parse_accept_header(header, LanguageAccept)
    wanted = [language for language, quality in accepted if quality > 0]
    found = negotiate_locale(wanted, list(ours), sep="-")
    return ours[found.lower()] if found else None


def select_timezone() -> str:
    """Return the time zone that pages show times in: the site's."""
    zone: str = site_settings()["time_zone"]
    return zone


def site_zone() -> ZoneInfo:
    """Return the time zone that dates in forms are in.

    What Flask-Babel has for one has other rules for times that a clock change skips.
    """
    return ZoneInfo(str(get_timezone()))
