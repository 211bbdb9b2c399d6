"""Languages: which one a reader gets, and the switch between them."""

from typing import Any

from babel import Locale
from flask import Flask, g
from flask_babel import get_translations

from byline.babel.locales import select_locale, select_timezone, supported_locales
from byline.babel.views import bp
from byline.extensions import babel


def create_module(app: Flask) -> None:
    """Choose the language of each request and offer the others."""
    babel.init_app(app, locale_selector=select_locale, timezone_selector=select_timezone)
    _translate_templates(app)
    app.register_blueprint(bp)
    app.context_processor(_locale_context)


def _translate_templates(app: Flask) -> None:
    """Look the catalogue up once a request, not once a string: pages have dozens of them."""
    app.jinja_env.install_gettext_callables(  # type: ignore[attr-defined]  # of its i18n extension
        lambda text: _catalogue().ugettext(text),
        lambda one, many, number: _catalogue().ungettext(one, many, number),
        newstyle=True,
    )


def _catalogue() -> Any:  # noqa: ANN401 - Flask-Babel has no types
    if "catalogue" not in g:
        g.catalogue = get_translations()
    return g.catalogue


def _locale_context() -> dict[str, object]:
    locale = Locale.parse(select_locale())
    return {
        "locale": str(locale),
        "locales": supported_locales(),
        "text_direction": locale.text_direction,
    }
