"""The site's settings: declared by features, changed by administrators."""

import pytest
from flask import Flask
from flask.testing import FlaskClient
from wtforms import StringField

from byline.extensions import write_unit
from byline.settings import SITE, SiteSetting, declare_setting, services
from byline.settings.errors import UnknownSetting
from byline.settings.queries import default_settings, site_settings
from byline.settings.services import change_setting
from tests.support.engines import every_engine
from tests.support.queries import count_queries


def change(name: str, value: object) -> None:
    with write_unit():
        change_setting(name, value)


def test_a_setting_has_its_default_until_somebody_sets_it(app: Flask) -> None:
    app.config["SITE_NAME"] = "From the environment"

    assert site_settings()["site_name"] == "From the environment"


@every_engine
@pytest.mark.parametrize("value", ["Zoé’s 🌻", "", 7, None, ["a", {"b": False}]])
def test_a_setting_keeps_any_plain_value(app: Flask, value: object) -> None:
    change("site_name", "something else")

    change("site_name", value)

    assert site_settings()["site_name"] == value


def test_pages_show_the_name_and_the_description(client: FlaskClient) -> None:
    change("site_name", "The <Harbour> Notes")
    change("site_description", "Tides & trains")

    page = client.get("/blog/").text

    assert "<h1>The &lt;Harbour&gt; Notes</h1>" in page
    assert '<meta name="description" content="Tides &amp; trains">' in page


def test_an_undeclared_setting_cannot_be_set(app: Flask) -> None:
    with pytest.raises(UnknownSetting, match="site_nmae"):
        change("site_nmae", "x")


def test_a_feature_declares_its_own(app: Flask) -> None:
    declare_setting(app, SiteSetting("colour", lambda _app: "teal", SITE, StringField("Colour")))

    assert default_settings()["colour"] == "teal"

    change("colour", "plum")

    assert site_settings()["colour"] == "plum"


def test_two_features_cannot_declare_one_name(app: Flask) -> None:
    with pytest.raises(ValueError, match="'site_name' is declared twice"):
        declare_setting(app, SiteSetting("site_name", lambda _app: "", SITE, StringField()))


def test_settings_are_read_once_a_request(app: Flask) -> None:
    with count_queries() as statements:
        site_settings()
        site_settings()

    assert len(statements) == 1


def test_defaults_ask_nothing_of_the_database(app: Flask) -> None:
    with count_queries() as statements:
        default_settings()

    assert statements == []


@every_engine
def test_of_two_who_set_it_first_at_once_the_later_one_holds(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    change("site_name", "one")
    update = services._update  # noqa: SLF001 - the step before which somebody else comes first
    seen: list[str] = []

    def too_early(name: str, value: object) -> bool:
        seen.append(name)
        return len(seen) > 1 and update(name, value)

    monkeypatch.setattr(services, "_update", too_early)

    change("site_name", "two")

    assert site_settings()["site_name"] == "two"
