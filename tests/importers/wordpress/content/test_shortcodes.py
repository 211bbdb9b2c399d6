"""Shortcodes, and what only looks like one."""

import pytest

from byline.importers.wordpress.content import Attachment
from byline.lib.render import render
from tests.importers.wordpress.content.library import SmallLibrary, converted

PICTURE = Attachment(5, "/five.jpg", "Five", "The <em>fifth</em>", 'the "5th"', "image/jpeg")
SIXTH = Attachment(6, "/six.png", alt="six")
SONG = Attachment(7, "/seven.mp3", "Seven & <more>", media_type="audio/mpeg")
LIBRARY = SmallLibrary(files=[PICTURE, SIXTH, SONG], own=[6, 7])


@pytest.mark.parametrize(
    "text",
    [
        "so [sic] it is",
        "so it [continues]",
        "[update] it was so",
        "[and/or/neither]",
        "[x]",
        "as [1] and [Smith 2003] say",
        "[text](https://example.org)",
        "[gallery](https://example.org)",
        "[text][ref]",
        "[ref]: https://example.org",
        "a[i] = b[j]",
        "[ ] open, [x] done",
        "[quote] is a word, so is [twitter]",
        "so [where n=5] holds",
        "[toc] is a table",
        "[[Page of a wiki]]",
        "[",
        "]",
        "[]",
        "[/]",
        "[/b]",
        "[-3, 4)",
        "[Name of the user]",
        "[well-known] in a line",
        "[Gallery]",
        "[email protected]",
    ],
)
def test_brackets_that_are_text_stay(text: str) -> None:
    result = converted(text)

    assert render(result.html, "html").text == text
    assert result.notes == []


@pytest.mark.parametrize(
    ("text", "expected", "note"),
    [
        ('a [contact-form-7 id="1" title="x"] b', "a b", "shortcodes left out: [contact-form-7]"),
        ("a\n\n[contact-form-7 id=1]\n\nb", "a b", "shortcodes left out: [contact-form-7]"),
        ("a\n\n[woocommerce_cart]\n\nb", "a b", "shortcodes left out: [woocommerce_cart]"),
        ("a\n\n[polldaddy poll=1]\n\n[toc]", "a", "shortcodes left out: [polldaddy], [toc]"),
        ("[x a='1'][y b='2'][x a='3'] b", "b", "shortcodes left out: [x], [y]"),
        ("[box]a[/box] b", "a b", "shortcodes taken off the text in them: [box]"),
        ("[box][box]a[/box] c[/box] b", "a c b", "shortcodes taken off the text in them: [box]"),
        ("[box c='1'][y d='1']a[/box] b", "a b", "shortcodes left out: [y]"),
        ("[acme a=“1”]b", "b", "shortcodes left out: [acme]"),
        ("a\n\n[adsense]\n\n[gmap]", "a", "shortcodes left out: [adsense], [gmap]"),
        ("<p>a</p>\n<p>[adsense]</p>\n<p>b</p>", "a b", "shortcodes left out: [adsense]"),
        ("a [sociable/] b [table id=5 /]", "a b", "shortcodes left out: [sociable], [table]"),
        ("[acme a=&quot;1&quot; /]b", "b", "shortcodes left out: [acme]"),
    ],
)
def test_unknown_shortcodes_go_and_their_text_stays(text: str, expected: str, note: str) -> None:
    result = converted(text)

    assert " ".join(render(result.html, "html").text.split()) == expected
    assert note in result.notes


@pytest.mark.parametrize(
    "text",
    [
        "<pre>[gallery ids='5'][acme a='1']</pre>",
        "a <code>[gallery]</code> b",
        '<p><a title="[gallery]" href="#x">b</a></p>',
    ],
)
def test_shortcodes_in_code_and_attributes_stay(text: str) -> None:
    assert "[gallery" in converted(text, LIBRARY).html
    assert "<figure" not in converted(text, LIBRARY).html


def test_escaped_shortcodes_are_shown() -> None:
    html = converted('[[gallery ids="5"]] [[caption]x[/caption]] [[acme a="1"]]', LIBRARY).html

    assert html == '<p>[gallery ids="5"] [caption]x[/caption] [acme a="1"]</p>'


PICTURE_IN_LINK = '<a href="/b"><img src="/a.png" alt="" /></a>'


@pytest.mark.parametrize(
    "text",
    [
        f'[caption id="a" align="alignleft" caption="The <b>words</b>"]{PICTURE_IN_LINK}[/caption]',
        f"[caption id='a' align='alignleft']{PICTURE_IN_LINK} The <b>words</b>[/caption]",
        f'[wp_caption align="alignleft"]{PICTURE_IN_LINK}\nThe <b>words</b>[/wp_caption]',
    ],
)
def test_captions_of_both_forms_are_captions(text: str) -> None:
    page = render(converted(f"before\n{text}\nbehind").html, "html").html

    assert page.count("<figure") == page.count("<figcaption>The <b>words</b></figcaption>") == 1
    assert '<figure class="align-left"><a href="/b"><img' in page
    assert page.startswith("<p>before</p>")
    assert page.endswith("<p>behind</p>")


