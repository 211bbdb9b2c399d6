"""Exports are read a little at a time."""

from collections.abc import Iterator

import pytest

from byline.importers.wordpress import wxr
from byline.importers.wordpress.wxr import Channel, read_items
from tests.importers.wordpress.exports import author, export, item

BLOCK = 1000


def blocks_of(text: str, taken: list[int]) -> Iterator[str]:
    """Yield a text in blocks, noting how many were asked for."""
    for start in range(0, len(text), BLOCK):
        taken.append(start)
        yield text[start : start + BLOCK]


def test_an_item_is_there_before_the_next_is_read() -> None:
    taken: list[int] = []
    text = export(*(item(number, text="x" * 5000) for number in range(100)))

    items = read_items(blocks_of(text, taken))
    next(items)

    assert len(taken) < 10
    assert sum(1 for _ in items) == 99
    assert len(taken) == -(-len(text) // BLOCK)


def test_a_field_takes_no_more_memory_than_a_post_may(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wxr, "MAX_FIELD_CHARS", 10_000)
    text = export(item(1, text="long line\n" * 100_000), item(2))

    first, second = read_items(blocks_of(text, []))

    assert 10_000 - BLOCK <= len(first.fields["content:encoded"]) <= 10_000
    assert second.fields["content:encoded"] == "The text of post 2."


def test_other_prefixes_and_elements_of_plugins_do_no_harm() -> None:
    text = export(item(1, terms="<x:y>unknown</x:y><wp:other><a>b</a></wp:other>"))
    renamed = text
    for old, new in (("wp", "word"), ("dc", "dublin")):
        for before in ("xmlns:", "<", "</"):
            renamed = renamed.replace(f"{before}{old}", f"{before}{new}")

    channel = Channel()
    (found,) = read_items([renamed], channel)

    assert (found.get("wp:post_id"), found.get("dc:creator")) == ("1", "ana")
    assert channel.fields["wp:base_blog_url"] == "https://old.example"


def test_what_describes_the_blog_is_not_taken_for_an_item_s() -> None:
    channel = Channel()
    head = author(1, "ana", "Ana") + "<image><title>Logo</title></image>"

    (found,) = read_items([export(item(1), head=head)], channel)

    assert channel.fields["title"] == "Old blog"
    assert channel.authors[0]["wp:author_login"] == "ana"
    assert found.get("title") == "Post 1"
