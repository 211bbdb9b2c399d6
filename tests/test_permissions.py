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
#                                  anonymous default   poster    editor    admin
ANYBODY =                         "ok        ok        ok        ok        ok"
NOBODY =                          "hidden    hidden    hidden    hidden    hidden"

PUBLIC: Line = {"": ANYBODY}
SIGNED_IN: Line = {"":            "login     ok        ok        ok        ok"}
WRITERS: Line = {"":              "login     forbidden ok        ok        ok"}
EDITORS: Line = {"":              "login     forbidden forbidden ok        ok"}
ADMINS: Line = {"":               "login     forbidden forbidden forbidden ok"}

COMMENT_ON_A_POST: Line = {
    "own post":                   "-         ok        ok        ok        ok",
    "another's post":             ANYBODY,
    "own draft":                  "-         hidden    hidden    hidden    hidden",
    "another's draft":            NOBODY,
    "own later post":             "-         hidden    hidden    hidden    hidden",
    "another's later post":       NOBODY,
    "own deleted post":           "-         hidden    hidden    hidden    hidden",
    "another's deleted post":     NOBODY,
}
READ_A_POST: Line = {
    "own post":                   "-         ok        ok        ok        ok",
    "another's post":             ANYBODY,
    "own draft":                  "-         hidden    ok        ok        ok",
    "another's draft":            "hidden    hidden    hidden    ok        ok",
    "own later post":             "-         hidden    ok        ok        ok",
    "another's later post":       "hidden    hidden    hidden    ok        ok",
    "own deleted post":           "-         hidden    hidden    hidden    hidden",
    "another's deleted post":     NOBODY,
}
CHANGE_A_POST: Line = {
    "own post":                   "-         forbidden ok        ok        ok",
    "another's post":             "login     forbidden forbidden ok        ok",
    "own draft":                  "-         forbidden ok        ok        ok",
    "another's draft":            "login     forbidden hidden    ok        ok",
    "own later post":             "-         forbidden ok        ok        ok",
    "another's later post":       "login     forbidden hidden    ok        ok",
    "own deleted post":           "-         forbidden hidden    hidden    hidden",
    "another's deleted post":     "login     forbidden hidden    hidden    hidden",
}
# Restored is also what was never deleted; what was not is not deleted for good.
CHANGE_A_DELETED_POST: Line = CHANGE_A_POST | {
    "own deleted post":           "-         forbidden ok        ok        ok",
    "another's deleted post":     "login     forbidden hidden    ok        ok",
}
MODERATE_A_COMMENT: Line = {
    "own comment":                "-         forbidden forbidden ok        ok",
    "own waiting comment":        "-         forbidden hidden    ok        ok",
    # On a post of one's own, or of another's.
    "own guest's comment":        "-         forbidden ok        ok        ok",
    "own guest's waiting comment":        "- forbidden ok        ok        ok",
    "own guest's comment on a draft":     "- forbidden ok        ok        ok",
    "another's guest's comment":  "login     forbidden forbidden ok        ok",
    "another's guest's waiting comment":    "login forbidden hidden ok ok",
    "another's guest's comment on a draft": "login forbidden hidden ok ok",
}
OPEN_A_COMMENT: Line = {
    "own guest's comment":        "-         ok        ok        ok        ok",
    "another's guest's comment":  ANYBODY,
    "own guest's waiting comment":       "-  hidden    ok        ok        ok",
    "another's guest's waiting comment": "hidden hidden hidden   ok        ok",
    "own guest's comment on a draft":     "- hidden    hidden    hidden    hidden",
    "another's guest's comment on a draft": NOBODY,
}
LOOK_AFTER_SOMEBODY: Line = {
    "own account":                "-         forbidden forbidden forbidden ok",
    "another's account":          "login     forbidden forbidden forbidden ok",
}
END_A_SESSION: Line = {
    "own session":                "-         ok        ok        ok        ok",
    "another's session":          "login     hidden    hidden    hidden    hidden",
}
WITHDRAW: Line = {
    "own invitation":             "-         forbidden forbidden forbidden ok",
    "another's invitation":       "login     forbidden forbidden forbidden ok",
}
# While there is an admin, no link begins the site.
FIRST_RUN: Line = {"":            "forbidden forbidden forbidden forbidden forbidden"}
# A button there, which leads back there.
ON_THE_LOGIN_PAGE: Line = {"":    "login     login     login     login     login"}
ACCEPT: Line = {"another's invitation": ANYBODY}

