"""What other features add to posts: to their pages, and before one is deleted."""

from collections.abc import Callable
from typing import Any

from flask import Flask, current_app

from byline.blog.queries import PostPage

_PAGES = "byline-post-page"
_DELETIONS = "byline-post-deletion"

Provider = Callable[[PostPage], dict[str, Any]]
# Takes the id of the post.
Preparation = Callable[[int], None]


def register_post_page(app: Flask, provider: Provider) -> None:
    """Give the template of a post's page what `provider` returns for the post."""
    app.extensions.setdefault(_PAGES, []).append(provider)


def post_page_context(post: PostPage) -> dict[str, Any]:
    """Return what the features add for this post."""
    providers: list[Provider] = current_app.extensions.get(_PAGES, [])
    return {key: value for provider in providers for key, value in provider(post).items()}


def register_post_deletion(app: Flask, preparation: Preparation) -> None:
    """Call `preparation` before a post is deleted, in the same transaction."""
    app.extensions.setdefault(_DELETIONS, []).append(preparation)


def prepare_deletion(post_id: int) -> None:
    """Let the features change what the database could not delete along with the post."""
    preparations: list[Preparation] = current_app.extensions.get(_DELETIONS, [])
    for preparation in preparations:
        preparation(post_id)
