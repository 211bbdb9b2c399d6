"""What an export holds beside its entries, and why it is not taken over."""

from byline.importers.ghost.export import Export
from byline.importers.ghost.rows import text
from byline.importers.report import Report
from byline.importers.sources import FileSource
from byline.importers.text import one_line

# Read with the entries, or said of each row.
READ = frozenset(
    {"posts", "posts_meta", "posts_tags", "posts_authors", "tags", "users", "settings"}
)
REASONS = {
    "roles": "Byline has its own roles; the authors' accounts are inactive",
    "roles_users": "Byline has its own roles; the authors' accounts are inactive",
    "newsletters": "wait until Byline has subscribers",
    "members": "wait until Byline has subscribers",
    "products": "Byline sells nothing",
    "snippets": "pieces of text for Ghost's editor",
    "custom_theme_settings": "of a theme of Ghost",
    "redirects": "of its own file; give them to the web server",
}
SELLING = ("offer", "benefit", "stripe", "posts_products", "products_")
# What Byline has too, by what the names of it are there, in one version or another.
SETTINGS = {
    "name": ("title",),
    "description": ("description",),
    "language": ("locale", "default_locale", "lang"),
    "time zone": ("timezone", "active_timezone"),
}
CODE = ("codeinjection_head", "codeinjection_foot", "ghost_head", "ghost_foot")
MAX_VALUE_CHARS = 300


def explain_rest(export: Export, source: FileSource, report: Report) -> None:
    """Say in the report what is not taken over, each table in a line."""
    for name, rows in export.tables.items():
        if rows and name not in READ:
            report.skip(f"{name} ({len(rows)})", _reason(name))
    _explain_settings(export, report)
    for name, count in export.odd.items():
        report.skip(name, f"entries that are none, by their form: {count}")
    for path in source.sizes:
        if path.lower().endswith(".csv"):
            report.skip(path, "members wait until Byline has subscribers")
    _explain_descriptions(export, report)


def _explain_settings(export: Export, report: Report) -> None:
    """Say how the old blog was set, as far as the same can be set here."""
    found: list[str] = []
    for shown, names in SETTINGS.items():
        value = next((value for name in names if (value := export.setting(name))), "")
        if plain := one_line(value)[:MAX_VALUE_CHARS]:
            found.append(f"{shown} “{plain}”")
    if found:
        report.skip("settings", f"set these at /settings/ where they differ: {', '.join(found)}")
    if any(export.setting(name) for name in CODE):
        report.skip("code injected into every page", "Byline's pages run no code of others")


def _explain_descriptions(export: Export, report: Report) -> None:
    """Say of how many tags and authors more is known than there is room for."""
    for table, what, columns in (
        (
            "tags",
            "descriptions and pictures",
            ("description", "feature_image", "meta_title", "meta_description"),
        ),
        (
            "users",
            "pictures and words about them",
            ("bio", "profile_image", "cover_image", "website", "location"),
        ),
    ):
        rows = [row for row in export.rows(table) if any(text(row, name) for name in columns)]
        if rows:
            report.skip(f"{what} of {len(rows)} {table}", "no place for them here")


def _reason(name: str) -> str:
    if name.startswith(SELLING):
        return "Byline sells nothing"
    return REASONS.get(name, "nothing here is like it")
