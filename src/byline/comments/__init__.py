"""Comments: what readers say under a post."""

from flask import Flask

from byline.blog.queries import PostPage
from byline.blog.registry import register_post_page
from byline.comments.queries import comment_threads


def create_module(app: Flask) -> None:
    """Show the comments of a post on its page."""
    register_post_page(app, _comments_of)


def _comments_of(post: PostPage) -> dict[str, object]:
    # A post without comments costs no query.
    return {"comments": comment_threads(post) if post.comment_count else []}
