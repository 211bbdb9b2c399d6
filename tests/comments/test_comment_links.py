"""Addresses in the text of a comment."""

import time

import pytest

from byline.comments.links import has_link, with_links


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("See https://example.org/a?b=1&c=2.", "https://example.org/a?b=1&amp;c=2"),
        ("(http://example.org/wiki/Sea_(tide))", "http://example.org/wiki/Sea_(tide)"),
        ("„https://example.org“?", "https://example.org“"),
        ("HTTPS://EXAMPLE.ORG!", "HTTPS://EXAMPLE.ORG"),
    ],
)
def test_an_address_becomes_a_link_without_what_ends_the_sentence(text: str, address: str) -> None:
    assert f'<a href="{address}" rel="nofollow ugc">{address}</a>' in with_links(text)
    assert has_link(text)


def test_an_address_without_a_scheme_is_meant_as_https() -> None:
    assert 'href="https://www.example.org"' in with_links("www.example.org")


@pytest.mark.parametrize(
    "text",
    [
        "javascript:alert(1)",
        "data:text/html,<script>",
        "mailto:ana@example.org",
        "ana@example.org",
        "ftp://example.org",
        "https://",
        "www.",
        "example.org",
    ],
)
def test_nothing_else_becomes_a_link(text: str) -> None:
    assert "<a" not in with_links(text)
    assert not has_link(text)


def test_all_else_is_text() -> None:
    assert (
        with_links('<b>https://example.org/"onclick="x"</b>')
        == '&lt;b&gt;<a href="https://example.org/" rel="nofollow ugc">https://example.org/</a>'
        "&#34;onclick=&#34;x&#34;&lt;/b&gt;"
    )


@pytest.mark.parametrize(
    "piece", ["http://", "www.", ")", "http://a" + ")", "(", "a.", ".)", "https://a ", "@", "&"]
)
def test_ten_thousand_characters_of_anything_take_no_time(piece: str) -> None:
    text = "http://a" + piece * (10_000 // len(piece))
    started = time.process_time()

    with_links(text)

    assert time.process_time() - started < 0.1
