"""What the entries of an export of Ghost become."""

from datetime import UTC, datetime

from flask.testing import FlaskClient, FlaskCliRunner

from tests.importers.ghost.conftest import FindEntry, ImportGhost, WriteExport, entry
from tests.importers.test_import_again import dump


def test_a_published_post_is_shown_at_its_old_address(
    runner: FlaskCliRunner, client: FlaskClient, write_export: WriteExport
) -> None:
    path = write_export(entry("first", "<p>Hello <em>there</em>.</p>"))

    result = runner.invoke(args=["import", "ghost", str(path)])

    assert "1 found, 1 imported" in result.stdout
    moved = client.get("/first/")
    assert moved.status_code == 301
    assert "<p>Hello <em>there</em>.</p>" in client.get(moved.location).text


def test_a_post_keeps_its_dates_its_excerpt_and_its_language(
    import_rows: ImportGhost, find_post: FindEntry
) -> None:
    import_rows(entry("first", custom_excerpt="In short.", locale="pt-BR"))

    post = find_post("first")
    assert post.publish_date == datetime(2020, 1, 2, 3, 4, 5, tzinfo=UTC)
    assert post.updated_at == datetime(2020, 2, 2, 3, 4, 5, tzinfo=UTC)
    assert (post.summary, post.language) == ("In short.", "pt-BR")


def test_a_page_is_a_page(import_rows: ImportGhost, client: FlaskClient) -> None:
    import_rows(entry("about", type="page"))

    assert client.get("/about/").location == "/page/about"
    assert "Some text." in client.get("/page/about").text


def test_the_second_run_writes_nothing(import_rows: ImportGhost) -> None:
    rows = [entry("first", '<a href="__GHOST_URL__/second/">x</a>'), entry("second")]
    import_rows(*rows)
    before = dump()

    report = import_rows(*rows)

    assert (report.unchanged, report.imported, report.updated) == (2, 0, 0)
    assert dump() == before
