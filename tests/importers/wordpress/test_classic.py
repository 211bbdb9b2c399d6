"""An export of a blog from before there were blocks, from end to end."""

from pathlib import Path

import pytest
from flask.testing import FlaskClient

from byline.importers.report import Report
from tests.importers.conftest import picture
from tests.importers.wordpress.conftest import FindPost, Import
from tests.importers.wordpress.exports import author, comment, file, item, term
from tests.importers.wordpress.test_posts import reasons

TEXT = """The first paragraph,
in two lines.

[caption id="attachment_9" align="alignleft" width="300"]<a href="https://old.example/wp-content/\
uploads/2008/05/a.png"><img src="https://old.example/wp-content/uploads/2008/05/a-300x200.png"\
 alt="A" width="300" height="200" class="size-medium wp-image-9" /></a> What it shows[/caption]

<!--more-->

See <a href="https://old.example/?p=2">the other</a>.

[gallery ids="9,10"]

https://www.youtube.com/watch?v=jNQXAC9IVRw

<blockquote>Quoted</blockquote>
[unknown_code x="1"]"""

ITEMS = (
    item(
        1,
        title="Classic",
        text=TEXT,
        creator="admin",
        terms=term("category", "uncategorized", "Uncategorized") + term("tag", "old", "Old"),
        comments=comment(1, text="First!\n\nReally.", user=1)
        + comment(2, parent=1, author="Spammer", approved="spam")
        + comment(3, parent=2, text="Still here")
        + comment(4, type="pingback", author="Else", text="[...] said [...]"),
    ),
    item(2, title="The other", creator="admin"),
    item(3, status="draft", gmt="0000-00-00 00:00:00", link="https://old.example/?p=3"),
    item(4, status="pending"),
    item(5, status="private"),
    item(6, status="future", gmt="2990-01-01 00:00:00"),
    item(7, status="trash"),
    item(8, type="page", title="About", name="about", link="https://old.example/about/"),
    file(9, "2008/05/a.png", parent=1),
    file(10, "2008/05/b.png", parent=1),
)


@pytest.fixture
def report(run_import: Import, export_file: Path) -> Report:
    """Import a blog of the classic editor, with its uploads beside the file."""
    folder = export_file.parent / "uploads" / "2008" / "05"
    folder.mkdir(parents=True)
    (folder / "a.png").write_bytes(picture())
    (folder / "b.png").write_bytes(picture("red"))
    head = author(1, "admin", "The Admin")
    return run_import(*ITEMS, head=head, version="1.1", path=export_file.parent)


def test_every_item_is_explained(report: Report) -> None:
    assert (report.found, report.imported, report.refused, len(report.skipped)) == (10, 7, 0, 3)
    assert report.added == {"posts": 6, "pages": 1, "comments": 3}
    assert "pingbacks and trackbacks, left out: 1" in reasons(report.needs_you)
    assert "unknown_code" in reasons(report.needs_you)


def test_the_text_is_what_readers_saw(
    report: Report, find_post: FindPost, client: FlaskClient
) -> None:
    page = client.get(find_post(1).url).text
    text = find_post(1).text

    assert text.startswith("The first paragraph,")
    for gone in ("[caption", "[gallery", "[/caption", "<!--more", "old.example"):
        assert gone not in find_post(1).html
    assert "What it shows" in text
    assert f'href="{find_post(2).url}"' in page
    assert page.count('src="/media/') >= 3
    assert "jNQXAC9IVRw" in page


def test_readers_see_what_they_saw_of_the_thread(
    report: Report, find_post: FindPost, client: FlaskClient
) -> None:
    page = client.get(find_post(1).url).text

    assert find_post(1).comment_count == 2
    assert "Really." in page
    assert "Still here" in page
    assert "Spammer" not in page


@pytest.mark.parametrize(
    ("asked", "status"),
    [
        ("/2020/05/post-2/", 301),
        ("/about/", 301),
        ("/?p=3", 302),
        ("/2020/05/post-4/", 404),
        ("/2020/05/post-5/", 404),
        ("/2020/05/post-6/", 404),
        ("/2020/05/post-7/", 404),
        ("/?attachment_id=9", 301),
    ],
)
def test_only_what_was_public_is_led_to(
    report: Report, client: FlaskClient, asked: str, status: int
) -> None:
    assert client.get(asked).status_code == status
