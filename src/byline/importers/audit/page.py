"""An audit as a page of its own, to keep, print or hand on."""

from pathlib import Path

from babel import Locale
from flask import current_app
from flask_babel import force_locale

from byline.babel.locales import language_tag
from byline.importers.audit.report import Audit
from byline.lib.database import utcnow
from byline.lib.files import write_atomically
from byline.settings.queries import site_settings


class PageNotWritten(Exception):
    """The file cannot be written; the message is a sentence."""


def check_target(path: Path) -> None:
    """Raise PageNotWritten where no file can be written at `path`, before the work is done."""
    if not path.parent.is_dir():
        raise PageNotWritten(f"There is no folder {path.parent} to write the page to.")
    if path.exists() and not path.is_file():
        raise PageNotWritten(f"{path} is not a file, and the page would take its place.")


def write_page(audit: Audit, path: Path) -> None:
    """Write the page, whole or not at all. Raises PageNotWritten."""
    check_target(path)
    try:
        write_atomically(path, render_page(audit).encode())
    except OSError as error:
        raise PageNotWritten(
            f"The page could not be written to {path}: {error.strerror}."
        ) from error


def render_page(audit: Audit) -> str:
    """Return the page in the site's language."""
    # A context of its own keeps its language to itself.
    with current_app.app_context():
        settings = site_settings()
        locale = Locale.parse(settings["language"])
        with force_locale(locale):
            return current_app.jinja_env.get_template("importers/audit.html").render(
                audit=audit,
                now=utcnow(),
                site_name=settings["site_name"],
                site_url=(current_app.config["SITE_URL"] or "").rstrip("/"),
                locale=language_tag(locale),
                text_direction=locale.text_direction,
            )
