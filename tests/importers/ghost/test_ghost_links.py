"""Where the links and pictures of a blog of Ghost lead after its import."""

import tarfile
import zipfile
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from byline.importers.ghost.services import import_ghost
from tests.importers.conftest import picture
from tests.importers.ghost.conftest import FindEntry, ImportGhost, WriteExport, entry
from tests.importers.ghost.test_ghost_entries import reasons

TAGS = {
    "tags": [{"id": "t", "name": "C++ & Co", "slug": "c-co"}],
    "posts_tags": [{"post_id": "id-first", "tag_id": "t", "sort_order": 0}],
    "users": [{"id": "u", "name": "Ada", "slug": "ada"}],
    "posts_authors": [{"post_id": "id-first", "author_id": "u", "sort_order": 0}],
}


@pytest.mark.parametrize(
    "address",
    [
        "__GHOST_URL__/second/",
        "/second/",
        "/second",
        "/second/amp/",
        "/p/uuid-second/",
        "../second/",
    ],
)
def test_a_link_to_another_entry_leads_there(
    import_rows: ImportGhost, find_post: FindEntry, address: str
) -> None:
    import_rows(entry("first", f'<a href="{address}#part">x</a>'), entry("second"))

    assert f'href="{find_post("second").url}#part"' in find_post("first").html


@pytest.mark.parametrize(
    ("address", "place"),
    [
        ("__GHOST_URL__/tag/c-co/", "/blog/tag/C%2B%2B%20%26%20Co"),
        ("__GHOST_URL__/author/ada/", "/blog/user/ada"),
        ("__GHOST_URL__/tag/c-co/page/2/", "/blog/tag/C%2B%2B%20%26%20Co"),
        ("__GHOST_URL__/tag/c-co/rss/", "/blog/tag/C%2B%2B%20%26%20Co/feed.xml"),
        ("__GHOST_URL__/author/ada/page/2/", "/blog/user/ada"),
        ("__GHOST_URL__/author/ada/rss/", "/blog/user/ada/feed.xml"),
        ("__GHOST_URL__/page/2/", "/blog/"),
        ("__GHOST_URL__/rss/", "/blog/feed.xml"),
        ("__GHOST_URL__/", "/blog/"),
        ("__GHOST_URL__", "/blog/"),
    ],
)
def test_a_link_to_a_list_leads_to_ours(
    import_rows: ImportGhost, find_post: FindEntry, address: str, place: str
) -> None:
    import_rows(entry("first", f'<a href="{address}">x</a>'), **TAGS)

    assert f'href="{place}"' in find_post("first").html


def test_the_old_lists_lead_to_ours(import_rows: ImportGhost, client: FlaskClient) -> None:
    import_rows(entry("first"), **TAGS)

    assert client.get("/tag/c-co/").location == "/blog/tag/C%2B%2B%20%26%20Co"
    assert client.get("/author/ada/").location == "/blog/user/ada"
    assert client.get("/tag/c-co/page/2/").location == "/blog/tag/C%2B%2B%20%26%20Co"
    assert client.get("/rss/").location == "/blog/feed.xml"
    assert client.get("/tag/c-co/rss/").location == "/blog/tag/C%2B%2B%20%26%20Co/feed.xml"
    assert client.get("/author/ada/rss/").location == "/blog/user/ada/feed.xml"


@pytest.mark.parametrize("address", ["/first/", "/first/amp/", "/p/uuid-first/"])
def test_the_old_addresses_lead_to_the_entry(
    import_rows: ImportGhost, client: FlaskClient, find_post: FindEntry, address: str
) -> None:
    import_rows(entry("first"))

    assert client.get(address).location == find_post("first").url


def test_dated_addresses_of_old_versions_lead_to_the_entry(
    import_rows: ImportGhost, client: FlaskClient, find_post: FindEntry
) -> None:
    settings = [{"key": "permalinks", "value": "/:year/:month/:day/:slug/"}]

    import_rows(entry("first"), settings=settings)

    assert client.get("/2020/01/02/first/").location == find_post("first").url


