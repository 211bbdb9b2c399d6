"""Where comments stand under their post: the order of their paths is the order of reading.

A path has ten digits for the comment that began the thread, counted down so that the newest thread
comes first, and ten for the id of each reply on the way. So one index gives each page of a
discussion, whatever its shape.
"""

ID_DIGITS = 10
# Replies to the last level stand on it too.
MAX_LEVELS = 10
MAX_PATH_CHARS = ID_DIGITS * MAX_LEVELS
_NEWEST = 10**ID_DIGITS - 1


def path_of(comment_id: int, parent_path: str | None) -> str:
    """Return the path of a comment that answers the one at `parent_path`, or begins a thread."""
    if parent_path is None:
        return f"{_NEWEST - comment_id:0{ID_DIGITS}}"
    return f"{parent_path[: MAX_PATH_CHARS - ID_DIGITS]}{comment_id:0{ID_DIGITS}}"


def depth_of(path: str) -> int:
    """Return how many levels down a comment stands: 0 where it begins a thread."""
    return len(path) // ID_DIGITS - 1
