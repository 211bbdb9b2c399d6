"""Pages as careless people, editors and attackers write them, for Hypothesis."""

from hypothesis import strategies as st

NAMES = [
    "p", "div", "section", "article", "h1", "h2", "h3", "blockquote", "pre", "hr", "br", "ul",
    "ol", "li", "dl", "dt", "dd", "details", "summary", "a", "abbr", "b", "cite", "code", "del",
    "em", "i", "ins", "kbd", "mark", "q", "ruby", "rt", "s", "small", "span", "strong", "sub",
    "sup", "time", "u", "font", "center", "tt", "table", "caption", "colgroup", "col", "thead",
    "tbody", "tr", "th", "td", "figure", "figcaption", "picture", "source", "img", "audio",
    "video", "track", "iframe", "embed", "input", "noscript", "script", "style", "svg", "math",
    "form", "select", "option", "button", "textarea", "title", "template", "object", "nobr",
    "xmp",
]  # fmt: skip
ATTRIBUTES = [
    ' class="align-left x"',
    ' class="footnote-ref"',
    ' class="footnotes"',
    ' class="language-rust"',
    ' class="table-scroll"',
    ' class="video"',
    ' class="video-link"',
    ' id="a"',
    ' id="content"',
    ' name="a"',
    ' href="#a"',
    ' href="#Content"',
    ' href="https://example.org/?a=1&amp;b=2"',
    ' href="javascript:alert(1)"',
    ' src="/a.png"',
    ' src="//www.youtube.com/embed/dQw4w9WgXcQ"',
    ' src="https://example.org/frame"',
    ' srcset="/a.png 1x, /b.png 2x"',
    ' align="center"',
    ' style="text-align:right;float:left"',
    ' alt="x &quot; y"',
    " title='<b> & \"'",
    ' type="checkbox" checked',
    ' width="10" height="5px"',
    ' data-video-host="youtube" data-video-id="dQw4w9WgXcQ"',
    ' lang="ar" dir="rtl"',
    ' value="1" max="2"',
    ' onclick="alert(1)"',
]
TEXTS = [
    "word", "two words ", " ", "\n", "\n\n", "a < b & c", "&amp;", "&lt;b&gt;", "&nbsp;", "&#13;",
    "&#0;", "&#x1F600;", "\x00", "\u00a0", "\u200d", "漢字かな", "👩‍💻", "e\u0301", "مرحبا", "]]>",
    "<!-- x -->", "<!--", "-->", "<![CDATA[x]]>", "<?x?>", "<", "</", "</p", "\t", "\r",
]  # fmt: skip


# Ends the element that was opened last.
_END = ""
_STARTS = [f"<{name}>" for name in NAMES] + [
    f"<{name}{first}{second}>"
    for place, name in enumerate(NAMES)
    for first in ATTRIBUTES
    for second in ("", ATTRIBUTES[place % len(ATTRIBUTES)])
    if first != second
]
_ENDS = [f"</{name}>" for name in NAMES]


def html_fragments() -> st.SearchStrategy[str]:
    """Return trees, some with elements left open, and heaps of tags in no order."""
    return html_trees() | _heaps()


def html_trees(max_tokens: int = 16) -> st.SearchStrategy[str]:
    """Return elements in each other."""
    tokens = _starts() | st.just(_END) | _texts()
    return st.lists(tokens, max_size=max_tokens).map(_close)


def _heaps() -> st.SearchStrategy[str]:
    tokens = _starts() | st.sampled_from(_ENDS) | _texts()
    return st.lists(tokens, max_size=12).map("".join)


def _starts() -> st.SearchStrategy[str]:
    return st.sampled_from(_STARTS)


def _texts() -> st.SearchStrategy[str]:
    return st.sampled_from(TEXTS) | st.text(max_size=4)


def _close(tokens: list[str]) -> str:
    """Put the name into each end tag; elements that are not ended stay open."""
    open_names: list[str] = []
    pieces = []
    for token in tokens:
        if token == _END:
            pieces.append(f"</{open_names.pop()}>" if open_names else "")
            continue
        if token in _NAME_OF:
            open_names.append(_NAME_OF[token])
        pieces.append(token)
    return "".join(pieces)


_NAME_OF = {start: start[1:-1].partition(" ")[0] for start in _STARTS}
