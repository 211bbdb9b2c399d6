"""User names that nobody may take for themselves: they would pass for the site or who runs it.

The operator may: the first-run page and the command line take them.
"""

RESERVED_USERNAMES = frozenset(
    {
        # Who runs the site.
        "admin",
        "administrator",
        "editor",
        "mod",
        "moderator",
        "operator",
        "owner",
        "root",
        "staff",
        "superuser",
        "sysadmin",
        "team",
        "webmaster",
        # Whose mail it would be (RFC 2142).
        "abuse",
        "contact",
        "help",
        "hostmaster",
        "info",
        "mail",
        "noreply",
        "postmaster",
        "privacy",
        "security",
        "support",
        # What no person is called.
        "anonymous",
        "api",
        "blog",
        "bot",
        "byline",
        "guest",
        "me",
        "nobody",
        "null",
        "official",
        "system",
        "undefined",
        "user",
    }
)

# Digits that are read as letters, and what may be put between them.
_READ_AS = str.maketrans("01i345", "olleas", "._-")


def is_reserved(username: str) -> bool:
    """Say whether a name is one of those above, or is read as one: `Admin`, `r00t`, `ad-min`."""
    return _as_read(username) in _RESERVED_AS_READ


def _as_read(username: str) -> str:
    return username.lower().translate(_READ_AS)


_RESERVED_AS_READ = frozenset(map(_as_read, RESERVED_USERNAMES))
