"""What the cards of Ghost's editor become."""

import pytest
from bs4 import BeautifulSoup

from byline.importers.ghost.body import read_body
from byline.lib.clean import clean_html
from byline.lib.plain import plain_text
from tests.importers.ghost import samples
from tests.importers.ghost.conftest import FindEntry, ImportGhost, entry

BULB = "\N{ELECTRIC LIGHT BULB}"
# What readers are to see of each card: its text, line by line.
TEXTS = {
    "IMAGE": "A green hill",
    "GALLERY": "Three pictures",
    "BOOKMARK": "An article\n\nWhat it is about\n\nThe Journal · Jane Roe\n\nWorth reading",
    "EMBED": "A talk\n\nA film",
    "EMBED_OTHER": "Embed: a song",
    "TWEET": "A short message\n\n— Jane (@jane) May 1",
    "AUDIO": "A song",
    "VIDEO": "A short film",
    "FILE": "The paper\n\nAll of it\n\npaper.pdf, 12 KB",
    "TOGGLE": "A question\n\nIts answer\n\nand more",
    "CALLOUT": f"{BULB} Mind the gap",
    "CALLOUT_PLAIN": "Without a sign",
    "BUTTON": "Go there",
    "BUTTON_PORTAL": "",
    "HEADER": "A header\n\nBelow it\n\nRead on",
    "HEADER_2": "A newer header\n\nWith words\n\nSee more",
    "PRODUCT": "A teapot\n\n★★★★☆\n\nIt pours well\n\nBuy it",
    "SIGNUP": "",
    "NFT": "Number one · Sam\n\nA drawing",
    "CODE": 'print("1 < 2")\n\nA line of code',
    "CTA": "Sponsored\n\nCome along\n\nLearn how",
    "HTML_CARD": "Custom markup",
    "MARKDOWN_CARD": "Marked down\n\none",
    "EMAIL": "",
    "EMAIL_CTA": "",
    "UNKNOWN": "From the future",
    "PORTAL_LINK": "Do sign up today.",
}


def cleaned(html: str) -> str:
    """Return the HTML that a body of Ghost is shown as."""
    return clean_html(read_body({"html": html}, []).html)


def notes_of(html: str) -> list[str]:
    """Return what the report says of a body of Ghost."""
    notes: list[str] = []
    read_body({"html": html}, notes)
    return notes


@pytest.mark.parametrize("name", TEXTS)
def test_a_card_leaves_its_text_and_nothing_of_its_player(name: str) -> None:
    html = cleaned(getattr(samples, name))

    # Without what stands for a picture of another host, by its file's name.
    soup = BeautifulSoup(html, "html.parser", multi_valued_attributes=None)
    for stand_in in soup.select(".remote-file"):
        stand_in.decompose()
    assert plain_text(soup).strip() == TEXTS[name]
    assert "kg-" not in html


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("IMAGE", '<figure class="align-wide"><img alt="A hill"'),
        ("GALLERY", '<figure class="gallery align-wide"><figure><img'),
        ("BOOKMARK", '<div class="boxed"><a href="https://example.org/article"'),
        ("EMBED", 'data-video-id="_OBlgSz8sSM"'),
        ("AUDIO", '<audio controls="" preload="metadata" src="/content/media/2024/01/song.mp3">'),
        ("VIDEO", 'poster="/content/images/2024/01/b.png"'),
        ("FILE", '<div class="boxed"><a href="/content/files/2024/01/paper.pdf">The paper</a>'),
        ("TOGGLE", "<details><summary>A question</summary><p>Its <strong>answer</strong></p>"),
        ("CALLOUT", '<div class="markdown-alert markdown-alert-warning">'),
        ("BUTTON", '<p class="align-center"><a class="button" href="https://example.org/go"'),
        ("HEADER", '<h2 id="a-header">A header</h2>'),
        ("HEADER_2", '<div class="cover"><img alt=""'),
        ("PRODUCT", '<div class="boxed"><img'),
        ("CODE", '<pre tabindex="0"><code class="language-python">'),
    ],
)
def test_a_card_becomes_what_it_stands_for(name: str, expected: str) -> None:
    assert expected in cleaned(getattr(samples, name))


