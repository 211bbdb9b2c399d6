"""What the templates of every page are given."""

from dataclasses import dataclass
from typing import Any

from flask import Flask, g

from byline.settings.navigation import parse_links
from byline.settings.queries import default_settings, site_settings
from byline.web.navigation import NavigationLink, navigation_links


@dataclass(frozen=True)
class Site:
    """The site as its pages name it."""

    name: str
    description: str


def render_without_queries() -> None:
    """Let the page of this request do without the database: it may be what failed."""
    g.no_queries = True
    g.setdefault("site_settings", default_settings())


def init_app(app: Flask) -> None:
    """Give every template `site` and the links of the navigation, area by area."""
    app.context_processor(_page_context)


def _page_context() -> dict[str, Any]:
    quiet = g.get("no_queries", False)
    settings = site_settings()
    return {
        "site": Site(settings["site_name"], settings["site_description"]),
        "navigation": [] if quiet else _reading_links(settings["navigation"]),
        "work_navigation": [] if quiet else navigation_links("work"),
        "account_navigation": [] if quiet else navigation_links("account"),
    }


def _reading_links(own: str) -> list[NavigationLink]:
    """Return the links that an administrator has written, else those of the features."""
    return parse_links(own) or navigation_links()
