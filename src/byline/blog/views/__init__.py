"""The pages of the blog."""

from byline.blog.views import reading
from byline.blog.views.blueprint import bp, site_bp

__all__ = ["bp", "reading", "site_bp"]
