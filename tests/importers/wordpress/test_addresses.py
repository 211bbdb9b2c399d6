"""Old addresses of a WordPress blog, and the links in its texts."""

from collections.abc import Callable
from pathlib import Path

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient

from byline.blog.models import Page, Redirect, Tag
from byline.extensions import db
from byline.media.models import MediaFile
from tests.importers.conftest import picture
from tests.importers.wordpress.conftest import FindPost, Import
from tests.importers.wordpress.exports import author, category, file, item, term
from tests.support.engines import every_engine
from tests.support.queries import count_queries

FindPage = Callable[[object], Page]

HEAD = author(3, "Ana.Roe", "Ana Roe") + category(5, "news", "News") + category(
    6, "local", "Local", parent="news"
)  # fmt: skip
TERMS = term("category", "local", "Local") + term("post_tag", "caf%c3%a9", "Café")


@pytest.fixture
def imported(run_import: Import) -> None:
    """Import a post with all that has a list of its own."""
    run_import(item(12, terms=TERMS, creator="Ana.Roe"), head=HEAD)


@every_engine
@pytest.mark.parametrize(
    "asked",
    [
        "/2020/05/post-12/",
        "/2020/05/post-12",
        "/?p=12",
        "/blog/?p=12",
        "/index.php?p=12",
        "/2020/05/post-12/feed/",
        "/2020/05/post-12/amp",
        "/2020/05/post-12/comment-page-2/",
    ],
)
def test_every_form_of_a_permalink_leads_to_the_post(
    run_import: Import, find_post: FindPost, client: FlaskClient, asked: str
) -> None:
    base = "/blog" if asked.startswith("/blog") else ""
    site = f"https://old.example{base}"
    run_import(item(12, link=f"{site}/2020/05/post-12/"), site=site)

    response = client.get(asked)

    assert (response.status_code, response.location) == (301, find_post(12).url)


@pytest.mark.parametrize(
    "link",
    [
        "https://old.example/archives/123",
        "https://old.example/2020/05/17/name/",
        "https://old.example/name.html",
        "https://old.example/index.php/2020/05/name/",
        "https://old.example/%e6%97%a5%e6%9c%ac/",
        "http://www.old.example/name/",
    ],
)
def test_permalinks_of_every_kind_redirect(
    run_import: Import, find_post: FindPost, client: FlaskClient, link: str
) -> None:
    run_import(item(12, link=link))

    assert client.get(link.partition(".example")[2]).location == find_post(12).url


@pytest.mark.parametrize(
    ("asked", "leads_to"),
    [
        ("/category/local/", "/blog/tag/Local"),
        ("/category/news/local/", "/blog/tag/Local"),
        ("/category/news/local/page/2/", "/blog/tag/Local"),
        ("/tag/café/", "/blog/tag/Caf%C3%A9"),
        ("/author/ana-roe/", "/blog/user/ana.roe"),
        ("/?cat=6", "/blog/tag/Local"),
        ("/?tag=café", "/blog/tag/Caf%C3%A9"),
        ("/?author=3", "/blog/user/ana.roe"),
        ("/feed/", "/blog/feed.xml"),
        ("/comments/feed/", "/blog/feed.xml"),
        ("/author/ana-roe/feed/", "/blog/user/ana.roe/feed.xml"),
        ("/category/news/local/feed/atom/", "/blog/tag/Local/feed.xml"),
        ("/?feed=rss2", "/blog/feed.xml"),
        ("/2020/", "/blog/archive"),
        ("/2020/05/", "/blog/archive"),
        ("/2020/05/31/", "/blog/archive"),
        ("/2020/05/31/page/2/", "/blog/archive"),
        ("/?m=202005", "/blog/archive"),
        ("/?m=20200531", "/blog/archive"),
        ("/page/2/", "/blog/"),
        ("/index.php", "/blog/"),
        ("/?cat=6&utm=x&p2=1", "/blog/tag/Local?utm=x&p2=1"),
        ("/?utm=x&author=3", "/blog/user/ana.roe?utm=x"),
    ],
)
def test_old_lists_and_feeds_redirect(
    imported: None, client: FlaskClient, asked: str, leads_to: str
) -> None:
    response = client.get(asked)

    assert (response.status_code, response.location) == (301, leads_to)


