"""What several views show readers: the page of a post, the sidebar."""

from typing import Any

from flask import render_template

from byline.auth.permissions import can
from byline.auth.security import visitor
from byline.blog.queries import PostPage, newest_links, top_tags
from byline.blog.registry import post_page_context
from byline.lib.database import utcnow


def sidebar() -> dict[str, Any]:
    """Return what the sidebar of every reading page shows; two queries."""
    now = utcnow()
    return {"newest_posts": newest_links(now), "top_tags": top_tags(now)}


def render_post(post: PostPage, **context: Any) -> str:  # noqa: ANN401 - whatever the template takes
    """Return the page of a post; `context` goes before what features add to it by themselves."""
    visible = post.is_visible(utcnow())
    page = {
        "post": post,
        "visible": visible,
        "may_edit": can(visitor, "edit", post),
        # Nobody discusses what only its writers see.
        **(post_page_context(post) if visible else {}),
        **sidebar(),
    }
    return render_template("blog/post.html", **{**page, **context})
