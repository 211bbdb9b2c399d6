"""What may stand in an address: anything else is no page, before a view or a database sees it."""

from typing import Any

from flask import Flask
from werkzeug.routing import IntegerConverter, Map, UnicodeConverter

from byline.lib.limits import MAX_ID


def _as_long_as(greatest: int) -> str:
    """Return the pattern of the numbers that have as many digits as this one and are no greater."""
    digits = str(greatest)
    less = [
        f"{digits[:place]}[{0 if place else 1}-{int(digit) - 1}][0-9]{{{len(digits) - place - 1}}}"
        for place, digit in enumerate(digits)
        if int(digit) > (0 if place else 1)
    ]
    return "|".join([digits, *less])


class NumberConverter(IntegerConverter):
    """Plain digits as one writes them, no more than an id has: PostgreSQL refuses greater ones.

    A `max` would be asked too late: Werkzeug then answers 405 where there are two methods.
    """

    regex = rf"(?:0|[1-9][0-9]{{0,8}}|{_as_long_as(MAX_ID)})"


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
