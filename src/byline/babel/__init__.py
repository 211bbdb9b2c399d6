"""Languages: which one a reader gets, and the switch between them."""

from pathlib import Path
from typing import Any

from babel import Locale
from flask import Flask, g
from flask_babel import get_babel, get_translations

from byline.babel.locales import language_tag, select_locale, select_timezone, supported_locales
from byline.babel.settings import declare_settings
from byline.babel.views import bp
from byline.extensions import babel
from byline.lib.settings import InvalidSetting


def create_module(app: Flask) -> None:
    """Choose the language of each request and offer the others."""
    babel.init_app(app, locale_selector=select_locale, timezone_selector=select_timezone)
    _check_default(app)
    declare_settings(app)
    _translate_templates(app)
    app.register_blueprint(bp)
    app.context_processor(_locale_context)


def _check_default(app: Flask) -> None:
    """Raise InvalidSetting for a language that pages would claim to be in, but are not."""
    code = app.config["BABEL_DEFAULT_LOCALE"]
    folders = get_babel(app).translation_directories
    if code != "en" and not any(Path(folder, code).is_dir() for folder in folders):
        raise InvalidSetting(f"BYLINE_BABEL_DEFAULT_LOCALE is {code!r}, but has no catalogue.")


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
        "locale": language_tag(locale),
        "locales": supported_locales(),
        "text_direction": locale.text_direction,
    }
