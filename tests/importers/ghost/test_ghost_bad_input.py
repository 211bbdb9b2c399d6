"""Files that are no export of Ghost, and exports with values that make no sense."""

import json
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from flask import Flask
from flask.testing import FlaskClient, FlaskCliRunner

from byline.importers.errors import SourceUnreadable
from byline.importers.ghost.export import LoneFile, read_export
from byline.importers.ghost.services import import_ghost
from tests.importers.ghost.conftest import (
    FindEntry,
    ImportGhost,
    Row,
    WriteExport,
    entry,
    export_of,
)
from tests.lib.test_clean_safety import find_dangers
from tests.lib.xss_vectors import XSS_VECTORS

WHOLE = json.dumps(export_of(entry()))
UNREADABLE = {
    "nothing": (b"", "not JSON"),
    "no JSON": (b"{'db': []}", "not JSON"),
    "cut off": (WHOLE[:-20].encode(), "not JSON, or cut off"),
    "no text": (b'{"db": "\xff\xfe"}', "not text"),
    "another program's": (
        b'{"version": "https://jsonfeed.org/version/1", "items": []}',
        "no export",
    ),
    "a list": (b"[1, 2, 3]", "no export"),
    "a number": (b"17", "no export"),
    "an empty database": (b'{"db": []}', "no export"),
    "no data": (b'{"db": [{"meta": {}, "data": null}]}', "no export"),
    "no list of posts": (b'{"db": [{"data": {"posts": {"id": 1}}}]}', "no export"),
    "no posts": (b'{"db": [{"data": {"posts": []}}]}', "no posts"),
    "nested too deeply": (b'{"db":' + b"[" * 100_000, "nested deeper"),
    "a number too long": (b'{"db": ' + b"1" * 10_000 + b"}", "not JSON"),
}
WRONG: dict[str, Any] = {
    "null": None, "true": True, "number": 7, "huge number": 10**30, "not finite": float("inf"),
    "list": ["x"], "dict": {"x": 1}, "empty": "", "NUL": "a\0b", "half a pair": "a\ud800b",
}  # fmt: skip
COLUMNS = [
    *sorted(entry()), "authors", "author_id", "canonical_url", "created_at", "custom_excerpt",
    "feature_image", "featured", "lexical", "locale", "mobiledoc", "page", "plaintext",
    "show_title_and_feature_image",
]  # fmt: skip
NO_DATES = ["0000-00-00 00:00:00", "yesterday", "2020-13-45", "-1", 10**18, -(10**18), [], {}]


@pytest.mark.parametrize("name", UNREADABLE)
def test_what_is_no_export_is_one_clear_line(
    runner: FlaskCliRunner, tmp_path: Path, name: str
) -> None:
    content, reason = UNREADABLE[name]
    (tmp_path / "export.json").write_bytes(content)

    result = runner.invoke(args=["import", "ghost", str(tmp_path / "export.json")])

    assert result.exit_code == 1
    assert len(result.stderr.splitlines()) == 1
    assert "export.json" in result.stderr
    assert reason in result.stderr


def test_a_file_of_a_gigabyte_is_refused_unread(app: Flask, tmp_path: Path) -> None:
    path = tmp_path / "export.json"
    with path.open("wb") as file:
        file.truncate(2**30)

    with pytest.raises(SourceUnreadable, match="larger than 200 MB"):
        import_ghost(path)


