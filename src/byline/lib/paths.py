"""The one form in which addresses of other programs are kept and looked up."""

import posixpath
from unicodedata import normalize

# What web servers answer with for the folder that such a file is in.
INDEX_NAMES = frozenset({"index.html", "index.htm"})


def normal_path(path: str) -> str:
    """Return a path in its one form: NFC, one slash in front and between, none behind.

    `path` is decoded already; `.` and `..` are followed, and the name of an index file is left out.
    """
    # Of two slashes in front POSIX keeps both.
    path = posixpath.normpath("/" + normalize("NFC", path).lstrip("/"))
    folder, name = posixpath.split(path)
    return folder if name in INDEX_NAMES else path
