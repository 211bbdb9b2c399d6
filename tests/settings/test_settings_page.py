"""The page where an administrator changes the settings of the site."""

import html
import json
from typing import Any

import pytest
import sqlalchemy as sa
from bs4 import BeautifulSoup
from flask import Flask
from flask.testing import FlaskClient
from wtforms import BooleanField, IntegerField

from byline.extensions import db
from byline.settings import SITE, SiteSetting, declare_setting
from byline.settings.models import Setting
from tests.support.engines import every_engine
from tests.support.factories import MakePost, MakeUser
from tests.support.people import SignIn, form_fields, submit

PAGE = "/settings/"
NOTICE = "This is what you had typed before you had to log in."


@pytest.fixture
def admin(make_user: MakeUser, sign_in: SignIn) -> FlaskClient:
    """Return the browser of an administrator."""
    return sign_in(make_user("root", roles=("admin",)))


def stored() -> dict[str, Any]:
    """Return what the table holds."""
    return dict(db.session.execute(sa.select(Setting.name, Setting.value)).all())


def test_a_setting_is_changed(admin: FlaskClient) -> None:
    response = submit(admin, PAGE, site_name="The Harbour Notes")

    assert response.status_code == 302
    page = admin.get(PAGE)
    assert "Settings saved" in page.text
    assert form_fields(page)["site_name"] == "The Harbour Notes"
    assert "The Harbour Notes" in admin.get("/blog/").text


@every_engine
def test_only_what_differs_from_its_default_is_stored(admin: FlaskClient) -> None:
    submit(admin, PAGE, site_name="The Harbour Notes", posts_per_page="20")

    assert stored() == {"site_name": "The Harbour Notes", "posts_per_page": 20}

    submit(admin, PAGE, site_name="Byline")

    assert stored() == {"posts_per_page": 20}


def test_what_is_not_stored_follows_its_default(admin: FlaskClient) -> None:
    submit(admin, PAGE, site_name="Byline", site_description="Tides")

    admin.application.config["SITE_NAME"] = "From the environment"

    assert form_fields(admin.get(PAGE))["site_name"] == "From the environment"


def test_two_who_change_different_settings_lose_nothing(
    admin: FlaskClient, make_user: MakeUser, sign_in: SignIn
) -> None:
    other = sign_in(make_user("eva", roles=("admin",)))
    mine, theirs = form_fields(admin.get(PAGE)), form_fields(other.get(PAGE))

    admin.post(PAGE, data=mine | {"site_name": "The Harbour Notes"})
    other.post(PAGE, data=theirs | {"site_description": "Tides & trains"})

    assert stored() == {"site_name": "The Harbour Notes", "site_description": "Tides & trains"}


@pytest.mark.parametrize("shown", ["", "{", "[]", "[" * 100_000, '{"site_name": []}', '{"x": 1}'])
def test_a_form_that_lost_what_it_came_with_is_compared_with_what_holds(
    admin: FlaskClient, shown: str
) -> None:
    response = submit(admin, PAGE, shown=shown, posts_per_page="7")

    assert response.status_code == 302
    assert stored() == {"posts_per_page": 7}


def test_what_is_wrong_is_shown_with_everything_typed(admin: FlaskClient) -> None:
    response = submit(
        admin, PAGE, site_name="", site_description="Tides", posts_per_page="101", navigation="No"
    )

    assert response.status_code == 400
    fields = form_fields(response)
    assert (fields["site_description"], fields["posts_per_page"]) == ("Tides", "101")
    errors = BeautifulSoup(response.text, "html.parser").select(".error-summary a")
    assert [link["href"] for link in errors] == ["#site_name", "#navigation", "#posts_per_page"]
    assert stored() == {}


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("posts_per_page", "0"),
        ("posts_per_page", "ten"),
        ("posts_per_page", "9" * 5_000),
        ("site_name", "x" * 256),
        ("site_name", " \x00 "),
        ("site_name", "\u200b\u202e"),
        ("time_zone", "Mars/Olympus"),
        ("time_zone", "../../etc/passwd"),
        ("language", "tlh"),
    ],
)
def test_a_value_that_makes_no_sense_is_refused(admin: FlaskClient, name: str, value: str) -> None:
    response = submit(admin, PAGE, **{name: value})

    assert response.status_code == 400
    assert stored() == {}


