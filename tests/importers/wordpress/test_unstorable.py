"""A value that the database cannot hold costs its item, and no other."""

from dataclasses import replace

import pytest

from byline.blog.services import PageContent, PostContent
from byline.importers.blog import Parts
from byline.importers.wordpress.blog import WordPressBlog
from byline.importers.wordpress.items import Item
from tests.importers.wordpress.conftest import FindPost, Import
from tests.importers.wordpress.exports import item
from tests.support.engines import every_engine


@every_engine
def test_an_item_that_the_database_refuses_is_refused_alone(
    run_import: Import, find_post: FindPost, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = WordPressBlog.content

    def with_huge_position(
        blog: WordPressBlog, of: Item, parts: Parts
    ) -> PostContent | PageContent:
        content = read(blog, of, parts)
        return replace(content, position=2**70) if isinstance(content, PageContent) else content

    monkeypatch.setattr(WordPressBlog, "content", with_huge_position)

    report = run_import(item(1, type="page", title="Huge"), item(2))

    assert (report.imported, report.refused) == (1, 1)
    assert find_post(2).title == "Post 2"
    [remark] = [one for one in report.needs_you if "not imported" in one.reason]
    assert "Huge" in remark.item
    assert len(remark.reason) < 300
    assert "INSERT" not in remark.reason
