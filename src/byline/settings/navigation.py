"""The navigation that an administrator writes, in place of the one that features make up."""

from urllib.parse import urlsplit

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import Field, Form, TextAreaField
from wtforms.validators import ValidationError

from byline.web.fields import trimmed
from byline.web.navigation import NavigationLink

MAX_OWN_LINKS = 20
MAX_LABEL_CHARS = 60
MAX_ADDRESS_CHARS = 500


class InvalidLink(ValueError):
    """A line that is no link; says what is wrong with it."""


def parse_links(text: str) -> list[NavigationLink]:
    """Return the links of a text, one a line: `About | /page/about`. Raises InvalidLink."""
    return [_parse_link(line) for line in text.splitlines() if line.strip()]


def _parse_link(line: str) -> NavigationLink:
    label, _bar, address = (part.strip() for part in line.rpartition("|"))
    if not label or not address:
        raise InvalidLink(_("“%(line)s” is not written as: label | address", line=line.strip()))
    if len(label) > MAX_LABEL_CHARS:
        raise InvalidLink(
            _("“%(label)s” is longer than %(n)s characters.", label=label, n=MAX_LABEL_CHARS)
        )
    if not _is_address(address):
        raise InvalidLink(
            _("“%(address)s” does not begin with / or https://, or is damaged.", address=address)
        )
    return NavigationLink(label, address)


def _is_address(text: str) -> bool:
    # Browsers read //host and /\host as the address of another site.
    if len(text) > MAX_ADDRESS_CHARS or not text.isprintable() or " " in text or "\\" in text:
        return False
    try:
        address = urlsplit(text)
    except ValueError:
        return False
    if address.scheme in ("http", "https"):
        return bool(address.hostname)
    return text.startswith("/") and not text.startswith("//")


def _check_links(_form: Form, field: Field) -> None:
    try:
        links = parse_links(field.data or "")
    except InvalidLink as error:
        raise ValidationError(str(error)) from error
    if len(links) > MAX_OWN_LINKS:
        raise ValidationError(_("Write at most %(n)s links.", n=MAX_OWN_LINKS))


def navigation_field() -> Field:
    """Return the field that the links are written in."""
    return TextAreaField(
        _l("Navigation"),
        description=_l(
            "One link a line, such as: About | /page/about. Left empty, the blog, its indexes and"
            " its pages are linked."
        ),
        filters=[trimmed],
        validators=[_check_links],
        render_kw={"rows": 5, "spellcheck": "false"},
    )
