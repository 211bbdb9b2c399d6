"""Entries without HTML: their text comes out of what the editor kept."""

import json
from typing import Any

import pytest

from byline.importers.ghost.body import read_body
from byline.importers.ghost.unrendered import read_unrendered
from byline.lib.clean import clean_html
from tests.importers.ghost import samples
from tests.importers.ghost.conftest import FindEntry, ImportGhost, entry
from tests.importers.ghost.test_ghost_cards import BULB, cleaned
from tests.importers.ghost.test_ghost_entries import reasons

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
        ({"type": "codeblock", "code": "a < b", "language": "c"},
         '<pre><code class="language-c">a &lt; b</code></pre>'),
        ({"type": "html", "html": "<i>a</i>"}, "<i>a</i>"),
        ({"type": "markdown", "markdown": "*a*"}, "<p><em>a</em></p>"),
        ({"type": "horizontalrule"}, "<hr>"),
        ({"type": "hologram", "content": "<b>a</b>", "buttonUrl": "/x", "buttonText": "Go"},
         '<p><b>a</b></p>\n<p><a href="/x">Go</a></p>'),
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
        ([1, "p", [[0, [2], 1, "a"]]], "<p>a</p>"),
    ],
)  # fmt: skip
def test_mobiledoc_is_read(section: list[Any], html: str) -> None:
    cards = [["markdown", {"markdown": "*a*"}]]
    markups = [["strong"], ["a", ["href", "/x"]], ["script"]]

    assert mobiledoc(section, markups=markups, cards=cards) == html


@pytest.mark.parametrize("column", ["lexical", "mobiledoc"])
@pytest.mark.parametrize("name", UNREADABLE)
def test_what_cannot_be_read_falls_back_to_the_plain_text(column: str, name: str) -> None:
    notes: list[str] = []

    html = read_unrendered({column: UNREADABLE[name], "plaintext": "a < b\n\nc"}, notes)

    assert html == "<p>a &lt; b</p>\n<p>c</p>"
    assert "its paragraphs were taken" in notes[-1]


def test_an_entry_without_any_text_says_so() -> None:
    notes: list[str] = []

    assert read_unrendered({"lexical": json.dumps({"root": {"children": []}})}, notes) == ""
    assert notes == ["it has no text"]


def test_lexical_goes_before_plain_text_since_it_has_the_structure() -> None:
    row = {"lexical": json.dumps({"root": {"children": [PARAGRAPH]}}), "plaintext": "b"}

    assert read_unrendered(row, []) == "<p>a</p>\n"


IMAGES = "__GHOST_URL__/content/images/2024/01"
# The cards of the samples, as the editor keeps them.
KEPT: dict[str, tuple[str, dict[str, Any]]] = {
    "IMAGE": ("image", {
        "src": f"{IMAGES}/a.png", "alt": "A hill", "width": 1200, "height": 800,
        "cardWidth": "wide", "caption": "A <em>green</em> hill",
    }),
    "GALLERY": ("gallery", {
        "images": [
            {"src": f"{IMAGES}/{name}.png", "alt": f"Picture {name}", "width": 800, "height": 600}
            for name in "abc"
        ],
        "cardWidth": "wide", "caption": "Three pictures",
    }),
    "BOOKMARK": ("bookmark", {
        "url": "https://example.org/article", "caption": "Worth reading",
        "metadata": {
            "title": "An article", "description": "What it is about", "author": "The Journal",
            "publisher": "Jane Roe", "icon": "https://example.org/icon.png",
        },
    }),
    "TOGGLE": ("toggle", {
        "heading": "<span>A question</span>",
        "content": "<p>Its <strong>answer</strong></p><p>and more</p>",
    }),
    "CALLOUT": ("callout", {
        "calloutEmoji": BULB, "backgroundColor": "yellow",
        "calloutText": "Mind the <b><strong>gap</strong></b>",
    }),
    "CALLOUT_PLAIN": ("callout", {"calloutText": "Without a sign"}),
    "BUTTON": ("button", {
        "buttonUrl": "https://example.org/go", "buttonText": "Go there", "alignment": "center",
    }),
    "BUTTON_PORTAL": ("button", {"buttonUrl": "#/portal/signup", "buttonText": "Join us"}),
    "AUDIO": ("audio", {"src": "__GHOST_URL__/content/media/2024/01/song.mp3", "title": "A song"}),
    "PRODUCT": ("product", {
        "productImageSrc": f"{IMAGES}/a.png", "productTitle": "<span>A teapot</span>",
        "productImageWidth": 300, "productImageHeight": 200,
        "productRatingEnabled": True, "productStarRating": 4,
        "productDescription": "<p>It pours well</p>", "productButtonEnabled": True,
        "productButton": "Buy it", "productUrl": "https://example.org/teapot",
    }),
    "CTA": ("call-to-action", {
        "hasSponsorLabel": True, "sponsorLabel": "<p><span>Sponsored</span></p>",
        "imageUrl": f"{IMAGES}/c.png", "textValue": "<p>Come along</p>", "showButton": True,
        "buttonUrl": "https://example.org/come", "buttonText": "Learn how",
    }),
    "CODE": ("codeblock", {
        "code": 'print("1 < 2")', "language": "python", "caption": "A line of code",
    }),
    "SIGNUP": ("signup", {"header": "Sign up here"}),
    "EMAIL": ("email", {"html": "<p>Hello subscriber</p>"}),
}  # fmt: skip


