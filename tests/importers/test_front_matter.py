"""Metadata in front of a file: three ways to write it, and many to get it wrong."""

import pytest

from byline.importers.errors import ItemUnreadable
from byline.importers.markdown.front_matter import split_front_matter


@pytest.mark.parametrize(
    "text",
    [
        '+++\ntitle = "Hello"\n+++\nBody',
        "---\ntitle: Hello\n---\nBody",
        "---\ntitle: Hello\n...\nBody",
        "--- \ntitle: 'Hello'\n--- \nBody",
        "\n\n---\ntitle: Hello\n---\nBody",
    ],
)
def test_metadata_is_told_from_the_body(text: str) -> None:
    matter, body = split_front_matter(text, [])

    assert (dict(matter), body) == ({"title": "Hello"}, "Body")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Body",
        "# Heading\n\nBody",
        "---\n\nText below a rule",
        "---\ntext\n---\nmore",
        "--\na: b",
    ],
)
def test_a_file_without_metadata_is_all_body(text: str) -> None:
    assert split_front_matter(text, []) == ({}, text)


def test_yaml_values_stay_as_they_are_written() -> None:
    text = "---\ntitle: Yes\nversion: 1.10\ndate: 2020-02-30\ntags: [on, 0o7]\n---\n"

    matter, _ = split_front_matter(text, [])

    assert matter == {
        "title": "Yes",
        "version": "1.10",
        "date": "2020-02-30",
        "tags": ["on", "0o7"],
    }


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("+++\ntitle = Hello\n+++\n", "not valid TOML"),
        ("+++\ndate = 0000-01-01\n+++\n", "not valid TOML"),
        ("+++\na = " + "[" * 5000 + "\n+++\n", "not valid TOML"),
        ("+++\ntitle = 'x'\n", r"no closing \+\+\+"),
        ("---\ntitle: x\n", "no closing ---"),
        ("---\ntitle: : x\n---\n", "not valid YAML: .* line 2"),
        ("---\na: " + "[" * 5000 + "\n---\n", "nested too deeply"),
        ("---\na: &a [x]\nb: [*a, *a]\n---\n", "aliases"),
        ('---\na: "\\UFFFFFFFF"\n---\n', "not valid YAML"),
        ("---\n? {a: b}\n: c\n---\n", "not valid YAML"),
        ("---\na: !!python/object/apply:os.system [ls]\n---\n", None),
        ("---\ntitle: " + "x" * 70_000 + "\n---\n", "larger than 64 kB"),
        ("+++\ntitle = '" + "x" * 70_000 + "'\n+++\n", "larger than 64 kB"),
    ],
)
def test_metadata_that_cannot_be_understood_is_refused_with_a_reason(
    text: str, reason: str | None
) -> None:
    if reason is None:  # an unknown tag is nothing but a list
        assert split_front_matter(text, [])[0] == {"a": ["ls"]}
        return

    with pytest.raises(ItemUnreadable, match=reason):
        split_front_matter(text, [])
