"""Ways in beside the password, shown on the login page: each registers itself."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from flask import Flask, current_app

_EXTENSION = "byline-ways-in"


@dataclass(frozen=True)
class WayIn:
    """A button that leads to another way in: "Log in with GitHub"."""

    label: str
    url: str


# Takes the path to go to afterwards.
Provider = Callable[[str | None], Iterable[WayIn]]


def register_way_in(app: Flask, provider: Provider) -> None:
    """Let `provider` say, for each request, which ways in it has."""
    app.extensions.setdefault(_EXTENSION, []).append(provider)


def ways_in(after: str | None) -> list[WayIn]:
    """Return the ways in that there are, in the order in which they were registered."""
    providers: list[Provider] = current_app.extensions.get(_EXTENSION, [])
    return [way for provider in providers for way in provider(after)]
