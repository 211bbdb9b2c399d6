"""What becomes of the shortcodes and template tags of each site generator."""

import time

import pytest

from byline.importers.markdown.config import Generator
from byline.importers.markdown.shortcodes import expand
from byline.importers.markdown.shortcodes.site import Site

SITE = Site("https://old.example.org", "/blog")
VIDEO = "w7Ft2ymGmfc"
PLAYER = f'<iframe src="https://www.youtube.com/watch?v={VIDEO}"></iframe>'
FENCE = "```"


def shown(text: str, generator: Generator | None) -> str:
    """Return a text without its shortcodes, as one line."""
    return " ".join(expand(text, generator, SITE).text.split())


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ('{{< figure src="/a b.png" alt="An *a*" >}}', r"![An \*a\*](/a%20b.png)"),
        (
            '{{< figure src="a.png" caption="C & D" link="/x" >}}',
            ('<figure><a href="/x"><img src="a.png" alt="C &amp; D"></a>'
            "<figcaption>C &amp; D</figcaption></figure>"),
        ),
        (f"{{{{< youtube {VIDEO} >}}}}", PLAYER),
        (f'{{{{< youtube id="{VIDEO}" >}}}}', PLAYER),
        ("{{< vimeo 12345 >}}", '<iframe src="https://vimeo.com/12345"></iframe>'),
        (
            "{{< gist jmooring 50a7482715ea >}}",
            "[https://gist.github.com/jmooring/50a7482715ea](https://gist.github.com/jmooring/50a7482715ea)",
        ),
        (
            '{{< tweet user="SanDiegoZoo" id="1453110110599868418" >}}',
            ("[https://x.com/SanDiegoZoo/status/1453110110599868418]"
            "(https://x.com/SanDiegoZoo/status/1453110110599868418)"),
        ),
        (
            "{{< instagram CxOWiQNP2MO >}}",
            "[https://www.instagram.com/p/CxOWiQNP2MO](https://www.instagram.com/p/CxOWiQNP2MO)",
        ),
        ('[x]({{< ref "b.md#h" >}})', "[x](b.md#h)"),
        ('[x]({{% relref "/posts/b" %}})', "[x](/posts/b.md)"),
        ('{{< highlight go "linenos=table" >}}\na `b` {{< c >}}\n{{< /highlight >}}',
         f"{FENCE}go a `b` {{{{< c >}}}} {FENCE}"),
        ("{{% note %}}*In*{{% /note %}}", "*In*"),
        ("{{</* youtube x */>}} {{%/* y */%}}", "{{< youtube x >}} {{% y %}}"),
        ("`{{< a >}}`", "`{{< a >}}`"),
        (f"{FENCE}\n{{{{< a >}}}}\n{FENCE}", f"{FENCE} {{{{< a >}}}} {FENCE}"),
        ("{{< details summary=S >}}In{{< /details >}}",
         "<details><summary>S</summary> In </details>"),
        ("{{ .Title }} and {% x %}", "{{ .Title }} and {% x %}"),
        ("{{< a", "{{< a"),
    ],
)  # fmt: skip
def test_hugo(written: str, expected: str) -> None:
    assert shown(written, "hugo") == expected


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("{% highlight ruby linenos %}\nputs {{ a }}\n{% endhighlight %}",
         f"{FENCE}ruby puts {{{{ a }}}} {FENCE}"),
        ("{% raw %}{{ a }}{% endraw %}", "{{ a }}"),
        ("`{% raw %}{{ a }}{% endraw %}`", "`{{ a }}`"),
        ("[x]({% post_url 2020-01-01-b %})", "[x](/_posts/2020-01-01-b.md)"),
        ("[x]({{ site.baseurl }}{% link _posts/b.md %})", "[x](/_posts/b.md)"),
        ("![]({{ site.baseurl }}/a.png) {{ site.url }}/b", "![](/a.png) https://old.example.org/b"),
        ('![]({{ "/a.png" | relative_url }})', "![](/a.png)"),
        ("text\n{: .class #id}", "text"),
        ("[a](b){:target=\"_blank\"}", "[a](b)"),
        ("## Title\n{: #given .x}", "## Title {#given}"),
        ("* TOC\n{:toc}\n\ntext", "text"),
        ("`{: .x}` and {:?}", "`{: .x}` and {:?}"),
        (f'{{% include youtube.html id="{VIDEO}" %}}', PLAYER),
        ('{% include figure image_path="/a.png" alt="A" %}', "![A](/a.png)"),
        ("{% comment %}no{% endcomment %}yes", "yes"),
        ("{%- if a -%}kept{%- endif -%}", "kept"),
    ],
)  # fmt: skip
def test_jekyll(written: str, expected: str) -> None:
    assert shown(written, "jekyll") == expected


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        (f'{{{{ youtube(id="{VIDEO}", autoplay=true) }}}}', PLAYER),
        ('{{ vimeo(id="12345") }}', '<iframe src="https://vimeo.com/12345"></iframe>'),
        ('{% quote(author="Ana") %}\nQ *q*\n{% end %}', "> Q *q* > > — Ana"),
        ('{{ image(src="a.png", alt="A") }}', "![A](a.png)"),
        ("{{/* youtube() */}}", "{{ youtube() }}"),
        ("{{ not_a_call }} {% nor_this %}", "{{ not_a_call }} {% nor_this %}"),
    ],
)
def test_zola(written: str, expected: str) -> None:
    assert shown(written, "zola") == expected


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        (f"{{% youtube {VIDEO} %}}", PLAYER),
        ('{% asset_img a.png "An alt" %}', "![An alt](a.png)"),
        ("{% img left /a.png 350 350 'A title' 'An alt' %}", "![An alt](/a.png)"),
        ("{% post_link 2020-hello-world %}", "[2020 hello world](/_posts/2020-hello-world.md)"),
        ('{% post_link b "A title" %}', "[A title](/_posts/b.md)"),
        ("{% codeblock A title lang:js %}\nlet a = {{ b }};\n{% endcodeblock %}",
         f"{FENCE}js let a = {{{{ b }}}}; {FENCE}"),
        ("{% blockquote Ana, Book https://x.example.org/a Title %}\nQ\n{% endblockquote %}",
         "> Q > > — Ana, Book, [Title](https://x.example.org/a)"),
        ("{% quote %}Q{% endquote %}", "> Q"),
        ("{% link Text https://x.example.org %}", "[Text](https://x.example.org)"),
        ("{% note info %}In{% endnote %}", "In"),
        ("{{ text }}", "{{ text }}"),
    ],
)  # fmt: skip
def test_hexo(written: str, expected: str) -> None:
    assert shown(written, "hexo") == expected