def test_a_blog_in_a_folder_is_found_by_its_beginning(
    run_import: Import, client: FlaskClient
) -> None:
    run_import(item(1, link="https://old.example/wp/one/"), site="https://old.example/wp")

    for asked in ("/wp/", "/wp/index.php", "/wp/page/3/"):
        assert client.get(asked).location == "/blog/"
    assert client.get("/wp/2020/05/").location == "/blog/archive"


def test_a_page_is_found_by_its_number(
    run_import: Import, find_page: FindPage, client: FlaskClient
) -> None:
    run_import(item(7, type="page"))

    for asked in ("/?p=7", "/?page_id=7"):
        assert client.get(asked).location == find_page(7).url


def test_a_part_of_a_post_leads_to_the_post(
    run_import: Import, find_post: FindPost, client: FlaskClient
) -> None:
    text = '<a href="/2020/05/post-1/2/">two</a>'
    report = run_import(item(1), item(2, text=text))

    assert client.get("/2020/05/post-1/2/").location == find_post(1).url
    assert f'href="{find_post(1).url}"' in find_post(2).source
    assert report.needs_you == []


@pytest.mark.parametrize("name", ["a.png", "a-300x200.png", "A-scaled.png"])
def test_old_addresses_of_files_lead_to_the_files(
    run_import: Import, client: FlaskClient, uploads: Path, name: str
) -> None:
    (uploads / "A.png").write_bytes(picture())
    shown = "".join(f'<img src="/wp-content/uploads/2020/05/{one}.png">' for one in "aA")
    run_import(item(1, text=shown), path=uploads.parents[3])

    asked = client.get(f"/wp-content/uploads/2020/05/{name}")

    stored = db.session.scalars(sa.select(MediaFile)).first()
    assert stored
    assert (asked.status_code, asked.location) == (301, stored.url)


@pytest.mark.parametrize("query", ["p=99", "p=", "p=%00", "p=12/", "tag=" + "x" * 600, "s=word"])
def test_an_address_that_names_nothing_is_the_home_page(
    imported: None, client: FlaskClient, query: str
) -> None:
    assert client.get(f"/?{query}").location == f"/blog/?{query}"
    assert client.get(f"/blog/?{query}").status_code == 200


def test_the_home_page_asks_for_no_redirect_without_a_key(
    imported: None, client: FlaskClient
) -> None:
    with count_queries() as statements:
        client.get("/blog/?utm_source=x")

    assert not any("redirects" in statement for statement in statements)


def test_a_draft_is_not_led_to(run_import: Import, client: FlaskClient) -> None:
    run_import(item(12, status="draft", link="https://old.example/?p=12"))

    assert client.get("/?p=12").location == "/blog/?p=12"


def test_lists_of_a_blog_in_a_folder_redirect(run_import: Import, client: FlaskClient) -> None:
    site = "https://old.example/blog"
    run_import(item(12, link=f"{site}/post-12/", terms=TERMS), head=HEAD, site=site)

    assert client.get("/blog/category/news/local/").location == "/blog/tag/Local"
    assert client.get("/blog/tag/café").location == "/blog/tag/Caf%C3%A9"
    assert client.get("/blog/?cat=6").location == "/blog/tag/Local"


def test_redirects_of_lists_are_written_once(run_import: Import) -> None:
    run_import(item(12, terms=TERMS, creator="Ana.Roe"), head=HEAD)
    paths = set(db.session.scalars(sa.select(Redirect.path)))

    with count_queries() as statements:
        run_import(item(12, terms=TERMS, creator="Ana.Roe"), head=HEAD)

    assert set(db.session.scalars(sa.select(Redirect.path))) == paths
    assert not [one for one in statements if not one.startswith("SELECT")]


