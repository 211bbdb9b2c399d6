"""Statuses, tags, authors, covers: what of an entry's row comes to be where."""

import json
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from byline.extensions import db
from byline.importers.ghost.services import import_ghost
from tests.importers.conftest import picture
from tests.importers.ghost.conftest import FindEntry, ImportGhost, WriteExport, entry
from tests.importers.test_import_again import dump
from tests.support.factories import MakeUser


def reasons(report: Any) -> str:  # noqa: ANN401 - a report
    """Return all that a report says of entries."""
    return "\n".join(remark.reason for remark in (*report.needs_you, *report.notes))


@pytest.mark.parametrize(
    ("row", "status", "note"),
    [
        ({"status": "draft"}, "draft", ""),
        ({"status": "sent"}, "draft", "sent by e-mail only"),
        ({"status": "odd"}, "draft", "'odd' is not known"),
        ({"title": "\u200b", "status": "draft"}, "draft", "no title was given"),
        ({"status": "scheduled", "published_at": "2999-01-01 00:00:00"}, "scheduled", ""),
        ({"status": "scheduled", "published_at": None}, "draft", "no date"),
        ({"visibility": "members"}, "draft", "only members saw it there (members)"),
        ({"visibility": "paid"}, "draft", "only members saw it there (paid)"),
        ({"visibility": "tiers"}, "draft", "only members saw it there (tiers)"),
        ({"visibility": "paid", "status": "scheduled"}, "draft", "(paid)"),
        ({"type": "page", "status": "draft"}, "draft", "pages have no drafts"),
        ({"type": "page", "status": "scheduled"}, "draft", "pages cannot be scheduled"),
        ({"type": "page", "visibility": "members"}, "draft", "only members"),
    ],
)
def test_what_not_everybody_saw_is_not_shown(
    import_rows: ImportGhost, find_post: FindEntry, row: dict[str, Any], status: str, note: str
) -> None:
    report = import_rows(entry("odd", **row))

    assert find_post("odd").status == status
    assert note in reasons(report)


def test_what_was_only_mailed_is_a_draft(import_rows: ImportGhost, find_post: FindEntry) -> None:
    import_rows(entry("mail"), posts_meta=[{"post_id": "id-mail", "email_only": 1}])

    assert find_post("mail").status == "draft"


def test_an_author_whose_name_is_taken_is_said_once(
    import_rows: ImportGhost, find_post: FindEntry, make_user: MakeUser
) -> None:
    make_user("ada")

    report = import_rows(
        entry("first"),
        entry("second"),
        users=[{"id": "u", "name": "Ada", "slug": "ada"}],
        posts_authors=[{"post_id": f"id-{slug}", "author_id": "u"} for slug in ("first", "second")],
    )

    assert [user.username for user in find_post("first").authors] == ["ada-2"]
    assert reasons(report).count("ada is somebody else") == 1


def test_pages_of_version_2_say_so_by_a_number(
    import_rows: ImportGhost, client: FlaskClient
) -> None:
    old = {key: value for key, value in entry("about", page=1).items() if key != "type"}

    import_rows(old)

    assert client.get("/page/about").status_code == 200


def test_an_export_without_its_list_of_databases_is_read(
    app: Flask, write_export: WriteExport, find_post: FindEntry
) -> None:
    path = write_export(entry("first"))
    path.write_text(json.dumps(json.loads(path.read_text())["db"][0]))

    import_ghost(path)

    assert find_post("first").title == "First"


def test_tags_come_in_order_without_the_internal_ones(
    import_rows: ImportGhost, find_post: FindEntry
) -> None:
    names = {"a": "Apples", "b": "Trees / shrubs", "c": "#internal", "d": "Unused"}
    report = import_rows(
        entry("first"),
        tags=[{"id": key, "name": name, "slug": key} for key, name in names.items()],
        posts_tags=[
            {"post_id": "id-first", "tag_id": key, "sort_order": order}
            for order, key in enumerate("bca")
        ],
    )

    assert [tag.title for tag in find_post("first").tags] == ["Trees - shrubs", "Apples"]
    skipped = {remark.item: remark.reason for remark in report.skipped}
    assert skipped["tag #internal"] == "internal to Ghost; entries that had it: 1"
    assert skipped["tag Unused"] == "no entry has it"


