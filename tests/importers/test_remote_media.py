"""`byline import … --fetch-media`: files of other hosts come into the media store."""

import errno
import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient, FlaskCliRunner

from byline.blog.models import Post
from byline.extensions import db
from byline.importers.remote import MAX_SILENCES
from byline.media.models import MediaFile
from tests.importers.conftest import FindPost, Write, picture, post_text
from tests.importers.test_import_again import CLOCK, dump, edit
from tests.support.application import application
from tests.support.engines import every_engine
from tests.support.other_host import OtherHost, answer, other_host, redirect

MP3 = b"ID3\x04\0\0\0\0\0\0" + b"\0" * 100
MP4 = b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom" + b"\0" * 100
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="4" height="3"><path d="M0 0h4v3z"/></svg>'


@pytest.fixture
def host(app: Flask) -> Iterator[OtherHost]:
    """Return a host that stands for all others; it has `/a.png` and `/b.png`."""
    with other_host() as host:
        host.answer("/a.png", answer(picture()))
        host.answer("/b.png", answer(picture("red")))
        app.config["FETCH_STAND_INS"] = (f"*={host.endpoint}",)
        yield host


class Importer:
    """Runs `byline import markdown` on the blog and reads its report."""

    def __init__(self, runner: FlaskCliRunner, blog: Path) -> None:
        self._runner, self._blog = runner, blog

    def __call__(self, *options: str) -> dict[str, Any]:
        result = self._runner.invoke(
            args=["import", "markdown", str(self._blog), "--json", *options]
        )
        assert result.exit_code == 0, result.output
        report: dict[str, Any] = json.loads(result.stdout)
        return report

    def fetch(self, *options: str) -> dict[str, Any]:
        return self("--fetch-media", *options)

    def failure(self) -> str:
        result = self._runner.invoke(args=["import", "markdown", str(self._blog), "--fetch-media"])
        assert result.exit_code == 1
        return result.stderr


@pytest.fixture
def importer(runner: FlaskCliRunner, blog: Path) -> Importer:
    """Return what imports the blog."""
    return Importer(runner, blog)


def reasons(report: dict[str, Any]) -> list[str]:
    return [remark["reason"] for remark in report["needs_you"]]


@every_engine
def test_pictures_are_shown_from_here(
    client: FlaskClient, host: OtherHost, write: Write, importer: Importer, find_post: FindPost
) -> None:
    body = (
        "![A](https://x.org/a.png)\n\n<img src='//y.org/b.png' alt='B'>\n\n![A](http://x.org/a.png)"
    )
    write("a.md", post_text("A", "2020-01-01", body))

    report = importer.fetch()

    page = client.get(find_post("a.md").url).text
    assert page.count('src="/media/') == page.count('width="4"') == 3
    assert "x.org" not in page
    assert "y.org" not in page
    assert (report["needs_you"], report["added"]["files"]) == ([], 3)


def test_sound_film_and_its_poster_are_shown_from_here(
    host: OtherHost, write: Write, importer: Importer, find_post: FindPost
) -> None:
    host.answer("/a.mp3", answer(MP3, "audio/mpeg"))
    host.answer("/a.mp4", answer(MP4, "video/mp4"))
    write("a.md", post_text("A", "2020-01-01", """
<audio controls><source src="https://x.org/a.mp3"><source src="https://x.org/a.ogg"></audio>

<video src="https://x.org/a.mp4" poster="https://x.org/a.png"></video>"""))  # fmt: skip

    report = importer.fetch()

    html = find_post("a.md").html
    assert "x.org" not in html
    assert [part in html for part in (".mp3", ".mp4", 'poster="/media/')] == [True, True, True]
    assert reasons(report) == ["https://x.org/a.ogg was not fetched: its host answered 404"]


def test_a_cover_is_fetched(
    client: FlaskClient, host: OtherHost, write: Write, importer: Importer, find_post: FindPost
) -> None:
    write("a.md", post_text("A", "2020-01-01", cover='"https://x.org/a.png"'))

    importer.fetch()

    cover = find_post("a.md").cover
    assert cover is not None
    with client.get(cover.url) as response:
        assert response.mimetype == "image/png"


@pytest.mark.parametrize(
    "address",
    [
        "https://x.org/a.png?w=600&h=400",
        "https://x.org/a.png?w=600&amp;h=400",
        "<https://x.org/my cat é.png>",
        "https://x.org/my%20cat%20é.png#top",
        "https://müller.example/a.png",
        "HTTPS://X.org/a.png",
        "//x.org/a.png",
    ],
)
def test_an_address_is_found_however_it_is_written(
    host: OtherHost, write: Write, importer: Importer, find_post: FindPost, address: str
) -> None:
    host.answer("/my%20cat%20%C3%A9.png", answer(picture()))
    write("a.md", post_text("A", "2020-01-01", f"![A]({address})\n"))

    importer.fetch()

    assert find_post("a.md").source.startswith("![A](/media/")


