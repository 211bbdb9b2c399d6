"""Keep secrets and personal data out of log records.

Two nets: a value whose name tells what it is (`password`, `Authorization`), and patterns inside
any text (`token=…`, an e-mail address, credentials in an address, the parameters of an SQL
statement). The patterns are linear in the length of the text.
"""

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

MASK = "[redacted]"

_PRIVATE_WORDS = (
    r"pass(?:word|wd|phrase)?|token|authorization|cookie|secret|csrf|api_?key|otp|e_?mail"
)
# Names are matched by their parts, so that `bypass` and `laptop` are not secrets.
_PRIVATE_NAME = re.compile(rf"(?:^|[_\W])(?:{_PRIVATE_WORDS})s?(?:$|[_\W])", re.IGNORECASE)

# Most values are a word, a path or a number, in which there is nothing to find.
_HARMLESS = re.compile(r"[\w./<>-]*")

_PATTERNS = (
    # SQLAlchemy prints the values of a failed statement; they are what people typed.
    (re.compile(r"\[parameters: .*"), f"[parameters: {MASK}]"),
    (re.compile(r"(?<=://)[^/\s@]{1,256}(?=@)"), MASK),
    (re.compile(r"\b(Bearer|Basic)\s+[\w.~+/=-]{8,}", re.IGNORECASE), rf"\1 {MASK}"),
    (
        re.compile(
            rf"""((?:{_PRIVATE_WORDS})s?["']?\s?[=:]\s?)(?:"[^"]*"|'[^']*'|[^\s"'&,;)}}]+)""",
            re.IGNORECASE,
        ),
        rf"\1{MASK}",
    ),
    (re.compile(r"(?<![\w.%+-])[\w.%+-]+@[\w-]+(?:\.[\w-]+)+"), "[e-mail]"),
)


def redact(value: Any, name: str = "") -> Any:  # noqa: ANN401 - a log record carries anything
    """Return `value`, found under `name`, without what must not be logged."""
    if _is_private(name):
        return MASK
    if isinstance(value, str):
        return redact_text(value)
    if isinstance(value, Mapping):
        return {key: redact(item, str(key)) for key, item in value.items()}
    if isinstance(value, (list, tuple, set, frozenset)):
        return [redact(item) for item in value]
    if value is None or isinstance(value, (bool, int, float)):
        return value
    # Any other object would be written by its `repr`.
    return redact_text(repr(value))


@lru_cache(maxsize=1024)
def _is_private(name: str) -> bool:
    """Whether what has this name must not be logged; a program uses few names, over and over."""
    return _PRIVATE_NAME.search(name) is not None


def redact_text(text: str) -> str:
    """Return `text` with secrets and e-mail addresses replaced."""
    if _HARMLESS.fullmatch(text):
        return text
    for pattern, replacement in _PATTERNS:
        text = pattern.sub(replacement, text)
    return text
