"""Markdown as people write it, well and badly, for Hypothesis."""

from hypothesis import strategies as st

_BLOCKS = [
    "# ", "## ", "### Title {#id}\n", "- ", "  - ", "1. ", "> ", "> [!NOTE]\n> ", "- [x] ",
    "- [ ] ",
    "```rust,ignore\n", "```\n", "~~~\n", "    ", "\t", "---\n", "***\n", "===\n", "Term\n: ",
    "| a | b |\n| :-: | --- |\n| ", "[^1]: ", "[ref]: /x 'title'\n", "<div>\n", "</div>\n",
    "<details><summary>", "<noscript>\n", "</noscript>\n", "<!-- ", " -->\n", "\n", "\n\n",
]  # fmt: skip
_SPANS = [
    "*", "**", "***", "_", "__", "~~", "~", "`", "``", "[", "]", "](", "](/x)", "![", ")", "[ref]",
    "[^1]", "<https://example.org>", "https://example.org/a_b", "www.example.org", "me@example.org",
    "<em>", "</em>", "<b ", "<a href='/x'>", "</a>", "<br>", "<script>", "&amp;", "&lt;", "&", "<",
    ">", "\\", "\\*", "|", " | ", ":", "{#id}", "'", '"',
]  # fmt: skip
_WORDS = ["word", "two words", " ", "  \n", "漢字", "👩‍💻", "e\u0301", "مرحبا", "\x00", "1", "a"]


def markdown_texts() -> st.SearchStrategy[str]:
    """Return texts of blocks, spans and words in any order."""
    pieces = st.sampled_from(_BLOCKS) | st.sampled_from(_SPANS) | st.sampled_from(_WORDS)
    return st.lists(pieces | st.text(max_size=3), max_size=16).map("".join)
