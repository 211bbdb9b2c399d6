"""What the navigation of every page links to: each feature registers what it adds."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Literal
from urllib.parse import parse_qs, unquote, urlsplit

from flask import Flask, current_app, request

_EXTENSION = "byline-navigation"

# What there is to read, what the visitor looks after, and who they are: the way in, or out.
Area = Literal["reading", "work", "account"]


@dataclass(frozen=True)
class NavigationLink:
    """A link of the navigation; `url` is a path of this site, or an address of another.

    One that changes something is a button: it has to `post`.
    """

    label: str
    url: str
    post: bool = False

    @property
    def active(self) -> bool:
        """Say whether the page shown is the one linked to, with its query if it has one."""
        address = urlsplit(self.url)
        if address.netloc or request.path != unquote(address.path):
            return False
        return not address.query or parse_qs(address.query) == request.args.to_dict(flat=False)


Provider = Callable[[], Iterable[NavigationLink]]


def register_navigation(app: Flask, provider: Provider, *, area: Area = "reading") -> None:
    """Let `provider` say, for the visitor of each request, what to link to in an area."""
    app.extensions.setdefault(_EXTENSION, {}).setdefault(area, []).append(provider)


def navigation_links(area: Area = "reading") -> list[NavigationLink]:
    """Return the links for this visitor, in the order in which features were registered."""
    providers: list[Provider] = current_app.extensions.get(_EXTENSION, {}).get(area, [])
    return [link for provider in providers for link in provider()]