TABLE: dict[str, Line] = {
    "GET admin.generic_comments": ADMINS,
    "GET admin.generic_posts": ADMINS,
    "GET admin.generic_users": ADMINS,
    "GET admin.settings": ADMINS,
    "POST admin.settings": ADMINS,
    "GET auth.account": SIGNED_IN,
    "POST auth.block": LOOK_AFTER_SOMEBODY,
    "POST auth.change_name": SIGNED_IN,
    "POST auth.change_own_password": SIGNED_IN,
    "POST auth.change_roles": LOOK_AFTER_SOMEBODY,
    "POST auth.discard": ON_THE_LOGIN_PAGE,
    "POST auth.end_others": SIGNED_IN,
    "POST auth.end_own_session": END_A_SESSION,
    "GET auth.first_run": FIRST_RUN,
    "POST auth.first_run": FIRST_RUN,
    "GET auth.invitations": ADMINS,
    "POST auth.invitations": ADMINS,
    "GET auth.login": PUBLIC,
    "POST auth.login": PUBLIC,
    "GET auth.logout": PUBLIC,
    "POST auth.logout": PUBLIC,
    "GET auth.older_invitations": ADMINS,
    "GET auth.register": PUBLIC,
    "POST auth.register": PUBLIC,
    "GET auth.register_invited": ACCEPT,
    "POST auth.register_invited": ACCEPT,
    "POST auth.unblock": LOOK_AFTER_SOMEBODY,
    "GET auth.user": LOOK_AFTER_SOMEBODY,
    "POST auth.withdraw": WITHDRAW,
    "GET babel.switch": PUBLIC,
    "GET blog.archive": PUBLIC,
    "GET blog.author": PUBLIC,
    "GET blog.authors": PUBLIC,
    "POST blog.delete": CHANGE_A_POST,
    "GET blog.edit": CHANGE_A_POST,
    "POST blog.edit": CHANGE_A_POST,
    "GET blog.index": PUBLIC,
    "GET blog.new": WRITERS,
    "POST blog.new": WRITERS,
    "GET blog.post": READ_A_POST,
    "GET blog.posts": WRITERS,
    "GET blog.posts_by_tag": PUBLIC,
    "GET blog.posts_by_user": PUBLIC,
    "POST blog.preview": WRITERS,
    "POST blog.purge": CHANGE_A_DELETED_POST,
    "POST blog.restore": CHANGE_A_DELETED_POST,
    "GET blog.tag": PUBLIC,
    "GET blog.tags": PUBLIC,
    "POST comments.approve": MODERATE_A_COMMENT,
    "POST comments.comment": COMMENT_ON_A_POST,
    "POST comments.delete": MODERATE_A_COMMENT,
    "GET comments.place": OPEN_A_COMMENT,
    "GET comments.queue": EDITORS,
    "POST comments.spam": MODERATE_A_COMMENT,
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


def methods(rule: Rule) -> list[str]:
    """Return the methods that are tried: Flask answers OPTIONS itself, and HEAD like GET."""
    return sorted((rule.methods or set()) - {"HEAD", "OPTIONS"})


def cases(app: Flask) -> Iterator[Case]:
    """Return every method of every rule with every object."""
    for rule in app.url_map.iter_rules():
        for method in methods(rule):
            for about, outcomes in TABLE.get(f"{method} {rule.endpoint}", {}).items():
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
        f"{method} {rule.endpoint}" for rule in app.url_map.iter_rules() for method in methods(rule)
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
