"""The metadata in front of a Markdown file, in TOML (Zola, Hugo) or YAML (Jekyll, Hugo).

https://www.getzola.org/documentation/content/page/#front-matter,
https://gohugo.io/content-management/front-matter/, https://jekyllrb.com/docs/front-matter/
"""

import re
import tomllib
from collections.abc import Mapping
from typing import Any

import yaml

from byline.importers.errors import ItemUnreadable

MAX_FRONT_MATTER_BYTES = 64 * 2**10
# Each level is a level of Python's stack too.
MAX_YAML_DEPTH = 20

TOML_MARK = "+++"
YAML_MARK = "---"
YAML_NAME = re.compile(r"['\"]?[A-Za-z_][\w -]*['\"]?")


def split_front_matter(text: str, notes: list[str]) -> tuple[Mapping[str, Any], str]:
    """Return the metadata and the body of a file's text; no metadata is an empty mapping.

    YAML values are texts, lists and mappings: what YAML would guess to be a number, a date or a
    truth is left as it was written. Appends to `notes` what was passed over. Raises ItemUnreadable
    where the metadata cannot be understood.
    """
    first, _, rest = text.lstrip("\n").partition("\n")
    mark = first.rstrip()
    if mark not in (TOML_MARK, YAML_MARK):
        return {}, text
    block, body = _split_at(rest, (mark,) if mark == TOML_MARK else (mark, "..."))
    if block is None:
        if mark == YAML_MARK and not _begins_as_yaml(rest):
            return {}, text  # a rule
        raise ItemUnreadable(f"the front matter has no closing {mark}")
    if len(block.encode("utf-8", "surrogatepass")) > MAX_FRONT_MATTER_BYTES:
        raise ItemUnreadable(
            f"the front matter is larger than {MAX_FRONT_MATTER_BYTES // 2**10} kB"
        )
    if mark == TOML_MARK:
        return _read_toml(block), body
    values = parse_yaml(block)
    if values is None or values == "":
        return {}, body
    if not isinstance(values, dict):
        if not _begins_as_yaml(block):
            return {}, text  # text between two rules
        notes.append("the front matter is not a list of names and values and was left out")
        return {}, body
    return {str(key): value for key, value in values.items()}, body


def _split_at(text: str, marks: tuple[str, ...]) -> tuple[str | None, str]:
    """Split a text at the first line that is one of the marks; None before it where none is."""
    position = 0
    while position < len(text):
        end = text.find("\n", position)
        end = len(text) if end < 0 else end
        if text[position:end].rstrip() in marks:
            return text[:position], text[end + 1 :]
        position = end + 1
    return None, text


def _begins_as_yaml(block: str) -> bool:
    """Tell metadata from a rule above the first paragraph, by the first line."""
    name, colon, _ = block.partition("\n")[0].partition(":")
    return bool(colon) and YAML_NAME.fullmatch(name.strip()) is not None


def _read_toml(block: str) -> Mapping[str, Any]:
    try:
        return tomllib.loads(block)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise ItemUnreadable(f"the front matter is not valid TOML: {error}") from error


class _TextLoader(yaml.BaseLoader):
    """Reads every scalar as text, and refuses what is there to exhaust the reader."""

    depth = 0

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        if self.check_event(yaml.AliasEvent):
            raise yaml.YAMLError("aliases (*) are not taken")
        self.depth += 1
        if self.depth > MAX_YAML_DEPTH:
            raise yaml.YAMLError("it is nested too deeply")
        node = super().compose_node(parent, index)
        self.depth -= 1
        return node


def parse_yaml(block: str) -> Any:  # noqa: ANN401 - whatever the file says
    """Return what YAML says, every scalar as text. Raises ItemUnreadable."""
    try:
        return _TextLoader(block).get_single_data()
    # PyYAML lets others through, for a character number beyond Unicode or a mapping that is used
    # as a name.
    except (yaml.YAMLError, ValueError, TypeError, OverflowError, RecursionError) as error:
        where = getattr(error, "problem_mark", None)
        what = getattr(error, "problem", None) or str(error)
        line = f", line {where.line + 2}" if where else ""
        raise ItemUnreadable(f"the front matter is not valid YAML: {what}{line}") from error
