"""Languages: which one a reader gets, and the switch between them."""

from babel import Locale
from flask import Flask

from byline.babel.locales import select_locale, select_timezone, supported_locales
from byline.babel.views import bp
from byline.extensions import babel


def create_module(app: Flask) -> None:
    """Choose the language of each request and offer the others."""
    babel.init_app(app, locale_selector=select_locale, timezone_selector=select_timezone)
    app.register_blueprint(bp)
    app.context_processor(_locale_context)


def _locale_context() -> dict[str, object]:
    locale = Locale.parse(select_locale())
    return {
        "locale": str(locale),
        "locales": supported_locales(),
        "text_direction": locale.text_direction,
    }
