"""What becomes of an item: by its type and its status there."""

from byline.blog.services import Status
from byline.importers.wordpress.texts import plain_line
from byline.importers.wordpress.wxr import RawItem

THEME = "a part of its theme or its settings"
TRASH = "trash"
IN_TRASH = "it was in the trash"
MENU = "an entry of a menu: the navigation here shows the pages"
# Why items of these types are no posts.
REASONS = {
    "attachment": "a file, which comes with the texts that show it",
    "custom_css": THEME,
    "customize_changeset": THEME,
    "guest-author": "an author without an account, who comes with the posts",
    "nav_menu_item": MENU,
    "oembed_cache": "a copy of what another site says",
    "revision": "an older version of a post",
    "user_request": "a request about personal data",
    "wp_block": "a block that several texts share, which comes with them",
    "wp_font_face": THEME,
    "wp_font_family": THEME,
    "wp_global_styles": THEME,
    "wp_navigation": MENU,
    "wp_template": THEME,
    "wp_template_part": THEME,
}
STATUSES: dict[str, Status] = {
    "publish": "published",
    "future": "scheduled",
    "draft": "draft",
    "pending": "draft",
    "auto-draft": "draft",
    "private": "draft",
    # Only of what is here already: it does not stay public.
    TRASH: "draft",
}
NOTES = {
    "pending": "it was waiting for review there and was kept as a draft",
    "private": "it was private there and was kept as a draft",
    TRASH: "it was moved to the trash there, and is a draft now",
}


def skip_reason(raw: RawItem) -> str | None:
    """Return why an item is not imported, None for a post or page that is."""
    kind = type_of(raw)
    if kind not in ("post", "page"):
        return REASONS.get(kind) or f"of the type {kind}, which is neither post nor page"
    if raw.get("wp:status") == TRASH:
        return IN_TRASH
    return None


def type_of(raw: RawItem) -> str:
    """Return the type of an item; items of the oldest exports are posts without saying so."""
    return raw.get("wp:post_type") or "post"


def status_of(raw: RawItem, notes: list[str]) -> Status:
    """Return the status that a post has here; appends to `notes` where it is not its own."""
    written = raw.get("wp:status") or "publish"
    if raw.get("wp:post_password"):
        notes.append("it was protected by a password there and was kept as a draft")
        return "draft"
    if written in NOTES:
        notes.append(NOTES[written])
    elif written not in STATUSES:
        notes.append(f"its status {written[:40]!r} is not known here; it was kept as a draft")
    return STATUSES.get(written, "draft")


def label_of(raw: RawItem) -> str:
    """Return what the report calls an item."""
    title = plain_line(raw.get("title")[:200])[:60]
    kind = type_of(raw)[:40]
    return f"{kind} {raw.get('wp:post_id')[:20] or '?'}" + (f' "{title}"' if title else "")
