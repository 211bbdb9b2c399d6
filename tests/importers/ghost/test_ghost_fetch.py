"""`byline import ghost --fetch-media`: what was uploaded to the old blog comes from there."""

import re
from collections.abc import Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient, FlaskCliRunner

from tests.importers.conftest import picture
from tests.importers.ghost.conftest import FindEntry, WriteExport, entry
from tests.importers.ghost.samples import GALLERY, IMAGE
from tests.importers.test_import_again import dump
from tests.support.other_host import OtherHost, answer, other_host

UPLOADS = "/content/images/2024/01"
# Two addresses of the blog itself say where it was.
WITNESSES = '<a href="https://old.example/first/">x</a> <a href="https://old.example/about/">y</a>'


@pytest.fixture
def host(app: Flask) -> Iterator[OtherHost]:
    """Return the old blog, and every other host: it has three pictures."""
    with other_host() as host:
        for name, colour in (("a", "teal"), ("b", "red"), ("c", "blue")):
            host.answer(f"{UPLOADS}/{name}.png", answer(picture(colour)))
        app.config["FETCH_STAND_INS"] = (f"*={host.endpoint}",)
        yield host


def test_pictures_come_from_the_old_blog_and_are_shown_from_here(
    host: OtherHost,
    runner: FlaskCliRunner,
    client: FlaskClient,
    write_export: WriteExport,
    find_post: FindEntry,
) -> None:
    cover = f"__GHOST_URL__{UPLOADS}/c.png"
    path = write_export(
        entry("first", f"{IMAGE}{GALLERY}{WITNESSES}", feature_image=cover),
        entry("about", type="page", feature_image=cover),
    )

    result = runner.invoke(args=["import", "ghost", str(path), "--fetch-media"])

    assert result.exit_code == 0
    for address in (find_post("first").url, "/page/about"):
        shown = re.findall(r'<img[^>]* src="([^"]+)"', client.get(address).text)
        assert shown
        assert all(one.startswith("/media/") for one in shown)
    assert find_post("first").cover is not None


def test_a_later_run_fetches_what_the_first_did_not(
    host: OtherHost, runner: FlaskCliRunner, write_export: WriteExport, find_post: FindEntry
) -> None:
    path = str(write_export(entry("first", IMAGE + WITNESSES), entry("about")))
    runner.invoke(args=["import", "ghost", path])
    assert "<img" not in find_post("first").html

    runner.invoke(args=["import", "ghost", path, "--fetch-media"])
    before = dump()
    again = runner.invoke(args=["import", "ghost", path, "--fetch-media"])

    assert "/media/" in find_post("first").html
    assert "2 unchanged" in again.stdout
    assert dump() == before