def test_what_a_file_is_says_its_content(
    host: OtherHost, write: Write, importer: Importer, find_post: FindPost
) -> None:
    host.answer("/a.php", answer(SVG, "text/plain"))
    write("a.md", post_text("A", "2020-01-01", "![A](https://x.org/a.php)"))

    importer.fetch()

    assert '.svg"' in find_post("a.md").html


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        (answer(b"<h1>Gone", "text/html"), "is a page now"),
        (answer(b"<h1>Gone", "image/png"), "is not a picture"),
        (answer(picture()[:40]), "is damaged"),
        (answer(b'<svg xmlns="x"><!DOCTYPE', "image/svg+xml"), "cannot be read"),
        (answer(b""), "is empty"),
        (answer(status="410 Gone"), "answered 410"),
        (redirect("http://127.0.0.1/a.png"), "not on the public internet"),
    ],
)
def test_a_file_that_cannot_be_had_stays_a_link(
    host: OtherHost, write: Write, importer: Importer, find_post: FindPost, said: bytes, reason: str
) -> None:
    host.answer("/odd.png", said)
    write("a.md", post_text("A", "2020-01-01", "![A](https://x.org/odd.png)"))

    report = importer.fetch()

    assert "https://x.org/odd.png" in reasons(report)[0]
    assert reason in reasons(report)[0]
    assert 'href="https://x.org/odd.png"' in find_post("a.md").html
    assert (report["imported"], "files" in report["added"]) == (1, False)


def test_each_address_is_asked_once(host: OtherHost, write: Write, importer: Importer) -> None:
    for name in "abc":
        body = "![](https://x.org/a.png) ![](https://x.org/gone.png) ![](https://x.org/a.png)"
        write(f"{name}.md", post_text(name, "2020-01-01", body))

    report = importer.fetch()

    assert sorted(host.paths) == ["/a.png", "/gone.png"]
    assert sum("gone.png was not fetched" in reason for reason in reasons(report)) == 3


def test_a_host_that_is_silent_is_not_asked_for_everything(
    app: Flask, write: Write, importer: Importer
) -> None:
    with other_host() as host:
        host.fallback = answer(picture())
        app.config["FETCH_STAND_INS"] = ("gone.org=127.0.0.1:1", f"x.org={host.endpoint}")
        both = " ".join(f"![](https://gone.org/{n}) ![](https://x.org/{n})" for n in range(20))
        write("a.md", post_text("A", "2020-01-01", both))

        report = importer.fetch()

    said = reasons(report)
    assert len(host.heads) == report["added"]["files"] == 20
    assert sum("was silent too often" in reason for reason in said) >= 10
    assert sum("cannot be reached" in reason for reason in said) >= MAX_SILENCES


def test_nothing_is_asked_without_the_option_nor_in_a_dry_run(
    host: OtherHost, write: Write, importer: Importer
) -> None:
    write("a.md", post_text("A", "2020-01-01", "![A](https://x.org/a.png)"))

    dry = importer.fetch("--dry-run")
    report = importer()

    assert host.heads == []
    assert (dry["would_fetch"], dry["would_change"], dry["needs_you"]) == ({"x.org": 1}, 1, [])
    assert reasons(report) == ["pictures or films on other sites that are shown as links: 1"]


@every_engine
def test_a_second_run_asks_and_writes_nothing(
    host: OtherHost, write: Write, importer: Importer
) -> None:
    write("a.md", post_text("A", "2020-01-01", "![A](https://x.org/a.png)"))
    importer.fetch()
    rows, asked = dump(), len(host.heads)

    for report in (importer.fetch(), importer()):
        assert (report["unchanged"], report["needs_you"], report["added"]) == (1, [], {})
    assert (dump(), len(host.heads)) == (rows, asked)


def test_what_was_left_is_fetched_later(
    host: OtherHost, write: Write, importer: Importer, find_post: FindPost
) -> None:
    write("a.md", post_text("A", "2020-01-01", "![A](https://x.org/a.png)"))
    write("b.md", post_text("B", "2020-01-02", "Words."))
    importer()
    before = find_post("a.md").id

    report = importer.fetch()

    assert (report["updated"], report["unchanged"], report["added"]) == (1, 1, {"files": 1})
    assert (find_post("a.md").id, "/media/" in find_post("a.md").html) == (before, True)


