"""Take comments, and moderate them."""

from byline.comments.views import moderation, writing
from byline.comments.views.blueprint import bp

__all__ = ["bp", "moderation", "writing"]
