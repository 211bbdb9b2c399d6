"""Every setting of Byline, with its type, its default and what it does.

`BYLINE_ENV` picks one of the classes below; each field can be set in the environment or in a file
`.env` of the working folder (see `byline.lib.settings`). Names follow Flask's and the extensions'
own settings where they have one.
"""

import dataclasses
import logging
import os
import secrets
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any, ClassVar, Self
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from babel import Locale, UnknownLocaleError
from dotenv import dotenv_values

from byline.lib.database_address import database_uri, engine_options
from byline.lib.files import make_private_folder, write_once
from byline.lib.limit_counts import counts_uri
from byline.lib.settings import InvalidSetting, read_settings, setting

DAY_SECONDS = 86_400

# Least and greatest value of the settings that are numbers.
RANGES = {
    "POSTS_PER_PAGE": (1, 100),
    "TRUSTED_PROXIES": (0, 10),
    "MAX_CONTENT_LENGTH": (2**10, 2**40),
    "PORT": (0, 65_535),
    "WORKERS": (1, 64),
    "PERMANENT_SESSION_LIFETIME": (60, 400 * DAY_SECONDS),
    "SESSION_LIFETIME": (60, 400 * DAY_SECONDS),
}


@dataclasses.dataclass(kw_only=True)
class Config:
    """What all environments share."""

    DATA: Path = setting(Path("data"), "Folder of the database, uploads and secret key.")
    SECRET_KEY: str | None = setting(None, "Signs cookies and links; made once where not given.")
    SQLALCHEMY_DATABASE_URI: str | None = setting(
        None,
        "Address of the database; SQLite in the data folder by default.",
        also=("DATABASE_URL",),
    )
    SQLALCHEMY_ECHO: bool = setting(False, "Log each SQL statement.")
    SITE_URL: str | None = setting(
        None,
        "Address readers use, such as https://blog.example.org; links in mail and feeds.",
    )
    SITE_NAME: str = setting("Byline", "Name of the blog until it is given one in the browser.")
    POSTS_PER_PAGE: int = setting(10, "Posts on a page of a list, until set in the browser.")
    BABEL_DEFAULT_LOCALE: str = setting(
        "en", "Language for readers who prefer none we have, until set in the browser."
    )
    BABEL_DEFAULT_TIMEZONE: str = setting(
        "UTC", "The site's time zone, such as Europe/Lisbon, until set in the browser."
    )
    TRUSTED_PROXIES: int = setting(0, "Front servers whose X-Forwarded-… headers are believed.")
    TRUSTED_HOSTS: tuple[str, ...] | None = setting(
        None, "Host names the site answers to, by commas; all, or with front servers SITE_URL's."
    )
    MAX_CONTENT_LENGTH: int = setting(16 * 2**20, "Largest request body taken, in bytes.")
    BACKUP_PASSPHRASE: str | None = setting(
        None, "Of encrypted backups, where `--passphrase` is not given."
    )
    METRICS_TOKEN: str | None = setting(None, "Bearer token that opens /metrics.")
    METRICS_ALLOWED_ADDRESSES: tuple[str, ...] = setting(
        ("127.0.0.1", "::1"), "Addresses that may read /metrics without a token."
    )
    SESSION_COOKIE_SECURE: bool | None = setting(
        None, "Send cookies over HTTPS only; by default where SITE_URL begins with https."
    )
    RATELIMIT_STORAGE_URI: str | None = setting(
        None,
        "Where limits are counted: redis://… for several machines; a file by default.",
        also=("REDIS_URL",),
    )
    PERMANENT_SESSION_LIFETIME: int = setting(31 * DAY_SECONDS, "Seconds a login is remembered.")
    SESSION_LIFETIME: int = setting(
        31 * DAY_SECONDS, "Seconds a login that is not remembered lasts, if the browser stays open."
    )
    GZIP_ENABLED: bool = setting(True, "Compress answers; switch off behind a server that does.")
    LOG_LEVEL: str = setting("INFO", "Least severe log record written.")
    HOST: str = setting("127.0.0.1", "Address `byline run` listens on.")
    PORT: int = setting(5000, "Port `byline run` listens on.", also=("PORT",))
    WORKERS: int | None = setting(None, "Processes of `byline run`; one a core by default.")

    # Not settings: what Byline needs of Flask and its extensions.
    ENVIRONMENT: ClassVar[str]
    TESTING: ClassVar[bool] = False
    SESSION_COOKIE_HTTPONLY: ClassVar[bool] = True
    SESSION_COOKIE_SAMESITE: ClassVar[str] = "Lax"
    SESSION_REFRESH_EACH_REQUEST: ClassVar[bool] = False  # a page that only reads sets no cookie
    SESSION_PROTECTION: ClassVar[str] = "basic"  # a phone that changes networks stays signed in
    SECURITY_PASSWORD_SCHEMES: ClassVar[list[str]] = ["argon2"]
    SECURITY_PASSWORD_SINGLE_HASH: ClassVar[list[str]] = ["argon2"]  # it has a salt of its own
    SECURITY_CLI_USERS_NAME: ClassVar[None] = None  # Byline has its own commands
    SECURITY_CLI_ROLES_NAME: ClassVar[None] = None
    SEND_FILE_MAX_AGE_DEFAULT: ClassVar[int] = 31_536_000  # a year: assets carry a fingerprint
    WTF_CSRF_TIME_LIMIT: ClassVar[None] = None  # as long as the session, so no typed text is lost
    BABEL_TRANSLATION_DIRECTORIES: ClassVar[str] = "translations"

    @classmethod
    def from_environ(cls, environ: Mapping[str, str] | None = None) -> Self:
        """Read the settings. Raises InvalidSetting with a sentence for the operator."""
        return cls(**read_settings(cls, environment() if environ is None else environ))

    def check(self) -> None:
        """Raise InvalidSetting for what has the right type but no sense."""
        for name, (least, most) in RANGES.items():
            value = getattr(self, name)
            if value is not None and not least <= value <= most:
                raise InvalidSetting(f"BYLINE_{name} must be between {least} and {most}.")
        if self.LOG_LEVEL.upper() not in logging.getLevelNamesMapping():
            raise InvalidSetting(f"BYLINE_LOG_LEVEL names no level: {self.LOG_LEVEL!r}.")
        self._check_places()
        self._check_hosts()

    def _check_places(self) -> None:
        try:
            ZoneInfo(self.BABEL_DEFAULT_TIMEZONE)
        except (ZoneInfoNotFoundError, ValueError, OSError):
            zone = self.BABEL_DEFAULT_TIMEZONE
            raise InvalidSetting(
                f"BYLINE_BABEL_DEFAULT_TIMEZONE names no time zone: {zone!r}."
            ) from None
        try:
            Locale.parse(self.BABEL_DEFAULT_LOCALE)
        except (UnknownLocaleError, ValueError):
            code = self.BABEL_DEFAULT_LOCALE
            raise InvalidSetting(
                f"BYLINE_BABEL_DEFAULT_LOCALE names no language: {code!r}."
            ) from None

    def _check_hosts(self) -> None:
        if self.SITE_URL is not None:
            try:
                address = urlsplit(self.SITE_URL)
                known = address.scheme in ("http", "https") and bool(address.hostname)
            except ValueError:
                known = False
            if not known:
                raise InvalidSetting("BYLINE_SITE_URL must look like https://blog.example.org.")
        if self.TRUSTED_PROXIES and not (self.TRUSTED_HOSTS or self.SITE_URL):
            # A front server passes on whatever name a client claims.
            raise InvalidSetting(
                "With BYLINE_TRUSTED_PROXIES, BYLINE_TRUSTED_HOSTS or BYLINE_SITE_URL must say"
                " which host names the site answers to."
            )

    def to_flask(self) -> dict[str, Any]:
        """Return the configuration of the application, with the derived values filled in.

        Raises InvalidSetting for a value that makes no sense.
        """
        self.check()
        data = self.DATA.absolute()
        values = {name: getattr(self, name) for name in dir(self) if name.isupper()}
        values["DATA"] = data
        values["SQLALCHEMY_DATABASE_URI"] = database_uri(self.SQLALCHEMY_DATABASE_URI, data)
        values["SQLALCHEMY_ENGINE_OPTIONS"] = engine_options(values["SQLALCHEMY_DATABASE_URI"])
        # What makes a key and comes to nothing takes it away again.
        values["SECRET_KEY_IS_NEW"] = not (self.SECRET_KEY or _secret_key_path(data).exists())
        values["SECRET_KEY"] = self.SECRET_KEY or _kept_secret_key(values)
        values["TRUSTED_HOSTS"] = self._trusted_hosts()
        for name in ("PERMANENT_SESSION_LIFETIME", "SESSION_LIFETIME"):
            values[name] = timedelta(seconds=values[name])
        values["RATELIMIT_STORAGE_URI"] = self.RATELIMIT_STORAGE_URI or counts_uri(data)
        if self.SESSION_COOKIE_SECURE is None:
            values["SESSION_COOKIE_SECURE"] = (self.SITE_URL or "").startswith("https:")
        return values

    def _trusted_hosts(self) -> list[str] | None:
        if self.TRUSTED_HOSTS is not None:
            return list(self.TRUSTED_HOSTS)
        if self.TRUSTED_PROXIES and self.SITE_URL:
            return [urlsplit(self.SITE_URL).hostname or ""]
        return None


