"""The settings of Byline: where they come from, and what is refused in a sentence."""

import os
import stat
from pathlib import Path
from typing import Any

import pytest

from byline.config import DevConfig, ProdConfig, TestConfig, config_for_environment, environment
from byline.lib.database_address import database_uri
from byline.lib.settings import InvalidSetting


@pytest.fixture(autouse=True)
def no_settings_of_this_machine(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Work in an empty folder, without settings of whoever runs the tests."""
    monkeypatch.chdir(tmp_path)
    for name in list(os.environ):
        if name.startswith("BYLINE_") or name in ("PORT", "DATABASE_URL"):
            monkeypatch.delenv(name)


def flask_settings(**environ: str) -> dict[str, Any]:
    """Return what the application gets in production with these variables set."""
    return ProdConfig.from_environ(environ).to_flask()


def test_a_site_needs_no_setting(tmp_path: Path) -> None:
    settings = flask_settings()

    assert settings["DATA"] == tmp_path / "data"
    assert settings["SQLALCHEMY_DATABASE_URI"] == f"sqlite:///{tmp_path}/data/byline.sqlite3"
    assert (settings["HOST"], settings["PORT"]) == ("127.0.0.1", 5000)


@pytest.mark.parametrize(
    ("name", "config"), [(None, ProdConfig), ("prod", ProdConfig), ("dev", DevConfig)]
)
def test_the_environment_picks_the_configuration(
    monkeypatch: pytest.MonkeyPatch, name: str | None, config: type
) -> None:
    if name:
        monkeypatch.setenv("BYLINE_ENV", name)

    assert config_for_environment() is config


def test_an_unknown_environment_is_told_with_those_there_are(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("BYLINE_ENV", "staging")

    with pytest.raises(InvalidSetting, match="'staging', but must be one of prod, dev, test"):
        config_for_environment()


def test_settings_may_be_in_a_dotenv_file(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("BYLINE_SITE_NAME='The Harbour Notes'\n", "utf-8")

    assert environment()["BYLINE_SITE_NAME"] == "The Harbour Notes"


def test_the_environment_wins_over_the_dotenv_file(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / ".env").write_text("BYLINE_SITE_NAME=file\n", "utf-8")
    monkeypatch.setenv("BYLINE_SITE_NAME", "environment")

    assert environment()["BYLINE_SITE_NAME"] == "environment"


def test_a_dotenv_file_that_is_no_text_is_told(tmp_path: Path) -> None:
    (tmp_path / ".env").write_bytes(b"\xff\xfe\x00")

    with pytest.raises(InvalidSetting, match=r"\.env cannot be read"):
        environment()


@pytest.mark.parametrize(
    ("given", "used"),
    [
        ("postgres://ana@db/blog", "postgresql+psycopg://ana@db/blog"),
        ("postgresql://ana@db/blog", "postgresql+psycopg://ana@db/blog"),
        ("postgresql+psycopg://ana@db/blog", "postgresql+psycopg://ana@db/blog"),
        ("mysql://ana@db/blog", "mysql+pymysql://ana@db/blog"),
        ("mariadb://ana@db/blog", "mariadb+pymysql://ana@db/blog"),
        ("sqlite:////srv/blog.sqlite3", "sqlite:////srv/blog.sqlite3"),
    ],
)
def test_a_database_address_gets_the_driver_we_have(given: str, used: str, tmp_path: Path) -> None:
    assert database_uri(given, tmp_path) == used


@pytest.mark.parametrize(
    "address", ["db/blog", "nosuch://ana@db/blog", "postgres://ana:secret@db:port/blog"]
)
def test_a_database_address_that_is_none_is_told_without_its_password(
    address: str, tmp_path: Path
) -> None:
    with pytest.raises(InvalidSetting, match="must look like postgresql://") as refusal:
        database_uri(address, tmp_path)

    assert "secret" not in str(refusal.value)


def test_a_driver_that_is_not_installed_is_named(tmp_path: Path) -> None:
    with pytest.raises(InvalidSetting, match=r"not installed \(aiomysql\)"):
        database_uri("mysql+aiomysql://ana@db/blog", tmp_path)


def test_the_database_is_taken_from_a_platform_too() -> None:
    settings = flask_settings(DATABASE_URL="postgres://ana@db/blog", BYLINE_SECRET_KEY="key")

    assert settings["SQLALCHEMY_DATABASE_URI"] == "postgresql+psycopg://ana@db/blog"


@pytest.mark.parametrize("scheme", ["mysql", "mariadb"])
def test_mysql_shows_a_transaction_what_others_have_added(scheme: str) -> None:
    settings = flask_settings(DATABASE_URL=f"{scheme}://ana@db/blog", BYLINE_SECRET_KEY="key")

    assert settings["SQLALCHEMY_ENGINE_OPTIONS"]["isolation_level"] == "READ COMMITTED"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("POSTS_PER_PAGE", "0"),
        ("POSTS_PER_PAGE", "1000"),
        ("TRUSTED_PROXIES", "-1"),
        ("MAX_CONTENT_LENGTH", "0"),
        ("PORT", "65536"),
        ("WORKERS", "0"),
        ("LOG_LEVEL", "loud"),
        ("BABEL_DEFAULT_TIMEZONE", "Mars/Olympus"),
        ("BABEL_DEFAULT_TIMEZONE", "../../etc/passwd"),
        ("BABEL_DEFAULT_LOCALE", "xx"),
        ("BABEL_DEFAULT_LOCALE", "not a language"),
        ("SITE_URL", "blog.example.org"),
        ("SITE_URL", "ftp://blog.example.org"),
        ("SITE_URL", "https://"),
    ],
)
def test_a_value_without_sense_stops_the_start(name: str, value: str) -> None:
    with pytest.raises(InvalidSetting, match=f"BYLINE_{name}"):
        flask_settings(**{f"BYLINE_{name}": value})


def test_front_servers_are_believed_about_known_host_names_only() -> None:
    with pytest.raises(InvalidSetting, match="BYLINE_TRUSTED_HOSTS or BYLINE_SITE_URL"):
        flask_settings(BYLINE_TRUSTED_PROXIES="1")


def test_behind_a_front_server_the_site_answers_to_its_own_name() -> None:
    settings = flask_settings(
        BYLINE_TRUSTED_PROXIES="1", BYLINE_SITE_URL="https://blog.example.org/"
    )

    assert settings["TRUSTED_HOSTS"] == ["blog.example.org"]


def test_a_secret_key_is_made_once_for_the_owner_alone(tmp_path: Path) -> None:
    first = flask_settings()["SECRET_KEY"]

    second = flask_settings()["SECRET_KEY"]

    assert first == second
    assert len(first) >= 32
    assert stat.S_IMODE((tmp_path / "data" / "secret-key").stat().st_mode) == 0o600


def test_a_given_secret_key_writes_nothing(tmp_path: Path) -> None:
    settings = flask_settings(BYLINE_SECRET_KEY="a given key")

    assert settings["SECRET_KEY"] == "a given key"
    assert list(tmp_path.iterdir()) == []


def test_machines_that_share_a_database_must_be_given_a_key(tmp_path: Path) -> None:
    with pytest.raises(InvalidSetting, match="BYLINE_SECRET_KEY must be set"):
        flask_settings(DATABASE_URL="postgres://ana@db/blog")

    assert list(tmp_path.iterdir()) == []


def test_a_data_folder_that_is_a_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("not a folder")

    with pytest.raises(InvalidSetting, match="secret-key cannot be read"):
        flask_settings()


def test_a_data_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "dangling").symlink_to(tmp_path / "nowhere" / "at-all")

    with pytest.raises(InvalidSetting, match="data folder cannot be written"):
        flask_settings(BYLINE_DATA="dangling")


def test_the_tests_keep_protection_against_forged_forms_on() -> None:
    settings = TestConfig().to_flask()

    assert settings["TESTING"] is True
    assert settings.get("WTF_CSRF_ENABLED", True) is True


@pytest.mark.parametrize("config", [ProdConfig, DevConfig])
def test_nothing_stands_in_for_other_hosts_but_in_tests(config: type[ProdConfig]) -> None:
    environ = {"BYLINE_FETCH_STAND_INS": "*=127.0.0.1:8001"}

    assert "FETCH_STAND_INS" not in config.from_environ(environ).to_flask()
    assert TestConfig.from_environ(environ).to_flask()["FETCH_STAND_INS"] == ("*=127.0.0.1:8001",)
