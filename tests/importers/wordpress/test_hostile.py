"""Files that mean no good, and files that met with an accident."""

import gzip
import time
from collections.abc import Callable
from pathlib import Path

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient, FlaskCliRunner

from byline.blog.models import Page, Post, Redirect
from byline.comments.models import Comment
from byline.extensions import db
from byline.importers.errors import SourceUnreadable
from byline.importers.wordpress import export as exports
from byline.importers.wordpress import wxr
from byline.importers.wordpress.formats import find_picture, find_quotation
from byline.importers.wordpress.texts import plain_comment, plain_line
from tests.importers.wordpress.conftest import FindPost, Import
from tests.importers.wordpress.exports import comment, export, item, term
from tests.importers.wordpress.test_posts import reasons

FindPage = Callable[[object], Page]

WHOLE = export(item(1), item(2))
BOMB = """<?xml version="1.0"?>
<!DOCTYPE rss [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>
<rss xmlns:wp="http://wordpress.org/export/1.2/"><channel><title>&b;</title></channel></rss>"""
EXTERNAL = """<?xml version="1.0"?>
<!DOCTYPE rss [<!ENTITY a SYSTEM "file:///etc/passwd">]>
<rss xmlns:wp="http://wordpress.org/export/1.2/"><channel><title>&a;</title></channel></rss>"""
FOREIGN_DTD = '<!DOCTYPE rss SYSTEM "http://127.0.0.1/x.dtd"><rss/>'


def nothing_is_here() -> bool:
    """Say whether no row of a blog has been written."""
    counts = (
        db.session.scalar(sa.select(sa.func.count()).select_from(model))
        for model in (Post, Comment, Redirect)
    )
    return not any(counts)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("", "it is empty"),
        (" \n", "it is empty"),
        ("Not XML at all", "it is not XML"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "it is not XML"),
        (b"PK\x03\x04" + b"\0" * 100, "it is not XML"),
        ('{"db": []}', "it is not XML"),
        ('<?xml version="1.0"?><rss version="2.0"><channel/></rss>', "it is an RSS feed"),
        ('<feed xmlns="http://www.w3.org/2005/Atom"/>', "it is an Atom feed"),
        ('<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"/>', "it is a sitemap"),
        ("<html><body></body></html>", "it is a web page"),
        ("<opml/>", "XML of another kind (<opml>)"),
        (WHOLE[: len(WHOLE) // 2], "it is cut off in line"),
        (WHOLE[: WHOLE.rindex("</channel>")], "it is cut off in line"),
        (WHOLE.replace("</title>", "</titel>", 1), "it is damaged in line"),
        (WHOLE.replace("<link>", "<link>& ", 1), "it is damaged in line"),
        (WHOLE + WHOLE, "it is damaged in line"),
        (BOMB, "it declares a document type or entities"),
        (EXTERNAL, "it declares a document type or entities"),
        (FOREIGN_DTD, "it declares a document type or entities"),
        (WHOLE.replace("UTF-8", "klingon"), "'klingon', which is not known"),
        (export(), "there is nothing in it"),
    ],
    ids=[
        "empty", "blank", "text", "picture", "zip", "json", "rss", "atom", "sitemap", "html",
        "opml",
        "cut in an item", "cut at the end", "wrong tag", "bare ampersand", "twice", "bomb",
        "external entity", "external dtd", "unknown encoding", "no items",
    ],
)  # fmt: skip
def test_what_is_no_export_is_refused_before_anything_is_written(
    run_import: Import, content: str | bytes, sentence: str
) -> None:
    with pytest.raises(SourceUnreadable, match=r"export\.xml: ") as refused:
        run_import(whole=content)

    assert sentence in str(refused.value)
    assert "\n" not in str(refused.value)
    assert nothing_is_here()


def test_the_command_fails_with_one_line(runner: FlaskCliRunner, export_file: Path) -> None:
    export_file.write_text(WHOLE[:-30])

    result = runner.invoke(args=["import", "wordpress", str(export_file)])

    assert result.exit_code == 1
    assert result.stderr.startswith("Error: ")
    assert result.stderr.count("\n") == 1