@pytest.mark.parametrize(
    ("name", "note"),
    [
        ("SIGNUP", "a form to subscribe was left out"),
        ("BUTTON_PORTAL", "a button that led nowhere"),
        ("PORTAL_LINK", "Ghost's own windows"),
        ("EMAIL", "only its mail had"),
        ("UNKNOWN", "(kg-hologram-card)"),
    ],
)
def test_what_is_left_of_no_card_is_said(name: str, note: str) -> None:
    assert [note in said for said in notes_of(getattr(samples, name))] == [True]


def test_what_stands_around_cards_stays() -> None:
    html = cleaned(samples.RICH_POST)

    assert html.startswith("<p>Before the cards.</p>")
    assert html.endswith("<p>Behind the cards.</p>")


def test_a_card_in_a_card_is_read_too() -> None:
    inner = samples.CALLOUT
    outer = samples.TOGGLE.replace("<p>and more</p>", inner)

    assert f"<p>{BULB} Mind the" in cleaned(outer)
    assert "<details>" in cleaned(outer)


def test_a_paywall_is_named_and_its_mark_not_shown() -> None:
    html = "<p>Free</p><!--members-only--><p>Paid</p>"

    assert "members-only" not in read_body({"html": html}, []).html
    assert "did nothing as it was public" in notes_of(html)[0]


def test_a_paywall_in_a_post_for_members_says_what_was_behind_it() -> None:
    notes: list[str] = []

    read_body({"html": "<p>Free</p><!--members-only--><p>Paid</p>", "visibility": "paid"}, notes)

    assert notes == ["a paywall stood in it: what followed was for those who paid"]


def test_a_part_that_only_members_saw_is_left_out() -> None:
    gate = '<!--kg-gated-block:begin nonMember:{} memberSegment:"" -->'
    html = (
        f"<p>a</p>{gate.format('false')}<p>secret</p><!--kg-gated-block:end-->"
        f"{gate.format('true')}<p>b</p><!--kg-gated-block:end-->"
    )

    assert cleaned(html) == "<p>a</p><p>b</p>"
    assert "left out: 1" in notes_of(html)[0]


@pytest.mark.parametrize(
    "html",
    [
        '<p>a</p><!--kg-gated-block:begin nonMember:false memberSegment:"" --><p>secret</p>',
        '<p>a</p><!--kg-gated-block:begin nonMember:"false"--><p>secret</p>',
        "<p>a</p><!--kg-gated-block:begin memberSegment:status:free --><p>secret</p>",
        "<p>a</p><!--kg-gated-block:begin nonMember:false <p>secret</p>",
    ],
)
def test_a_part_for_members_without_end_takes_the_rest_with_it(html: str) -> None:
    assert cleaned(html) == "<p>a</p>"
    assert "has no end" in notes_of(html)[0]


@pytest.mark.parametrize(
    "html",
    [
        pytest.param('<div class="kg-card kg-audio-card"></div>', id="audio"),
        pytest.param('<figure class="kg-card kg-video-card"></figure>', id="video"),
        pytest.param('<div class="kg-card kg-file-card"><a>x</a></div>', id="file"),
        pytest.param('<figure class="kg-card kg-bookmark-card"></figure>', id="bookmark"),
    ],
)
def test_an_empty_card_leaves_nothing(html: str) -> None:
    assert cleaned(f"<p>a</p>{html}") == "<p>a</p>"


def test_what_the_editor_puts_around_words_is_taken_off() -> None:
    html = (
        '<p><span style="white-space: pre-wrap;">Some </span>'
        '<b><strong style="white-space: pre-wrap;">words</strong></b></p>'
        '<figure class="kg-card kg-image-card kg-width-wide"><img src="/a.png" class="kg-image">'
        "</figure>"
    )

    assert read_body({"html": html}, []).html == (
        "<p>Some <b><strong>words</strong></b></p>"
        '<figure class="align-wide"><img src="/a.png"></figure>'
    )


def test_a_text_without_cards_stays_byte_for_byte(
    import_rows: ImportGhost, find_post: FindEntry
) -> None:
    html = "<p>A &amp; b&nbsp;<br>c &#x27;d'</p>\n<pre><code>  x\n\n</code></pre>"

    import_rows(entry("plain", html))

    assert find_post("plain").source == html
