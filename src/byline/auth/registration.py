"""Who may make an account: everybody, who was invited, or nobody. A setting of the site."""

from flask import Flask
from flask_babel import lazy_gettext as _l
from wtforms import SelectField

from byline.settings import SiteSetting, declare_setting
from byline.settings.queries import site_settings
from byline.web.fields import select_choices

OPEN, BY_INVITATION, CLOSED = "open", "invitation", "closed"

PEOPLE = _l("People")


def init_app(app: Flask) -> None:
    """Declare the setting."""
    declare_setting(
        app,
        SiteSetting(
            "registration",
            lambda _app: OPEN,
            PEOPLE,
            SelectField(
                _l("Who may register"),
                description=_l("A new account reads and comments; writing takes a role."),
                choices=select_choices(
                    [
                        (OPEN, _l("Everybody")),
                        (BY_INVITATION, _l("Only people with an invitation")),
                        (CLOSED, _l("Nobody; invitations work all the same")),
                    ]
                ),
            ),
        ),
    )


def is_registration_open() -> bool:
    """Say whether anybody may register, without an invitation."""
    return bool(site_settings()["registration"] == OPEN)
