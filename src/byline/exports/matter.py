"""The front matter of an exported post or page."""

from collections.abc import Mapping
from typing import Any

from byline.exports.format import MATTER_MARK, OWN_FIELDS


def front_matter(fields: Mapping[str, Any], own: Mapping[str, Any]) -> str:
    """Return the lines in front of a text; what is empty is left out.

    `fields` have the names of other programs, `own` those that only Byline knows.
    """
    # Exporting is for the command line: web processes never load it.
    import yaml

    values = _given(fields) | {OWN_FIELDS: _given(own)}
    # Lines are not folded: other programs read YAML less well than they say.
    matter = yaml.safe_dump(values, sort_keys=False, allow_unicode=True, width=2**20)
    return f"{MATTER_MARK}\n{matter}{MATTER_MARK}\n"


def _given(fields: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if value not in (None, "", [])}