def test_a_file_that_fails_is_asked_again_and_nothing_written(
    host: OtherHost, write: Write, importer: Importer
) -> None:
    body = "![](https://x.org/a.png) ![](https://x.org/gone.png)"
    write("a.md", post_text("A", "2020-01-01", body))
    importer.fetch()
    rows = dump()

    report = importer.fetch()

    assert (report["updated"], report["unchanged"], dump()) == (0, 1, rows)
    assert host.paths[2:] == ["/gone.png"]
    assert "gone.png was not fetched" in reasons(report)[0]


def test_a_file_that_is_there_again_is_taken(
    host: OtherHost, write: Write, importer: Importer, find_post: FindPost
) -> None:
    write("a.md", post_text("A", "2020-01-01", "![](https://x.org/a.png) ![](https://x.org/c.png)"))
    importer.fetch()
    host.answer("/c.png", answer(picture("blue")))

    report = importer.fetch()

    assert (report["updated"], report["added"]) == (1, {"files": 1})
    assert "x.org" not in find_post("a.md").html
    assert importer.fetch()["unchanged"] == 1


def test_a_post_that_was_edited_here_is_left(
    host: OtherHost, write: Write, importer: Importer, find_post: FindPost
) -> None:
    write("a.md", post_text("A", "2020-01-01", "![A](https://x.org/a.png)"))
    importer()
    edit(find_post("a.md"))

    report = importer.fetch()

    assert (report["unchanged"], host.heads, find_post("a.md").source) == (1, [], "Here.")
    assert reasons(report) == ["edited here, so left alone: files that stay on the old host: 1"]


def test_a_post_that_changed_in_the_source_keeps_its_files_without_asking(
    host: OtherHost, write: Write, importer: Importer, find_post: FindPost
) -> None:
    write("a.md", post_text("A", "2020-01-01", "![A](https://x.org/a.png)"))
    importer.fetch()
    write("a.md", post_text("A2", "2020-01-01", "New: ![A](https://x.org/a.png)"))

    report = importer()

    assert (report["updated"], len(host.heads)) == (1, 1)
    assert find_post("a.md").source.startswith("New: ![A](/media/")


def test_a_full_disk_ends_the_import_and_another_run_goes_on(
    host: OtherHost, write: Write, importer: Importer, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(4):
        write(f"{number}.md", post_text(f"{number}", f"2020-01-0{number + 1}",
                                        f"![](https://x.org/{number}.png)"))  # fmt: skip
        host.answer(f"/{number}.png", answer(picture(size=(number + 1, 1))))

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", FullAfter(5))
        said = importer.failure()
    assert said.startswith("Error: The file “")
    assert said.endswith("could not be stored: the disk is full.\n")
    there = db.session.scalar(sa.select(sa.func.count(Post.id)))
    assert there in (1, 2, 3)

    report = importer.fetch()

    assert (report["imported"], report["unchanged"]) == (4 - there, there)
    assert db.session.scalar(sa.select(sa.func.count(MediaFile.id))) == 4


def test_a_killed_import_goes_on_and_comes_to_the_same(
    write: Write, blog: Path, tmp_path: Path
) -> None:
    with other_host() as host:
        for number in range(12):
            body = f"![](https://x.org/{number}.png) ![](https://x.org/{number % 5}.png)"
            write(f"{number:02}.md", post_text(f"Post {number}", "2020-01-01", body))
            host.answer(f"/{number}.png", answer(picture(size=(number + 1, 2))))
        for asked in (3, 8):
            process = start(blog, tmp_path / "killed", host)
            while process.poll() is None and len(host.heads) < asked:
                time.sleep(0.01)
            process.kill()
            process.wait()
        results = []
        for data in (tmp_path / "killed", tmp_path / "whole"):
            assert start(blog, data, host).wait() == 0
            with application(data):
                results.append((dump(without=CLOCK), stored(data)))

    assert results[0] == results[1]
    assert len(results[0][1]) == 12


def start(blog: Path, data: Path, host: OtherHost) -> subprocess.Popen[bytes]:
    """Start an import in a process of its own, as on a server."""
    byline = str(Path(sys.executable).with_name("byline"))
    environment = os.environ | {
        "BYLINE_ENV": "test",
        "BYLINE_DATA": str(data),
        "BYLINE_FETCH_STAND_INS": f"x.org={host.endpoint}",
    }
    return subprocess.Popen(
        [byline, "import", "markdown", str(blog), "--fetch-media"],
        env=environment,
        stdout=subprocess.DEVNULL,
    )


def stored(data: Path) -> list[str]:
    return sorted(path.name for path in (data / "media").rglob("*.png"))


class FullAfter:
    """A disk that takes so many things and no more."""

    def __init__(self, left: int) -> None:
        self._left = left

    def __call__(self, _descriptor: int) -> None:
        self._left -= 1
        if self._left < 0:
            raise OSError(errno.ENOSPC, "No space left on device")
