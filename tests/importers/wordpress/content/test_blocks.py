"""Bodies of blocks."""

import json

import pytest

from byline.lib.render import render
from tests.importers.wordpress.content.library import SmallLibrary, converted


def block(name: str, html: str = "", attributes: dict[str, object] | None = None) -> str:
    """Return a block as the editor writes it."""
    given = f" {json.dumps(attributes)}" if attributes else ""
    return f"<!-- wp:{name}{given} -->\n{html}\n<!-- /wp:{name} -->\n\n"


PARAGRAPH = block("paragraph", "<p>one</p>")


@pytest.mark.parametrize(
    "body",
    [
        PARAGRAPH,
        f"{PARAGRAPH}<!-- wp:latest-posts /-->",
        f"<!-- /wp:group -->{PARAGRAPH}<!-- /wp:paragraph -->",
        "<!-- wp:paragraph -->\n<p>one</p>",
        "<p>one</p>\n<!-- /wp:paragraph -->",
        "<!-- wp:paragraph\n<p>one</p>\n<!-- /wp:paragraph -->",
        "<!-- wp:paragraph {broken -->\n<p>one</p>\n<!-- /wp:paragraph -->",
        '<!-- wp:group {"a":[}] --><!-- wp:paragraph --><p>one</p><!-- wp:group',
        "<!-- wp:core/paragraph --><p>one</p><!-- /wp:core/paragraph --><!-- note -->",
        block("group", f'<div class="wp-block-group">{PARAGRAPH}</div>'),
        block("spacer", '<div style="height:9px" class="wp-block-spacer"></div>') + PARAGRAPH,
        block("query", f"<div>{block('post-template', '<!-- wp:post-title /-->')}</div>")
        + PARAGRAPH,
        block("social-links", '<ul><!-- wp:social-link {"service":"x"} /--></ul>') + PARAGRAPH,
    ],
)
def test_only_the_text_of_blocks_is_shown(body: str) -> None:
    html = converted(body).html

    assert "<!--" not in html
    assert "wp:" not in html
    assert render(html, "html").text == "one"
    assert "<ul" not in html


def test_blocks_that_are_made_on_the_fly_are_named_once() -> None:
    body = "<!-- wp:latest-posts /--><!-- wp:search {} /--><!-- wp:latest-posts /-->"

    result = converted(body)

    assert result.html == ""
    assert result.notes == ["left out, since WordPress makes them on the fly: latest-posts, search"]


def test_what_the_writer_put_into_a_list_of_posts_stays() -> None:
    body = block(
        "query", f"<div>{PARAGRAPH}{block('post-template', '<!-- wp:post-date /-->')}</div>"
    )

    assert render(converted(body).html, "html").text == "one"


def test_blocks_of_plugins_are_plain_html_and_named() -> None:
    result = converted(block("acme/box", "<div>one</div>", {"a": 1}))

    assert result.html == "<div>one</div>"
    assert result.notes == ["blocks of plugins, kept as plain HTML: acme/box"]


def test_text_between_blocks_is_as_in_classic_posts() -> None:
    assert converted(f"{PARAGRAPH}two\n\nthree").html == "<p>one</p>\n<p>two</p>\n<p>three</p>"


def test_a_block_of_html_stays_as_it_is() -> None:
    assert converted(block("html", "<b>one\n\ntwo</b>")).html == "<b>one\n\ntwo</b>"


@pytest.mark.parametrize(
    ("name", "attributes"),
    [
        ("embed", {"url": "https://vimeo.com/76979871", "type": "video"}),
        ("core-embed/vimeo", {"url": "https://vimeo.com/76979871"}),
    ],
)
def test_an_embedded_video_keeps_its_caption(name: str, attributes: dict[str, object]) -> None:
    html = (
        '<figure class="wp-block-embed"><div class="wp-block-embed__wrapper">\n'
        "https://vimeo.com/76979871\n</div><figcaption>Seen <em>once</em></figcaption></figure>"
    )

    result = converted(block(name, html, attributes)).html

    assert result == (
        '<figure><iframe src="https://player.vimeo.com/video/76979871"></iframe>'
        "<figcaption>Seen <em>once</em></figcaption></figure>"
    )
    assert 'data-video-id="76979871"' in render(result, "html").html


def test_another_embed_is_a_link() -> None:
    html = "<figure><div>\nhttps://example.org/x\n</div></figure>"

    assert converted(block("embed", html)).html == (
        '<p><a href="https://example.org/x">https://example.org/x</a></p>'
    )


def test_a_reusable_block_stands_where_it_is_named() -> None:
    library = SmallLibrary(blocks={7: PARAGRAPH})

    result = converted('<!-- wp:block {"ref":7} /--><!-- wp:block {"ref":8} /-->', library)

    assert result.html == "<p>one</p>"
    assert result.notes == ["reusable blocks that the export lacks: 8"]


@pytest.mark.parametrize("times", [1, 2, 40])
def test_reusable_blocks_in_a_ring_end(times: int) -> None:
    blocks = {
        number: PARAGRAPH + f'<!-- wp:block {{"ref":{(number + 1) % 5}}} /-->' * times
        for number in range(5)
    }

    html = converted('<!-- wp:block {"ref":0} /-->', SmallLibrary(blocks=blocks)).html

    assert 5 <= html.count("one") <= 200


