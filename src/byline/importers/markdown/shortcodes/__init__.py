"""Shortcodes and template tags in the posts of site generators, made Markdown or left out."""

from byline.importers.markdown.shortcodes.expand import Expanded, expand

__all__ = ["Expanded", "expand"]
