"""Addresses of the built front end, by the manifest that Vite writes beside the files.

Format of the manifest: https://vite.dev/guide/backend-integration
"""

import json
from functools import lru_cache
from pathlib import Path, PurePosixPath

from flask import Flask, current_app

DIST = "dist"
MANIFEST = "manifest.json"


class AssetsNotBuilt(RuntimeError):
    """The manifest is missing or is not one: the front end has not been built."""

    def __init__(self, manifest: Path) -> None:
        super().__init__(
            f"The front end is not built ({manifest} cannot be read): run `make setup`, "
            "or `npm ci --ignore-scripts && npm run build` in frontend/."
        )


class UnknownAsset(LookupError):
    """A template asks for an entry that the front end does not have."""

    def __init__(self, name: str, known: dict[str, str]) -> None:
        super().__init__(f"No asset is named {name!r}; there are: {', '.join(sorted(known))}.")


def init_app(app: Flask) -> None:
    """Give templates `asset(name)`."""
    app.add_template_global(asset)


def asset(name: str) -> str:
    """Return the address of a built entry, such as "main.css" or "icons.svg".

    Raises AssetsNotBuilt before the first build, UnknownAsset for another name.
    """
    folder = current_app.static_folder or ""
    changed_at = _changed_at(Path(folder) / DIST / MANIFEST) if current_app.debug else 0
    files = built_files(folder, changed_at)
    if name not in files:
        raise UnknownAsset(name, files)
    # Every page has a few: not by `url_for`, which takes ten times as long.
    return f"{current_app.static_url_path}/{DIST}/{files[name]}"


@lru_cache(maxsize=2)
def built_files(static_folder: str, changed_at: int = 0) -> dict[str, str]:  # noqa: ARG001
    """Map each entry's name to its file in the dist folder.

    An entry is named by its source, with the ending it was built to: src/main.ts is "main.js".
    `changed_at` tells a rebuilt manifest from the one remembered.
    """
    manifest = Path(static_folder) / DIST / MANIFEST
    try:
        chunks = json.loads(manifest.read_text("utf-8"))
        return {_public_name(chunk): chunk["file"] for chunk in chunks.values() if "src" in chunk}
    except (OSError, ValueError, AttributeError, KeyError, TypeError) as error:
        raise AssetsNotBuilt(manifest) from error


def _public_name(chunk: dict[str, str]) -> str:
    return PurePosixPath(chunk["src"]).stem + PurePosixPath(chunk["file"]).suffix


def _changed_at(path: Path) -> int:
    """Return when a file was changed, in nanoseconds; 0 when there is none."""
    try:
        return path.stat().st_mtime_ns
    except OSError:
        return 0
