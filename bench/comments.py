"""What a post's page costs with ten comments and with ten thousand, however they hang together."""

from collections.abc import Callable
from datetime import timedelta
from random import Random
from statistics import median

from flask import Flask
from sqlalchemy import delete, insert, select, update

from bench.content import WORDS, Row
from bench.requests import Request, cpu_ms, discarded_logs, make_request, query_count
from bench.site import filled_site
from bench.tables import Figure, number, print_figures, print_table
from byline.blog.models import Post
from byline.comments.models import Comment
from byline.comments.paths import path_of
from byline.comments.queries import COMMENTS_PER_PAGE
from byline.extensions import db, write_unit
from byline.lib.database import utcnow

FEW, MANY = 10, 10_000
ROUNDS = 9
REQUESTS_PER_ROUND = 20
POSTS = 100
WORDS_PER_COMMENT = 30
MOST_QUERIES, MOST_TIMES_SLOWER = 9, 2

# Takes the number of a comment, and returns that of the one it answers, if any; the first is 0.
Shape = Callable[[int, Random], int | None]


def _flat(_number: int, _dice: Random) -> int | None:
    return None


def _replies(number: int, _dice: Random) -> int | None:
    return 0 if number else None


def _chain(number: int, _dice: Random) -> int | None:
    return number - 1 if number else None


def _tree(number: int, dice: Random) -> int | None:
    return dice.randrange(number) if number and dice.random() < 0.8 else None


DISCUSSIONS: dict[str, tuple[int, Shape]] = {
    "few": (FEW, _tree),
    "threads without replies": (MANY, _flat),
    "replies to one comment": (MANY, _replies),
    "one chain of replies": (MANY, _chain),
    "a tree by chance": (MANY, _tree),
}


def main() -> list[Figure]:
    """Compare the first and the last page of long discussions with a short one."""
    with filled_site(POSTS) as app, discarded_logs():
        requests = _requests(app)
        for request in requests.values():
            request()
        queries = {name: query_count(request) for name, request in requests.items()}
        # In turns, so that a busy moment of the machine hits all alike.
        rounds = [
            {name: cpu_ms(request, REQUESTS_PER_ROUND) for name, request in requests.items()}
            for _ in range(ROUNDS)
        ]
    rows = [
        [name, f"{number(median(found[name] for found in rounds))} ({queries[name]})"]
        for name in requests
    ]
    print_table("CPU milliseconds (queries) of a post's page", ("comments", ""), rows)
    figures = [Figure("queries of the dearest page", max(queries.values()), "", MOST_QUERIES)]
    for name in list(requests)[1:]:
        ratio = median(found[name] / found["few"] for found in rounds)
        figures.append(Figure(f"{name} / few", ratio, "×", MOST_TIMES_SLOWER))
    print_figures(f"Discussions of {MANY:,} comments and of {FEW}", figures)
    return figures


def _requests(app: Flask) -> dict[str, Request]:
    requests: dict[str, Request] = {}
    with app.app_context():
        posts = list(db.session.scalars(select(Post).where(Post.status == "published").limit(5)))
        urls = [post.url for post in posts]
        ids = [post.id for post in posts]
        for post_id, (size, shape) in zip(ids, DISCUSSIONS.values(), strict=True):
            _discuss(post_id, size, shape)
    for url, (name, (size, _shape)) in zip(urls, DISCUSSIONS.items(), strict=True):
        requests[name] = make_request(app, url)
        if size == MANY:
            last = size // COMMENTS_PER_PAGE
            requests[f"{name}, last page"] = make_request(app, f"{url}?comments={last}")
    return requests


def _discuss(post_id: int, size: int, shape: Shape) -> None:
    """Let a post have these comments and no others."""
    dice = Random(size)  # nosec B311 - nothing secret is made of it
    now = utcnow()
    first = 1_000_000 * post_id
    rows: list[Row] = []
    for index in range(size):
        parent = shape(index, dice)
        above: Row = {} if parent is None else rows[parent]
        rows.append(
            {
                "id": first + index,
                "post_id": post_id,
                "parent_id": above.get("id"),
                "path": path_of(first + index, above.get("path")),
                "name": dice.choice(WORDS).capitalize(),
                "text": " ".join(dice.choices(WORDS, k=WORDS_PER_COMMENT)),
                "status": "approved",
                "created_at": now + timedelta(seconds=index - size),
            }
        )
    with write_unit() as session:
        session.execute(delete(Comment).where(Comment.post_id == post_id))
        session.execute(insert(Comment), rows)
        session.execute(update(Post).where(Post.id == post_id).values(comment_count=size))
