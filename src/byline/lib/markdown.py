"""Markdown to HTML. The result is not safe yet: `byline.lib.clean` comes after it.

CommonMark with GitHub's tables, strikethrough, task lists, alerts and bare links, footnotes,
definition lists, and ids on headings (`## Title {#id}` sets one).
"""

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.gfm import gfm_plugin

from byline.lib.limits import MAX_TITLE_CHARS
from byline.lib.slugs import slugify
from byline.lib.text import strip_unstorable

# Quotes and lists inside each other; the parser leaves out what is deeper.
MAX_NESTING = 100
# A paragraph beyond these is shown as it was typed: the parser looks for the end of each bracket
# to the end of the paragraph, so its time grows with the square of their number.
MAX_PARAGRAPH_CHARS = 200_000
MAX_PARAGRAPH_BRACKETS = 1_000
# The longest thing that is recognised from behind: an e-mail address, at its "@".
MAX_PENDING_CHARS = 256

_HEADING_ID = re.compile(r" ?\{#([\w:.-]{1,100})\}\Z")
_APOSTROPHE = re.compile("['\u2019]")
_END_OF_LANGUAGE = re.compile(r"[\s,{:]")


def render_markdown(source: str) -> str:
    """Return the HTML of a Markdown text, with its raw HTML as it is."""
    html: str = _parser().render(strip_unstorable(source))
    return html


@cache
def _parser() -> MarkdownIt:
    """Return the one parser, made on first use: that takes some milliseconds."""
    parser = MarkdownIt("commonmark", {"maxNesting": MAX_NESTING})
    parser.use(gfm_plugin).use(deflist_plugin)
    parser.core.ruler.before("inline", "bounds", _leave_absurd_paragraphs)
    parser.inline.ruler.before("text", "bounds", _shorten_pending_text)
    parser.core.ruler.push("heading_ids", _set_heading_ids)
    parser.core.ruler.push("fence_languages", _keep_only_languages)
    return parser


def _leave_absurd_paragraphs(state: StateCore) -> None:
    for token in state.tokens:
        if token.type == "inline" and (
            len(token.content) > MAX_PARAGRAPH_CHARS
            or token.content.count("[") > MAX_PARAGRAPH_BRACKETS
        ):
            token.type = "text"


def _shorten_pending_text(state: StateInline, silent: bool) -> bool:
    """Put away the text before this place, except for the last MAX_PENDING_CHARS.

    The rule for bare links searches all of it again at each colon. Always returns False: nothing
    is recognised here.
    """
    if not silent and len(state.pending) > 2 * MAX_PENDING_CHARS:
        tail = state.pending[-MAX_PENDING_CHARS:]
        state.pending = state.pending[:-MAX_PENDING_CHARS]
        state.pushPending()
        state.pending = tail
    return False


def _set_heading_ids(state: StateCore) -> None:
    """Give each heading an id of its own, from `{#id}` at its end or else from its words."""
    headings = list(_headings(state.tokens))
    for opening, inline in headings:
        _take_given_id(opening, inline)
    taken = {opening.attrGet("id") for opening, _ in headings}
    repeated: Counter[str] = Counter()
    for opening, inline in headings:
        if opening.attrGet("id"):
            continue
        slug = name = _slug_of(inline)
        while name in taken:
            repeated[slug] += 1
            name = f"{slug}-{repeated[slug]}"
        taken.add(name)
        opening.attrSet("id", name)


def _headings(tokens: list[Token]) -> Iterator[tuple[Token, Token]]:
    for opening, inline in pairwise(tokens):
        if opening.type == "heading_open":
            yield opening, inline


def _take_given_id(opening: Token, inline: Token) -> None:
    last = inline.children[-1] if inline.children else None
    found = _HEADING_ID.search(last.content) if last and last.type == "text" else None
    if last and found:
        opening.attrSet("id", found[1])
        last.content = last.content[: found.start()]


def _slug_of(inline: Token) -> str:
    words = "".join(
        child.content for child in inline.children or () if child.type in {"text", "code_inline"}
    )
    # Site generators hyphenate apostrophes in anchors, so links from outside count on "what-s-new".
    return slugify(_APOSTROPHE.sub(" ", words), max_chars=MAX_TITLE_CHARS, fallback="section")


def _keep_only_languages(state: StateCore) -> None:
    """Cut ```` ```rust,ignore ```` to its first word, which becomes the class of the code."""
    for token in state.tokens:
        if token.type == "fence":
            token.info = _END_OF_LANGUAGE.split(token.info.strip(), maxsplit=1)[0]
