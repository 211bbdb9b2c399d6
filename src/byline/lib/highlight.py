"""Colours of code, as class names: the site's style sheet says which."""

import re
from collections.abc import Iterator
from functools import lru_cache, partial
from html import escape, unescape
from itertools import groupby, takewhile
from time import thread_time

from pygments.lexer import Lexer
from pygments.lexers import get_lexer_by_name
from pygments.token import STANDARD_TYPES, _TokenType
from pygments.util import ClassNotFound

MAX_CODE_CHARS = 100_000
# One expression of a grammar reads no more than a line, and cannot be stopped in it.
MAX_LINE_CHARS = 2_000
# Of the processor, for all blocks of a text. Code that people write takes a hundredth of it; the
# time of some grammars grows with the square of code made for that.
MAX_SECONDS = 2.0

# A block of code in cleaned HTML; one that holds elements has been coloured, or marked by hand.
_BLOCK = re.compile(
    r'(<pre[^<>]*><code class="language-([a-z0-9_+#.-]+)">)([^<]*)(?=</code></pre>)'
)
# Names, punctuation and spaces have the colour of the text; half of all tokens are.
_PLAIN = frozenset({"", "n", "p", "w"})


def highlight(html: str) -> str:
    """Return cleaned HTML with the blocks of code of known languages coloured.

    Blocks beyond MAX_CODE_CHARS or MAX_LINE_CHARS stay as they are, and all from the one on that
    takes the time beyond MAX_SECONDS.
    """
    return _BLOCK.sub(partial(_colour_block, thread_time() + MAX_SECONDS), html)


def _colour_block(deadline: float, block: re.Match[str]) -> str:
    lexer = _find_lexer(block[2])
    code = unescape(block[3])
    if lexer is None or _is_too_long(code):
        return block[0]
    tokens = _tokens(lexer, code, deadline)
    # A grammar may drop what it does not know, or be stopped; the reader gets every character.
    if "".join(text for _, text in tokens) != code:
        return block[0]
    return block[1] + "".join(_spans(tokens))


def _is_too_long(code: str) -> bool:
    return len(code) > MAX_CODE_CHARS or max(map(len, code.split("\n"))) > MAX_LINE_CHARS


@lru_cache(maxsize=64)
def _find_lexer(language: str) -> Lexer | None:
    try:
        return get_lexer_by_name(language, stripnl=False)
    except ClassNotFound:
        return None


def _tokens(lexer: Lexer, code: str, deadline: float) -> list[tuple[str, str]]:
    """Return pairs of class name and text, without the line end that grammars ask for."""
    before_deadline = takewhile(lambda _: thread_time() < deadline, lexer.get_tokens(code))
    tokens = [(_class_name(kind), text) for kind, text in before_deadline]
    if tokens and not code.endswith("\n"):
        name, text = tokens[-1]
        tokens[-1] = (name, text.removesuffix("\n"))
    return tokens


def _spans(tokens: list[tuple[str, str]]) -> Iterator[str]:
    for name, group in groupby(tokens, key=lambda token: token[0]):
        text = escape("".join(text for _, text in group), quote=False)
        # The form that the cleaner writes, so that cleaning again changes nothing.
        text = text.replace("\xa0", "&nbsp;")
        yield f'<span class="{name}">{text}</span>' if name and text else text


@lru_cache(maxsize=256)
def _class_name(kind: _TokenType) -> str:
    """Return Pygments' short name for a kind of token or the kind it belongs to."""
    while kind not in STANDARD_TYPES and kind.parent is not None:
        kind = kind.parent
    name = STANDARD_TYPES.get(kind, "")
    return "" if name in _PLAIN else name
