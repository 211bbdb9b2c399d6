"""The four roles in the words of the site's people; the database has them in English only."""

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

ROLE_LABELS: dict[str, LazyString] = {
    "default": _l("Reader: reads and comments"),
    "poster": _l("Poster: writes and edits own posts"),
    "editor": _l("Editor: edits all posts and moderates comments"),
    "admin": _l("Admin: does everything, settings and people included"),
}