@dataclasses.dataclass(kw_only=True)
class ProdConfig(Config):
    """What readers see: safe and quiet."""

    ENVIRONMENT = "prod"


@dataclasses.dataclass(kw_only=True)
class DevConfig(Config):
    """A developer's machine: readable logs, test data allowed."""

    ENVIRONMENT = "dev"
    LOG_LEVEL: str = setting("DEBUG", "Least severe log record written.")
    # Assets are rebuilt under the same name while one works on them.
    SEND_FILE_MAX_AGE_DEFAULT = 0


@dataclasses.dataclass(kw_only=True)
class TestConfig(Config):
    """The tests: everything as in production, CSRF protection too, but nothing outside."""

    __test__ = False  # not a test case, whatever its name

    DATA: Path = setting(Path("test-data"), "Folder of the database, uploads and secret key.")

    ENVIRONMENT = "test"
    TESTING = True
    SECRET_KEY: str | None = setting("only-for-tests", "Signs cookies and links.")
    # What makes a hash safe makes a thousand tests slow.
    SECURITY_PASSWORD_HASH_PASSLIB_OPTIONS = {
        "argon2__time_cost": 1,
        "argon2__memory_cost": 1024,
        "argon2__parallelism": 1,
    }
    LOG_LEVEL: str = setting("WARNING", "Least severe log record written.")
    FETCH_STAND_INS: tuple[str, ...] = setting(
        (), "Servers to fetch from in place of hosts: host=127.0.0.1:8001, or * for all of them."
    )


