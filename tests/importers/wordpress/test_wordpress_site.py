"""An imported blog, served, against the export it came from.

The real export is checked too where BYLINE_SAMPLES names a folder that has
`wordpress-blocks.wxr.xml`.
"""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.importers.wordpress.check_wordpress_site import (
    check_site,
    read_sources,
    similarity_of,
    words_of,
)
from tests.support.browser import served

SAMPLES = os.environ.get("BYLINE_SAMPLES")
ITEM = """
<item>
  <title><![CDATA[{title}]]></title>
  <link>https://old.example/2020/01/{post_id}/</link>
  <dc:creator><![CDATA[ana]]></dc:creator>
  <content:encoded><![CDATA[{body}]]></content:encoded>
  <excerpt:encoded><![CDATA[]]></excerpt:encoded>
  <wp:post_id>{post_id}</wp:post_id>
  <wp:post_date_gmt><![CDATA[2020-01-0{post_id} 12:00:00]]></wp:post_date_gmt>
  <wp:post_date><![CDATA[2020-01-0{post_id} 12:00:00]]></wp:post_date>
  <wp:post_name><![CDATA[{post_id}]]></wp:post_name>
  <wp:status><![CDATA[{status}]]></wp:status>
  <wp:post_type><![CDATA[post]]></wp:post_type>
</item>
"""
EXPORT = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
  xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/"
  xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:wp="http://wordpress.org/export/1.2/">
<channel>
<title>Old</title>
<link>https://old.example</link>
<wp:wxr_version>1.2</wp:wxr_version>
<wp:base_site_url>https://old.example</wp:base_site_url>
<wp:base_blog_url>https://old.example</wp:base_blog_url>
{items}
</channel>
</rss>
"""
CLASSIC = """Some <em>emph</em>asis &amp; a "quote"
on two lines.<!--more-->

[caption align="alignleft"]<img src="https://old.example/a.jpg" alt="A"> Its caption[/caption]

<ul>
 <li>one</li>
</ul>
<pre>a[1] = [sic]

b</pre>
[gallery ids="9"] The end [sic]."""
BLOCKS = """<!-- wp:columns -->
<div class="wp-block-columns"><!-- wp:column -->
<div class="wp-block-column"><!-- wp:paragraph -->
<p>Left <strong>col</strong>umn</p>
<!-- /wp:paragraph --></div>
<!-- /wp:column --></div>
<!-- /wp:columns -->

<!-- wp:latest-posts {"postsToShow":3} /-->

<!-- wp:quote -->
<blockquote class="wp-block-quote"><!-- wp:paragraph -->
<p>Said</p>
<!-- /wp:paragraph --><cite>by her</cite></blockquote>
<!-- /wp:quote -->"""


def check_import(export: Path, data: Path) -> None:
    """Import a blog on an empty site, serve it, and compare every post with the export."""
    byline = str(Path(sys.executable).with_name("byline"))
    environment = os.environ | {"BYLINE_ENV": "test", "BYLINE_DATA": str(data)}
    subprocess.run([byline, "import", "wordpress", str(export)], env=environment, check=True)
    sources = list(read_sources(export))

    with served(data) as site:
        checked = check_site(sources, site.url)

    assert checked.problems == []
    assert checked.posts == len(sources) > 0
    assert checked.links_to_files


def test_every_post_of_a_small_blog_is_served_as_its_export_says(tmp_path: Path) -> None:
    items = (
        ITEM.format(post_id=1, title="First &amp; classic", body=CLASSIC, status="publish"),
        ITEM.format(post_id=2, title="Second", body=BLOCKS, status="publish"),
        ITEM.format(post_id=3, title="Third", body="hidden", status="draft"),
    )
    export = tmp_path / "export.xml"
    export.write_text(EXPORT.format(items="".join(items)), "utf-8")

    check_import(export, tmp_path / "data")


@pytest.mark.skipif(not SAMPLES, reason="BYLINE_SAMPLES names no folder of real blogs")
def test_every_post_of_the_real_blog_is_served_as_its_export_says(tmp_path: Path) -> None:
    check_import(Path(SAMPLES or "") / "wordpress-blocks.wxr.xml", tmp_path / "data")


def test_the_check_notices_what_is_missing() -> None:
    words = words_of("<!-- wp:paragraph --><p>one tw<b>o</b> three<br>four [gallery ids='1']</p>")

    assert words == ["one", "two", "three", "four"]
    assert similarity_of(words, ["zero", *words]) == 1
    assert similarity_of(words, words[:-1]) < 0.99
