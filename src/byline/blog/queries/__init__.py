"""What readers may see, and the lists of it.

Pages that readers open read columns, not objects: a statement is built once, when its module is
loaded, and run with its parameters. Measured, that takes a thirtieth of the time that loading the
same page of a list as objects takes.
"""

from byline.blog.queries.cards import PostCard
from byline.blog.queries.indexes import archived_posts, authors, used_tags
from byline.blog.queries.lists import (
    Slice,
    author_posts_page,
    newest_posts_page,
    tag_posts_page,
)
from byline.blog.queries.pages import find_page, navigation_pages
from byline.blog.queries.posts import PostPage, find_post
from byline.blog.queries.redirects import find_redirect
from byline.blog.queries.sidebar import PostLink, TagCount, newest_links, top_tags
from byline.blog.queries.subjects import FoundAuthor, FoundTag, find_author, find_tag
from byline.blog.queries.visibility import count_visible, is_seen, is_visible
from byline.blog.queries.writing import (
    STATES,
    State,
    WrittenPost,
    deleted_before,
    find_any_post,
    find_deleted_post,
    find_editable_post,
    written_posts_page,
)

__all__ = [
    "STATES",
    "FoundAuthor",
    "FoundTag",
    "PostCard",
    "PostLink",
    "PostPage",
    "Slice",
    "State",
    "TagCount",
    "WrittenPost",
    "archived_posts",
    "author_posts_page",
    "authors",
    "count_visible",
    "deleted_before",
    "find_any_post",
    "find_author",
    "find_deleted_post",
    "find_editable_post",
    "find_page",
    "find_post",
    "find_redirect",
    "find_tag",
    "is_seen",
    "is_visible",
    "navigation_pages",
    "newest_links",
    "newest_posts_page",
    "tag_posts_page",
    "top_tags",
    "used_tags",
    "written_posts_page",
]
