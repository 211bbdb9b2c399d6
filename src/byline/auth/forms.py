"""Forms of accounts."""

from datetime import date, timedelta
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import (
    BooleanField,
    DateField,
    EmailField,
    Field,
    HiddenField,
    PasswordField,
    SelectField,
    SelectMultipleField,
    StringField,
    SubmitField,
    ValidationError,
)
from wtforms.validators import DataRequired, EqualTo, InputRequired, Length, Regexp
from wtforms.widgets import CheckboxInput, ListWidget

from byline.auth.passwords import MAX_PASSWORD_CHARS, MIN_PASSWORD_CHARS
from byline.auth.roles import ROLE_LABELS
from byline.auth.validators import (
    mail_address,
    possible_username,
    refuse_weak_password,
    unreserved_username,
)
from byline.lib.limits import MAX_EMAIL_CHARS, MAX_NAME_CHARS, MAX_USERNAME_CHARS
from byline.web.base_form import BaseForm
from byline.web.fields import one_line, select_choices, trimmed

# Longer ones are forgotten, and still let somebody in.
MAX_INVITATION_DAYS = 365


def _stripped(value: str | None) -> str | None:
    return value.strip() if value else value


def _username_field(*validators: Any) -> StringField:  # noqa: ANN401 - WTForms' own
    return StringField(
        _l("User name"),
        description=_l("Letters a to z, digits, dot, hyphen and underscore."),
        filters=[_stripped],
        validators=[
            DataRequired(),
            Length(max=MAX_USERNAME_CHARS),
            possible_username,
            *validators,
        ],
        render_kw={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"},
    )


def _password_field(label: Any) -> PasswordField:  # noqa: ANN401 - lazy text
    return PasswordField(
        label,
        description=_l("At least %(n)s characters.", n=MIN_PASSWORD_CHARS),
        validators=[InputRequired(), Length(min=MIN_PASSWORD_CHARS, max=MAX_PASSWORD_CHARS)],
        render_kw={"autocomplete": "new-password"},
    )


def _confirm_field() -> PasswordField:
    return PasswordField(
        _l("Password again"),
        validators=[InputRequired(), EqualTo("password", _l("The two passwords differ."))],
        render_kw={"autocomplete": "new-password"},
    )


class FirstRunForm(BaseForm):
    """The name of a new blog and its first admin."""

    site_name = StringField(
        _l("Name of the blog"),
        filters=[trimmed, one_line],
        validators=[DataRequired(), Length(max=MAX_NAME_CHARS)],
    )
    username = _username_field()
    display_name = StringField(
        _l("Your name"),
        description=_l("Shown above what you write."),
        filters=[one_line],
        validators=[Length(max=MAX_NAME_CHARS)],
        render_kw={"autocomplete": "name"},
    )
    password = _password_field(_l("Password"))
    confirm = _confirm_field()
    submit = SubmitField(_l("Start the blog"))

    def validate_password(self, field: Field) -> None:
        """Refuse a password that is soon guessed."""
        refuse_weak_password(field, self.username.data)


class RegisterForm(BaseForm):
    """What a new account needs."""

    username = _username_field(unreserved_username)
    email = EmailField(
        _l("E-mail"),
        description=_l("Never shown to others."),
        filters=[trimmed],
        validators=[Length(max=MAX_EMAIL_CHARS), mail_address],
        render_kw={"autocomplete": "email"},
    )
    password = _password_field(_l("Password"))
    confirm = _confirm_field()
    submit = SubmitField(_l("Register"))

    def validate_password(self, field: Field) -> None:
        """Refuse a password that is soon guessed."""
        refuse_weak_password(field, self.username.data)


class LoginForm(BaseForm):
    """A name or verified address and a password, which is all that is wrong with any of them."""

    username = StringField(
        _l("User name or e-mail"),
        filters=[trimmed],
        validators=[DataRequired()],
        render_kw={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"},
    )
    password = PasswordField(
        _l("Password"),
        validators=[InputRequired()],
        render_kw={"autocomplete": "current-password"},
    )
    remember = BooleanField(_l("Remember me"))
    login_button = SubmitField(_l("Log in"))


class LogoutForm(BaseForm):
    """One button."""

    submit = SubmitField(_l("Log out"))


class NameForm(BaseForm):
    """The name that others see."""

    display_name = StringField(
        _l("Your name"),
        description=_l("Shown above what you write."),
        filters=[one_line],
        validators=[DataRequired(), Length(max=MAX_NAME_CHARS)],
        render_kw={"autocomplete": "name"},
    )
    save_name = SubmitField(_l("Save"))


class PasswordForm(BaseForm):
    """The password as it is, and as it shall be."""

    current_password = PasswordField(
        _l("Current password"),
        validators=[InputRequired(), Length(max=MAX_PASSWORD_CHARS)],
        render_kw={"autocomplete": "current-password"},
    )
    password = _password_field(_l("New password"))
    confirm = _confirm_field()
    save_password = SubmitField(_l("Change the password"))

    def __init__(self, username: str, **values: Any) -> None:  # noqa: ANN401 - Flask-WTF's own
        super().__init__(**values)
        self.username = username

    def validate_password(self, field: Field) -> None:
        """Refuse a password that is soon guessed."""
        refuse_weak_password(field, self.username)


class InvitationForm(BaseForm):
    """Whom to invite, and until when."""

    # Made with the form, so that the same form sent twice is one invitation.
    token = HiddenField(
        validators=[Regexp(r"[\w-]{43}\Z", message=_l("This form is damaged. Open it anew."))]
    )
    role = SelectField(_l("Role"), choices=select_choices(ROLE_LABELS.items()))
    until = DateField(
        _l("Good until"),
        description=_l("To the end of that day, for one person."),
        validators=[InputRequired()],
    )
    submit = SubmitField(_l("Make a link"))

    def __init__(self, today: date, **values: Any) -> None:  # noqa: ANN401 - Flask-WTF's own
        super().__init__(**values)
        self.today = today

    def validate_until(self, field: Field) -> None:
        """Refuse a day that is over, or so far off that the link would be forgotten."""
        if field.errors:
            return
        if not self.today <= field.data <= self.today + timedelta(days=MAX_INVITATION_DAYS):
            raise ValidationError(_("Choose a day from today on, within a year."))


class RolesForm(BaseForm):
    """What somebody may do; everybody reads and comments."""

    # How they were when the form was shown, so that nobody is given back what was taken meanwhile.
    shown = HiddenField()
    roles = SelectMultipleField(
        _l("Roles"),
        choices=select_choices(
            (name, label) for name, label in ROLE_LABELS.items() if name != "default"
        ),
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
    )
    submit = SubmitField(_l("Save"))
