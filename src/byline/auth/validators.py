"""What the fields of accounts are checked for; what other rows say is settled by the services."""

from typing import Any

from flask_babel import gettext as _
from wtforms import Field, Form, ValidationError

from byline.auth.errors import InvalidEmail, InvalidUsername
from byline.auth.services import check_email, normalize_username
from byline.auth.usernames import is_reserved
from byline.auth.weak_passwords import Weakness, weakness_of
from byline.lib.text import strip_unstorable


def possible_username(_form: Form, field: Field) -> None:
    """Refuse a name that no user can have."""
    typed = field.data or ""
    # What no page shows is not shown again, but it is not left out in silence either.
    field.data = strip_unstorable(typed)
    if field.errors:
        return
    try:
        normalize_username(typed)
    except InvalidUsername as error:
        raise ValidationError(
            _("Use only letters a to z, digits, dot, hyphen and underscore.")
        ) from error


def unreserved_username(_form: Form, field: Field) -> None:
    """Refuse a name that would pass for the site, or for who runs it."""
    if not field.errors and is_reserved(field.data or ""):
        raise ValidationError(_("This name is kept for the site itself. Choose another one."))


def mail_address(_form: Form, field: Field) -> None:
    """Refuse what mail cannot reach; nothing at all is fine."""
    try:
        if field.data and not field.errors:
            check_email(field.data)
    except InvalidEmail as error:
        raise ValidationError(_("This is no e-mail address.")) from error


def refuse_weak_password(field: Field, username: Any) -> None:  # noqa: ANN401 - of a field
    """Refuse a password that is among the first that anybody tries."""
    if field.errors:
        return
    match weakness_of(field.data or "", str(username or "")):
        case Weakness.COMMON:
            raise ValidationError(
                _("Many people use this password, so it is among the first to be tried.")
            )
        case Weakness.USERNAME:
            raise ValidationError(_("A password that is the user name is soon found."))
