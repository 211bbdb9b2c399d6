"""Where a Markdown text names addresses, and that nothing else is touched."""

import pytest

from byline.importers.markdown.code import holds_scripts
from byline.importers.markdown.references import find_references, replace_references

FENCE = "```"


@pytest.mark.parametrize(
    ("text", "targets"),
    [
        ("[a](b.md)", ["b.md"]),
        ('[a](b.md "title")', ["b.md"]),
        ("[a]( <b c.md> )", ["b c.md"]),
        ("![a](b.png)", ["b.png"]),
        ("[![a](b.png)](c.md)", ["b.png", "c.md"]),
        ("[a](b_(c).md)", ["b_(c).md"]),
        (r"[a](b\_c.md)", ["b_c.md"]),
        ("[a](b.md?x=1&amp;y=2)", ["b.md?x=1&y=2"]),
        ("[a](\nb.md)", ["b.md"]),
        ("[a][b]\n\n[b]: c.md 'title'", ["c.md"]),
        ("> [b]: <c d.md>", ["c d.md"]),
        ("[b]:\n  c.md", ["c.md"]),
        ("<https://example.org/a>", ["https://example.org/a"]),
        ('<img alt="a" src="b.png">', ["b.png"]),
        ("<a href='b.md#c'>d</a> <A HREF=e.md>", ["b.md#c", "e.md"]),
        ('<source srcset="a.png 1x, b.png 2x">', ["a.png", "b.png"]),
        ("<noscript>\n<img\n  src='b.png'/>\n</noscript>", ["b.png"]),
        ("- item\n\n  [a](b.md)", ["b.md"]),
        ("text\n    [a](b.md)", ["b.md"]),
        # Not addresses.
        ("`[a](b.md)` and ``[a](`b.md)``", []),
        (f"{FENCE}\n[a](b.md)\n{FENCE}", []),
        (f"> {FENCE}\n> [a](b.md)\n> {FENCE}", []),
        (f"- x\n\n  {FENCE}md\n  [a](b.md)\n  {FENCE}", []),
        ("    [a](b.md)", []),
        ("<!-- [a](b.md) -->", []),
        ("<script>\nx = '[a](b.md)'\n</script>", []),
        (r"[a\](b.md)", []),
        ("[^1]: note.md is a word", []),
        ('<img data-src="b.png">', []),
        ("", []),
    ],
)
def test_addresses_are_found_where_a_reader_s_browser_would(text: str, targets: list[str]) -> None:
    assert [reference.target for reference in find_references(text)] == targets


def test_only_the_addresses_change() -> None:
    text = (
        '# A  [x](a.md "t")\n\n* `a.md` ![p](<a.md>)\n\n[r]: a.md\n\n'
        f"<img src='a.md'>\n<https://old.example.org/a_b>\n\n{FENCE}\n[x](a.md)\n{FENCE}\n"
    )

    new = replace_references(text, {"a.md": "/n", "https://old.example.org/a_b": "/o"})

    assert new == (
        '# A  [x](/n "t")\n\n* `a.md` ![p](/n)\n\n[r]: /n\n\n'
        "<img src='/n'>\n[https://old.example.org/a\\_b](/o)\n\n"
        f"{FENCE}\n[x](a.md)\n{FENCE}\n"
    )


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("<script src='a.js'></script>", True),
        ("<SCRIPT>x</SCRIPT>", True),
        ("`<script>`", False),
        (f"{FENCE}html\n<script>\n{FENCE}", False),
        ("a script", False),
    ],
)
def test_scripts_are_noticed_outside_code(text: str, held: bool) -> None:
    assert holds_scripts(text) is held


@pytest.mark.parametrize(
    "part",
    ["](", "](((", "](<", "<a ", "<a href=", "<img srcset='", "<!--", "<script>", "`", "` ", "\\",
     "> ", "[a]: ", "\n[a]:"],
)  # fmt: skip
def test_hostile_text_is_read_in_time_that_grows_with_its_length(part: str) -> None:
    """Each of these took minutes with a careless expression; what hangs, the suite's limit ends."""
    text = part * (50_000 // len(part))

    assert find_references(text) is not None
