"""What an administrator sets about posts."""

from flask import Flask
from flask_babel import lazy_gettext as _l
from wtforms import IntegerField
from wtforms.validators import InputRequired, NumberRange

from byline.settings import SiteSetting, declare_setting

POSTS = _l("Posts")
MAX_POSTS_PER_PAGE = 100


def init_app(app: Flask) -> None:
    """Declare how many posts a page of a list has."""
    declare_setting(
        app,
        SiteSetting(
            "posts_per_page",
            lambda app: app.config["POSTS_PER_PAGE"],
            POSTS,
            IntegerField(
                _l("Posts on a page"),
                description=_l("Of the home page, a tag or an author."),
                validators=[InputRequired(), NumberRange(min=1, max=MAX_POSTS_PER_PAGE)],
            ),
        ),
    )