def test_the_old_host_is_known_by_what_most_links_name(
    import_rows: ImportGhost, find_post: FindEntry
) -> None:
    links = (
        '<a href="https://old.example/second/">x</a> <a href="https://old.example/third/">y</a>'
        '<a href="https://www.old.example/?utm=1">z</a>'
    )

    import_rows(entry("first", links), entry("second"), entry("third"))

    html = find_post("first").html
    assert find_post("second").url in html
    assert "old.example" not in html


def test_a_host_that_has_one_page_of_the_same_name_is_not_the_old_one(
    import_rows: ImportGhost, find_post: FindEntry
) -> None:
    import_rows(entry("first", '<a href="https://other.example/about/">x</a>'), entry("about"))

    assert 'href="https://other.example/about/"' in find_post("first").html


def test_a_link_that_nothing_answers_is_said_and_left_to_its_path(
    import_rows: ImportGhost, find_post: FindEntry
) -> None:
    report = import_rows(entry("first", '<a href="__GHOST_URL__/gone/">x</a>'))

    assert "nothing answers /gone/" in reasons(report)
    assert 'href="/gone/"' in find_post("first").html


def write_blog(path: Path) -> Path:
    """Put an export into a folder with a picture, a sound and a document beside it."""
    folder = path.parent / "blog"
    for name, content in (
        ("content/images/2024/01/a.png", picture()),
        ("content/media/2024/01/s.mp3", b"ID3\x03\x00\x00\x00\x00\x00\x00" + b"\0" * 64),
        ("content/files/2024/01/p.pdf", b"%PDF-1.4\n%%EOF\n"),
    ):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    path.rename(folder / "blog.ghost.2024-01-01.json")
    return folder


BODY = (
    '<img src="__GHOST_URL__/content/images/size/w600/2024/01/a.png" alt="">'
    '<audio src="__GHOST_URL__/content/media/2024/01/s.mp3"></audio>'
    '<a href="__GHOST_URL__/content/files/2024/01/p.pdf">paper</a>'
)


@pytest.mark.parametrize("form", ["folder", "zip", "tar"])
def test_files_that_lie_beside_the_export_come_along(
    app: Flask, write_export: WriteExport, find_post: FindEntry, form: str
) -> None:
    folder = source = write_blog(write_export(entry("first", BODY)))
    if form == "zip":
        source = folder.with_suffix(".zip")
        with zipfile.ZipFile(source, "w") as archive:
            for file in folder.rglob("*.*"):
                archive.write(file, Path("blog") / file.relative_to(folder))
    elif form == "tar":
        source = folder.with_suffix(".tar.gz")
        with tarfile.open(source, "w:gz") as packed:
            packed.add(folder, "blog")

    import_ghost(source)

    html = find_post("first").html
    assert html.count('"/media/') == 3
    assert "/content/" not in html


def test_the_folder_and_an_archive_of_it_are_one_source(
    app: Flask, write_export: WriteExport
) -> None:
    folder = write_blog(write_export(entry("first", BODY)))
    with tarfile.open(folder.with_suffix(".tar"), "w") as packed:
        packed.add(folder, "blog")
    import_ghost(folder)

    report = import_ghost(folder.with_suffix(".tar"))

    assert (report.unchanged, report.imported) == (1, 0)


def test_a_picture_that_is_nowhere_is_said_and_not_asked_for(
    import_rows: ImportGhost, find_post: FindEntry
) -> None:
    body = f'{BODY}<figure><img src="map.png" alt="A map"></figure>'

    report = import_rows(entry("first", body))

    assert "nothing answers /content/images/size/w600/2024/01/a.png" in reasons(report)
    assert "nothing answers map.png" in reasons(report)
    html = find_post("first").html
    assert '<figure class="remote"><span class="remote-file" title="map.png">A map</span>' in html
    assert "<img" not in html
    assert "<audio" not in html


def test_pictures_of_other_hosts_are_shown_as_links(
    import_rows: ImportGhost, find_post: FindEntry
) -> None:
    report = import_rows(entry("first", '<img src="https://cdn.example/a.png" alt="A">'))

    assert "shown as links: 1" in reasons(report)
    assert "<img" not in find_post("first").html
