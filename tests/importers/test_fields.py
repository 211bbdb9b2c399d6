"""What front matter says, under the names and types that generators and people use."""

from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from byline.importers.markdown.fields import Fields, cut_title, read_fields

LISBON = ZoneInfo("Europe/Lisbon")


def read(matter: dict[str, Any], *, spaced_lists: bool = False) -> Fields:
    """Read front matter in Lisbon's time zone."""
    return read_fields(matter, LISBON, spaced_lists=spaced_lists)


@pytest.mark.parametrize(
    ("matter", "authors"),
    [
        ({"authors": ["Ana Roe", "Bo Doe"]}, ("Ana Roe", "Bo Doe")),
        ({"author": "Ana Roe and Bo Doe"}, ("Ana Roe", "Bo Doe")),
        ({"author": {"name": "Ana Roe", "email": "ana@example.org"}}, ("Ana Roe",)),
        ({"author": [{"name": "Ana Roe"}, "Bo Doe <bo@example.org>"]}, ("Ana Roe", "Bo Doe")),
        ({"authors": ["Ana Roe", "ana roe", "Àna  Roe"]}, ("Ana Roe",)),
        ({"author": ""}, ()),
        ({}, ()),
    ],
)
def test_authors_are_found_in_every_shape(matter: dict[str, Any], authors: tuple[str, ...]) -> None:
    assert read(matter).authors == authors


@pytest.mark.parametrize(
    ("matter", "tags"),
    [
        ({"tags": ["a", "b"]}, ("a", "b")),
        ({"tags": "a, b c"}, ("a", "b c")),
        ({"categories": ["News"], "tags": ["news", "x"]}, ("news", "x")),
        ({"taxonomies": {"tags": ["a"], "categories": ["b"]}}, ("a", "b")),
        ({"tags": ["a/b", "C#", "naïve", "日本語", " two  words "]},
         ("a-b", "C#", "naïve", "日本語", "two words")),
        ({"tags": [2024, True]}, ("2024", "True")),
    ],
)  # fmt: skip
def test_tags_and_categories_are_one_list(matter: dict[str, Any], tags: tuple[str, ...]) -> None:
    assert read(matter).tags == tags


def test_a_string_of_tags_is_separated_by_spaces_in_jekyll() -> None:
    assert read({"tags": "jekyll update"}, spaced_lists=True).tags == ("jekyll", "update")


@pytest.mark.parametrize("tag", ["..", ".", "x" * 101])
def test_a_tag_without_an_address_is_left_out_and_named(tag: str) -> None:
    fields = read({"tags": ["fine", tag]})

    assert fields.tags == ("fine",)
    assert tag[:60] in fields.notes[0]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("title", ["a"]),
        ("tags", {"a": "b"}),
        ("tags", [[["a"]]]),
        ("description", {"a": 1}),
        ("slug", [1]),
        ("aliases", {"a": "b"}),
        ("authors", [1, ["a"]]),
        ("author", {"email": "a@example.org"}),
        ("date", ["2020-01-01"]),
        ("language", "not a language"),
    ],
)
def test_a_value_of_the_wrong_type_is_left_out_with_a_message(name: str, value: Any) -> None:  # noqa: ANN401 - on purpose
    fields = read({name: value})

    assert fields.notes
    assert (fields.title, fields.tags, fields.authors, fields.summary) == ("", (), (), None)


@pytest.mark.parametrize(
    ("matter", "cover"),
    [
        ({"image": "a.png"}, "a.png"),
        ({"cover": {"image": "a.png", "alt": "A", "caption": "B"}}, "a.png"),
        ({"images": ["a.png", "b.png"]}, "a.png"),
        ({"extra": {"cover": "a.png"}}, "a.png"),
        ({"header": {"image": "a.png"}}, "a.png"),
        ({"image": True}, None),
        ({"image": "true"}, None),
        ({"image": {"alt": "A"}}, None),
        ({"images": []}, None),
    ],
)
def test_covers_are_found_in_every_shape(matter: dict[str, Any], cover: str | None) -> None:
    assert read(matter).cover == cover


@pytest.mark.parametrize(
    ("matter", "draft"),
    [
        ({"draft": True}, True),
        ({"draft": "true"}, True),
        ({"published": "false"}, True),
        ({"status": "Draft"}, True),
        ({"draft": False}, False),
        ({"published": "true"}, False),
        ({"published": "2020-01-01"}, False),
        ({}, False),
    ],
)
def test_drafts_are_told_by_every_generator_s_word(matter: dict[str, Any], draft: bool) -> None:
    assert read(matter).draft is draft


def test_a_date_that_makes_no_sense_is_named_and_the_next_name_is_tried() -> None:
    fields = read({"date": "9999-12-31", "publishDate": "2020-06-01"})

    assert fields.date == datetime(2020, 5, 31, 23, tzinfo=UTC)
    assert "9999-12-31" in fields.notes[0]


def test_a_title_of_10_000_characters_is_cut_and_said() -> None:
    notes: list[str] = []

    title = cut_title("x" * 10_000, notes)

    assert len(title) == 255
    assert "255" in notes[0]


def test_a_title_is_one_line_without_control_characters() -> None:
    assert cut_title(" A\n\ttitle\x00\x1b of  ours ", []) == "A title of ours"
