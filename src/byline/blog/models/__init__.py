"""The tables of the blog."""

from byline.blog.models.counters import Counter
from byline.blog.models.pages import Page
from byline.blog.models.posts import (
    BlogPost,
    ImagePost,
    Post,
    PostAuthor,
    PostTag,
    QuotePost,
    VideoPost,
)
from byline.blog.models.redirects import Redirect
from byline.blog.models.tags import Tag

__all__ = [
    "BlogPost",
    "Counter",
    "ImagePost",
    "Page",
    "Post",
    "PostAuthor",
    "PostTag",
    "QuotePost",
    "Redirect",
    "Tag",
    "VideoPost",
]