def test_what_is_not_known_is_named_once() -> None:
    text = "{{< box >}}{{< gallery dir=a >}}{{< /box >}}{{< box >}}b{{< /box >}} {{< /stray >}}"

    expanded = expand(text, "hugo", SITE)

    assert (expanded.text, expanded.left_out) == ("b ", ("gallery", "box"))


@pytest.mark.parametrize("text", ["{{ a }} {% b %} {{< c >}} {: .d}"])
def test_without_a_generator_it_is_text(text: str) -> None:
    assert expand(text, None, SITE).text == text


def test_a_shortcode_in_a_list_stays_in_it() -> None:
    text = f"- one\n\n  {{{{< youtube {VIDEO} >}}}}\n\n- two"

    assert f"\n  {PLAYER}\n" in expand(text, "hugo", SITE).text


def test_html_gets_html() -> None:
    text = '<p>{% include figure image_path="/a.png" alt="A" %}</p>'

    html = expand(text, "jekyll", SITE, is_html=True).text

    assert html == '<p><img src="/a.png" alt="A" /></p>'


@pytest.mark.parametrize("generator", ["hugo", "jekyll", "zola", "hexo"])
@pytest.mark.parametrize(
    "text",
    [
        "{{<" * 33_000,
        "{% " * 33_000,
        "{:" * 50_000,
        "{{" * 50_000,
        "{% raw %}" * 11_000,
        "{{</*" * 20_000,
        "{: a=" * 20_000,
        '{{< x a="' * 10_000 + ">}}",
        "{{< a >}}" * 1_000 + "x" + "{{< /a >}}" * 1_000,
        "{% quote %}" * 1_000 + "x" + "{% endquote %}" * 1_000,
        "{% quote(a=1) %}" * 1_000 + "x" + "{% end %}" * 1_000,
    ],
    ids=["hugo", "tag", "ial", "brace", "raw", "escape", "attribute", "quote", "a", "b", "c"],
)
def test_hostile_texts_take_no_longer_than_others(generator: Generator, text: str) -> None:
    start = time.thread_time()

    expand(text, generator, SITE)

    assert time.thread_time() - start < 2
