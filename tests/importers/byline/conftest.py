"""A site with something of everything, and a new one to import it into."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import UTC, datetime
from pathlib import Path

import flask_migrate
import pytest
import sqlalchemy as sa
from flask import Flask

from byline.auth.models import User
from byline.blog.models import Post, Redirect, Tag
from byline.blog.services import delete_post
from byline.blog.services.rebuild import rebuild_posts
from byline.comments.services import delete_comment
from byline.exports.services import export_site
from byline.extensions import db, write_unit
from byline.media.queries import find_picture_size
from tests.support.application import application
from tests.support.engines import EMPTY
from tests.support.factories import (
    MakeComment,
    MakePage,
    MakePicture,
    MakePost,
    MakeTag,
    MakeUser,
)

NewSite = Callable[[], AbstractContextManager[Flask]]
Export = Callable[[], Path]

# Line ends, spaces, front matter that is none, and characters of all sorts.
BODY = (
    "---\ntitle: not mine\n---\n\n# Olá 日本語 🌻 اهلا\n\nTwo  \nlines\n\n\t`x`\n\n---\n\nend  \n\n"
)
SUMMARY = "One: *two*\n---\n- 'three' \"four\" # five\n\n\u2028six 👩‍👩‍👧"


@pytest.fixture
def full_site(
    app: Flask, owner: User, make_user: MakeUser, make_post: MakePost, make_page: MakePage,
    make_comment: MakeComment, make_picture: MakePicture, make_tag: MakeTag,
) -> None:  # fmt: skip
    """Fill the site with something of everything."""
    zoe = make_user("zoe_x.y", display_name="Zoë, “Z” O'Neil", email="zoe@example.org")
    reader = make_user("reader", display_name="Rita")
    make_tag("Unused")
    cover, picture, unused = (make_picture(width=width) for width in (30, 40, 50))
    first = make_post(
        title="C: 'quotes' & \"more\" – naïve 日本語", source=BODY, summary=SUMMARY,
        tags=["naïve", "C#", "日本語", "yes", "2024"], authors=[zoe, owner], cover=cover,
        cover_alt="alt: x", cover_caption="# caption", language="pt", translation_group="g-1",
        youtube_id="dQw4w9WgXcQ",
    )  # fmt: skip
    make_post(title="The same", source=f"![p]({picture.url})\n[f](/blog/post/1/x#y)",
              language="en", translation_group="g-1", tags=["c#"])  # fmt: skip
    make_post(title="Hindi", slug="ह" * 70, source="<p>x</p>\n<img src='/media/x.png'>",
              format="html", status="draft")  # fmt: skip
    make_post(title="Later", status="scheduled", publish_date=datetime(2900, 1, 1, tzinfo=UTC))
    make_post(title="Seen", type="image", image=picture, image_alt="alt", image_caption="caption")
    make_post(title="Film", type="video", video="https://vimeo.com/76979871")
    make_post(title="Said", type="quote", quote_author="null", source="To be")
    deleted = make_post(title="Gone", tags=["gone"], cover=unused)
    about = make_page(title="About: us", language="en-GB", position=3)
    make_page(title="Hidden", source="<p>H", format="html", in_navigation=False)
    _add_redirects(first, about.id, deleted)
    _discuss(first, make_comment, reader)
    with write_unit():
        delete_post(deleted)
        first.updated_by = "owner"
    # As the product does it, with the sizes of pictures.
    assert list(rebuild_posts(find_picture_size))


def _add_redirects(first: Post, page_id: int, deleted: Post) -> None:
    with write_unit() as session:
        tag_id = session.scalars(sa.select(Tag.id).where(Tag.title == "C#")).one()
        session.add_all(
            [
                Redirect(path="/2020/01/olá mundo", post_id=first.id),
                Redirect(path="/?p=12", post_id=first.id),
                Redirect(path="/about us", page_id=page_id),
                Redirect(path="/category/c#", tag_id=tag_id),
                Redirect(path="/feed", target="/blog/feed.xml"),
                Redirect(path="/gone", post_id=deleted.id),
            ]
        )


def _discuss(post: Post, make_comment: MakeComment, reader: User) -> None:
    first = make_comment(post, text="First\n\n<b>no HTML</b> 🌻", name="Ánä")
    reply = make_comment(post, text="Reply", parent=first, user=reader, name="Rita")
    make_comment(post, text="Deeper", parent=reply, guest_key="k", submission_key="s")
    make_comment(post, text="Waits", status="pending")
    make_comment(post, text="Spam", status="spam")
    with write_unit():
        delete_comment(reply.id)


@pytest.fixture
def export(app: Flask, tmp_path: Path) -> Export:
    """Export the site, and say where: `export()`."""

    def export_folder() -> Path:
        path = tmp_path / "export"
        export_site(path)
        return path

    return export_folder


@pytest.fixture
def new_site(
    app: Flask, engine_name: str, empty_database: str, migrated_sqlite: Path, tmp_path: Path
) -> NewSite:
    """Make a new, empty site on the same engine, in place of the old: `with new_site():`."""

    @contextmanager
    def make() -> Iterator[Flask]:
        address = empty_database
        if engine_name == "sqlite":
            address = f"sqlite:///{tmp_path / 'new.sqlite3'}"
            shutil.copy(migrated_sqlite, tmp_path / "new.sqlite3")
        else:
            db.session.remove()
            db.engine.dispose()
            engine = sa.create_engine(address, poolclass=sa.NullPool)
            with engine.begin() as connection:
                for statement in EMPTY[engine_name]:
                    connection.execute(sa.text(statement))
        with application(tmp_path / "new", address) as new:
            if engine_name != "sqlite":
                flask_migrate.upgrade()
            yield new

    return make