def test_the_command_reports_what_it_did(runner: FlaskCliRunner, export_file: Path) -> None:
    export_file.write_text(WHOLE)

    result = runner.invoke(args=["import", "wordpress", str(export_file), "--author", "ana=nobody"])
    assert "Nobody here has the user name nobody." in result.stderr

    result = runner.invoke(args=["import", "wordpress", str(export_file)])
    assert "2 found, 2 imported" in result.stdout


@pytest.mark.parametrize("name", ["missing.xml", "empty"])
def test_what_is_not_there_is_said(run_import: Import, tmp_path: Path, name: str) -> None:
    (tmp_path / "empty").mkdir()

    with pytest.raises(SourceUnreadable, match=name):
        run_import(path=tmp_path / name)


def test_a_folder_with_several_exports_is_refused(run_import: Import, export_file: Path) -> None:
    export_file.with_name("other.xml").write_text(WHOLE)

    with pytest.raises(SourceUnreadable, match="more than one"):
        run_import(item(1), path=export_file.parent)


@pytest.mark.parametrize(
    ("content", "title", "note"),
    [
        (export(item(1, title="Café")).encode("latin-1"), "Café", "1 bytes of it are not utf-8"),
        (export(item(1, title="Café “x”")).replace("UTF-8", "windows-1252").encode("cp1252"),
         "Café “x”", ""),
        (export(item(1, title="Café “x”")).replace("UTF-8", "ISO-8859-1").encode("cp1252"),
         "Café “x”", ""),
        (export(item(1, title="Café –")).replace("UTF-8", "ISO-8859-15").encode("cp1252"),
         "Café –", ""),
        (export(item(1, title="Café “x”")).replace("UTF-8", "US-ASCII").encode("cp1252"),
         "Café “x”", ""),
        (export(item(1, title="Café")).replace("UTF-8", "UTF-16").encode("utf-16"), "Café", ""),
        (export(item(1, title="Café")).replace("UTF-8", "UTF-16").encode("utf-16-be"), "Café", ""),
        (export(item(1, title="Café")).replace("UTF-8", "UTF-16"), "Café", ""),
        (export(item(1, title="Café")).encode("utf-8-sig"), "Café", ""),
        ("\n\n \t" + export(item(1, title="Café")), "Café", ""),
        (export(item(1, title="Ca\x08f\x0bé\x1f\x00")), "Café", "that XML forbids: 4 left out"),
        (export(item(1, title="T")).replace("<![CDATA[T]]>", "Caf&eacute;&#8;&#xFFFE; &amp;"),
         "Café &", "that XML forbids: 2 left out"),
        (export(item(1, title="\ufffe\uffffCafé")), "Café", "that XML forbids: 2 left out"),
        (export(item(1, title="Caf\ud83dé")).encode("utf-8", "surrogatepass"), "Cafí ½é",
         "3 bytes of it are not utf-8"),
    ],
    ids=[
        "latin-1", "windows-1252", "called latin-1", "called latin-9", "called ascii",
        "utf-16", "utf-16 without mark", "not utf-16", "mark",
        "blank lines", "control characters", "entities of HTML", "no characters", "half a pair",
    ],
)  # fmt: skip
def test_an_odd_encoding_is_read_as_well_as_can_be(
    run_import: Import, find_post: FindPost, content: str | bytes, title: str, note: str
) -> None:
    report = run_import(whole=content)

    assert find_post(1).title == title
    assert report.imported == 1
    assert note in reasons(report.needs_you)


@pytest.mark.parametrize("size", [1, 7, 64])
def test_what_spans_two_blocks_is_read_as_one(
    run_import: Import, find_post: FindPost, monkeypatch: pytest.MonkeyPatch, size: int
) -> None:
    monkeypatch.setattr("byline.importers.wordpress.decoding.CHUNK_BYTES", size)
    whole = export(item(1, title="T")).replace("<![CDATA[T]]>", "日本 &eacute;&#233;&amp;amp;")

    run_import(whole=whole.replace("UTF-8", "utf-8"))

    assert find_post(1).title == "日本 éé&"


def test_a_compressed_export_is_read(run_import: Import, export_file: Path) -> None:
    packed = export_file.with_name("export.xml.gz")
    packed.write_bytes(gzip.compress(WHOLE.encode()))

    assert run_import(path=packed).imported == 2