def test_a_long_tag_is_cut_and_said(import_rows: ImportGhost, find_post: FindEntry) -> None:
    report = import_rows(
        entry("first"),
        tags=[{"id": "t", "name": "x" * 150, "slug": "x"}],
        posts_tags=[{"post_id": "id-first", "tag_id": "t"}],
    )

    assert [tag.title for tag in find_post("first").tags] == ["x" * 100]
    assert "was cut to 100 characters" in reasons(report)


def test_an_address_of_mail_is_no_name(import_rows: ImportGhost, find_post: FindEntry) -> None:
    address = "ada@example.org"
    ada = {"id": "u", "name": address, "email": address, "slug": "ada"}

    import_rows(entry("first", author_id="u"), users=[ada])

    assert [user.display_name for user in find_post("first").authors] == ["ada"]


def test_authors_come_in_order(import_rows: ImportGhost, find_post: FindEntry) -> None:
    report = import_rows(
        entry("first"),
        users=[{"id": key, "name": key.title(), "slug": f"{key}-x"} for key in ("ana", "bo", "cy")],
        posts_authors=[
            {"post_id": "id-first", "author_id": "bo", "sort_order": 0},
            {"post_id": "id-first", "author_id": "ana", "sort_order": 1},
        ],
    )

    authors = [(user.username, user.display_name) for user in find_post("first").authors]
    assert authors == [("bo-x", "Bo"), ("ana-x", "Ana")]
    assert ("user Cy", "no entry is theirs") in [(one.item, one.reason) for one in report.skipped]


def test_an_author_in_the_row_itself_counts(import_rows: ImportGhost, find_post: FindEntry) -> None:
    import_rows(entry("old", author_id=1), users=[{"id": 1, "name": "Ana", "slug": "ana"}])

    assert [user.username for user in find_post("old").authors] == ["ana"]


def test_what_has_no_place_is_named_in_one_line(import_rows: ImportGhost) -> None:
    row = entry(
        "first",
        featured=1,
        codeinjection_head="<script>alert(1)</script>",
        canonical_url="https://example.org/first/",
        show_title_and_feature_image=0,
    )

    report = import_rows(row, posts_meta=[{"post_id": "id-first", "meta_title": "T"}])

    assert reasons(report) == (
        "the code injected into it was left out; look whether it can do without\n"
        "not taken over: title for search engines, canonical address,"
        " place among the featured, that its title and picture were hidden"
    )


def test_the_tags_of_a_page_are_named(import_rows: ImportGhost) -> None:
    report = import_rows(
        entry("about", type="page", custom_excerpt="In short."),
        tags=[{"id": key, "name": key, "slug": key} for key in ("one", "two")],
        posts_tags=[{"post_id": "id-about", "tag_id": key} for key in ("one", "two")],
    )

    assert reasons(report) == (
        "pages have no excerpts here\npages have no tags here; it had one, two"
    )


def test_the_rest_of_the_export_is_explained(app: Flask, write_export: WriteExport) -> None:
    path = write_export(
        entry(),
        roles=[{"id": 1}],
        products=[{"id": 1}],
        settings=[
            {"key": key, "value": value}
            for key, value in {
                "title": "My\nblog",
                "labs": "{}",
                "facebook": "x",
                "description": "",
                "ghost_foot": "<script>",
                "active_timezone": "Etc/UTC",
            }.items()
        ],
        oddities=[{"id": 1}, {"id": 2}],
        nothing=[],
    )
    members = path.with_name("folder") / "members.csv"
    members.parent.mkdir()
    members.write_text("email\n")
    path.rename(members.with_name("export.json"))

    report = import_ghost(members.parent)

    skipped = {remark.item: remark.reason for remark in report.skipped}
    assert skipped["settings"] == (
        "set these at /settings/ where they differ: name “My blog”, time zone “Etc/UTC”"
    )
    assert "code injected into every page" in skipped
    assert skipped["oddities (2)"] == "nothing here is like it"
    assert skipped["members.csv"] == "members wait until Byline has subscribers"
    assert {"roles (1)", "products (1)"} <= skipped.keys()
    assert "nothing (0)" not in skipped


