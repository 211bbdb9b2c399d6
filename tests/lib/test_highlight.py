"""Colours of code."""

from collections.abc import Iterator

import pytest
from pygments.lexer import Lexer
from pygments.token import Token, _TokenType

from byline.lib.clean import clean_html
from byline.lib.highlight import MAX_CODE_CHARS, MAX_LINE_CHARS, highlight


def code(language: str, text: str) -> str:
    return clean_html(f'<pre><code class="language-{language}">{text}</code></pre>')


@pytest.mark.parametrize("language", ["python", "rust", "rs", "toml", "console", "js", "html"])
def test_known_languages_are_coloured(language: str) -> None:
    assert "<span class=" in highlight(code(language, "$ let x = 'a'; # &lt;b&gt;"))


@pytest.mark.parametrize("language", ["no-such-language", "text", "..", "c++++"])
def test_other_languages_stay_plain(language: str) -> None:
    block = code(language, "let x = 'a';")

    assert highlight(block) == block


class HalfReader(Lexer):
    """A grammar that loses every second character."""

    def get_tokens(self, text: str, unfiltered: bool = False) -> Iterator[tuple[_TokenType, str]]:
        yield Token.Keyword, text[::2]


def test_a_grammar_that_drops_text_is_not_used(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("byline.lib.highlight.get_lexer_by_name", lambda *_, **__: HalfReader())
    block = code("half-read", "let x = 1")

    assert highlight(block) == block


@pytest.mark.parametrize(
    "text", ["a &lt;b&gt; &amp;amp; 'c' \"d\"", "\n\n  x\n\n", "a&nbsp;b", "é 漢字 👩‍💻", ""]
)
def test_colouring_changes_no_character(text: str) -> None:
    block = code("python", text)

    coloured = highlight(block)

    assert clean_html(coloured) == coloured
    assert _without_spans(coloured) == block


def _without_spans(html: str) -> str:
    pieces = html.replace("</span>", "").split("<span ")
    return pieces[0] + "".join(piece.partition(">")[2] for piece in pieces[1:])


def test_code_that_holds_elements_is_left_alone() -> None:
    block = code("python", "<mark>def</mark> f(): pass")

    assert highlight(block) == block


def test_code_without_language_is_left_alone() -> None:
    block = clean_html("<pre><code>def f(): pass</code></pre>")

    assert highlight(block) == block


@pytest.mark.parametrize(
    "text", ["x = 1\n" * (MAX_CODE_CHARS // 6 + 1), "x = 1\n" + "x" * (MAX_LINE_CHARS + 1)]
)
def test_a_huge_block_or_line_stays_plain(text: str) -> None:
    block = code("python", text)

    assert highlight(block) == block


def test_code_stays_plain_when_the_time_is_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("byline.lib.highlight.MAX_SECONDS", 0)
    blocks = code("python", "def f(): pass") + code("rust", "fn f() {}")

    assert highlight(blocks) == blocks


def test_two_blocks_are_coloured_each_by_its_language() -> None:
    coloured = highlight(code("python", "def f(): pass") + code("rust", "fn f() {}"))

    assert '<span class="k">def</span>' in coloured
    assert '<span class="k">fn</span>' in coloured
