"""What the templates of every page are given."""

from dataclasses import dataclass
from typing import Any

from flask import Flask, g

from byline.settings.queries import default_settings, site_settings
from byline.web.navigation import navigation_links


@dataclass(frozen=True)
class Site:
    """The site as its pages name it."""

    name: str
    description: str


def render_without_queries() -> None:
    """Let the page of this request do without the database: it may be what failed."""
    g.no_queries = True


def init_app(app: Flask) -> None:
    """Give every template `site`, `navigation` and `account_navigation`."""
    app.context_processor(_page_context)


def _page_context() -> dict[str, Any]:
    quiet = g.get("no_queries", False)
    settings = default_settings() if quiet else site_settings()
    return {
        "site": Site(settings["site_name"], settings["site_description"]),
        "navigation": [] if quiet else navigation_links(),
        "account_navigation": [] if quiet else navigation_links("account"),
    }
