"""The addresses in HTML of another program: which it shows or leads to, and new ones for them."""

from byline.importers.html.addresses import Found, find_addresses, replace_addresses
from byline.importers.html.headings import settle_headings
from byline.importers.html.lazy import settle_lazy_pictures
from byline.importers.html.tidy import tidy_html
from byline.importers.html.words import drop_unusable, name_linked_pictures

__all__ = [
    "Found",
    "drop_unusable",
    "find_addresses",
    "name_linked_pictures",
    "replace_addresses",
    "settle_headings",
    "settle_lazy_pictures",
    "tidy_html",
]
