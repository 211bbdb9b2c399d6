"""Drawings from outside: what draws stays, what could act or fetch goes."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from byline.lib.svg import MAX_DEPTH, MAX_ELEMENTS, NotSvg, SvgRefused, clean_svg
from byline.lib.svg_css import clean_css

DATA_PNG = "data:image/png;base64,iVBORw0KGgo="


def svg(content: str = "", attributes: str = "") -> bytes:
    """Return a drawing with `content` in it."""
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
        f'xmlns:h="http://www.w3.org/1999/xhtml" {attributes}>{content}</svg>'
    ).encode()


@pytest.mark.parametrize(
    "content",
    [
        '<path d="M 0 0 L 10 10" fill="url(#paint)" style="stroke: rgb(1, 2, 3)" />',
        '<linearGradient id="paint"><stop offset="0" stop-color="red" /></linearGradient>',
        "<style>.a .b { fill: light-dark(#000, #fff) }</style>",
        '<use xlink:href="#part" /><use href="#part" />',
        f'<image xlink:href="{DATA_PNG}" width="1" height="1" />',
        '<text x="1" xml:space="preserve">a <tspan class="b">b</tspan> c</text>',
        '<animate attributeName="opacity" from="0" to="1" dur="1s" />',
        "<title>Drawing &amp; more</title>",
    ],
)
def test_what_draws_stays(content: str) -> None:
    assert content in clean_svg(svg(content)).data.decode()


def test_labels_of_diagram_editors_stay() -> None:
    label = '<h:div style="color: #000">two<h:br />lines</h:div>'

    cleaned = clean_svg(svg(f'<foreignObject width="9" height="9">{label}</foreignObject>'))

    assert (
        b'<foreignObject width="9" height="9"><div style="color: #000" '
        b'xmlns="http://www.w3.org/1999/xhtml">two<br />lines</div></foreignObject>'
    ) in cleaned.data


@pytest.mark.parametrize(
    "content",
    [
        "<script>evil()</script>",
        '<script xlink:href="evil.js" />',
        '<rect onclick="evil()" onload="evil()" />',
        '<a xlink:href="https://evil.example"><rect /></a>',
        '<a href="javascript:evil()"><rect /></a>',
        '<image href="https://evil.example/a.png" />',
        '<image xlink:href="//evil.example/a.png" />',
        '<image href="data:image/svg+xml;base64,ZXZpbA==" />',
        '<use href="evil.svg#part" />',
        '<use href=" javascript:evil()" />',
        '<feImage href="https://evil.example" />',
        '<rect fill="url(https://evil.example#a)" />',
        """<rect style="fill: url( 'https://evil.example#a' )" />""",
        '<rect style="fill: u\\72l(https://evil.example)" />',
        '<rect style="fill: ur/**/l(https://evil.example)" />',
        """<rect style="fill: image-set('https://evil.example' 1x)" />""",
        "<style>@import 'https://evil.example';</style>",
        "<style>@im\\port url(https://evil.example);</style>",
        "<style>@font-face { src: url(https://evil.example) }</style>",
        '<animate attributeName="href" to="javascript:evil()" />',
        '<animate attributeName="xlink:href" values="javascript:evil()" />',
        '<set attributeName="onclick" to="evil()" />',
        '<foreignObject><h:iframe src="https://evil.example" /></foreignObject>',
        '<foreignObject><h:body onload="evil()" /></foreignObject>',
        '<foreignObject><h:b onclick="evil()" /></foreignObject>',
        '<h:div onclick="evil()" /><h:iframe src="https://evil.example" />',
        '<handler xmlns:ev="http://www.w3.org/2001/xml-events" ev:event="load">evil()</handler>',
        '<?xml-stylesheet href="evil.css"?>',
        "<!-- evil -->",
    ],
)
def test_what_acts_or_fetches_goes(content: str) -> None:
    cleaned = clean_svg(svg(content)).data

    for trace in (b"evil", b"javascript", b"script", b" on", b"iframe"):
        assert trace not in cleaned


def test_a_link_leaves_its_drawing() -> None:
    cleaned = clean_svg(svg('<a href="https://evil.example"><rect width="3" /></a>'))

    assert b'<g><rect width="3" /></g>' in cleaned.data


@pytest.mark.parametrize(
    "declaration",
    [
        '<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">',
        '<!ENTITY file SYSTEM "file:///etc/passwd">',
        '<!ENTITY % more SYSTEM "https://evil.example/more.dtd"> %more;',
    ],
)
def test_entities_are_refused(declaration: str) -> None:
    data = f"<!DOCTYPE svg [{declaration}]>".encode() + svg("<text>&b;</text>")

    with pytest.raises(SvgRefused):
        clean_svg(data)


def test_a_plain_document_type_is_no_reason_to_refuse() -> None:
    data = (
        b'<?xml version="1.0" encoding="UTF-8"?><!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" '
        b'"http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">'
    )

    assert b"<rect" in clean_svg(data + svg("<rect />")).data


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"<svg",
        b"<svg></svg>",
        b"<html><svg xmlns='http://www.w3.org/2000/svg'/></html>",
        b"<?xml version='1.0' encoding='nonsense'?><svg/>",
        b"<?xml version='1.0' encoding='utf-16'?><svg/>",
        b"\x89PNG\r\n\x1a\n",
        svg("\0"),
        svg("<rect>"),
    ],
)
def test_what_is_no_drawing_is_refused(data: bytes) -> None:
    with pytest.raises(NotSvg):
        clean_svg(data)


def test_too_deep_a_drawing_is_refused() -> None:
    with pytest.raises(SvgRefused):
        clean_svg(svg("<g>" * MAX_DEPTH + "</g>" * MAX_DEPTH))


def test_too_large_a_drawing_is_refused() -> None:
    with pytest.raises(SvgRefused):
        clean_svg(svg("<g/>" * MAX_ELEMENTS))


@pytest.mark.parametrize(
    ("attributes", "size"),
    [
        ('width="700" height="600"', (700, 600)),
        ('width="7.5cm" height="1in"', (283, 96)),
        ('viewBox="0 0 783.6 452"', (784, 452)),
        ('viewBox="0,0,20,10" width="100%"', (20, 10)),
        ('viewBox="0 0 20 10" width="40"', (40, 20)),
        ('viewBox="0 0 20 10" height="40px"', (80, 40)),
        ('width="700"', (None, None)),
        ('width="0" height="5"', (None, None)),
        ('width="-5" height="5"', (None, None)),
        ('viewBox="0 0 nan 1e999"', (None, None)),
        ("", (None, None)),
    ],
)
def test_the_size_is_read(attributes: str, size: tuple[int | None, int | None]) -> None:
    drawing = clean_svg(svg(attributes=attributes))

    assert (drawing.width, drawing.height) == size


def test_cleaning_again_changes_nothing() -> None:
    content = (
        '<a href="x"><text xml:lang="pt">a<b/>c</text></a><style>a{fill:u\\rl(x)}</style>'
        "<foreignObject><h:p>x</h:p></foreignObject>"
    )

    once = clean_svg(svg(content))

    assert clean_svg(once.data) == once


@given(st.text(alphabet="url(#a)'\"\\/*@import;: data\n-", max_size=60))
def test_no_style_keeps_an_address(css: str) -> None:
    cleaned = clean_css(css).lower()

    assert clean_css(cleaned) == cleaned
    assert "@import" not in cleaned
    assert "\\" not in cleaned
    for address in cleaned.split("url(")[1:]:
        assert address.startswith(("#", "data:image/"))


@pytest.mark.parametrize(
    "part", ["a", "/*", "url(", "url( ", "@import ", "a-(", "'", "\\", "(", "#"]
)
def test_long_styles_are_cleaned_in_a_moment(part: str) -> None:
    css = part * (100_000 // len(part)) + "("
    start = time.process_time()

    clean_css(css)

    assert time.process_time() - start < 0.1
