"""A last look before an address is called not found: features know addresses that moved."""

from collections.abc import Callable

from flask import Flask, current_app
from werkzeug import Response

_EXTENSION = "byline-not-found"

Resolver = Callable[[], Response | None]


def register_not_found_resolver(app: Flask, resolver: Resolver) -> None:
    """Ask `resolver` about the request's address when no view has answered it."""
    app.extensions.setdefault(_EXTENSION, []).append(resolver)


def resolve_not_found() -> Response | None:
    """Return what the first resolver that knows the address answers."""
    resolvers: list[Resolver] = current_app.extensions.get(_EXTENSION, [])
    return next((response for resolver in resolvers if (response := resolver())), None)