@pytest.mark.parametrize("name", KEPT)
@pytest.mark.parametrize("editor", ["lexical", "mobiledoc"])
def test_a_card_becomes_what_its_html_would(name: str, editor: str) -> None:
    kind, payload = KEPT[name]
    if editor == "lexical":
        document: Any = {"root": {"children": [{"type": kind, **payload}]}}
    else:
        document = {"cards": [[kind, payload]], "sections": [[10, 0]], "markups": []}

    html = read_body({editor: json.dumps(document)}, []).html

    expected = cleaned(getattr(samples, name)).replace("CTA Image", "")
    assert clean_html(html).strip() == expected


@pytest.mark.parametrize(
    ("card", "shown"),
    [
        (
            {"type": "file", "src": "/content/files/p.pdf", "fileTitle": "P", "fileSize": 12_000},
            '<div class="boxed"><a href="/content/files/p.pdf">P</a><small>12.0 kB</small></div>',
        ),
        (
            {
                "type": "video",
                "src": "/content/media/f.mp4",
                "thumbnailSrc": "/content/s.png",
            },
            'poster="/content/s.png"',
        ),
        (
            {"type": "header", "header": "A header", "backgroundImageSrc": "/content/s.png"},
            '<div class="cover"><img alt=""',
        ),
        ({"type": "embed", "url": "https://x.org/song"}, '<a href="https://x.org/song"'),
    ],
    ids=["file", "video", "header", "embed"],
)
def test_other_cards_become_boxes_too(card: dict[str, Any], shown: str) -> None:
    document = {"root": {"children": [card]}}

    assert shown in clean_html(read_body({"lexical": json.dumps(document)}, []).html)


@pytest.mark.parametrize("kind", ["audio", "bookmark", "callout", "file", "gallery", "product"])
def test_a_card_that_shows_nothing_is_named(kind: str) -> None:
    notes: list[str] = []
    odd = {"type": kind, "images": 7, "metadata": [], "src": 1, "productStarRating": 10**9}

    read_unrendered({"lexical": json.dumps({"root": {"children": [odd, PARAGRAPH]}})}, notes)

    assert notes[-1] == f"a card without anything to show was left out ({kind})"


GATES = [
    ({"web": {"nonMember": False, "memberSegment": "status:free"}}, False),
    ({"web": {"nonMember": True, "memberSegment": ""}}, True),
    ({"showOnWeb": False}, False),
    ({"emailOnly": True}, False),
    ({"showOnEmail": False, "showOnWeb": True}, True),
]


@pytest.mark.parametrize(("visibility", "is_shown"), GATES)
@pytest.mark.parametrize("editor", ["lexical", "mobiledoc"])
def test_a_card_for_members_is_left_out(
    import_rows: ImportGhost,
    find_post: FindEntry,
    editor: str,
    visibility: dict[str, Any],
    is_shown: bool,
) -> None:
    payload = {"html": "<p>secret<!--kg-gated-block:end--></p>", "visibility": visibility}
    document = {
        "root": {"children": [{"type": "html", **payload}, PARAGRAPH]},
        "cards": [["html", payload]],
        "sections": [[10, 0], [1, "p", [[0, [], 0, "a"]]]],
    }

    report = import_rows(entry("first", None, plaintext="secret", **{editor: json.dumps(document)}))

    assert ("secret" in find_post("first").html) is is_shown
    assert ("parts that only members saw were left out: 1" in reasons(report)) is not is_shown
