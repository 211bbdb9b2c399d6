"""Front matter that the settings of Jekyll give to many files at once.

https://jekyllrb.com/docs/configuration/front-matter-defaults/
"""

from collections.abc import Iterator, Mapping
from fnmatch import fnmatchcase
from pathlib import PurePosixPath
from typing import Any

from byline.importers.markdown.config import Config


def with_defaults(
    config: Config, name: PurePosixPath, matter: Mapping[str, Any]
) -> Mapping[str, Any]:
    """Return the front matter of a file with what the settings say of all files like it.

    `name` is from the content folder. A file without any front matter stays as it is.
    """
    if config.generator != "jekyll" or not matter:
        return matter
    values: dict[str, Any] = {}
    # Of two that say something else the one for fewer files counts, or else the later one.
    for _, given in sorted(_defaults_for(config, name), key=lambda found: found[0]):
        values |= {str(key): value for key, value in given.items()}
    return {**values, **matter}


def _defaults_for(
    config: Config, name: PurePosixPath
) -> Iterator[tuple[tuple[int, bool], Mapping[str, Any]]]:
    """Yield the values that are for a file, and how closely their scope is drawn around it."""
    entries = config.values.get("defaults")
    for entry in entries if isinstance(entries, list) else ():
        scope = entry.get("scope") if isinstance(entry, dict) else None
        values = entry.get("values") if isinstance(entry, dict) else None
        if not isinstance(scope, dict) or not isinstance(values, dict):
            continue
        path, kind = (str(scope.get(key) or "").strip("/") for key in ("path", "type"))
        if _is_in(name, path) and kind.removesuffix("s") in ("", _kind_of(name)):
            yield (len(path), bool(kind)), values


def _kind_of(name: PurePosixPath) -> str:
    folders = name.parts[:-1]
    return "draft" if "_drafts" in folders else "post" if "_posts" in folders else "page"


def _is_in(name: PurePosixPath, path: str) -> bool:
    if "*" in path:
        return any(fnmatchcase(str(one), path) for one in (name, *name.parents))
    return not path or name.is_relative_to(path)