def test_a_redirect_that_is_taken_stays_as_it_is(
    run_import: Import, find_post: FindPost, client: FlaskClient
) -> None:
    run_import(item(1, link="https://old.example/category/local/"), item(2, terms=TERMS), head=HEAD)

    assert client.get("/category/local").location == find_post(1).url


@pytest.mark.parametrize(
    ("written", "leads_to"),
    [
        ("https://old.example/2020/05/post-1/", "post"),
        ("http://www.old.example/2020/05/post-1", "post"),
        ("//old.example/2020/05/post-1/", "post"),
        ("/2020/05/post-1/#more-1", "post#more-1"),
        ("https://old.example/?p=1", "post"),
        ("/?p=1", "post"),
        ("../post-1/", "post"),
        ("/2020/05/post-1/feed/", "post"),
        ("https://old.example/", "/blog/"),
        ("https://old.example", "/blog/"),
        ("/category/news/local/", "/blog/tag/Local"),
        ("/tag/caf%C3%A9/", "/blog/tag/Caf%C3%A9"),
        ("https://old.example/?cat=6", "/blog/tag/Local"),
        ("/author/ana-roe/", "/blog/user/ana.roe"),
        ("/2020/05/", "/blog/archive"),
        ("/feed/", "/blog/feed.xml"),
        ("https://else.example/2020/05/post-1/", "https://else.example/2020/05/post-1/"),
        ("mailto:ana@old.example", "mailto:ana@old.example"),
        ("#top", "#top"),
    ],
)
def test_a_link_leads_to_what_it_led_to(
    run_import: Import, find_post: FindPost, written: str, leads_to: str
) -> None:
    body = f'<p><a href="{written}">there</a></p>'
    run_import(
        item(1, terms=TERMS, creator="Ana.Roe"), item(2, text=body, creator="Ana.Roe"), head=HEAD
    )

    expected = leads_to.replace("post", find_post(1).url, 1) if leads_to[:4] == "post" else leads_to
    assert f'<a href="{expected}">there</a>' in find_post(2).source


def test_a_link_to_what_comes_later_is_written_in_the_end(
    run_import: Import, find_post: FindPost
) -> None:
    run_import(item(1, text='<a href="/2020/05/post-2/">two</a>'), item(2))

    assert f'href="{find_post(2).url}"' in find_post(1).source


@pytest.mark.parametrize("written", ["/nothing/", "https://old.example/?p=99", "/wp-login.php"])
def test_a_link_to_nothing_is_reported(run_import: Import, written: str) -> None:
    report = run_import(item(1, text=f'<a href="{written}">there</a>'))

    assert [remark.reason for remark in report.needs_you] == [
        f"nothing answers https://old.example{written.removeprefix('https://old.example')}"
    ]


@pytest.fixture
def uploads(export_file: Path) -> Path:
    """Return the folder of uploads beside the export, with a picture in it."""
    folder = export_file.parent / "wp-content" / "uploads" / "2020" / "05"
    folder.mkdir(parents=True)
    (folder / "a.png").write_bytes(picture())
    return folder


@pytest.mark.parametrize(
    "written",
    [
        "https://old.example/wp-content/uploads/2020/05/a.png",
        "/wp-content/uploads/2020/05/a.png",
        "https://www.old.example/wp-content/uploads/2020/05/a-300x200.png",
        "https://i0.wp.com/old.example/wp-content/uploads/2020/05/a.png?w=300",
    ],
)
def test_pictures_beside_the_export_are_taken_over(
    run_import: Import, find_post: FindPost, client: FlaskClient, uploads: Path, written: str
) -> None:
    report = run_import(item(1, text=f'<img src="{written}" alt="A">'), path=uploads.parents[3])

    stored = db.session.scalars(sa.select(MediaFile)).one()
    assert report.needs_you == []
    assert f'src="{stored.url}"' in find_post(1).source
    with client.get(stored.url) as response:
        assert response.status_code == 200


