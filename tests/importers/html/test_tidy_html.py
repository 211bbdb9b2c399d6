"""HTML that somebody will edit: without what cleaning takes away, and as it was on the page."""

import pytest

from byline.importers.html import tidy_html
from byline.lib.clean import clean_html


@pytest.mark.parametrize(
    ("html", "tidied"),
    [
        ('<h2 class="wp-block-heading" data-a=b style="color:red">one</h2>', "<h2>one</h2>"),
        ("<p class='has-text-align-center x'>one</p>", '<p class="align-center">one</p>'),
        ('<figure class="wp-block-gallery columns-7 x">', '<figure class="gallery columns-4">'),
        ('<p style="color:red; TEXT-ALIGN : center">', '<p style="TEXT-ALIGN : center">'),
        ('<a target="_blank" rel="noreferrer" href="/a?b&amp;c" id=x>',
         '<a href="/a?b&amp;c" id=x>'),
        ('<img class="a" srcset="/b 2x" src=/a.png alt="" />', '<img src=/a.png alt="">'),
        ("a\n\n\n\t\n<b>b</b>\n \nc", "a\n\n<b>b</b>\n\nc"),
        ('<pre class="x">a\n\n\n<span style="y">b</span>\n\n\nc</pre>\n\n\nd',
         '<pre>a\n\n\nb\n\n\nc</pre>\n\nd'),
        ('a <span style="color:red">b <span lang="pt">c</span></span> d',
         'a b <span lang="pt">c</span> d'),
        ("a</span> <span>b", "a</span> b"),
        ("<p>one</p>\n<p>&nbsp;</p>\n<p> </p>\n<p>two</p>", "<p>one</p>\n<p>two</p>"),
        ('<p title="it is">one</p> &lt; <br/> <x-y a="b"> <!-- c -->',
         '<p title="it is">one</p> &lt; <br/> <x-y a="b"> <!-- c -->'),
    ],
)  # fmt: skip
def test_what_is_never_shown_is_left_out(html: str, tidied: str) -> None:
    assert tidy_html(html) == tidied
    assert tidy_html(tidied) == tidied


@pytest.mark.parametrize(
    "html",
    [
        '<center class="x">a</center><div align="right" style="float:left">b</div>',
        '<p class="a"><span class="k">if</span> <span class="long">b</span></p>',
        '<pre class="lang-py x"><code class="language-js">a\n\n\nb</code></pre>',
        '<table class="is-style-stripes" border=1><tr><td colspan="2" width="9">a</table>',
        '<iframe src="https://www.youtube.com/embed/aqz-KE-bpKQ" class="x" title="y"></iframe>',
        '<img align="left" width="9px" src="/a.png" class="alignright size-full">',
        '<a name="here" class="x"></a><ol start="3" type="i" style="y"><li value="4">a</li></ol>',
        "<p><span style='a'>b</p>c</span> <b><span>d</b></span>",
        '<input type="checkbox" checked class="x"> a',
        '<p class="a"',
        '<p class="a" <b title=\'">"\' x>c',
    ],
)
def test_a_page_looks_the_same_with_tidied_html(html: str) -> None:
    assert clean_html(tidy_html(html)) == clean_html(html)
