"""Read typed settings from the environment.

A settings class lists its settings as annotated dataclass fields made by `setting()`. Each can be
given as `BYLINE_<NAME>`, or by one of the platform names the field lists, or as the path of a file
that holds it in `BYLINE_<NAME>_FILE`, the way container platforms hand out secrets.
"""

import dataclasses
import types
import typing
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

PREFIX = "BYLINE_"
TRUE_WORDS = {"1", "true", "yes", "on"}
FALSE_WORDS = {"0", "false", "no", "off", ""}


class InvalidSetting(ValueError):
    """A setting has a value that cannot be used; the message is a sentence for the operator."""


def setting(
    default: Any,  # noqa: ANN401 - a default has the type of its field
    help: str,  # noqa: A002 - the field's documentation, named as in argparse and click
    *,
    also: tuple[str, ...] = (),
) -> Any:  # noqa: ANN401 - dataclasses.field is typed so
    """Declare a setting: its default, one line of help, and platform names it also answers to."""
    metadata = {"help": help, "also": also}
    return dataclasses.field(default=default, metadata=metadata)


def read_settings(cls: type, environ: Mapping[str, str]) -> dict[str, Any]:
    """Return the settings of `cls` that `environ` gives, by field name.

    Raises InvalidSetting for a value of the wrong type.
    """
    hints = typing.get_type_hints(cls)
    found = {}
    for field in dataclasses.fields(cls):
        name, text = _find(field, environ)
        if text is not None:
            found[field.name] = _parse(name, text, hints[field.name])
    return found


def _find(field: dataclasses.Field[Any], environ: Mapping[str, str]) -> tuple[str, str | None]:
    own = PREFIX + field.name
    for name in (own, *field.metadata["also"]):
        if name in environ:
            return name, environ[name]
    if (path := environ.get(f"{own}_FILE")) is not None:
        try:
            return f"{own}_FILE", Path(path).read_text("utf-8").strip()
        except (OSError, UnicodeDecodeError) as error:
            raise InvalidSetting(f"{own}_FILE names a file that cannot be read: {error}") from error
    return own, None


def _parse(name: str, text: str, hint: Any) -> Any:  # noqa: ANN401 - one value of any field's type
    if isinstance(hint, types.UnionType):
        if text == "":
            return None
        hint = next(part for part in typing.get_args(hint) if part is not type(None))
    try:
        return _PARSERS[typing.get_origin(hint) or hint](text)
    except ValueError as error:
        raise InvalidSetting(f"{name} is {text!r}, but must be {error}.") from error


def _parse_bool(text: str) -> bool:
    word = text.strip().lower()
    if word in TRUE_WORDS:
        return True
    if word in FALSE_WORDS:
        return False
    raise ValueError("yes or no")


def _parse_int(text: str) -> int:
    try:
        return int(text)
    except ValueError:
        raise ValueError("a whole number") from None


def _parse_list(text: str) -> tuple[str, ...]:
    return tuple(part for item in text.split(",") if (part := item.strip()))


_PARSERS: dict[Any, Callable[[str], Any]] = {
    bool: _parse_bool,
    int: _parse_int,
    str: str,
    Path: Path,
    tuple: _parse_list,
}
