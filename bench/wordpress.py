"""How long bringing in a large blog of WordPress takes, and ten times as many posts."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

from bench.processes import Run, run_command
from bench.site import temporary_data
from bench.tables import Figure, print_figures

FEW_POSTS = 1_000
TIMES = 10
COMMENTS_A_POST = 5
AUTHORS = 10
TERMS = 100
SITE = "https://old.example"
BEGIN = datetime(2010, 1, 1)  # noqa: DTZ001 - as an export writes it
WORDS = "Since the first post of this blog a good many things have changed, and some have not. " * 4

HEAD = f"""<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/"
  xmlns:content="http://purl.org/rss/1.0/modules/content/"
  xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:wp="http://wordpress.org/export/1.2/">
<channel><title>Old blog</title><link>{SITE}</link>
<wp:wxr_version>1.2</wp:wxr_version><wp:base_blog_url>{SITE}</wp:base_blog_url>
"""


def main() -> list[Figure]:
    """Import a blog, and one that is ten times as large; each on an empty site."""
    with temporary_data() as folder:
        few = _import(folder / "few.xml", FEW_POSTS)
        many = _import(folder / "many.xml", FEW_POSTS * TIMES)
    what = f"{FEW_POSTS * TIMES} posts, {FEW_POSTS * TIMES * COMMENTS_A_POST} comments"
    figures = [
        Figure(f"{FEW_POSTS} posts, CPU", few.cpu_seconds, "s"),
        Figure(f"{FEW_POSTS} posts, peak memory", few.peak_mb, "MB", 400),
        Figure(what, many.seconds, "s", 300),
        Figure(f"{what}, CPU", many.cpu_seconds, "s", 300),
        Figure(f"{what}, peak memory", many.peak_mb, "MB", 400),
        Figure(f"{TIMES} times the posts, CPU", many.cpu_seconds / few.cpu_seconds, "×", 12),
    ]
    print_figures("Import from WordPress", figures)
    return figures


def _import(path: Path, posts: int) -> Run:
    with path.open("w", encoding="utf-8") as file:
        file.writelines(_export(posts))
    with temporary_data() as data:
        return run_command(data, ["import", "wordpress", str(path)])


def _export(posts: int) -> Iterator[str]:
    """Yield an export whose posts have text in blocks, links, a picture, terms and comments."""
    yield HEAD
    for number in range(AUTHORS):
        yield (
            f"<wp:author><wp:author_id>{number + 1}</wp:author_id>"
            f"<wp:author_login>author{number}</wp:author_login>"
            f"<wp:author_display_name>Author {number}</wp:author_display_name></wp:author>\n"
        )
    for number in range(1, posts + 1):
        yield _item(number, posts)
    yield "</channel></rss>\n"


def _item(number: int, posts: int) -> str:
    written = BEGIN + timedelta(hours=number)
    terms = "".join(
        f'<category domain="{taxonomy}" nicename="{taxonomy}-{one}">{taxonomy} {one}</category>'
        for taxonomy, step in (("category", 1), ("post_tag", 3), ("post_tag", 7))
        for one in [number * step % TERMS]
    )
    return f"""<item><title>Post {number} &amp; more</title><link>{_link(number)}</link>
<dc:creator>author{number % AUTHORS}</dc:creator><guid>{SITE}/?p={number}</guid>
<content:encoded><![CDATA[{_body(number, posts)}]]></content:encoded>
<wp:post_id>{number}</wp:post_id><wp:post_date>{written}</wp:post_date>
<wp:post_date_gmt>{written}</wp:post_date_gmt><wp:post_name>post-{number}</wp:post_name>
<wp:status>publish</wp:status><wp:post_parent>0</wp:post_parent><wp:menu_order>0</wp:menu_order>
<wp:post_type>post</wp:post_type>{terms}
{"".join(_comment(number, place, written) for place in range(COMMENTS_A_POST))}</item>
"""


def _link(number: int) -> str:
    return f"{SITE}/{2010 + number % 10}/05/post-{number}/"


def _body(number: int, posts: int) -> str:
    """Return about 3 kB; every tenth post links to one that comes later."""
    other = number % posts + 1 if number % 10 == 0 else max(1, number // 2)
    link = f'<a href="{_link(other)}">another post</a>'
    paragraph = f"<!-- wp:paragraph -->\n<p>{WORDS}</p>\n<!-- /wp:paragraph -->\n\n"
    return (
        paragraph * 3
        + f"<!-- wp:paragraph -->\n<p>As {link} says.</p>\n<!-- /wp:paragraph -->\n\n"
        + "<!-- wp:image -->\n"
        + f'<figure class="wp-block-image"><img src="{SITE}/wp-content/uploads/{number}.jpg"'
        + ' alt="Something"/></figure>\n<!-- /wp:image -->\n\n'
        + "<!-- wp:list -->\n<ul><li>One</li><li>Two</li></ul>\n<!-- /wp:list -->\n\n"
        + paragraph * 4
    )


def _comment(number: int, place: int, written: datetime) -> str:
    """Return a comment; the odd ones answer the one before, every fifth has a link in it."""
    comment_id = number * COMMENTS_A_POST + place
    link = '<a href="https://else.example/">Look</a> &amp; see.\n\n' if place == 2 else ""
    return f"""<wp:comment><wp:comment_id>{comment_id}</wp:comment_id>
<wp:comment_author>Reader {comment_id % 1000}</wp:comment_author>
<wp:comment_date_gmt>{written + timedelta(minutes=place)}</wp:comment_date_gmt>
<wp:comment_content><![CDATA[{link}{WORDS[:200]}]]></wp:comment_content>
<wp:comment_approved>1</wp:comment_approved><wp:comment_type>comment</wp:comment_type>
<wp:comment_parent>{comment_id - 1 if place % 2 else 0}</wp:comment_parent>
<wp:comment_user_id>{1 if place == 4 else 0}</wp:comment_user_id></wp:comment>
"""
