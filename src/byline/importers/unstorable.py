"""Values of a source that no database can hold."""

from sqlalchemy.exc import DataError, DBAPIError, IntegrityError

from byline.importers.text import one_line

# What a database says to a value that it cannot hold; SQLite's driver says it of numbers its way.
UNSTORABLE = (DataError, IntegrityError, OverflowError)
MAX_SAID_CHARS = 200


def why_unstorable(error: Exception) -> str:
    """Return what the database said, without the statement and its values."""
    said = error.orig if isinstance(error, DBAPIError) else error
    return f"the database cannot hold one of its values: {one_line(str(said))[:MAX_SAID_CHARS]}"