def test_the_feature_image_of_the_source_is_the_cover(
    app: Flask, write_export: WriteExport, find_post: FindEntry
) -> None:
    caption = "By <a href='https://example.org'>Ana</a> &amp; Bo"
    meta = {"feature_image_alt": "A hill", "feature_image_caption": caption}
    path = write_export(
        entry("first", feature_image="__GHOST_URL__/content/images/2024/01/a.png"),
        posts_meta=[{"post_id": "id-first"} | meta],
    )
    image = path.parent / "content/images/2024/01/a.png"
    image.parent.mkdir(parents=True)
    image.write_bytes(picture())

    import_ghost(path.parent)

    post = find_post("first")
    assert post.cover is not None
    assert (post.cover_alt, post.cover_caption) == ("A hill", "By Ana & Bo")


def test_the_feature_image_of_a_page_stands_above_its_text(
    app: Flask, write_export: WriteExport, client: FlaskClient
) -> None:
    path = write_export(entry("about", type="page", feature_image="/content/images/a.png"))
    image = path.parent / "content/images/a.png"
    image.parent.mkdir(parents=True)
    image.write_bytes(picture())

    import_ghost(path.parent)

    page = client.get("/page/about").text
    assert page.index('<img alt=""') < page.index("Some text.")
    assert "/media/" in page


def test_pages_are_in_the_navigation_as_they_were(
    import_rows: ImportGhost, find_page: FindEntry
) -> None:
    urls = ["/", "__GHOST_URL__/team/", "https://old.example/about/", "#/portal/"]
    navigation = json.dumps([{"label": "x", "url": url} for url in urls])
    pages = [entry(slug, type="page") for slug in ("about", "team", "imprint")]

    import_rows(*pages, settings=[{"key": "navigation", "value": navigation}])

    shown = [(page.in_navigation, page.position) for page in map(find_page, ("team", "about"))]
    assert shown == [(True, 0), (True, 1)]
    assert not find_page("imprint").in_navigation


@pytest.mark.parametrize("navigation", ["{", "7", "[1, null]", '[{"url": 7}]', '[{"url": "//["}]'])
def test_a_navigation_that_makes_no_sense_is_none(
    import_rows: ImportGhost, find_page: FindEntry, navigation: str
) -> None:
    import_rows(entry("about", type="page"), settings=[{"key": "navigation", "value": navigation}])

    assert not find_page("about").in_navigation


def test_a_changed_entry_is_written_again_and_the_others_are_not(
    import_rows: ImportGhost, find_post: FindEntry
) -> None:
    import_rows(entry("first"), entry("second"), entry("third"))

    report = import_rows(entry("first"), entry("second", "<p>New text.</p>"), entry("third"))

    assert (report.unchanged, report.updated) == (2, 1)
    assert "New text." in find_post("second").html


def test_a_dry_run_writes_nothing(app: Flask, write_export: WriteExport) -> None:
    before = dump()

    report = import_ghost(write_export(entry("first"), entry("second")), dry_run=True)
    db.session.rollback()

    assert report.imported == 2
    assert dump() == before


def test_what_asks_nothing_of_anybody_is_only_said(import_rows: ImportGhost) -> None:
    html = '<div class="kg-card kg-email-card"><p>Hello</p></div><!--members-only--><p>Text</p>'

    report = import_rows(entry("first", html, featured=1))

    assert report.needs_you == []
    assert len(report.notes) == 3
