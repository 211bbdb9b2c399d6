"""What the configuration of a site generator says: which one it is, and where the blog was."""

import json
import posixpath
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal
from urllib.parse import SplitResult, urlsplit

from byline.importers.errors import ItemUnreadable
from byline.importers.markdown.front_matter import parse_yaml
from byline.importers.sources.files import FileSource

Generator = Literal["hugo", "jekyll", "zola", "hexo"]

# Hugo's may lie in parts, in a folder of their own; the other generators have one file.
HUGO_FOLDER = "config/_default/"
HUGO_NAMES = ("hugo", "config")
HUGO_PARTS = ("languages", "permalinks")
ENDINGS = (".toml", ".yaml", ".yml", ".json")
CONFIG_NAMES = (
    "hugo.toml", "hugo.yaml", "hugo.yml", "hugo.json", "zola.toml", "config.toml", "config.yaml",
    "config.yml", "config.json", "_config.yml", "_config.yaml",
)  # fmt: skip
MAX_CONFIG_BYTES = 256 * 2**10
# Where the rest of a file cannot be understood, this line of it may say enough.
YAML_ADDRESS = re.compile(r"^(url|baseURL)\s*+:\s*+['\"]?+(https?://[^\s'\"#]++)", re.MULTILINE)
LANGUAGE_TAG = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,3}")


@dataclass(frozen=True)
class Config:
    """A generator and its settings, as far as they were found and understood."""

    generator: Generator | None = None
    values: Mapping[str, Any] = field(default_factory=dict)

    @property
    def addresses(self) -> list[SplitResult]:
        """Return where the blog was, the whole addresses that are some."""
        names = ("base_url", "baseurl", "url")
        return [parts for name in names if (parts := _address(self.text(name)))]

    @property
    def base_path(self) -> str:
        """Return the path of the home page, without a slash behind: `/blog`, mostly empty."""
        if self.generator == "jekyll":
            return _path(self.text("baseurl"))
        if self.generator == "hexo" and self.text("root"):
            return _path(self.text("root"))
        return next((_path(parts.path) for parts in self.addresses), "")

    @property
    def default_language(self) -> str | None:
        """Return the language of what names none."""
        names = ("defaultcontentlanguage", "default_language", "languagecode", "language", "lang")
        return next((tag for name in names if (tag := language_tag(self.text(name)))), None)

    @property
    def languages(self) -> frozenset[str]:
        """Return the languages that the blog is in, as folders and endings of names have them."""
        given = self.values.get("languages")
        codes = given if isinstance(given, list | dict) else ()
        found = {str(code).lower() for code in codes if language_tag(str(code))}
        if found and (default := self.default_language):
            found.add(default.lower())
        return frozenset(found)

    def text(self, name: str) -> str:
        """Return a setting that is a text; empty where it is none."""
        value = self.values.get(name)
        return value.strip() if isinstance(value, str) else ""

    def mapping(self, name: str) -> Mapping[str, Any]:
        """Return settings below a name; empty where there are none."""
        value = self.values.get(name)
        return value if isinstance(value, dict) else {}


def language_tag(written: str) -> str | None:
    """Return the tag of a language, however a generator spells it; None for what is none."""
    tag = written.strip().replace("_", "-").split(".")[0]
    return tag if LANGUAGE_TAG.fullmatch(tag) else None


def read_config(source: FileSource, root: str) -> Config:
    """Return the settings of the blog whose generator works in the folder `root`."""
    paths = [root + name for name in CONFIG_NAMES if root + name in source.sizes]
    paths += _hugo_paths(source, root)
    if not paths:
        return Config(generator=_without_config(source, root))
    values: dict[str, Any] = {}
    for path in paths:
        read = {str(name).lower(): value for name, value in _read(source, path).items()}
        part = posixpath.basename(path).partition(".")[0]
        values |= {part: read} if part in HUGO_PARTS else read | values
    return Config(generator=_generator(paths[0], values, source, root), values=values)


def _hugo_paths(source: FileSource, root: str) -> Iterator[str]:
    for name in HUGO_NAMES + HUGO_PARTS:
        for ending in ENDINGS:
            if (path := f"{root}{HUGO_FOLDER}{name}{ending}") in source.sizes:
                yield path


def _generator(
    path: str, values: Mapping[str, Any], source: FileSource, root: str
) -> Generator | None:
    name = posixpath.basename(path)
    if name.startswith("_config"):
        return "hexo" if _has_folder(source, f"{root}source/_posts/") else "jekyll"
    if name.startswith("zola") or "base_url" in values:
        return "zola"
    is_hugo = name.startswith("hugo") or HUGO_FOLDER in path or "baseurl" in values
    return "hugo" if is_hugo else None


def _without_config(source: FileSource, root: str) -> Generator | None:
    """Tell the generator of a blog that came without its settings, where folders give it away."""
    if _has_folder(source, f"{root}source/_posts/"):
        return "hexo"
    return "jekyll" if any("/_posts/" in f"/{path}" for path in source.sizes) else None


def _has_folder(source: FileSource, folder: str) -> bool:
    return any(path.startswith(folder) for path in source.sizes)


def _read(source: FileSource, path: str) -> Mapping[str, Any]:
    if source.sizes[path] > MAX_CONFIG_BYTES:
        return {}
    try:
        text = source.read(path).decode("utf-8-sig", "replace")
    except ItemUnreadable:
        return {}
    try:
        if path.endswith(".toml"):
            values: Any = tomllib.loads(text)
        else:
            values = json.loads(text) if path.endswith(".json") else parse_yaml(text)
    except (ItemUnreadable, ValueError, RecursionError):
        return dict(YAML_ADDRESS.findall(text))
    return values if isinstance(values, dict) else {}


def _address(written: str) -> SplitResult | None:
    try:
        parts = urlsplit(written)
        return parts if parts.scheme in ("http", "https") and parts.hostname else None
    except ValueError:
        return None


def _path(written: str) -> str:
    plain = "/".join(part for part in written.split("/") if part)
    return f"/{plain}" if plain else ""
