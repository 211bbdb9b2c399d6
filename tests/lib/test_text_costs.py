"""Work grows with the text and not with its square; counted in calls, not in seconds."""

import importlib
import pkgutil
import re
import sys
from collections.abc import Callable
from re import _constants, _parser  # type: ignore[attr-defined]
from types import FrameType

import pytest

import byline.lib
from byline.lib.clean import clean_html
from byline.lib.nesting import is_absurdly_nested
from byline.lib.render import SourceFormat, render

REPETITIONS = 300

HTML_UNITS = [
    "<p>a", "<li>a", "<b>x</b>", "<div>x</div>", "<a href=#zzzzzzzzzz id=x>y</a>", "&amp;", "<",
    "<noscript ", "<!--", "<table><tr><td>a</table>", "<pre>\n", "<td>", "</x>", "<a ",
    "<iframe src='//youtu.be/dQw4w9WgXcQ'></iframe>", "<img srcset='a 1x,b 2x'>", "e\u0301",
    "<pre><code class=language-rust>fn a(){}</code></pre>", "漢", "word ", "\n",
    "🇵" * 10,
]  # fmt: skip
MARKDOWN_UNITS = [
    "# a\n", "- a\n", "a[^1]\n\n", "[a](b) ", "*a ", "**a *b ", "`", "[a]: x\n", "| a ", "```\n",
    "https://example.org ", "~a ", "<a ", "a\n: b\n", "a:", "http:", "a@", "www.",
]  # fmt: skip


def count_calls(work: Callable[[], object]) -> int:
    calls = 0

    def count(_frame: FrameType, event: str, _argument: object) -> None:
        nonlocal calls
        calls += event in {"call", "c_call"}

    sys.setprofile(count)
    try:
        work()
    finally:
        sys.setprofile(None)
    return calls


@pytest.mark.parametrize(
    ("unit", "source_format"),
    [
        *((unit, "html") for unit in HTML_UNITS),
        *((unit, "markdown") for unit in MARKDOWN_UNITS),
    ],
)
def test_twice_the_text_is_about_twice_the_work(unit: str, source_format: SourceFormat) -> None:
    render(unit, source_format)  # what is made once is not counted

    once = count_calls(lambda: render(unit * REPETITIONS, source_format))
    twice = count_calls(lambda: render(unit * REPETITIONS * 2, source_format))

    assert twice < 2.5 * once


@pytest.mark.parametrize(
    "bomb",
    [
        "<div>" * 1000,
        "<span>" * 1000 + "</x>" * 1000,
        "<p>" + "".join(f"<b class=x{number}>" for number in range(300)) + "<p>x" * 2000,
        "<p>" + "<font>" * 400 + "<p>x" * 2000,
        "<table><td>" * 300,
        "<blockquote><ul><li>" * 200,
    ],
)
def test_a_page_made_to_stall_the_parser_keeps_its_text_only(bomb: str) -> None:
    assert is_absurdly_nested(bomb)
    assert clean_html(f"{bomb}words").count("<") < 10


@pytest.mark.parametrize(
    "page",
    [
        "<p>one" * 2000,
        "<ul>" + "<li>one" * 2000 + "</ul>",
        "<table>" + "<tr><td>one<td><b>two</b>" * 2000 + "</table>",
        "<dl>" + "<dt>one<dd>two" * 2000 + "</dl>",
        "<p><b><i>one</b></i> <font>two</font><br><img src=x>" * 2000,
        "<table>" + "<tr><td><b>one</td></tr>" * 2000 + "</table>",
        "<div><p>one<blockquote>two</blockquote></div>" * 2000,
        "<!-- <b> -->one" * 2000,
    ],
)
def test_a_long_careless_page_is_no_attack(page: str) -> None:
    assert not is_absurdly_nested(page)


def test_deep_elements_are_taken_off_their_text() -> None:
    cleaned = clean_html("<div>" * 300 + "deep" + "</div>" * 300)

    assert "deep" in cleaned
    assert cleaned.count("<div>") == 100


def test_no_expression_repeats_a_repetition() -> None:
    patterns = list(_own_patterns())

    assert len(patterns) > 20
    assert [pattern for pattern in patterns if _repeats_repetition(pattern)] == []


@pytest.mark.parametrize("pattern", ["(a+)+", "(a*b?)*", "(?:a{2,}|b)+"])
def test_the_check_of_expressions_finds_nested_repetitions(pattern: str) -> None:
    assert _repeats_repetition(re.compile(pattern))


def _own_patterns() -> list[re.Pattern[str]]:
    names = [name for _, name, _ in pkgutil.walk_packages(byline.lib.__path__, "byline.lib.")]
    return [
        value
        for name in names
        for value in vars(importlib.import_module(name)).values()
        if isinstance(value, re.Pattern)
    ]


def _repeats_repetition(pattern: re.Pattern[str]) -> bool:
    return _contains_repetition(_parser.parse(pattern.pattern, pattern.flags), inside=False)


def _contains_repetition(node: object, *, inside: bool) -> bool:
    """Walk the parsed expression; only a repetition without an end counts, outside and inside."""
    if isinstance(node, tuple) and node and node[0] in _REPEATS:
        endless = node[1][1] is _constants.MAXREPEAT
        if endless and inside:
            return True
        return _contains_repetition(node[1][2], inside=inside or endless)
    if isinstance(node, list | tuple | _parser.SubPattern):
        return any(_contains_repetition(part, inside=inside) for part in node)
    return False


_REPEATS = {_constants.MAX_REPEAT, _constants.MIN_REPEAT}
