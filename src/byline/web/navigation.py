"""What the navigation of every page links to: each feature registers what it adds."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from urllib.parse import unquote

from flask import Flask, current_app, request

_EXTENSION = "byline-navigation"


@dataclass(frozen=True)
class NavigationLink:
    """A link of the navigation; `url` is a path of this site."""

    label: str
    url: str

    @property
    def active(self) -> bool:
        """Say whether the page shown is the one linked to."""
        return request.path == unquote(self.url)


Provider = Callable[[], Iterable[NavigationLink]]


def register_navigation(app: Flask, provider: Provider) -> None:
    """Let `provider` say, for the visitor of each request, what to link to."""
    app.extensions.setdefault(_EXTENSION, []).append(provider)


def navigation_links() -> list[NavigationLink]:
    """Return the links for this visitor, in the order in which features were registered."""
    providers: list[Provider] = current_app.extensions.get(_EXTENSION, [])
    return [link for provider in providers for link in provider()]
