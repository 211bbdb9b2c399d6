"""What is computed when a text is saved."""

import subprocess
import sys

import pytest

from byline.lib.clean import clean_html
from byline.lib.render import SourceFormat, render
from byline.lib.text import SPACELESS_CHARACTERS_A_MINUTE, WORDS_A_MINUTE


def test_markdown_becomes_clean_html() -> None:
    rendered = render("# Title\n\nA *word* <script>alert(1)</script>", "markdown")

    assert rendered.html == '<h2 id="title">Title</h2>\n<p>A <em>word</em> </p>\n'


def test_html_is_not_read_as_markdown() -> None:
    assert render("<p>*a*</p>", "html").html == "<p>*a*</p>"


@pytest.mark.parametrize("source_format", ["html", "markdown"])
def test_an_empty_text_has_empty_parts(source_format: SourceFormat) -> None:
    rendered = render(" \n", source_format)

    assert (rendered.html.strip(), rendered.text, rendered.summary) == ("", "", "")
    assert rendered.reading_minutes == 1


def test_what_is_stored_is_clean() -> None:
    source = '```python\ndef f():\n    return "\'<&>\u00a0"\n```\n\n- [ ] a\n\n| a |\n| - |\n| b |'
    html = render(source, "markdown").html

    assert '<span class="k">def</span>' in html
    assert clean_html(html) == html


def test_the_picture_store_gives_sizes() -> None:
    sizes = {"/media/a.png": (3, 4)}

    rendered = render("![A](/media/a.png) ![B](/b.png)", "markdown", picture_size=sizes.get)

    assert 'height="4" loading="lazy" src="/media/a.png" width="3"' in rendered.html
    assert 'loading="lazy" src="/b.png">' in rendered.html


class TestText:
    def test_blocks_are_separated(self) -> None:
        source = "# Title\n\nOne\n*two*  \nthree.\n\n- a\n- b\n\n| c | d |\n| - | - |\n| e | f |"

        assert render(source, "markdown").text == ("Title\n\nOne two\nthree.\n\na\nb\n\nc\td\ne\tf")

    def test_code_keeps_its_indentation(self) -> None:
        assert render("```\nif a:\n    b\n```", "markdown").text == "if a:\n    b"

    def test_marks_of_footnotes_are_left_out(self) -> None:
        assert render("One.[^1]\n\n[^1]: Note", "markdown").text == "One.\n\nNote"

    def test_words_of_players_are_left_out(self) -> None:
        assert render("a<video src=/v.mp4>cannot play</video>", "html").text == "a"

    def test_unstorable_characters_are_left_out(self) -> None:
        assert render("a\x00b\ud800&#1;c&nbsp;d", "html").text == "abc d"

    def test_neighbouring_blocks_do_not_grow_together(self) -> None:
        assert render("<nav>a</nav><main>b</main>", "html").text == "a\n\nb"


class TestSummary:
    def test_a_given_one_wins(self) -> None:
        assert render("text", "html", summary="given").summary == "given"

    @pytest.mark.parametrize("blank", [None, "", " \n", "<img src=/a.png>", "<p></p>"])
    def test_a_blank_one_does_not(self, blank: str | None) -> None:
        assert render("text", "html", summary=blank and f"{blank}").summary == "text"

    def test_a_given_one_may_be_plain_text(self) -> None:
        summary = render("text", "html", summary="Vec<T> & Option<T>").summary

        assert summary == "Vec&lt;T&gt; &amp; Option&lt;T&gt;"

    def test_a_given_one_may_be_html(self) -> None:
        summary = render("text", "html", summary="<p>A <em>new</em> <a href=/>day</a></p>").summary

        assert summary == "A <em>new</em> day"

    def test_a_long_given_one_is_cut(self) -> None:
        summary = render("text", "html", summary="word " * 200).summary

        assert len(summary) <= 500
        assert summary.endswith("word…")


class TestReadingTime:
    @pytest.mark.parametrize(("words", "minutes"), [(1, 1), (2, 2), (10, 10)])
    def test_words_take_their_time(self, words: int, minutes: int) -> None:
        source = "word " * (words * WORDS_A_MINUTE)

        assert render(source, "markdown").reading_minutes == minutes

    def test_chinese_is_read_by_characters(self) -> None:
        source = "漢" * (3 * SPACELESS_CHARACTERS_A_MINUTE)

        assert render(source, "markdown").reading_minutes == 3


def test_parsers_are_loaded_with_the_first_text_only() -> None:
    check = (
        "import sys, byline.lib.render, byline.lib.slugs, byline.lib.titles, byline.lib.video; "
        "print({'bs4', 'nh3', 'markdown_it'} & set(sys.modules))"
    )

    printed = subprocess.run(
        [sys.executable, "-c", check], capture_output=True, text=True, check=True
    ).stdout

    assert printed == "set()\n"
