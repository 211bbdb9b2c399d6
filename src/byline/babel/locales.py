"""Which language and time zone a page is in."""

from collections.abc import Sequence
from functools import cache

from babel import Locale, negotiate_locale
from flask import current_app, has_request_context, request

from byline.extensions import babel

LOCALE_COOKIE = "locale"


def supported_locales() -> list[tuple[str, str]]:
    """Return each language with a catalogue: its code and its own name for itself."""
    codes: tuple[str, ...] = current_app.extensions.setdefault("byline-locales", _catalogues())
    return [(code, _own_name(code)) for code in codes]


def _catalogues() -> tuple[str, ...]:
    return tuple(sorted({str(locale) for locale in babel.list_translations()} | {"en"}))


@cache
def _own_name(code: str) -> str:
    name = Locale.parse(code).get_display_name() or code
    return name[:1].upper() + name[1:]


def select_locale() -> str:
    """Return the reader's language: the one chosen by the switch, else the browser's, else ours."""
    default: str = current_app.config["BABEL_DEFAULT_LOCALE"]
    if not has_request_context():
        return default
    codes = [code for code, _name in supported_locales()]
    chosen = request.cookies.get(LOCALE_COOKIE)
    if chosen in codes:
        return chosen
    return _negotiate(codes) or default


def _negotiate(codes: Sequence[str]) -> str | None:
    """Return the first of the browser's languages that we have, `pt` also for `pt-BR`.

    Werkzeug's own choice would rather take an exact match that the reader wants less.
    """
    ours = {code.lower().replace("_", "-"): code for code in codes}
    wanted = [language for language, quality in request.accept_languages if quality > 0]
    found = negotiate_locale(wanted, list(ours), sep="-")
    return ours[found.lower()] if found else None


def select_timezone() -> str:
    """Return the time zone that pages show times in: the site's."""
    zone: str = current_app.config["BABEL_DEFAULT_TIMEZONE"]
    return zone
