"""Shortcodes: words in square brackets for which WordPress puts something else."""

from byline.importers.wordpress.content.shortcodes.code import expand_code
from byline.importers.wordpress.content.shortcodes.expansion import expand_shortcodes
from byline.importers.wordpress.content.shortcodes.known import Context

__all__ = ["Context", "expand_code", "expand_shortcodes"]
