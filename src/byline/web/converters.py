"""What may stand in an address: anything else is no page, before a view or a database sees it."""

from typing import Any

from flask import Flask
from werkzeug.routing import IntegerConverter, Map, UnicodeConverter


class NumberConverter(IntegerConverter):
    """Plain digits as one writes them, no more than an id has: Python refuses thousands."""

    regex = r"(?:0|[1-9][0-9]{0,9})"


class SegmentConverter(UnicodeConverter):
    """Text without NUL, which PostgreSQL refuses in any value."""

    def __init__(self, map: Map, *args: Any, **kwargs: Any) -> None:  # noqa: A002, ANN401 - Werkzeug's
        super().__init__(map, *args, **kwargs)
        self.regex = self.regex.replace("[^/]", r"[^/\0]")


def init_app(app: Flask) -> None:
    """Use these for `<int:…>` and for `<…>`; before any route is added."""
    app.url_map.converters |= {
        "int": NumberConverter,
        "string": SegmentConverter,
        "default": SegmentConverter,
    }
