"""From the body of a WordPress post to the HTML that Byline keeps of it."""

from byline.importers.wordpress.content.conversion import Converted, convert
from byline.importers.wordpress.content.library import Attachment, Library

__all__ = ["Attachment", "Converted", "Library", "convert"]
