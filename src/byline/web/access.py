"""Every view declares who may open it; with one that does not, the application does not start."""

from collections.abc import Callable
from typing import Any, TypeVar

from flask import Flask

View = TypeVar("View", bound=Callable[..., Any])

_ATTRIBUTE = "byline_access"
PUBLIC = "public"
# Flask's own, and the debug toolbar's, which is there for developers only.
_PUBLIC_PREFIXES = ("static", "debugtoolbar.", "_debug_toolbar.")


class UndeclaredAccess(RuntimeError):
    """A view does not say who may open it."""


def declare_access(view: View, access: str) -> View:
    """Write down on a view who may open it, such as `public` or `edit Post`."""
    setattr(view, _ATTRIBUTE, access)
    return view


def public(view: View) -> View:
    """Declare that anybody may open a view."""
    return declare_access(view, PUBLIC)


def declared_access(app: Flask, endpoint: str) -> str | None:
    """Return who may open the view of an endpoint, as it declares it."""
    if endpoint.startswith(_PUBLIC_PREFIXES):
        return PUBLIC
    access: str | None = getattr(app.view_functions[endpoint], _ATTRIBUTE, None)
    return access


def check_access(app: Flask) -> None:
    """Raise UndeclaredAccess if a view does not say who may open it."""
    silent = [name for name in app.view_functions if declared_access(app, name) is None]
    if silent:
        raise UndeclaredAccess(
            f"These views do not say who may open them: {', '.join(sorted(silent))}."
            " Put @public, @signed_in or @permitted(…) above each."
        )