ENVIRONMENTS: dict[str, type[Config]] = {
    "prod": ProdConfig,
    "dev": DevConfig,
    "test": TestConfig,
}


def environment() -> dict[str, str]:
    """Return the environment with what `.env` in the working folder adds to it."""
    try:
        kept = dotenv_values(".env")
    except (OSError, UnicodeDecodeError) as error:
        raise InvalidSetting(f"The file .env cannot be read: {error}") from error
    return {name: value for name, value in kept.items() if value is not None} | dict(os.environ)


def config_for_environment() -> type[Config]:
    """Return the configuration class that BYLINE_ENV names, or raise InvalidSetting."""
    name = environment().get("BYLINE_ENV", "prod")
    if name not in ENVIRONMENTS:
        names = ", ".join(ENVIRONMENTS)
        raise InvalidSetting(f"BYLINE_ENV is {name!r}, but must be one of {names}.")
    return ENVIRONMENTS[name]


def _kept_secret_key(values: Mapping[str, Any]) -> str:
    """Return the secret key kept in the data folder, made on first use.

    Only where the database is in that folder too: several machines on one database must share a
    key, so there it has to be given.
    """
    if not values["SQLALCHEMY_DATABASE_URI"].startswith("sqlite"):
        raise InvalidSetting(
            "BYLINE_SECRET_KEY must be set when the database is not SQLite,"
            " and be the same on every machine."
        )
    path = _secret_key_path(values["DATA"])
    try:
        return path.read_text("ascii")
    except FileNotFoundError:
        pass
    except (OSError, UnicodeDecodeError) as error:
        raise InvalidSetting(f"The secret key in {path} cannot be read: {error}") from error
    try:
        make_private_folder(path.parent)
        write_once(path, secrets.token_urlsafe(48).encode("ascii"), mode=0o600)
    except OSError as error:
        raise InvalidSetting(f"The data folder cannot be written: {error}") from error
    return path.read_text("ascii")


def _secret_key_path(data: Path) -> Path:
    return data / "secret-key"
