"""What an administrator sets about comments."""

from flask import Flask
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, IntegerField, SelectField
from wtforms.validators import InputRequired, NumberRange

from byline.comments.rules import CommentRules
from byline.settings import SiteSetting, declare_setting
from byline.settings.queries import site_settings
from byline.web.fields import select_choices

COMMENTS = _l("Comments")
MAX_DAYS = 3650


def init_app(app: Flask) -> None:
    """Declare the settings."""
    for setting in _settings():
        declare_setting(app, setting)


def comment_rules() -> CommentRules:
    """Return the rules of this site; the settings of a request cost one query."""
    settings = site_settings()
    return CommentRules(
        approval=settings["comment_approval"],
        links_wait=settings["comment_links_wait"],
        close_after_days=settings["comments_close_after_days"],
        open_to=settings["comments_open"],
    )


def _settings() -> list[SiteSetting]:
    return [
        SiteSetting(
            "comments_open",
            lambda _app: "everybody",
            COMMENTS,
            SelectField(
                _l("Who may comment"),
                choices=select_choices(
                    [
                        ("everybody", _l("Everybody")),
                        ("signed-in", _l("People who are logged in")),
                        ("nobody", _l("Nobody")),
                    ]
                ),
            ),
        ),
        SiteSetting(
            "comment_approval",
            lambda _app: "first",
            COMMENTS,
            SelectField(
                _l("Comments that wait for approval"),
                choices=select_choices(
                    [
                        ("first", _l("The first one of each person")),
                        ("every", _l("Every one")),
                        ("none", _l("None")),
                    ]
                ),
            ),
        ),
        SiteSetting(
            "comment_links_wait",
            lambda _app: True,
            COMMENTS,
            BooleanField(_l("Comments with links wait for approval")),
        ),
        SiteSetting(
            "comments_close_after_days",
            lambda _app: 0,
            COMMENTS,
            IntegerField(
                _l("Days for which a post takes comments"),
                description=_l("0 means for ever."),
                validators=[InputRequired(), NumberRange(min=0, max=MAX_DAYS)],
            ),
        ),
    ]
