"""What cleaning keeps, changes and drops."""

import re
from html.parser import HTMLParser

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from byline.lib.allowed import ATTRIBUTES, ELEMENTS
from byline.lib.clean import clean_html
from tests.lib.html_samples import ALLOWED_HTML
from tests.lib.html_strategies import html_fragments


@settings(max_examples=10_000, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(html_fragments())
def test_cleaning_twice_changes_nothing(html: str) -> None:
    cleaned = clean_html(html)

    assert clean_html(cleaned) == cleaned


@given(st.text())
def test_any_text_can_be_cleaned(text: str) -> None:
    cleaned = clean_html(text)

    assert clean_html(cleaned) == cleaned


def test_everything_allowed_comes_through_unchanged() -> None:
    assert clean_html(ALLOWED_HTML) == ALLOWED_HTML


def test_the_sample_holds_every_allowed_element_and_attribute() -> None:
    elements: set[str] = set()
    attributes: set[str] = set()

    class Collector(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            elements.add(tag)
            attributes.update(name for name, _ in attrs)

    Collector().feed(ALLOWED_HTML)

    assert elements == ELEMENTS
    assert attributes == {name for names in ATTRIBUTES.values() for name in names}


@pytest.mark.parametrize(
    ("html", "cleaned"),
    [
        ("<h1>Title</h1>", "<h2>Title</h2>"),
        ("<h2> </h2><p>&nbsp;</p><p><br></p>a", "a"),
        ("a<a href='/x'> </a>b", "ab"),
        ("<strike>a</strike><tt>b</tt>", "<s>a</s><code>b</code>"),
        ("<article>a</article><main>b</main>", "<div>a</div><div>b</div>"),
        ("<font color=red>a</font><o:p>b</o:p>", "ab"),
        ("<span>a</span><span lang='pt'>b</span>", 'a<span lang="pt">b</span>'),
        ("<p>a<script>b</script><style>c</style><!-- d --></p>", "<p>a</p>"),
        ("<input type=checkbox checked> a <input type=checkbox> b <input name=c>", "☑ a ☐ b "),
        ("<a href=/x rel='nofollow y' target=z>a</a>", '<a href="/x" rel="nofollow">a</a>'),
        ("<a href='//example.org'>a</a>", '<a href="//example.org" rel="noopener">a</a>'),
        ("a\x00\x01\ud800b\r\nc\rd", "ab\nc\nd"),
    ],
)  # fmt: skip
def test_old_or_careless_markup_is_mended(html: str, cleaned: str) -> None:
    assert clean_html(html) == cleaned


@pytest.mark.parametrize(
    ("html", "class_name"),
    [
        ("<p align=center>a</p>", "align-center"),
        ("<p style='color:red; text-align: RIGHT'>a</p>", "align-right"),
        ("<p class='x has-text-align-left y'>a</p>", "align-left"),
        ("<center>a</center>", "align-center"),
        ("<figure class=alignwide>a</figure>", "align-wide"),
        ("<figure style='float:left'>a</figure>", "align-left"),
    ],
)
def test_alignment_becomes_a_class(html: str, class_name: str) -> None:
    cleaned = clean_html(html)

    assert f'class="{class_name}"' in cleaned
    assert "style" not in cleaned


def test_the_text_in_noscript_is_html() -> None:
    html = '<div><noscript>\n<img alt="chart" src="/chart.png"/>\n</noscript></div>'

    assert 'src="/chart.png"' in clean_html(html)


class TestIds:
    def test_a_heading_keeps_its_id_and_its_links(self) -> None:
        html = '<p><a href="#new">New</a></p><h2 id="new">New</h2>'

        assert clean_html(html) == html

    def test_an_id_of_the_page_is_renamed_with_its_links(self) -> None:
        html = '<a href="#content">a</a><h2 id="content">b</h2><p id="comment-7">c</p>'

        assert clean_html(html) == (
            '<a href="#text-content">a</a><h2 id="text-content">b</h2><p id="text-comment-7">c</p>'
        )

    def test_the_first_of_two_equal_ids_stays(self) -> None:
        assert clean_html('<p id="a">1</p><p id="a">2</p>') == '<p id="a">1</p><p>2</p>'

    def test_an_old_anchor_becomes_an_id(self) -> None:
        assert clean_html('<a name="here"></a>') == '<a id="here"></a>'

    @pytest.mark.parametrize("fragment", ["whats-new", "What-S-New", "what-s-new-sparkles"])
    def test_links_made_for_other_ids_find_their_heading(self, fragment: str) -> None:
        cleaned = clean_html(f'<a href="#{fragment}">a</a><h2 id="what-s-new">b</h2>')

        assert '<a href="#what-s-new">' in cleaned

    def test_a_link_to_nothing_stays_as_it_is(self) -> None:
        html = '<a href="#elsewhere">a</a><h2 id="here">b</h2>'

        assert clean_html(html) == html


class TestTables:
    def test_a_table_gets_a_box_to_scroll_in(self) -> None:
        cleaned = clean_html("<table><tr><th>Name<th>Age<tr><th>Ada<td>36</table>")

        assert cleaned == (
            '<div aria-label="Name, Age" class="table-scroll" role="group" tabindex="0"><table>'
            '<tbody><tr><th scope="col">Name</th><th scope="col">Age</th></tr>'
            '<tr><th scope="row">Ada</th><td>36</td></tr></tbody></table></div>'
        )

    def test_a_table_in_a_table_gets_none(self) -> None:
        cleaned = clean_html("<table><tr><td><table><tr><td>a</table></table>")

        assert cleaned.count("table-scroll") == 1

    def test_a_table_without_words_to_name_it_is_no_group(self) -> None:
        cleaned = clean_html(
            '<div class="table-scroll" role="group"><table><tr><td>a</table></div>'
        )

        assert "role" not in cleaned

    def test_a_box_without_table_is_no_box(self) -> None:
        html = '<div class="table-scroll" role="group" aria-label="x" tabindex="0">a</div>'

        assert clean_html(html) == "<div>a</div>"

    def test_an_empty_header_is_a_cell(self) -> None:
        assert "<th" not in clean_html("<table><tr><th scope=col></th><td>a</table>")


class TestPictures:
    def test_sizes_come_from_the_store(self) -> None:
        cleaned = clean_html('<img src="/media/a.png" alt="A">', picture_size=lambda _: (640, 480))

        assert cleaned == (
            '<img alt="A" decoding="async" height="480" loading="lazy" src="/media/a.png" '
            'width="640">'
        )

    @pytest.mark.parametrize("given", ["width=320", "height=240px"])
    def test_a_given_side_keeps_the_ratio(self, given: str) -> None:
        cleaned = clean_html(f"<img src=/a.png {given}>", picture_size=lambda _: (640, 480))

        assert 'width="320"' in cleaned
        assert 'height="240"' in cleaned

    def test_a_picture_of_unknown_size_has_none(self) -> None:
        assert "width" not in clean_html("<img src=/a.png>", picture_size=lambda _: None)

    def test_a_picture_without_address_leaves_its_words(self) -> None:
        assert clean_html('<p><img src="data:image/png,x" alt="A chart"></p>') == "<p>A chart</p>"

    def test_a_player_gets_controls(self) -> None:
        assert clean_html("<video src=/v.mp4 autoplay></video>") == (
            '<video controls="" src="/v.mp4"></video>'
        )

    def test_only_allowed_candidates_stay_in_a_srcset(self) -> None:
        cleaned = clean_html("<img src=a srcset='javascript:x 1x, b.png 2x,c.png 640w, d e f'>")

        assert 'srcset="b.png 2x, c.png 640w"' in cleaned


class TestFrames:
    def test_a_video_becomes_a_link_that_a_script_may_play(self) -> None:
        html = '<iframe src="//www.youtube-nocookie.com/embed/dQw4w9WgXcQ?start=9" title="A talk">'

        assert clean_html(html) == (
            '<figure class="video"><a class="video-link" data-video-host="youtube" '
            'data-video-id="dQw4w9WgXcQ" data-video-start="9" '
            'href="https://www.youtube.com/watch?v=dQw4w9WgXcQ&amp;t=9s" rel="noopener">'
            "A talk</a></figure>"
        )

    def test_a_captioned_video_keeps_its_caption(self) -> None:
        html = (
            '<figure class="wp-block-embed"><div><iframe src="https://player.vimeo.com/video/1">'
            "</iframe></div><figcaption>A talk</figcaption></figure>"
        )

        cleaned = clean_html(html)

        assert cleaned.startswith('<figure class="video"><div><a class="video-link"')
        assert cleaned.endswith("<figcaption>A talk</figcaption></figure>")

    def test_any_other_frame_becomes_a_link(self) -> None:
        assert clean_html('<iframe src="https://maps.example/1" title="Map"></iframe>') == (
            '<p><a href="https://maps.example/1" rel="noopener">Map</a></p>'
        )

    def test_the_inside_of_a_frame_hides_nothing_behind_it(self) -> None:
        cleaned = clean_html("<iframe src=https://maps.example/><!-- </iframe>rest")

        assert cleaned.endswith("rest")

    def test_a_frame_in_a_paragraph_leaves_no_empty_ones(self) -> None:
        cleaned = clean_html('<p><iframe src="https://youtu.be/dQw4w9WgXcQ"></iframe></p>')

        assert re.fullmatch(r"<figure.*</figure>", cleaned)

    @pytest.mark.parametrize("video_id", ["short", "dQw4w9WgXcQ&x=1", "../../../etc"])
    def test_a_made_up_video_is_a_common_link(self, video_id: str) -> None:
        html = (
            '<figure class="video"><a class="video-link" href="/x" data-video-host="youtube" '
            f'data-video-id="{video_id}">a</a></figure>'
        )

        assert clean_html(html) == '<figure><a href="/x">a</a></figure>'

    def test_a_figure_with_nothing_to_see_is_left_out(self) -> None:
        assert clean_html('<figure><img src="ttps://a.example/b.png"></figure>a') == "a"
        assert clean_html("<figure><figcaption>b</figcaption></figure>") != ""

    def test_a_video_link_leads_to_the_video_it_plays(self) -> None:
        html = (
            '<figure class="video"><a class="video-link" href="https://evil.example/" '
            'data-video-host="vimeo" data-video-id="123">a</a></figure>'
        )

        assert 'href="https://vimeo.com/123"' in clean_html(html)


class TestCodeBlocks:
    def test_the_language_is_named_on_the_code(self) -> None:
        assert clean_html('<pre class="lang-PHP">\n\n\necho 1;</pre>') == (
            '<pre tabindex="0"><code class="language-php">echo 1;</code></pre>'
        )

    def test_unknown_classes_go(self) -> None:
        assert clean_html('<pre class="wp-block"><code class="x">1</code></pre>') == (
            '<pre tabindex="0"><code>1</code></pre>'
        )


def test_what_never_comes_to_rest_is_kept_as_text(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("byline.lib.clean.MAX_ROUNDS", 1)

    cleaned = clean_html("<h1>a &amp; b</h1><b>c</b>")

    assert cleaned == "<p>a &amp; b c</p>"
