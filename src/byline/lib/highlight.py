"""Colours of code, as class names: the site's style sheet says which."""

import re
from collections.abc import Iterator
from functools import lru_cache
from html import escape, unescape
from itertools import groupby

from pygments.lexer import Lexer
from pygments.lexers import get_lexer_by_name
from pygments.token import STANDARD_TYPES, _TokenType
from pygments.util import ClassNotFound

MAX_CODE_CHARS = 100_000

# A block of code in cleaned HTML; one that holds elements has been coloured, or marked by hand.
_BLOCK = re.compile(
    r'(<pre[^<>]*><code class="language-([a-z0-9_+#.-]+)">)([^<]*)(?=</code></pre>)'
)
# Names, punctuation and spaces have the colour of the text; half of all tokens are.
_PLAIN = frozenset({"", "n", "p", "w"})


def highlight(html: str) -> str:
    """Return cleaned HTML with the blocks of code of known languages coloured.

    Blocks longer than MAX_CODE_CHARS stay as they are: some grammars are slow on strange input.
    """
    return _BLOCK.sub(_colour_block, html)


def _colour_block(block: re.Match[str]) -> str:
    lexer = _find_lexer(block[2])
    if lexer is None or len(block[3]) > MAX_CODE_CHARS:
        return block[0]
    code = unescape(block[3])
    tokens = _tokens(lexer, code)
    # A grammar may drop what it does not know; the reader gets every character.
    if "".join(text for _, text in tokens) != code:
        return block[0]
    return block[1] + "".join(_spans(tokens))


@lru_cache(maxsize=64)
def _find_lexer(language: str) -> Lexer | None:
    try:
        return get_lexer_by_name(language, stripnl=False)
    except ClassNotFound:
        return None


def _tokens(lexer: Lexer, code: str) -> list[tuple[str, str]]:
    """Return pairs of class name and text, without the line end that grammars ask for."""
    tokens = [(_class_name(kind), text) for kind, text in lexer.get_tokens(code)]
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
