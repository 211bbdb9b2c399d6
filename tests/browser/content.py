"""A blog with everything on it that a page can show."""

import io
import itertools
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import flask_migrate
from PIL import Image

from byline.auth.models import User
from byline.auth.passwords import hash_password
from byline.auth.services import create_user
from byline.blog.models import Post
from byline.blog.services import (
    PageContent,
    PostContent,
    create_page,
    create_post,
    delete_post,
    prepare_page,
    prepare_post,
)
from byline.comments.services import add_comment
from byline.extensions import db, write_unit
from byline.media.models import MediaFile
from byline.media.queries import find_picture_size
from byline.media.services import add_file, prepare_file

SAMPLE = Path(__file__).with_name("sample.md")
LONG_TITLE = (
    "A title that goes on and on, with Donaudampfschifffahrtsgesellschaftskapitänsmütze in it, to"
    " see what becomes of the layout when somebody does not stop in time"
)
# What everybody signs in with.
PASSWORD = "a good password"
PEOPLE = {
    "ana": ("poster", "Ana Araújo"),
    "zoe": ("poster", "Zoë van der Wolkenkratzerbauunternehmensgründerin"),
    "ed": ("editor", "Ed"),
    "ingrid": ("admin", "Ingrid Holm"),
}
HEBREW = "זוהי פסקה ראשונה בעברית, עם `code` ועם **הדגשה**.\n\n1. אחת\n2. שתיים\n"
HOURS = itertools.count()
# The kinds of pages that everybody sees; `fill` says where one of each is.
KINDS = (
    "home",
    "older posts",
    "a long post",
    "a picture post",
    "a quote",
    "a video post",
    "a post with a film above",
    "a post with a long title and many tags",
    "a right-to-left post",
    "a post with comments",
    "a tag",
    "an author",
    "the archive",
    "the tags",
    "the authors",
    "a page",
    "not found",
)


def fill() -> dict[str, str]:
    """Write the content; return the path of a page of each kind, by the name of the kind."""
    flask_migrate.upgrade()
    ana, zoe = _add_users()
    picture = _add_picture(1600, 900, "steelblue")
    source = SAMPLE.read_text("utf-8").replace("PICTURE", picture.name)

    for number in range(30):
        _publish([ana], title=f"An ordinary post {number}", source="Words.", tags=["Ordinary"])
    paths = {
        "a long post": _publish([ana, zoe], title="Everything", source=source, tags=["Python"]).url,
        "a picture post": _publish(
            [zoe],
            type="image",
            title="A picture",
            source="What it shows.",
            image=picture,
            image_alt="A blue field",
            image_caption="A caption",
        ).url,
        "a quote": _publish(
            [zoe], type="quote", title="A quote", source="To be.", quote_author="William"
        ).url,
        "a video post": _publish(
            [ana],
            type="video",
            title="A film",
            source="About it.",
            video="https://www.youtube.com/watch?v=dQw4w9WgXcQ",
        ).url,
        "a post with a film above": _publish(
            [ana], title="A post and a film", source="Words.", youtube_id="dQw4w9WgXcQ"
        ).url,
        "a post with a long title and many tags": _publish(
            [ana],
            title=LONG_TITLE,
            source="Words. " * 200,
            tags=[f"tag number {number}" for number in range(40)],
        ).url,
        "a right-to-left post": _publish(
            [ana], title="שלום עולם", source=HEBREW, language="he", tags=["עברית"]
        ).url,
    }
    discussed = _publish(
        [ana],
        title="A post that is discussed",
        source="Words.",
        cover=picture,
        cover_alt="A blue field",
        cover_caption="A caption",
    )
    _discuss(discussed, ana)
    deleted = _publish([zoe], title="A post that was deleted", source="Words.")
    with write_unit():
        delete_post(deleted)
    for status, date in (("draft", None), ("scheduled", datetime(2100, 1, 1, tzinfo=UTC))):
        _publish([zoe], title=LONG_TITLE, source="Words.", status=status, publish_date=date)
    about = prepare_page(PageContent(title="About", source=source), picture_size=find_picture_size)
    with write_unit():
        create_page(about)
    return paths | {
        "a post with comments": discussed.url,
        "home": "/blog/",
        "older posts": "/blog/2",
        "a tag": "/blog/tag/Ordinary",
        "an author": "/blog/user/zoe",
        "the archive": "/blog/archive",
        "the tags": "/blog/tags",
        "the authors": "/blog/authors",
        "a page": "/page/about",
        "not found": "/blog/post/99999",
        "the form of a post": f"/blog/edit/{discussed.id}",
        "an undo": f"/blog/posts?deleted={deleted.id}",
        "a user": f"/auth/users/{zoe.id}",
    }


def _add_users() -> tuple[User, User]:
    """Add those who write, and those who look after the blog."""
    password_hash = hash_password(PASSWORD)
    with write_unit():
        ana, zoe, *_others = (
            create_user(name, password_hash=password_hash, roles=[role], display_name=display_name)
            for name, (role, display_name) in PEOPLE.items()
        )
    return ana, zoe


def _add_picture(width: int, height: int, colour: str) -> MediaFile:
    file = io.BytesIO()
    Image.new("RGB", (width, height), colour).save(file, "PNG")
    prepared = prepare_file(file.getvalue(), "picture.png")
    with write_unit():
        return add_file(prepared)


def _publish(authors: list[User], **fields: Any) -> Post:  # noqa: ANN401 - fields of PostContent
    date = datetime(2024, 1, 1, tzinfo=UTC) + timedelta(hours=next(HOURS))
    content = PostContent(**{"status": "published", "publish_date": date, **fields})
    prepared = prepare_post(content, picture_size=find_picture_size)
    with write_unit():
        post = create_post(prepared, authors)
    db.session.refresh(post)
    return post


def _discuss(post: Post, author: User) -> None:
    with write_unit():
        first = add_comment(post, name="Rita", text="Is it?", status="approved")
        add_comment(
            post, name="Ana Araújo", user=author, text="It is.", parent=first, status="approved"
        )
        add_comment(
            post, name="R" * 100, text=f"https://example.org/{'a' * 200}", status="approved"
        )
        add_comment(post, name="Spammer", text="Buy this", status="spam")
        add_comment(post, name="Newcomer", text=f"See https://example.org/{'b' * 200}")
