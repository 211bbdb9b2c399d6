"""The Markdown that posts are written in."""

import pytest

from byline.lib.markdown import MAX_PARAGRAPH_BRACKETS, MAX_PARAGRAPH_CHARS, render_markdown


@pytest.mark.parametrize(
    ("markdown", "html"),
    [
        ("a **b** _c_ `d`", "<p>a <strong>b</strong> <em>c</em> <code>d</code></p>"),
        ("~~a~~", "<p><s>a</s></p>"),
        ("Term\n: meaning", "<dl>\n<dt>Term</dt>\n<dd>meaning</dd>\n</dl>"),
        ("<div>\n*a*\n</div>", "<div>\n*a*\n</div>"),
        ("<div>\n\n*a*\n\n</div>", "<div>\n<p><em>a</em></p>\n</div>"),
        ("see https://example.org/a_b_c", 'see <a href="https://example.org/a_b_c">'),
        ("```rust,ignore\na < b\n```", '<code class="language-rust">a &lt; b'),
        ("```rust {1}\nx\n```", '<code class="language-rust">x'),
        ("```\nx\n```", "<pre><code>x"),
        ("| a |\n| -: |\n| 1 |", '<td style="text-align:right">1</td>'),
        ("a[^1]\n\n[^1]: b", '<li id="fn1" class="footnote-item"><p>b'),
        ("- [x] a", 'type="checkbox" checked'),
        ("> [!NOTE]\n> a", '<div class="markdown-alert markdown-alert-note">'),
    ],
)
def test_the_dialect(markdown: str, html: str) -> None:
    assert html in render_markdown(markdown)


class TestHeadingIds:
    @pytest.mark.parametrize(
        ("heading", "name"),
        [
            ("What's new in 1.0?", "what-s-new-in-1-0"),
            ("The `code` *here*", "the-code-here"),
            ("Título", "titulo"),
            ("日本語", "日本語"),
            ("!!!", "section"),
            ("Title {#own-id}", "own-id"),
        ],
    )
    def test_a_heading_has_an_id(self, heading: str, name: str) -> None:
        assert render_markdown(f"## {heading}").startswith(f'<h2 id="{name}">')

    def test_equal_headings_have_different_ids(self) -> None:
        html = render_markdown("# A\n# A\n# A-1\n# A")

        assert [part.partition('"')[0] for part in html.split('id="')[1:]] == [
            "a", "a-1", "a-1-1", "a-2",
        ]  # fmt: skip

    def test_a_given_id_is_not_taken_by_an_earlier_heading(self) -> None:
        html = render_markdown("# B\n# Other {#b}")

        assert '<h1 id="b-1">B</h1>' in html
        assert '<h1 id="b">Other</h1>' in html


class TestBounds:
    def test_a_paragraph_of_brackets_is_shown_as_typed(self) -> None:
        brackets = "[" * (MAX_PARAGRAPH_BRACKETS + 1)

        assert render_markdown(f"{brackets}\n\n*a*") == f"<p>\n{brackets}</p>\n<p><em>a</em></p>\n"

    def test_an_endless_paragraph_is_shown_as_typed(self) -> None:
        html = render_markdown("*a* <b> " * (MAX_PARAGRAPH_CHARS // 8 + 1))

        assert html.startswith("<p>\n*a* &lt;b&gt; *a*")

    def test_deep_quotes_lose_no_words(self) -> None:
        assert "deep" in render_markdown("> " * 40 + "deep")

    def test_unstorable_characters_are_gone(self) -> None:
        assert render_markdown("a\x00b\ud800c\x0bd\r\ne") == "<p>abcd\ne</p>\n"
