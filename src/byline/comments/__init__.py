"""Comments: what readers say under a post."""

from flask import Flask

from byline.blog.queries import PostPage
from byline.blog.registry import register_post_deletion, register_post_page
from byline.comments.queries import comment_page
from byline.comments.services import detach_replies


def create_module(app: Flask) -> None:
    """Show the comments of a post on its page; they are deleted with it."""
    register_post_page(app, _comments_of)
    register_post_deletion(app, detach_replies)


def _comments_of(post: PostPage) -> dict[str, object]:
    # A post without comments costs no query.
    return {"comment_page": comment_page(post)}
