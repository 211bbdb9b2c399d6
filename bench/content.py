"""Fill a site with posts by the hundred thousand: the same ones for the same number.

The rows go straight into the tables, since services would take an hour; totals are then counted
by the service that owns them.
"""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime, timedelta
from random import Random
from typing import Any

from sqlalchemy import Connection, insert

from byline.auth.models import User
from byline.blog.models import Page, Post, PostAuthor, PostTag, Tag
from byline.blog.services.counters import recount_posts
from byline.comments.models import Comment
from byline.comments.paths import path_of
from byline.extensions import Base, write_unit
from byline.lib.database import utcnow
from byline.lib.render import render
from byline.lib.slugs import slugify
from byline.lib.titles import title_key

USERS = 50
TAGS = 200
TAGS_PER_POST = 2
# Rendering is not what is measured here, so posts share their bodies.
BODIES = 40
COMMENTED_SHARE = 0.1
COMMENTS_PER_COMMENTED_POST = 10
DRAFT_SHARE = 0.01
POST_INTERVAL = timedelta(minutes=37)
BATCH_POSTS = 2_000

VOCABULARY = """
    about after again answer around because before began below between book build change city clear
    close code common could country cover draw early earth enough every example family figure find
    first follow form garden great hand house idea island language large later learn letter light
    line listen little machine mountain music never night notice number often open order paper
    pattern people picture place plant point question quick reach record river round school sea
    second sentence several short simple small something sound spell stand start state still story
    street table thing thought through together travel turn under until usual voice watch water
    while white whole without word work world write year young
"""
WORDS = VOCABULARY.split()

Row = dict[str, Any]


def fill(posts: int) -> None:
    """Fill an empty, migrated database; its application context must be pushed."""
    dice = Random(posts)  # nosec B311 - nothing secret is made of it
    with write_unit() as session:
        connection = session.connection()
        connection.execute(insert(User), _users())
        connection.execute(insert(Tag), _tags())
        connection.execute(insert(Page), _pages())
        bodies = [_body(dice) for _ in range(BODIES)]
        for first in range(1, posts + 1, BATCH_POSTS):
            ids = range(first, min(first + BATCH_POSTS, posts + 1))
            _insert_posts(connection, ids, posts, bodies, dice)
        recount_posts()


def _insert_posts(
    connection: Connection, ids: range, total: int, bodies: Sequence[Row], dice: Random
) -> None:
    """Add posts with their authors, tags and comments; higher ids are newer."""
    now = utcnow()
    models = (Post, PostAuthor, PostTag, Comment)
    rows: dict[type[Base], list[Row]] = {model: [] for model in models}
    for post_id in ids:
        date = now - POST_INTERVAL * (total + 1 - post_id)
        post = _post(post_id, date, dice) | dice.choice(bodies)
        comments = _comments(post_id, date, dice)
        rows[Post].append(post | {"comment_count": len(comments)})
        rows[Comment] += comments
        rows[PostAuthor] += _links("user_id", 1 + (dice.random() < 0.1), USERS, post, dice)
        rows[PostTag] += _links("tag_id", TAGS_PER_POST, TAGS, post, dice)
    for model, found in rows.items():
        if found:
            connection.execute(insert(model), found)


def _users() -> list[Row]:
    return [
        {
            "id": number,
            "username": f"author-{number}",
            "display_name": f"Author {number}",
            "fs_uniquifier": f"author-{number}",
            "active": False,
        }
        for number in range(1, USERS + 1)
    ]


def _tags() -> list[Row]:
    titles = [f"{WORDS[number % len(WORDS)]} {number}" for number in range(1, TAGS + 1)]
    return [
        {"id": number, "title": title, "title_key": title_key(title)}
        for number, title in enumerate(titles, 1)
    ]


def _pages() -> list[Row]:
    return [
        {
            "slug": slug,
            "title": slug.title(),
            "source": "",
            "html": "<p>Hello.</p>",
            "text": "Hello.",
        }
        for slug in ("about", "contact", "imprint")
    ]


def _post(post_id: int, date: datetime, dice: Random) -> Row:
    title = f"{_words(dice, 3, 9).capitalize()} {post_id}"
    is_draft = dice.random() < DRAFT_SHARE
    return {
        "id": post_id,
        "type": "blog",
        "title": title,
        "slug": slugify(title),
        "status": "draft" if is_draft else "published",
        "publish_date": date,
        "visible_from": None if is_draft else date,
        "language": "en",
        "created_at": date,
        "updated_at": date,
    }


def _links(key: str, count: int, kinds: int, post: Row, dice: Random) -> list[Row]:
    """Return the rows that put a post under `count` of the first `kinds` ids, low ones oftener."""
    found: set[int] = set()
    while len(found) < count:
        found.add(1 + int(kinds * dice.random() ** 3))
    return [
        {
            "post_id": post["id"],
            key: number,
            "position": position,
            "visible_from": post["visible_from"],
        }
        for position, number in enumerate(found)
    ]


def _comments(post_id: int, date: datetime, dice: Random) -> list[Row]:
    if dice.random() >= COMMENTED_SHARE:
        return []
    first = post_id * COMMENTS_PER_COMMENTED_POST
    return [
        {
            "id": first + number,
            "post_id": post_id,
            "path": path_of(first + number, None),
            "name": dice.choice(WORDS).capitalize(),
            "text": _sentence(dice),
            "status": "approved",
            "created_at": date + timedelta(minutes=number),
        }
        for number in range(COMMENTS_PER_COMMENTED_POST)
    ]


def _body(dice: Random) -> Row:
    """Return a post's text as a writer's Markdown and all that is made from it on save."""
    source = "\n\n".join(_section(dice) for _ in range(dice.randint(2, 5)))
    return {"source": source, "format": "markdown", **asdict(render(source, "markdown"))}


def _section(dice: Random) -> str:
    """Return a heading, two paragraphs and something that is not a paragraph."""
    paragraphs = [" ".join(_sentence(dice) for _ in range(dice.randint(2, 5))) for _ in "ab"]
    special = dice.choice(
        [
            "\n".join(f"- {_words(dice, 3, 8)}" for _ in range(4)),
            f"> {_sentence(dice)}",
            "```python\nfor post in posts:\n    print(post.title, len(post.tags))\n```",
            "| name | count |\n| --- | --- |\n| one | 1 |\n| two | 2 |",
        ]
    )
    return "\n\n".join([f"## {_words(dice, 2, 5).capitalize()}", *paragraphs, special])


def _sentence(dice: Random) -> str:
    words = _words(dice, 6, 14).capitalize()
    return f"{words} **{dice.choice(WORDS)}** [{dice.choice(WORDS)}](https://example.org/)."


def _words(dice: Random, fewest: int, most: int) -> str:
    return " ".join(dice.choices(WORDS, k=dice.randint(fewest, most)))