def test_a_file_that_is_too_large_is_refused(
    run_import: Import, export_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exports, "MAX_BYTES", 1000)
    packed = export_file.with_name("export.xml.gz")
    packed.write_bytes(gzip.compress(WHOLE.encode()))

    for path in (None, packed):
        with pytest.raises(SourceUnreadable, match="larger than"):
            run_import(item(1), path=path)


@pytest.mark.parametrize("damaged", [b"\x1f\x8b no gzip", gzip.compress(WHOLE.encode())[:-40]])
def test_a_damaged_archive_is_refused(
    run_import: Import, export_file: Path, damaged: bytes
) -> None:
    packed = export_file.with_name("export.xml.gz")
    packed.write_bytes(damaged)

    with pytest.raises(SourceUnreadable, match="cannot be read"):
        run_import(path=packed)


def test_deep_nesting_is_refused(run_import: Import) -> None:
    deep = "<x>" * 10_000 + "</x>" * 10_000

    with pytest.raises(SourceUnreadable, match="deeper elements"):
        run_import(item(1), item(2, terms=deep))

    assert nothing_is_here()


def test_an_item_of_a_huge_number_of_elements_is_refused(
    run_import: Import, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(wxr, "MAX_NODES", 200)
    assert run_import(item(1), *(item(number) for number in range(2, 40))).imported == 39

    with pytest.raises(SourceUnreadable, match="more or deeper elements"):
        run_import(item(1), item(2, terms="<x/>" * 200))


def test_deep_html_does_not_stop_the_import(run_import: Import, find_post: FindPost) -> None:
    deep = "<b>" * 20_000 + "deep"

    run_import(
        item(1, text=deep, comments=comment(text=deep), title=""),
        item(2, text=deep, terms=term("post_format", "post-format-quote", "Quote")),
    )

    assert "deep" in find_post(1).text


def test_a_text_that_is_too_long_is_refused_alone(
    run_import: Import, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("byline.importers.wordpress.items.MAX_SOURCE_BYTES", 1000)

    report = run_import(item(1, text="x" * 1001), item(2))

    assert (report.imported, report.refused) == (1, 1)
    assert "not imported: its text is longer than" in reasons(report.needs_you)


def test_numbers_that_are_none_do_no_harm(run_import: Import, client: FlaskClient) -> None:
    odd = {"order": "9" * 400, "parent": "-1", "sticky": "²"}

    report = run_import(
        item("9" * 400, **odd),
        item("'; DROP TABLE posts; --", link="javascript:alert(1)", **odd),
        item("²", link="http://[::1", meta={"_thumbnail_id": "²"}, **odd),
        item(4, type="page", link="https://old.example/" + "x" * 600, order="-5"),
        item(5, comments=comment("x" * 900, parent="9" * 30, user="²")),
    )

    assert report.imported == 5
    assert client.get("/blog/").status_code == 200


@pytest.mark.parametrize("unit", ["<p>", "<b>", "<a ", "<div>", "<!--", "<a href='", "</p>"])
def test_texts_of_tags_that_never_end_take_no_time(unit: str) -> None:
    hostile = unit * (100_000 // len(unit))
    start = time.process_time()

    for read in (plain_line, plain_comment, find_quotation, find_picture):
        read(hostile)

    # Seconds of this process; they were minutes.
    assert time.process_time() - start < 10


@pytest.mark.parametrize("size", [1, 7, 2**16])
def test_entities_in_a_text_that_is_marked_as_such_are_left_to_html(
    run_import: Import, find_post: FindPost, monkeypatch: pytest.MonkeyPatch, size: int
) -> None:
    monkeypatch.setattr("byline.importers.wordpress.decoding.CHUNK_BYTES", size)

    run_import(item(1, text="<p>a &LT;b&GT; &lsqb;gallery&rsqb; ]] &eacute;</p>"))

    assert find_post(1).text == "a <b> [gallery] ]] é"


def test_a_place_that_no_database_holds_is_made_smaller(
    run_import: Import, find_page: FindPage
) -> None:
    run_import(item(1, type="page", order="99999999999"))

    assert find_page(1).position == 2**31 - 1
