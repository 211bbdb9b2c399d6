"""What other features add to the page of a post."""

from collections.abc import Callable
from typing import Any

from flask import Flask, current_app

from byline.blog.queries import PostPage

_EXTENSION = "byline-post-page"

Provider = Callable[[PostPage], dict[str, Any]]


def register_post_page(app: Flask, provider: Provider) -> None:
    """Give the template of a post's page what `provider` returns for the post."""
    app.extensions.setdefault(_EXTENSION, []).append(provider)


def post_page_context(post: PostPage) -> dict[str, Any]:
    """Return what the features add for this post."""
    providers: list[Provider] = current_app.extensions.get(_EXTENSION, [])
    return {key: value for provider in providers for key, value in provider(post).items()}
