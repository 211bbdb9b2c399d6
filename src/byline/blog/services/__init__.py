"""What changes posts, pages, tags and redirects."""

from byline.blog.services.content import (
    Format,
    PostContent,
    PostType,
    PreparedPost,
    Status,
    prepare_post,
)
from byline.blog.services.deletion import delete_post, purge_post, restore_post
from byline.blog.services.pages import (
    PageContent,
    PreparedPage,
    create_page,
    has_page,
    prepare_page,
    update_page,
)
from byline.blog.services.posts import create_post, id_of, settle_status, update_post
from byline.blog.services.redirects import add_redirect, add_redirects

__all__ = [
    "Format",
    "PageContent",
    "PostContent",
    "PostType",
    "PreparedPage",
    "PreparedPost",
    "Status",
    "add_redirect",
    "add_redirects",
    "create_page",
    "create_post",
    "delete_post",
    "has_page",
    "id_of",
    "prepare_page",
    "prepare_post",
    "purge_post",
    "restore_post",
    "settle_status",
    "update_page",
    "update_post",
]