def test_galleries_of_every_age_are_figures() -> None:
    points = '<li class="blocks-gallery-item"><figure><img src="a.png" alt=""></figure></li>'
    old = block("gallery", f'<ul class="wp-block-gallery columns-2">{points}</ul>')
    newer = block(
        "gallery",
        f'<figure class="wp-block-gallery columns-2"><ul class="blocks-gallery-grid">{points}</ul>'
        "</figure>",
    )
    new = block(
        "gallery",
        '<figure class="wp-block-gallery columns-2">'
        + block("image", '<figure class="wp-block-image"><img src="a.png" alt=""></figure>')
        + "</figure>",
    )

    pages = {
        "".join(render(converted(body).html, "html").html.split("\n")) for body in (old, newer, new)
    }

    assert len(pages) == 1
    assert next(iter(pages)).startswith('<figure class="gallery columns-2"><figure><img ')


def test_the_background_of_an_old_cover_is_its_picture() -> None:
    html = (
        '<div class="wp-block-cover" style="background-image:url(&quot;/a.png&quot;)">'
        '<p class="wp-block-cover-text">one</p></div>'
    )

    page = render(converted(block("cover", html)).html, "html").html

    assert 'src="/a.png"' in page
    assert 'class="cover"' in page


def test_notes_of_a_post_come_from_its_footnotes() -> None:
    body = block(
        "paragraph",
        '<p>one<sup data-fn="a1" class="fn"><a href="#a1" id="a1-link">1</a></sup></p>',
    )
    meta = json.dumps([{"id": "a1", "content": "the <em>note</em>"}, {"odd": 1}, 3])

    for marked in (f"{body}<!-- wp:footnotes /-->", body):
        page = render(converted(marked, footnotes=meta).html, "html").html

        assert page.count("the <em>note</em>") == 1
        assert '<li class="footnote-item" id="a1">' in page
        assert 'class="footnote-ref"' in page
    assert converted("<!-- wp:footnotes /-->", footnotes='{"broken').html == ""


def test_more_and_page_breaks_leave_no_trace() -> None:
    body = (
        PARAGRAPH
        + block("more", "<!--more Go on-->\n<!--noteaser-->", {"customText": "Go on"})
        + block("nextpage", "<!--nextpage-->")
        + block("paragraph", "<p>two</p>")
    )

    result = converted(body)

    assert render(result.html, "html").text.split() == ["one", "two"]
    assert "<!--" not in result.html
    assert result.before_more.strip() == "<p>one</p>"
    assert result.notes == ["its 2 pages were joined"]


@pytest.mark.parametrize(
    ("name", "html", "attributes"),
    [
        ("code", "<pre><code>x = 1</code></pre>", {"language": "python"}),
        ("syntaxhighlighter/code", '<pre class="brush: python; notranslate">x = 1</pre>', None),
        ("enlighter/codeblock", '<pre data-enlighter-language="python">x = 1</pre>', None),
    ],
)
def test_code_is_coloured_where_its_language_is_told(
    name: str, html: str, attributes: dict[str, object] | None
) -> None:
    page = render(converted(block(name, html, attributes)).html, "html").html

    assert '<code class="language-python">' in page


def test_shortcodes_work_in_blocks() -> None:
    body = block("shortcode", "[audio src='/a.mp3']") + block("paragraph", "<p>[acme id='1']</p>")

    result = converted(body)

    assert '<audio controls src="/a.mp3"></audio>' in result.html
    assert result.notes == ["shortcodes left out: [acme]"]


def test_a_classic_block_is_read_as_a_classic_post() -> None:
    body = block("freeform", "one\ntwo\n\n[caption]<img src='/a.png'> three[/caption]")

    assert converted(body).html == (
        "<p>one<br>\ntwo</p>\n<figure><img src='/a.png'><figcaption>three</figcaption></figure>"
    )


def test_the_text_that_a_writer_will_edit_is_easy_to_read() -> None:
    body = block(
        "group",
        '<div class="wp-block-group has-background" style="background:red">\n\n'
        + block("heading", '<h2 class="wp-block-heading">one</h2>\n\n')
        + block("spacer", '<div class="wp-block-spacer"></div>')
        + block("paragraph", '<p class="has-text-align-right x">two</p>')
        + "</div>",
    )

    assert converted(body).html == (
        '<div>\n\n<h2>one</h2>\n\n<p class="align-right">two</p>\n\n</div>'
    )


def test_a_film_whose_address_no_browser_opens_is_left_out_and_named() -> None:
    html = '<figure><video controls src="ttps://example.org/a.mov"></video></figure>'

    result = converted(block("video", html))

    assert render(result.html, "html").html == ""
    assert result.notes == [
        "addresses left out, since no browser opens them: ttps://example.org/a.mov"
    ]


@pytest.mark.parametrize(
    ("width", "shown"),
    [
        ("25%", '<div class="column">'),
        ("33.33%", '<div class="column">'),
        ("66.66%", '<div class="column share-2">'),
        ("75%", '<div class="column share-3">'),
        ("300px", '<div class="column">'),
        (3, '<div class="column">'),
    ],
)
def test_columns_are_as_wide_as_they_were(width: object, shown: str) -> None:
    html = f'<div class="wp-block-column" style="flex-basis:{width}"><p>one</p></div>'

    page = render(converted(block("column", html, {"width": width})).html, "html").html

    assert page.startswith(shown)


def test_a_button_that_is_drawn_with_a_line_stays_one() -> None:
    html = (
        '<div class="wp-block-button is-style-outline">'
        '<a class="wp-block-button__link" href="/a">one</a></div>'
    )

    page = render(
        converted(block("button", html, {"className": "is-style-outline x"})).html, "html"
    ).html

    assert '<a class="button outline" href="/a">' in page


def test_headings_of_a_post_begin_under_its_title() -> None:
    body = block("heading", "<h4>one</h4>", {"level": 4}) + block("heading", "<h6>two</h6>")

    assert converted(body).html == "<h2>one</h2>\n\n<h3>two</h3>"