def test_a_gallery_shows_the_named_pictures_in_their_order() -> None:
    result = converted('[gallery ids="6, 5,99" columns="2" link="file"]', LIBRARY)

    assert result.html == (
        '<figure class="gallery columns-2"><figure><a href="/six.png"><img src="/six.png"'
        ' alt="six"></a></figure><figure><a href="/five.jpg"><img src="/five.jpg"'
        ' alt="the &quot;5th&quot;"></a><figcaption>The <em>fifth</em></figcaption></figure>'
        "</figure>"
    )
    assert result.notes == ["files of galleries and players that the export lacks: 99"]


def test_a_gallery_without_names_shows_the_pictures_of_the_post() -> None:
    html = converted("[gallery columns=x exclude='1']", LIBRARY).html

    assert html.count("<img") == 1
    assert 'src="/six.png"' in html


def test_players_play_what_they_name_or_what_the_post_has() -> None:
    assert converted("[audio mp3='/a.mp3'][/audio]").html == (
        '<figure><audio controls src="/a.mp3"></audio></figure>'
    )
    assert 'src="/seven.mp3"' in converted("[audio]", LIBRARY).html
    assert 'src="https://x.org/a.mp3"' in converted("[audio https://x.org/a.mp3]").html
    assert converted("[video width='1' mp4='/a.mp4' poster='/a.png'][/video]").html == (
        '<figure><video controls src="/a.mp4" poster="/a.png"></video></figure>'
    )
    assert "youtube.com/embed/" in converted("[video src='https://youtu.be/aqz-KE-bpKQ']").html


def test_a_playlist_is_its_songs_by_their_titles() -> None:
    assert converted("[playlist ids='7']", LIBRARY).html == (
        '<figure><audio controls src="/seven.mp3"></audio>'
        "<figcaption>Seven &amp; &lt;more&gt;</figcaption></figure>"
    )


@pytest.mark.parametrize(
    "text",
    [
        "[youtube https://www.youtube.com/watch?v=aqz-KE-bpKQ]",
        "[youtube=https://www.youtube.com/watch?v=aqz-KE-bpKQ&w=640]",
        '[youtube id="aqz-KE-bpKQ"]',
        "[youtube]aqz-KE-bpKQ[/youtube]",
        "[embed]https://youtu.be/aqz-KE-bpKQ[/embed]",
        '[embed width="9"]https://youtu.be/aqz-KE-bpKQ[/embed]',
    ],
)
def test_a_video_of_a_host_becomes_its_player(text: str) -> None:
    page = render(converted(text).html, "html").html

    assert 'data-video-id="aqz-KE-bpKQ"' in page
    assert "[" not in page


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[embed]https://example.org/a[/embed]", "https://example.org/a"),
        ("[soundcloud url=&quot;https://soundcloud.com/a&quot;]", "https://soundcloud.com/a"),
        ("[tweet https://example.org/1]", "https://example.org/1"),
        ("[wpvideo tFnqC9XQ w=680]", "https://videopress.com/v/tFnqC9XQ"),
    ],
)
def test_what_other_hosts_show_is_a_link(text: str, expected: str) -> None:
    assert converted(text).html == f'<p><a href="{expected}">{expected}</a></p>'


@pytest.mark.parametrize(
    ("text", "language", "code"),
    [
        ("[code]a < b\n\n[gallery] && <b>c</b>[/code]", "", "a < b\n\n[gallery] && <b>c</b>"),
        ("[sourcecode language='php']\n&lt;?php\n[/sourcecode]", "php", "<?php"),
        ('[code lang="js"]let a = "<pre>"[/code]', "js", 'let a = "<pre>"'),
        ("[python]a = [1]\n<!-- b -->[/python]", "python", "a = [1]\n<!-- b -->"),
    ],
)
def test_code_is_shown_as_it_is_written(text: str, language: str, code: str) -> None:
    rendered = render(converted(text).html, "html")

    assert rendered.text.strip() == code
    assert ("language-" + language in rendered.html) == bool(language)


def test_a_quote_names_whose_it_is() -> None:
    assert converted('[quote author="A <b>"]one\n\ntwo[/quote]').html == (
        "<blockquote><p>one</p>\n<p>two</p>\n<p><cite>A &lt;b&gt;</cite></p>\n</blockquote>"
    )


EVIL = "&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;"


@pytest.mark.parametrize(
    "text",
    [
        f'[caption caption="{EVIL}"]<img src="/a.png">[/caption]',
        f'[caption align="{EVIL}"]<img src="/a.png">x[/caption]',
        f'[quote author="{EVIL}"]x[/quote]',
        f'[youtube id="aqz-KE-bpKQ" title="{EVIL}"]',
        f'[audio src="{EVIL}"]',
        f'[video src="/a.mp4" poster="{EVIL}"]',
        f'[soundcloud url="https://x.org/{EVIL}"]',
        f'[sourcecode language="{EVIL}"]x[/sourcecode]',
        f"[gallery columns='{EVIL}' ids='5']",
        f"https://example.org/{EVIL}",
    ],
)
def test_attributes_never_become_html(text: str) -> None:
    html = converted(text, LIBRARY).html

    assert "<script" not in html
    assert '""' not in html


def test_what_the_library_says_never_becomes_a_script() -> None:
    evil = '"><script>alert(1)</script><img src=x onerror=alert(1)>'
    library = SmallLibrary(files=[Attachment(5, "/5.png" + evil, evil, evil, evil, "image/png")])

    page = render(converted("[gallery ids='5'][playlist ids='5']", library).html, "html").html

    assert "<script" not in page
    assert "onerror" not in page.replace("onerror=alert(1)&gt;", "")