def test_an_expired_form_is_shown_again_with_everything_typed(admin: FlaskClient) -> None:
    response = submit(admin, PAGE, csrf_token="old", site_name="The Harbour Notes")

    assert response.status_code == 400
    assert form_fields(response)["site_name"] == "The Harbour Notes"
    assert stored() == {}


def test_what_was_typed_survives_a_lost_login(
    app: Flask, make_user: MakeUser, sign_in: SignIn
) -> None:
    root = make_user("root", roles=("admin",), password="a good long one")
    fields = form_fields(sign_in(root).get(PAGE))
    browser = app.test_client()

    browser.post(PAGE, data=fields | {"site_name": "The Harbour Notes"})
    assert fields["shown"] not in html.unescape(browser.get("/auth/login").text)
    back = submit(
        browser, "/auth/login?next=/settings/", username="root", password="a good long one"
    )
    kept = browser.get(back.location)

    assert form_fields(kept)["site_name"] == "The Harbour Notes"
    assert NOTICE in kept.text
    assert NOTICE not in browser.post(PAGE, data=fields | {"csrf_token": "old"}).text

    submit(browser, PAGE)

    assert stored() == {"site_name": "The Harbour Notes"}


def test_each_setting_stands_in_its_group(admin: FlaskClient) -> None:
    declare_setting(
        admin.application,
        SiteSetting("tides", lambda _app: True, SITE, BooleanField("Tides & trains")),
    )

    page = BeautifulSoup(admin.get(PAGE).text, "html.parser")

    legends = page.select(".settings > fieldset > legend")
    assert [legend.text for legend in legends[:2]] == ["Site", "Language and time"]
    group = legends[0].parent
    assert group is not None
    assert group.select_one("input[name=tides][checked]")


def test_an_unchecked_box_is_a_change(admin: FlaskClient) -> None:
    declare_setting(
        admin.application, SiteSetting("tides", lambda _app: True, SITE, BooleanField("Tides"))
    )

    submit(admin, PAGE, tides=None)

    assert stored() == {"tides": False}


def test_a_number_stays_a_number(admin: FlaskClient) -> None:
    declare_setting(
        admin.application, SiteSetting("depth", lambda _app: 3, SITE, IntegerField("Depth"))
    )

    submit(admin, PAGE, depth="04")

    assert json.dumps(stored()) == '{"depth": 4}'


def test_the_page_speaks_portuguese(admin: FlaskClient) -> None:
    page = admin.get(PAGE, headers={"Accept-Language": "pt"})

    assert "<h1>Definições</h1>" in page.text


def test_posts_per_page_is_what_a_list_has(admin: FlaskClient, make_post: MakePost) -> None:
    for _ in range(3):
        make_post()

    submit(admin, PAGE, posts_per_page="2")

    assert "Page 1 of 2" in admin.get("/blog/").text
    assert admin.get("/blog/2").text.count("<article") == 1
    assert admin.get("/blog/3").status_code == 404


def test_dates_are_in_the_time_zone_of_the_site(admin: FlaskClient, make_post: MakePost) -> None:
    post = make_post()  # at noon

    submit(admin, PAGE, time_zone="Pacific/Kiritimati")  # 14 hours ahead of UTC

    assert "1 January 2024" not in admin.get(post.url).text
    assert "2 January 2024" in admin.get(post.url).text


def test_the_language_is_for_those_who_prefer_none_we_have(admin: FlaskClient) -> None:
    submit(admin, PAGE, language="pt")

    reader = admin.application.test_client()
    for accepted, language in (("fi", "pt"), ("", "pt"), ("en-US", "en")):
        page = reader.get("/blog/", headers={"Accept-Language": accepted})
        assert f'<html lang="{language}"' in page.text


def test_a_language_whose_catalogue_is_gone_is_not_claimed(
    admin: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    submit(admin, PAGE, language="pt")
    admin.application.extensions["byline-locales"] = [("en", "English")]

    assert '<html lang="en"' in admin.get("/blog/").text
