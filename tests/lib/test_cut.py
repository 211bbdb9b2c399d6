"""Summaries are cut in the tree."""

from itertools import pairwise

import pytest
from defusedxml.ElementTree import fromstring
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from byline.lib.clean import clean_html, clean_tree
from byline.lib.cut import ELLIPSIS, KEPT, summarize
from byline.lib.markdown import render_markdown
from byline.lib.plain import collapse_spaces
from tests.lib.html_strategies import html_fragments
from tests.lib.markdown_strategies import markdown_texts


def cut(html: str, max_chars: int = 500) -> str:
    return summarize(clean_tree(html)[1], max_chars=max_chars)


def text_of(summary: str) -> str:
    # A reader of XML takes nothing that is not balanced.
    return "".join(fromstring(f"<p>{summary}</p>").itertext())


def names_in(summary: str) -> set[str]:
    return {element.tag for element in fromstring(f"<p>{summary}</p>").iter()} - {"p"}


@settings(max_examples=10_000, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(html_fragments(), st.integers(min_value=1, max_value=40))
def test_a_cut_page_is_balanced_and_short(html: str, max_chars: int) -> None:
    body = clean_tree(html)[1]

    summary = summarize(body, max_chars=max_chars)

    text = text_of(summary)
    assert len(text) <= max_chars
    assert names_in(summary) <= KEPT
    whole = text_of(summarize(body, max_chars=10_000))
    assert text == whole or whole.startswith(text.removesuffix(ELLIPSIS))


@settings(max_examples=10_000, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(markdown_texts(), st.integers(min_value=1, max_value=40))
def test_a_cut_markdown_text_is_balanced_and_short(markdown: str, max_chars: int) -> None:
    summary = cut(render_markdown(markdown), max_chars)

    assert len(text_of(summary)) <= max_chars
    assert names_in(summary) <= KEPT


def test_a_short_text_is_not_cut() -> None:
    assert cut("<p>Short and <em>sweet</em>.</p>") == "Short and <em>sweet</em>."


def test_a_long_text_ends_on_a_word() -> None:
    assert cut("<p>one two three four</p>", 10) == "one two…"


def test_elements_are_closed_where_the_text_is_cut() -> None:
    html = "<p><strong>one <em>two three</em></strong> four</p>"

    assert cut(html, 9) == "<strong>one <em>two</em></strong>…"


def test_no_element_is_left_empty() -> None:
    assert cut("<p>one <em>two</em></p>", 5) == "one…"


def test_blocks_are_joined_by_spaces() -> None:
    assert cut("<p>one</p><ul><li>two</li><li>three</li></ul>four<br>five") == (
        "one two three four five"
    )


def test_links_lose_their_address() -> None:
    assert cut('<p>See <a href="/x">the <code>page</code></a>.</p>') == (
        "See the <code>page</code>."
    )


@pytest.mark.parametrize(
    "left_out",
    [
        "<h2>Heading</h2>",
        "<pre><code>code</code></pre>",
        "<table><tr><td>cell</td></tr></table>",
        "<figure><img src=/a.png alt=words><figcaption>Caption</figcaption></figure>",
        "<p><img src=/a.png alt=words></p>",
        '<iframe src="https://youtu.be/dQw4w9WgXcQ" title="A talk"></iframe>',
        '<section class="footnotes"><ol><li>note</li></ol></section>',
        '<sup class="footnote-ref"><a href="#fn1">[1]</a></sup>',
        "<video src=/v.mp4>cannot play</video>",
    ],
)
def test_what_is_no_running_text_is_left_out(left_out: str) -> None:
    assert cut(f"{left_out}<p>Text</p>") == "Text"


def test_a_body_of_headings_and_tables_is_summarized_by_them() -> None:
    assert cut("<h2>Heading</h2><table><tr><td>cell</table>") == "Heading cell"


def test_the_language_of_words_is_kept() -> None:
    assert cut('<p><span lang="ar" dir="rtl">مرحبا</span> <span class="k">x</span></p>') == (
        '<span dir="rtl" lang="ar">مرحبا</span> x'
    )


def test_chinese_is_cut_between_characters() -> None:
    assert cut("<p>漢字漢字漢字漢字</p>", 5) == "漢字漢字…"


def test_no_line_begins_with_a_full_stop() -> None:
    assert cut("<p>漢字漢字。漢字</p>", 5) == "漢字漢…"


@pytest.mark.parametrize("character", ["👩‍💻", "e\u0301", "🇵🇹", "👍🏽", "\u1112\u1161\u11ab"])
def test_no_character_is_cut_in_two(character: str) -> None:
    html = f"<p>{character * 20}</p>"

    for max_chars in range(1, 20):
        kept = cut(html, max_chars).removesuffix(ELLIPSIS)
        assert kept == character * (len(kept) // len(character))


def test_titles_are_left_out() -> None:
    assert cut('<p><abbr title="Hypertext">HT</abbr> <i title="x">y</i></p>') == (
        "<abbr>HT</abbr> <i>y</i>"
    )


@pytest.mark.parametrize("depth", [1, 20])
def test_marks_on_every_letter_leave_a_summary_short(depth: int) -> None:
    start = f'<span lang="{"x" * 35}" dir="auto">'
    html = "".join(f"{start * depth}&amp;{'</span>' * depth}" for _ in range(600))

    summary = cut(f"<p>{html}</p>")

    # MySQL's TEXT.
    assert len(summary.encode()) < 2**16
    assert text_of(summary) == "&" * 499 + ELLIPSIS


def test_a_summary_is_clean() -> None:
    summary = cut("<p>a &lt;b&gt; &amp; <q>c</q> <bdi lang=en dir=auto>d</bdi></p>")

    assert clean_html(summary) == summary


def test_only_the_beginning_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []

    def record(text: str) -> str:
        read.append(text)
        return collapse_spaces(text)

    monkeypatch.setattr("byline.lib.cut.collapse_spaces", record)

    cut("<p>some words</p>" * 1000, 50)

    assert len(read) < 50


def test_shorter_limits_give_beginnings_of_longer_ones() -> None:
    html = "<p>The quick <em>brown</em> fox jumps over the <strong>lazy</strong> dog.</p>"
    texts = [text_of(cut(html, max_chars)).removesuffix(ELLIPSIS) for max_chars in range(1, 60)]

    assert all(longer.startswith(shorter) for shorter, longer in pairwise(texts))
