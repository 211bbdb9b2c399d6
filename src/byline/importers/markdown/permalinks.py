"""The addresses that a site generator's settings gave its posts."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePosixPath

from byline.importers.markdown.config import Config
from byline.importers.markdown.dates import without_date
from byline.lib.slugs import slugify

# https://jekyllrb.com/docs/permalinks/#built-in-formats
STYLES = {
    "date": "/:categories/:year/:month/:day/:title.html",
    "pretty": "/:categories/:year/:month/:day/:title/",
    "ordinal": "/:categories/:year/:y_day/:title.html",
    "weekdate": "/:categories/:year/W:week/:short_day/:title.html",
    "none": "/:categories/:title.html",
}
HEXO_DEFAULT = ":year/:month/:day/:title/"
TOKEN = re.compile(r":([A-Za-z_]+)|:\{([A-Za-z_]+)\}")
MAX_PATTERN_CHARS = 500
POSTS = "_posts"


@dataclass(frozen=True)
class Facts:
    """What an address may be made of."""

    # From the content folder, without the mark of a language.
    path: PurePosixPath
    # In the site's zone, as the generator wrote it.
    date: datetime | None
    title: str
    slug: str | None
    categories: tuple[str, ...]
    # Of this post alone.
    pattern: str = ""


def configured_address(config: Config, facts: Facts) -> str | None:
    """Return the address that the settings gave a post; None where they say nothing of it."""
    pattern = _pattern(config, facts)
    if not pattern or len(pattern) > MAX_PATTERN_CHARS:
        return None
    values = _values(config, facts)
    missing: list[str] = []

    def fill(match: re.Match[str]) -> str:
        found = values.get(match[1] or match[2], lambda: None)()
        if found is None:
            missing.append(match[0])
        return found or ""

    filled = TOKEN.sub(fill, pattern)
    return None if missing else f"/{filled.lstrip('/')}"


def _pattern(config: Config, facts: Facts) -> str:
    is_post = POSTS in facts.path.parts
    match config.generator:
        case "jekyll":
            written = facts.pattern or (config.text("permalink") or "date" if is_post else "")
            return STYLES.get(written, written)
        case "hexo":
            return (config.text("permalink") or HEXO_DEFAULT) if is_post else ""
        case "hugo":
            permalinks = config.mapping("permalinks")
            pages = permalinks.get("page")
            own = pages if isinstance(pages, dict) else permalinks
            section = facts.path.parts[0] if len(facts.path.parts) > 1 else "/"
            pattern = own.get(section, permalinks.get(section))
            return pattern if isinstance(pattern, str) else ""
    return ""


def _values(config: Config, facts: Facts) -> Mapping[str, Callable[[], str | None]]:
    """Return what fills the tokens of a pattern; None for what a post lacks."""

    def dated(form: str) -> Callable[[], str | None]:
        return lambda: facts.date.strftime(form) if facts.date else None

    name = facts.path.parent.name if facts.path.stem == "index" else facts.path.stem
    plain = without_date(name)
    folders = [part for part in facts.path.parent.parts if part != POSTS]
    if facts.path.stem == "index":
        folders = folders[:-1]
    values: dict[str, Callable[[], str | None]] = {
        "year": dated("%Y"),
        "short_year": dated("%y"),
        "month": dated("%m"),
        "i_month": lambda: str(facts.date.month) if facts.date else None,
        "short_month": dated("%b"),
        "long_month": dated("%B"),
        "day": dated("%d"),
        "i_day": lambda: str(facts.date.day) if facts.date else None,
        "y_day": dated("%j"),
        "week": dated("%V"),
        "short_day": dated("%a"),
        "hour": dated("%H"),
        "minute": dated("%M"),
        "second": dated("%S"),
        "title": lambda: facts.slug or plain,
        "slug": lambda: facts.slug or slugify(plain),
        "name": lambda: plain,
        "categories": lambda: "/".join((*folders, *map(slugify, facts.categories))),
        "output_ext": lambda: ".html",
        "path": lambda: "/".join((*folders, plain)),
        "basename": lambda: plain,
    }
    if config.generator == "hugo":
        values |= _hugo_values(facts, name, folders) | {
            "monthname": lambda: facts.date.strftime("%B").lower() if facts.date else None,
            "weekday": lambda: facts.date.strftime("%w") if facts.date else None,
            "weekdayname": lambda: facts.date.strftime("%A").lower() if facts.date else None,
            "yearday": lambda: str(facts.date.timetuple().tm_yday) if facts.date else None,
        }
    elif config.generator == "hexo":
        shown = plain if ":year" in config.text("new_post_name") else name
        values |= {
            "title": lambda: "/".join((*folders, shown)),
            "name": lambda: shown,
            "post_title": lambda: slugify(facts.title),
            "category": lambda: _hexo_category(config, facts),
        }
    return values


def _hugo_values(
    facts: Facts, name: str, folders: list[str]
) -> dict[str, Callable[[], str | None]]:
    def urlized(text: str) -> str:
        return re.sub(r"-{2,}", "-", re.sub(r"[^\w./+-]+", "-", text.lower())).strip("-")

    return {
        "title": lambda: urlized(facts.title),
        "slug": lambda: facts.slug or urlized(facts.title),
        "filename": lambda: urlized(name),
        "contentbasename": lambda: urlized(name),
        "slugorfilename": lambda: facts.slug or urlized(name),
        "slugorcontentbasename": lambda: facts.slug or urlized(name),
        "section": lambda: urlized(folders[0]) if folders else "",
        "sections": lambda: "/".join(map(urlized, folders)),
    }


def _hexo_category(config: Config, facts: Facts) -> str:
    names = facts.categories or (config.text("default_category") or "uncategorized",)
    return "/".join(map(slugify, names))
