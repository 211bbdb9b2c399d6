"""The pages of the blog."""

from byline.blog.views import posts, reading, writing
from byline.blog.views.blueprint import bp, site_bp

__all__ = ["bp", "posts", "reading", "site_bp", "writing"]
