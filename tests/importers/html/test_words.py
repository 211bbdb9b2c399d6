"""Words for pictures and players that would say nothing."""

import pytest

from byline.importers.html import drop_unusable, name_linked_pictures


@pytest.mark.parametrize(
    ("html", "shown"),
    [
        ('<img src="ttps://x.org/b.png?c" alt="A &lt; b">', "A &lt; b"),
        ("<img src=ttps://x.org/a%20b.png alt=''>", ""),
        ('<video controls src="ttps://x.org/b.mov"></video>', "</video>"),
        ('<a href="ttps://x.org/">words</a>', "<a >words</a>"),
        ('<img src="ttps://[/b.png">', ""),
    ],
)
def test_what_no_browser_opens_leaves_its_words(html: str, shown: str) -> None:
    left, unusable = drop_unusable(f"{html}<img src=/ok.png>{html}")

    assert left == f"{shown}<img src=/ok.png>{shown}"
    assert len(unusable) == 1
    assert unusable[0].startswith("ttps://")


@pytest.mark.parametrize(
    ("html", "alt"),
    [
        ('<a href="/b"><img src="/x/a%20b.jpg" alt=""></a>', 'alt="a b.jpg"'),
        ("<a href=/b> <span><img src=/a.jpg></span>\n</a>", 'alt="a.jpg"'),
        ('<a href="/b"><img src="/&quot;.jpg" alt=" "></a>', 'alt="&quot;.jpg"'),
        ('<a href="/b"><img src="/a.jpg" alt=""><img src="/b.jpg" alt=""></a>', 'alt="a.jpg"'),
    ],
)
def test_a_link_with_nothing_but_pictures_says_what_it_is(html: str, alt: str) -> None:
    named = name_linked_pictures(html)

    assert alt in named
    assert name_linked_pictures(named) == named


@pytest.mark.parametrize(
    "html",
    [
        '<img src="/a.jpg" alt="">',
        '<a href="/b">words <img src="/a.jpg" alt=""></a>',
        '<a href="/b"><img src="/a.jpg" alt=""><b>words</b></a>',
        '<a href="/b"><img src="/a.jpg" alt=""><img src="/b.jpg" alt="B"></a>',
        '<a href="/b"><img src="/a.jpg" title="A"></a>',
        '<a href="/b"><img src="/a.jpg" alt="">',
        '<a href="/b">words</a><img src="/a.jpg" alt=""></a>',
    ],
)
def test_other_pictures_stay_as_they_are(html: str) -> None:
    assert name_linked_pictures(html) == html