def test_a_folder_without_an_export_says_so(app: Flask, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()

    with pytest.raises(SourceUnreadable, match="there is no export of Ghost in it"):
        import_ghost(tmp_path / "empty")


@pytest.mark.parametrize("wrong", WRONG)
def test_a_column_of_a_wrong_type_spoils_no_other_entry(
    import_rows: ImportGhost, find_post: FindEntry, wrong: str
) -> None:
    odd = [entry(f"odd-{column}") | {column: WRONG[wrong]} for column in COLUMNS]

    report = import_rows(entry("good"), *odd)

    assert report.found == len(odd) + 1
    assert report.imported + report.refused == report.found
    assert report.imported >= report.found - 1
    assert "Some text." in find_post("good").html


@pytest.mark.parametrize("wrong", WRONG)
def test_other_tables_may_hold_anything(import_rows: ImportGhost, wrong: str) -> None:
    value: Any = WRONG[wrong]
    names = ("tags", "users", "posts_tags", "posts_authors", "posts_meta", "settings", "roles")
    row: Row = dict.fromkeys(
        ("id", "post_id", "tag_id", "author_id", "sort_order", "name", "slug", "key", "value"),
        value,
    )
    tables: dict[str, Any] = {name: [value, row] for name in names}

    report = import_rows(entry(), newsletters=value, **tables)

    assert report.imported == 1


@pytest.mark.parametrize("number", range(len(NO_DATES)))
def test_a_date_that_is_none_is_said_and_the_day_of_writing_counts(
    import_rows: ImportGhost, find_post: FindEntry, number: int
) -> None:
    odd = entry("odd", published_at=NO_DATES[number], created_at="2019-05-06 07:08:09")

    report = import_rows(odd)

    assert any("published_at:" in remark.reason for remark in report.needs_you)
    assert (find_post("odd").status, find_post("odd").publish_date.year) == ("published", 2019)


def test_dates_in_milliseconds_are_dates(import_rows: ImportGhost, find_post: FindEntry) -> None:
    import_rows(entry("old", published_at=1_400_000_000_000))

    assert find_post("old").publish_date.isoformat() == "2014-05-13T16:53:20+00:00"


def test_a_published_post_without_any_date_is_kept_as_a_draft(
    import_rows: ImportGhost, find_post: FindEntry
) -> None:
    report = import_rows(entry("undated", published_at=None))

    assert find_post("undated").status == "draft"
    assert "no date" in report.needs_you[0].reason


def test_of_entries_with_one_id_both_are_imported(
    import_rows: ImportGhost, client: FlaskClient
) -> None:
    twice = [entry("one", id="same"), entry("two", id="same")]

    report = import_rows(*twice)

    assert report.imported == 2
    assert [client.get(f"/{slug}/").status_code for slug in ("one", "two")] == [301, 301]


def test_an_entry_that_is_there_twice_is_refused_once(import_rows: ImportGhost) -> None:
    report = import_rows(entry("one"), entry("one"), entry("one"), entry("one"))

    assert (report.imported, report.refused) == (3, 1)
    assert "an entry has the same id already" in str(report.needs_you)


def test_of_two_entries_with_one_slug_the_first_has_the_address(
    import_rows: ImportGhost, client: FlaskClient, find_post: FindEntry
) -> None:
    first, second = entry("same"), entry("same") | {"id": "other", "title": "Second"}

    report = import_rows(first, second)

    assert client.get("/same/").location == find_post("same").url
    assert any("is that of id-same too" in remark.reason for remark in report.needs_you)


def test_missing_tags_and_authors_are_counted(
    import_rows: ImportGhost, find_post: FindEntry
) -> None:
    report = import_rows(
        entry("first"),
        posts_tags=[{"post_id": "id-first", "tag_id": "gone", "sort_order": 0}],
        posts_authors=[{"post_id": "id-first", "author_id": "gone", "sort_order": 0}],
    )

    reasons = [remark.reason for remark in report.needs_you]
    assert "tags that the export does not have: 1" in reasons
    assert "authors that the export does not have: 1" in reasons
    assert find_post("first").tags == []


def test_no_script_comes_through_a_title_a_text_a_card_or_a_name(
    client: FlaskClient, import_rows: ImportGhost, find_post: FindEntry
) -> None:
    def hostile(number: int, vector: str) -> Row:
        card = (
            f'{vector}<figure class="kg-card kg-bookmark-card"><a href="javascript:alert({number})"'
            f' class="kg-bookmark-container"><div class="kg-bookmark-title">{vector}</div></a>'
            f'</figure><div class="kg-card kg-toggle-card"><h4 class="kg-toggle-heading-text">'
            f'{vector}</h4><div class="kg-toggle-content">{vector}</div></div>'
        )
        return entry(
            f"x{number}", f"before {card}", title=f"T {vector}"[:255], custom_excerpt=vector
        )

    rows = [hostile(number, vector) for number, vector in enumerate(XSS_VECTORS[::4])]
    import_rows(
        entry("harmless"),
        *rows,
        tags=[{"id": "t", "name": XSS_VECTORS[0][:50], "slug": "t"}],
        users=[{"id": "u", "name": XSS_VECTORS[0], "slug": "<script>alert(1)</script>"}],
        posts_tags=[{"post_id": row["id"], "tag_id": "t"} for row in rows],
        posts_authors=[{"post_id": row["id"], "author_id": "u"} for row in rows],
    )

    own = set(find_dangers(client.get(find_post("harmless").url).text))
    for row in rows:
        page = client.get(find_post(row["slug"]).url).text
        prose = BeautifulSoup(page, "html.parser").select_one("article .prose")
        assert find_dangers(str(prose)) == [], row["html"]
        assert set(find_dangers(page)) <= own


def test_html_that_is_nested_without_end_is_read_as_text(
    import_rows: ImportGhost, find_post: FindEntry
) -> None:
    html = '<div class="kg-card kg-toggle-card">' * 20_000 + "the middle"

    report = import_rows(entry("deep", html))

    assert "the middle" in find_post("deep").html
    assert "its cards were not read" in str(report.needs_you)


def test_the_command_reads_no_more_of_a_text_than_it_keeps(write_export: WriteExport) -> None:
    path = write_export(
        entry("first", lexical="{}", mobiledoc="{}"), entry("bare", None, lexical="{}")
    )

    first, bare = read_export(LoneFile(path)).rows("posts")
    assert "lexical" not in first
    assert bare["lexical"] == "{}"