def test_a_featured_picture_becomes_the_cover(
    run_import: Import, find_post: FindPost, uploads: Path
) -> None:
    run_import(
        item(1, meta={"_thumbnail_id": 9}),
        file(9, "2020/05/a.png", excerpt="A <b>caption</b>",
             meta={"_wp_attachment_image_alt": "Alt &amp; text"}),
        path=uploads.parents[3],
    )  # fmt: skip

    post = find_post(1)
    assert post.cover
    assert (post.cover_alt, post.cover_caption) == ("Alt & text", "A caption")


def test_a_cover_that_is_not_in_the_file_is_reported(run_import: Import) -> None:
    report = run_import(item(1, meta={"_thumbnail_id": 9}))

    assert [remark.reason for remark in report.needs_you] == [
        "its cover was left out: the file 9 is not in the export"
    ]


def test_a_picture_post_shows_its_picture(
    run_import: Import, find_post: FindPost, uploads: Path
) -> None:
    text = (
        '<figure><img src="/wp-content/uploads/2020/05/a.png" alt="Alt"><figcaption>Caption'
        "</figcaption></figure><p>More.</p>"
    )
    run_import(
        item(1, text=text, terms=term("post_format", "post-format-image", "Image")),
        path=uploads.parents[3],
    )

    post = find_post(1)
    assert (post.type, post.image_alt, post.image_caption) == ("image", "Alt", "Caption")
    assert (post.image is not None, post.text) == (True, "More.")


def test_pages_about_files_lead_to_the_files(
    run_import: Import, find_post: FindPost, client: FlaskClient, uploads: Path
) -> None:
    image = '<img src="/wp-content/uploads/2020/05/a.png">'
    text = f'<a href="https://old.example/?attachment_id=9">{image}</a>'
    run_import(
        item(1, text=text),
        file(9, "2020/05/a.png", link="https://old.example/2020/05/post-1/a/"),
        path=uploads.parents[3],
    )

    stored = db.session.scalars(sa.select(MediaFile)).one()
    assert f'<a href="{stored.url}">' in find_post(1).source
    assert client.get("/?attachment_id=9").location == stored.url
    assert client.get("/2020/05/post-1/a/").location == stored.url


def test_pictures_that_come_later_change_the_posts(
    run_import: Import, find_post: FindPost, export_file: Path
) -> None:
    text = '<img src="/wp-content/uploads/2020/05/a.png">'
    run_import(item(1, text=text), path=export_file.parent)
    folder = export_file.parent / "uploads" / "2020" / "05"
    folder.mkdir(parents=True)
    (folder / "a.png").write_bytes(picture())

    report = run_import(item(1, text=text), path=export_file.parent)

    assert report.updated == 1
    assert "/media/" in find_post(1).source


def test_tags_are_found_by_their_lists_whatever_their_case(
    run_import: Import, client: FlaskClient
) -> None:
    run_import(item(1, terms=term("category", "a", "Same") + term("post_tag", "b", "SAME")))

    assert db.session.scalars(sa.select(Tag.title)).all() == ["Same"]
    assert client.get("/tag/b").location == client.get("/category/a").location == "/blog/tag/Same"


def test_an_interrupted_run_loses_no_address(
    run_import: Import,
    client: FlaskClient,
    uploads: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    items = (
        item(1, text='<img src="/wp-content/uploads/2020/05/a-300x200.png">', terms=TERMS),
        file(9, "2020/05/a.png"),
    )
    with monkeypatch.context() as patched:
        patched.setattr("byline.importers.wordpress.services.add_list_redirects", interrupt)
        with pytest.raises(KeyboardInterrupt):
            run_import(*items, path=uploads.parents[3])
    assert client.get("/?attachment_id=9").location == "/blog/?attachment_id=9"

    assert run_import(*items, path=uploads.parents[3]).unchanged == 1

    stored = db.session.scalars(sa.select(MediaFile)).one()
    assert client.get("/?attachment_id=9").location == stored.url
    assert client.get("/tag/café").location == "/blog/tag/Caf%C3%A9"


def interrupt(**_options: object) -> None:
    """End a run as somebody at the terminal does."""
    raise KeyboardInterrupt
