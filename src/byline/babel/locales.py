"""Which language and time zone a page is in."""

from functools import cache

from babel import Locale
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
    return request.accept_languages.best_match(codes, default)


def select_timezone() -> str:
    """Return the time zone that pages show times in: the site's."""
    zone: str = current_app.config["BABEL_DEFAULT_TIMEZONE"]
    return zone
