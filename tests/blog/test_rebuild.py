"""`byline posts rebuild` makes again what is made from the sources."""

from typing import Any

import pytest
import sqlalchemy as sa
from flask.testing import FlaskCliRunner

from byline.blog.models import Page, Post, Tag
from byline.blog.services import rebuild
from byline.extensions import db, write_unit
from byline.lib.render import Rendered, render
from tests.support.engines import every_engine
from tests.support.factories import MakePage, MakePicture, MakePost

SOURCE = """A *first* line with a [link](https://example.org/).

| a | b |
|---|---|
| 1 | 2 |

```python
print("x")
```
"""


def rows(table: str) -> list[Any]:
    """Return all that is stored in a table."""
    return list(db.session.execute(sa.text(f"SELECT * FROM {table} ORDER BY id")))


def spoil() -> None:
    """Replace what is made from the sources, and the totals."""
    with write_unit() as session:
        session.execute(sa.update(Post).values(html="x", text="x", summary="x", reading_minutes=9))
        session.execute(sa.update(Page).values(html="x", text="x"))
        session.execute(sa.update(Tag).values(post_count=9))


@every_engine
def test_a_rebuilt_site_is_what_was_saved_first(
    runner: FlaskCliRunner, make_post: MakePost, make_page: MakePage, make_picture: MakePicture
) -> None:
    make_post(source=SOURCE, tags=["sea"])
    make_post(source="<p>HTML <script>x</script></p>", format="html", summary="*Given*")
    make_page(source=SOURCE)
    before = rows("posts"), rows("pages"), rows("tags")
    db.session.rollback()
    spoil()

    result = runner.invoke(args=["posts", "rebuild"])

    assert result.exit_code == 0
    assert result.output.endswith("3 posts and pages rebuilt.\n")
    assert (rows("posts"), rows("pages"), rows("tags")) == before


def test_more_posts_than_a_batch_are_all_rebuilt(
    runner: FlaskCliRunner, make_post: MakePost, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rebuild, "BATCH_ROWS", 2)
    for _ in range(5):
        make_post()
    before = rows("posts")
    db.session.rollback()
    spoil()

    runner.invoke(args=["posts", "rebuild"])

    assert rows("posts") == before


def test_a_picture_gets_its_size(
    runner: FlaskCliRunner, make_post: MakePost, make_picture: MakePicture
) -> None:
    picture = make_picture(width=60, height=40)
    post = make_post(source=f"![A boat]({picture.url})")

    runner.invoke(args=["posts", "rebuild"])

    db.session.expire_all()
    assert 'width="60"' in post.html
    assert 'height="40"' in post.html


def test_a_post_saved_in_the_meantime_keeps_what_its_writer_made(
    make_post: MakePost, monkeypatch: pytest.MonkeyPatch
) -> None:
    post = make_post(source="old")

    def save_meanwhile(*args: Any, **kwargs: Any) -> Rendered:  # noqa: ANN401 - what it wraps
        with write_unit() as session:
            session.execute(sa.update(Post).values(html="<p>new</p>", version=2))
        return render(*args, **kwargs)

    monkeypatch.setattr(rebuild, "render", save_meanwhile)

    assert list(rebuild.rebuild_posts(lambda _address: None)) == [post.id]

    db.session.expire_all()
    assert (post.html, post.version) == ("<p>new</p>", 2)


def test_an_empty_site_can_be_rebuilt(runner: FlaskCliRunner) -> None:
    result = runner.invoke(args=["posts", "rebuild"])

    assert result.output.endswith("0 posts and pages rebuilt.\n")
