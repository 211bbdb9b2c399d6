"""The addresses in HTML of another program: which it shows or leads to, and new ones for them."""

from byline.importers.html.addresses import Found, find_addresses, replace_addresses
from byline.importers.html.lazy import settle_lazy_pictures

__all__ = ["Found", "find_addresses", "replace_addresses", "settle_lazy_pictures"]
