"""What an export holds beside its entries, and why it is not taken over."""

from byline.importers.ghost.export import Export
from byline.importers.ghost.rows import text
from byline.importers.report import Report
from byline.importers.sources import FileSource

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
# What a person would look for.
SETTINGS = (
    "title", "description", "logo", "icon", "cover_image", "locale", "default_locale", "lang",
    "timezone", "active_timezone", "navigation", "secondary_navigation", "codeinjection_head",
    "codeinjection_foot", "ghost_head", "ghost_foot", "announcement_content", "meta_title",
    "meta_description", "facebook", "twitter",
)  # fmt: skip


def explain_rest(export: Export, source: FileSource, report: Report) -> None:
    """Say in the report what is not taken over, each table in a line."""
    for name, rows in export.tables.items():
        if rows and name not in READ:
            report.skip(f"{name} ({len(rows)})", _reason(name))
    if settings := export.settings:
        named = [name for name in SETTINGS if settings.get(name)]
        report.skip(
            f"settings ({len(settings)})",
            f"set these here by hand: {', '.join(named)}" if named else "none has a place here",
        )
    for name, count in export.odd.items():
        report.skip(name, f"entries that are none, by their form: {count}")
    for path in source.sizes:
        if path.lower().endswith(".csv"):
            report.skip(path, "members wait until Byline has subscribers")
    _explain_descriptions(export, report)


def _explain_descriptions(export: Export, report: Report) -> None:
    """Say of how many tags and authors more is known than there is room for."""
    for table, columns in (
        ("tags", ("description", "feature_image", "meta_title", "meta_description")),
        ("users", ("bio", "profile_image", "cover_image", "website", "location")),
    ):
        rows = [row for row in export.rows(table) if any(text(row, name) for name in columns)]
        if rows:
            report.skip(f"{table}: {', '.join(columns)}", f"no place for them here; of {len(rows)}")


def _reason(name: str) -> str:
    if name.startswith(SELLING):
        return "Byline sells nothing"
    return REASONS.get(name, "nothing here is like it")
