"""What changes posts, pages, tags and redirects."""

from byline.blog.services.pages import PageContent, PreparedPage, create_page, prepare_page
from byline.blog.services.posts import (
    Format,
    PostContent,
    PostType,
    PreparedPost,
    Status,
    create_post,
    delete_post,
    prepare_post,
    settle_status,
    update_post,
)
from byline.blog.services.redirects import add_redirect

__all__ = [
    "Format",
    "PageContent",
    "PostContent",
    "PostType",
    "PreparedPage",
    "PreparedPost",
    "Status",
    "add_redirect",
    "create_page",
    "create_post",
    "delete_post",
    "prepare_page",
    "prepare_post",
    "settle_status",
    "update_post",
]
