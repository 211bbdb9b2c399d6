"""Pictures and other files in imported posts."""

from pathlib import Path

import pytest
from flask import Flask

from byline.importers.audit.references import Reference, find_references
from byline.importers.audit.services import audit_imports
from byline.lib.render import render
from byline.media.services import media_folder, media_path
from tests.importers.audit.conftest import MakeImported, find_problems, store_html
from tests.importers.conftest import Import, Write, picture, post_text
from tests.support.factories import MakePicture

GONE = f"/media/{'0' * 64}.png"
ELSEWHERE = "https://pictures.example/a.png"


def test_pictures_and_links_to_files_are_found_in_the_store(
    make_imported: MakeImported, make_picture: MakePicture
) -> None:
    file = make_picture()
    post = make_imported(file.url, file.url + "#page=2", html=f'<img src="{file.url}" alt="">')
    make_imported(f"/blog/post/{post.id}/x", cover=file)

    audit = audit_imports()

    assert (audit.pictures.answering, audit.pictures.total) == (4, 4)
    assert (audit.links.answering, audit.links.total) == (1, 1)


def test_a_file_without_a_row_or_without_its_content_is_listed(
    make_imported: MakeImported, make_picture: MakePicture
) -> None:
    lost = make_picture(colour="red")
    make_imported(html=f'<img src="{GONE}" alt=""><img src="{lost.url}" alt="">')
    (media_folder() / GONE[7:9]).mkdir(exist_ok=True)
    (media_folder() / GONE[7:9] / GONE[7:]).write_bytes(b"nobody's")
    media_path(lost).unlink()

    assert find_problems() == {GONE: "file", lost.url: "file"}


def test_a_cover_and_a_picture_post_are_looked_at_too(
    make_imported: MakeImported, make_picture: MakePicture
) -> None:
    cover, image = make_picture(), make_picture(colour="red")
    make_imported(type="image", cover=cover, image=image)
    for file in (cover, image):
        media_path(file).unlink()

    audit = audit_imports()

    whats = {problem.address: problem.what for problem in audit.problems}
    assert whats == {cover.url: "cover", image.url: "picture"}


@pytest.mark.parametrize(
    ("html", "what"),
    [
        ('<img src="{}" alt="x">', "picture"),
        ('<audio src="{}"></audio>', "sound"),
        ('<audio><source src="{}"></audio>', "sound"),
        ('<video src="{}"></video>', "film"),
        ('<video><source src="{}"></video>', "film"),
        ('<video src="/media/a.mp4" poster="{}"></video>', "still"),
        ('<video src="/media/a.mp4"><track src="{}"></video>', "subtitles"),
        ('<picture><source srcset="{} 2x"><img src="/media/b.png" alt=""></picture>', "picture"),
        ('<img src="/media/b.png" srcset="/media/c.png 1x, {} 2x" alt="">', "picture"),
        ('<a href="{}">x</a>', "file"),
    ],
)
def test_whatever_shows_a_file_is_looked_at(
    make_imported: MakeImported, html: str, what: str
) -> None:
    make_imported(html=html.format(GONE))

    found = [problem for problem in audit_imports().problems if problem.address == GONE]

    assert [(problem.what, problem.kind.value) for problem in found] == [(what, "file")]


@pytest.mark.parametrize(
    ("html", "what", "times"),
    [
        (f'<p><img src="{ELSEWHERE}" alt="A picture"></p>', "picture", 1),
        (f'<p>In a line: <img src="{ELSEWHERE}" alt="x"> of words.</p>', "picture", 1),
        (f'<a href="/blog/"><img src="{ELSEWHERE}" alt="x"></a>', "picture", 1),
        (f'<p>Words <a href="/blog/">and <img src="{ELSEWHERE}" alt="x"></a></p>', "picture", 1),
        (f'<img src="{ELSEWHERE}" alt="x"><img src="{ELSEWHERE}" alt="x">', "picture", 2),
    ],
)
def test_what_is_on_another_site_needs_somebody(
    make_imported: MakeImported, html: str, what: str, times: int
) -> None:
    make_imported(html=html)

    audit = audit_imports()

    assert find_problems() == {ELSEWHERE: "remote"}
    assert [(problem.what, count) for problem, count in audit.problems.items()] == [(what, times)]
    assert (audit.pictures.answering, audit.pictures.total) == (0, times)
    assert audit.external_links == 0


@pytest.mark.parametrize("address", ["a.png", "a/b.JPG", "/a.png", "/blog/", "/page/x"])
def test_a_picture_that_was_not_taken_over_is_listed(
    make_imported: MakeImported, address: str
) -> None:
    make_imported(html=f'<img src="{address}" alt="">')

    assert find_problems() == {address: "missing"}


def test_a_link_to_a_file_that_lay_beside_the_post_is_listed(make_imported: MakeImported) -> None:
    make_imported("report.pdf")

    assert find_problems() == {"report.pdf": "missing"}


def test_addresses_are_read_as_they_are_meant(app: Flask) -> None:
    html = render(
        '<p><a href=" /a?b=1&amp;c=2 " title=\'a > "b" & c\'>x</a> &lt;a href="/no"&gt;</p>'
        "<pre><code>&lt;img src='/no'&gt;</code></pre><abbr title='<a href=\"/no\">'>y</abbr>",
        "html",
    ).html
    assert list(find_references(html)) == [Reference("link", "/a?b=1&c=2")]


def test_an_import_says_at_its_end_what_needs_somebody(
    write: Write, run_import: Import, blog: Path
) -> None:
    write("a.md", post_text("A", "2020-01-01", "![p](p.png) [b](b.md) [c](/c) ![q](q.png)"))
    write("b.md", post_text("B", "2020-01-02", "[a](a.md#nowhere) <https://example.org>"))
    write("p.png", picture())

    audit = run_import().audit

    assert audit is not None
    assert (audit.items, audit.items_in_need) == (2, 2)
    assert (audit.links.answering, audit.links.total) == (1, 3)
    assert (audit.pictures.answering, audit.pictures.total) == (1, 2)
    assert audit.external_links == 1
    again = run_import().audit
    assert again is not None
    assert again.as_dict() == audit.as_dict()


def test_an_audit_behind_an_import_is_of_that_source_alone(
    write: Write, run_import: Import, make_imported: MakeImported
) -> None:
    make_imported("/nowhere")
    write("a.md", post_text("A", "2020-01-01"))

    audit = run_import().audit

    assert audit is not None
    assert (audit.items, audit.items_in_need) == (1, 0)


@pytest.mark.parametrize(
    "html",
    [
        "<a " * 30_000,
        "<span " * 20_000,
        '<a href="' * 10_000,
        "<a href=''" * 9_000,
        "<img srcset='" + " 1x," * 20_000 + "'>",
        "<a" + " b='c'" * 15_000,
    ],
    ids=lambda html: html[:12],
)
def test_hostile_html_is_read_at_once(make_imported: MakeImported, html: str) -> None:
    store_html(make_imported(), html)

    assert audit_imports().items == 1
