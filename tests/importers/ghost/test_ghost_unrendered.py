"""Entries without HTML: their text comes out of what the editor kept."""

import json
from typing import Any

import pytest

from byline.importers.ghost.unrendered import read_unrendered

PARAGRAPH = {"type": "paragraph", "children": [{"type": "text", "text": "a", "format": 0}]}

UNREADABLE = {
    "cut off": "{",
    "a list": "[]",
    "null": "null",
    "a number": "17",
    "a text": '"x"',
    "empty": "{}",
    "wrong types": '{"root": 1, "sections": 1}',
    "a missing card": '{"root": {}, "sections": [[10, 5]]}',
    "odd parts": '{"root": {"children": [[], 1, null]}, "sections": [[]]}',
    "too deep": '{"a":' + "[" * 50_000,
}


def lexical(*nodes: Any) -> str:  # noqa: ANN401 - any JSON
    """Return the HTML of a document of Lexical."""
    document = {"root": {"type": "root", "children": list(nodes)}}
    return read_unrendered({"lexical": json.dumps(document)}, []).strip()


def mobiledoc(*sections: Any, **parts: Any) -> str:  # noqa: ANN401 - any JSON
    """Return the HTML of a document of Mobiledoc."""
    document = {"markups": [], "atoms": [], "cards": [], "sections": list(sections)} | parts
    return read_unrendered({"mobiledoc": json.dumps(document)}, []).strip()


def text(words: str, form: int = 0) -> dict[str, Any]:
    """Return a text of Lexical."""
    return {"type": "extended-text", "text": words, "format": form}


@pytest.mark.parametrize(
    ("node", "html"),
    [
        ({"type": "paragraph", "children": [text("a<b", 3)]},
         "<p><strong><em>a&lt;b</em></strong></p>"),
        ({"type": "extended-heading", "tag": "h3", "children": [text("a")]}, "<h3>a</h3>"),
        ({"type": "heading", "tag": "script", "children": [text("a")]}, "<h2>a</h2>"),
        ({"type": "extended-quote", "children": [text("a")]}, "<blockquote>a</blockquote>"),
        ({"type": "paragraph",
          "children": [{"type": "link", "url": "/x?a&b", "children": [text("a")]}]},
         '<p><a href="/x?a&amp;b">a</a></p>'),
        ({"type": "paragraph", "children": [text("a"), {"type": "linebreak"}, text("b", 16)]},
         "<p>a<br><code>b</code></p>"),
        ({"type": "image", "src": "/a.png", "alt": "A", "caption": "<b>c</b>"},
         '<figure><img src="/a.png" alt="A"><figcaption><b>c</b></figcaption></figure>'),
        ({"type": "codeblock", "code": "a < b", "language": "c"},
         '<pre><code class="language-c">a &lt; b</code></pre>'),
        ({"type": "html", "html": "<i>a</i>"}, "<i>a</i>"),
        ({"type": "markdown", "markdown": "*a*"}, "<p><em>a</em></p>"),
        ({"type": "horizontalrule"}, "<hr>"),
        ({"type": "callout", "calloutText": "<b>a</b>"}, "<p><b>a</b></p>"),
        ({"type": "button", "buttonUrl": "/x", "buttonText": "Go"}, '<p><a href="/x">Go</a></p>'),
    ],
)  # fmt: skip
def test_lexical_is_read(node: dict[str, Any], html: str) -> None:
    assert lexical(node) == html


def test_lists_of_lexical_hold_lists() -> None:
    inner = {
        "type": "list",
        "listType": "number",
        "children": [{"type": "listitem", "children": [text("b")]}],
    }
    outer = {
        "type": "list",
        "listType": "bullet",
        "children": [{"type": "listitem", "children": [text("a"), inner]}],
    }

    assert lexical(outer).replace("\n", "") == "<ul><li>a<ol><li>b</li></ol></li></ul>"


@pytest.mark.parametrize(
    ("section", "html"),
    [
        ([1, "p", [[0, [], 0, "a<b"]]], "<p>a&lt;b</p>"),
        ([1, "h2", [[0, [0], 1, "a"], [0, [], 0, "b"]]], "<h2><strong>a</strong>b</h2>"),
        ([1, "p", [[0, [1, 0], 1, "a"], [0, [], 1, "b"]]],
         '<p><a href="/x"><strong>a</strong>b</a></p>'),
        ([1, "p", [[0, [0], 0, "a"]]], "<p><strong>a</strong></p>"),
        ([1, "p", [[0, [], 0, "a"], [1, [], 0, 0], [0, [], 0, "b"]]], "<p>a<br>b</p>"),
        ([3, "ol", [[[0, [], 0, "a"]], [[0, [], 0, "b"]]]], "<ol><li>a</li><li>b</li></ol>"),
        ([10, 0], "<p><em>a</em></p>"),
        ([10, 1], '<figure><img src="/a.png" alt=""></figure>'),
        ([1, "p", [[0, [2], 1, "a"]]], "<p>a</p>"),
    ],
)  # fmt: skip
def test_mobiledoc_is_read(section: list[Any], html: str) -> None:
    cards = [["markdown", {"markdown": "*a*"}], ["image", {"src": "/a.png"}]]
    markups = [["strong"], ["a", ["href", "/x"]], ["script"]]

    assert mobiledoc(section, markups=markups, cards=cards) == html


@pytest.mark.parametrize("column", ["lexical", "mobiledoc"])
@pytest.mark.parametrize("name", UNREADABLE)
def test_what_cannot_be_read_falls_back_to_the_plain_text(column: str, name: str) -> None:
    notes: list[str] = []

    html = read_unrendered({column: UNREADABLE[name], "plaintext": "a < b\n\nc"}, notes)

    assert html == "<p>a &lt; b</p>\n<p>c</p>"
    assert notes[-1] == "it has no HTML, and its plain text was taken"


def test_an_entry_without_any_text_says_so() -> None:
    notes: list[str] = []

    assert read_unrendered({"lexical": json.dumps({"root": {"children": []}})}, notes) == ""
    assert notes == ["it has no text"]


def test_lexical_goes_before_plain_text_since_it_has_the_structure() -> None:
    row = {"lexical": json.dumps({"root": {"children": [PARAGRAPH]}}), "plaintext": "b"}

    assert read_unrendered(row, []) == "<p>a</p>\n"
