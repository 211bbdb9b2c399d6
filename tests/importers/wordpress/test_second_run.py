"""A second run writes nothing, whatever the first one could not do."""

import pytest

from byline.importers.wordpress.items import Item
from tests.importers.wordpress.conftest import FindPost, Import
from tests.importers.wordpress.exports import comment, item


@pytest.mark.parametrize("order", [(1, 2), (2, 1)], ids=["link first", "link later"])
def test_a_link_to_an_item_that_was_refused_is_tried_once(
    run_import: Import,
    find_post: FindPost,
    monkeypatch: pytest.MonkeyPatch,
    order: tuple[int, ...],
) -> None:
    monkeypatch.setattr(Item, "is_too_long", property(lambda self: self.original_id == "2"))
    link = '<a href="https://old.example/2020/05/post-2/#comment-9">x</a>'
    items = {1: item(1, text=link), 2: item(2, comments=comment(9))}

    first = run_import(*(items[number] for number in order))
    version = find_post(1).version
    second = run_import(*(items[number] for number in order))

    assert (first.imported, first.refused) == (1, 1)
    assert (second.unchanged, second.refused, second.updated) == (1, 1, 0)
    assert find_post(1).version == version
    assert "2, which was not imported" in str(first.needs_you)
