"""Every element and attribute that a body may hold, in the form the cleaner writes."""

ALLOWED_HTML = """\
<h2 id="start">Heading</h2>
<h3 class="align-center">Three</h3><h4>Four</h4><h5>Five</h5><h6>Six</h6>
<p class="align-justify" dir="rtl" lang="ar" title="words">Text with <em>em</em>, <strong>strong</strong>, \
<b>b</b>, <i>i</i>, <u>u</u>, <s>s</s>, <small>small</small>, <mark>mark</mark>, <code>code</code>, \
<kbd>kbd</kbd>, <samp>samp</samp>, <var>var</var>, <sub>sub</sub>, <sup>sup</sup>, <cite>cite</cite>, \
<dfn>dfn</dfn>, <abbr title="abbreviation">abbr</abbr>, <q cite="https://example.org/q">q</q>, \
<bdi>bdi</bdi>, <bdo dir="ltr">bdo</bdo>, <span lang="pt">span</span>, <time datetime="2026-03-26">time</time>, \
<ins cite="/why" datetime="2026-03-26T10:00:00Z">ins</ins>, <del cite="/why" datetime="2026-03-26">del</del>, \
long<wbr>word, <ruby>漢<rp>(</rp><rt>kan</rt><rp>)</rp></ruby>,<br>\
<a href="/blog/" hreflang="en">here</a>, <a href="https://example.org/" rel="nofollow noopener">there</a>, \
<progress aria-label="7 / 10" max="10" value="7"></progress></p>
<hr>
<blockquote cite="https://example.org/quote"><p>Quote</p></blockquote>
<ul><li>one</li></ul>
<ul class="task-list"><li class="task-list-item">☑ done</li></ul>
<ol reversed="" start="3" type="a"><li value="7">seven</li></ol>
<dl><dt>term</dt><dd>meaning</dd></dl>
<details open=""><summary>More</summary><p>Details</p></details>
<section><div class="markdown-alert markdown-alert-tip"><p class="markdown-alert-title">Tip</p></div></section>
<pre tabindex="0"><code class="language-python"><span class="k">pass</span></code></pre>
<div aria-label="Figures" class="table-scroll align-wide" role="group" tabindex="0"><table>\
<caption>Figures</caption><colgroup span="2"></colgroup><colgroup><col span="1"></colgroup>\
<thead><tr><th abbr="n" class="align-right" colspan="2" scope="col">Name</th></tr></thead>\
<tbody><tr><th rowspan="1" scope="row">one</th><td colspan="1" rowspan="1">1</td></tr></tbody>\
<tfoot><tr><td colspan="2">sum</td></tr></tfoot></table></div>
<figure class="align-left"><picture><source height="9" media="(min-width: 40em)" sizes="50vw" \
srcset="/media/a.webp 640w, /media/b.webp 2x" type="image/webp" width="16">\
<img alt="A picture" decoding="async" height="9" loading="lazy" sizes="100vw" src="/media/a.png" \
srcset="/media/a.png 640w" width="16"></picture><figcaption>Caption</figcaption></figure>
<audio controls="" loop="" muted="" preload="none" src="/media/a.mp3"></audio>
<video controls="" height="9" loop="" muted="" playsinline="" poster="/media/p.png" preload="metadata" \
src="/media/v.mp4" width="16"><source src="/media/v.webm" type="video/webm">\
<track default="" kind="captions" label="English" src="/media/v.vtt" srclang="en"></video>
<figure class="video"><a class="video-link" data-video-host="youtube" data-video-id="dQw4w9WgXcQ" \
data-video-start="90" href="https://www.youtube.com/watch?v=dQw4w9WgXcQ&amp;t=90s" rel="noopener">A talk</a></figure>
<p>Text<sup class="footnote-ref"><a href="#fn1" id="fnref1">[1]</a></sup></p>
<hr class="footnotes-sep">
<section class="footnotes"><ol class="footnotes-list"><li class="footnote-item" id="fn1"><p>Note \
<a class="footnote-backref" href="#fnref1">↩︎</a></p></li></ol></section>"""  # noqa: E501
