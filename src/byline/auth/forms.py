"""Forms of accounts."""

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import BooleanField, PasswordField, StringField, SubmitField
from wtforms.validators import DataRequired, EqualTo, InputRequired, Length

from byline.auth.passwords import MAX_PASSWORD_CHARS, MIN_PASSWORD_CHARS
from byline.lib.limits import MAX_EMAIL_CHARS, MAX_NAME_CHARS, MAX_USERNAME_CHARS
from byline.web.fields import trimmed


class FirstRunForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF has no types
    """The name of a new blog and its first admin."""

    site_name = StringField(
        _l("Name of the blog"),
        filters=[trimmed],
        validators=[DataRequired(), Length(max=MAX_NAME_CHARS)],
    )
    username = StringField(
        _l("User name"),
        description=_l("Letters a to z, digits, dot, hyphen and underscore."),
        filters=[trimmed],
        validators=[DataRequired(), Length(max=MAX_USERNAME_CHARS)],
        render_kw={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"},
    )
    display_name = StringField(
        _l("Your name"),
        description=_l("Shown above what you write."),
        filters=[trimmed],
        validators=[Length(max=MAX_NAME_CHARS)],
        render_kw={"autocomplete": "name"},
    )
    password = PasswordField(
        _l("Password"),
        description=_l("At least %(n)s characters.", n=MIN_PASSWORD_CHARS),
        validators=[InputRequired(), Length(min=MIN_PASSWORD_CHARS, max=MAX_PASSWORD_CHARS)],
        render_kw={"autocomplete": "new-password"},
    )
    confirm = PasswordField(
        _l("Password again"),
        validators=[InputRequired(), EqualTo("password", _l("The two passwords differ."))],
        render_kw={"autocomplete": "new-password"},
    )
    submit = SubmitField(_l("Start the blog"))


class LoginForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF has no types
    """A name or verified address and a password."""

    username = StringField(
        _l("User name or e-mail"),
        filters=[trimmed],
        validators=[DataRequired(), Length(max=MAX_EMAIL_CHARS)],
        render_kw={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"},
    )
    password = PasswordField(
        _l("Password"),
        validators=[InputRequired(), Length(max=MAX_PASSWORD_CHARS)],
        render_kw={"autocomplete": "current-password"},
    )
    remember = BooleanField(_l("Remember me"))
    login_button = SubmitField(_l("Log in"))


class LogoutForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF has no types
    """One button."""

    submit = SubmitField(_l("Log out"))
