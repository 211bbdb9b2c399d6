"""Who may open which address: every rule of the URL map, by every visitor, with every object.

The table says it again, from the contract and not from the views: an address that it does not know
fails, so that whoever adds one says here too who may. `pytest -o verbosity_subtests=1` tells how
many cases that makes: its closing line counts them.
"""

import shutil
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import NamedTuple

import pytest
from flask import Flask
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from byline import create_app
from byline.config import TestConfig
from byline.web.access import UndeclaredAccess, declared_access
from tests.support.application import application
from tests.support.visitors import VISITORS, Visitors, visiting

# What each of VISITORS gets: `ok`, which may be a redirect or a complaint about an empty form too;
# a way to the `login`; `forbidden` (403), `hidden` (404); or `-` where they have no such object. By
# what the address is about, such as `own draft`, or nothing.
Line = dict[str, str]

# fmt: off
#                        anonymous default   poster    editor    admin
ANYBODY =               "ok        ok        ok        ok        ok"
NOBODY =                "hidden    hidden    hidden    hidden    hidden"

PUBLIC: Line = {"": ANYBODY}
READ_A_POST: Line = {
    "own post":         "-         ok        ok        ok        ok",
    "another's post":   ANYBODY,
    "own draft":        "-         hidden    hidden    hidden    hidden",
    "another's draft":  NOBODY,
    "own later post":   "-         hidden    hidden    hidden    hidden",
    "another's later post": NOBODY,
    "own deleted post": "-         hidden    hidden    hidden    hidden",
    "another's deleted post": NOBODY,
}

TABLE: dict[str, Line] = {
    # While there is an admin, no link begins the site.
    "GET auth.first_run": {"": "forbidden forbidden forbidden forbidden forbidden"},
    "POST auth.first_run": {"": "forbidden forbidden forbidden forbidden forbidden"},
    "GET auth.login": PUBLIC,
    "POST auth.login": PUBLIC,
    "GET auth.logout": PUBLIC,
    "POST auth.logout": PUBLIC,
    "GET babel.switch": PUBLIC,
    "GET blog.archive": PUBLIC,
    "GET blog.author": PUBLIC,
    "GET blog.authors": PUBLIC,
    "GET blog.index": PUBLIC,
    "GET blog.post": READ_A_POST,
    "GET blog.posts_by_tag": PUBLIC,
    "GET blog.posts_by_user": PUBLIC,
    "GET blog.tag": PUBLIC,
    "GET blog.tags": PUBLIC,
    "GET health.alive": PUBLIC,
    "GET health.ready": PUBLIC,
    "GET media.file": PUBLIC,
    # To this machine, whoever visits.
    "GET metrics.show_metrics": PUBLIC,
    "GET site.home": PUBLIC,
    "GET site.page": PUBLIC,
    "GET static": PUBLIC,
}
# fmt: on


class Case(NamedTuple):
    """A method of an address, and what it is about."""

    rule: Rule
    method: str
    about: str
    outcomes: dict[str, str]


def cases(app: Flask) -> Iterator[Case]:
    """Return every method of every rule with every object; HEAD is opened like GET."""
    for rule in app.url_map.iter_rules():
        for method in sorted((rule.methods or set()) - {"OPTIONS"}):
            said = TABLE.get(f"{method.replace('HEAD', 'GET')} {rule.endpoint}", {})
            for about, outcomes in said.items():
                yield Case(rule, method, about, dict(zip(VISITORS, outcomes.split(), strict=True)))


def outcome(response: TestResponse) -> str:
    """Return what a visitor got."""
    status = response.status_code
    if status == 302 and (response.location or "").startswith("/auth/login"):
        return "login"
    if status in (405, 429) or status >= 500:
        return response.status
    return {403: "forbidden", 404: "hidden"}.get(status, "ok")


@pytest.fixture(scope="module")
def visitors(migrated_sqlite: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Visitors]:
    """Return the visitors of a site; all cases share it."""
    data = tmp_path_factory.mktemp("visited")
    database = data / "byline.sqlite3"
    shutil.copy(migrated_sqlite, database)
    with application(data, f"sqlite:///{database}") as app, visiting(app) as visitors:
        yield visitors


@pytest.mark.parametrize("visitor", VISITORS)
def test_who_may_open_what(visitors: Visitors, subtests: pytest.Subtests, visitor: str) -> None:
    for case in cases(visitors.app):
        expected = case.outcomes[visitor]
        if expected == "-":
            continue
        path = visitors.path(case.rule, visitor, case.about)
        with subtests.test(f"{visitor}: {case.method} {path} ({case.about or case.rule.endpoint})"):
            response = visitors.send(visitor, case.method, path)

            assert outcome(response) == expected, response.status


def test_the_table_has_every_address_and_no_other(app: Flask) -> None:
    addresses = {
        f"{method} {rule.endpoint}"
        for rule in app.url_map.iter_rules()
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
    }

    assert set(TABLE) == addresses


def test_every_view_declares_who_may_open_it(app: Flask) -> None:
    silent = [name for name in app.view_functions if declared_access(app, name) is None]

    assert silent == []


def test_an_application_with_a_view_that_does_not_declare_it_does_not_start(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    feature = ModuleType("feature")
    feature.create_module = lambda app: app.add_url_rule("/open", "open", lambda: "")  # type: ignore[attr-defined]
    monkeypatch.setattr("byline.app.FEATURES", (feature,))

    with pytest.raises(UndeclaredAccess, match="open"):
        create_app(TestConfig(DATA=tmp_path))


def test_the_token_that_comes_with_each_request_is_a_right_one(visitors: Visitors) -> None:
    signed_in = visitors.send("poster", "POST", "/auth/logout")

    assert (signed_in.status_code, signed_in.location) == (302, "/blog/")
