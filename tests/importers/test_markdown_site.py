"""An imported blog, served, against the files it came from.

The real blog is checked too where BYLINE_SAMPLES names a folder that has `rust-blog.tar.gz`.
"""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.importers.check_markdown_site import check_site, read_sources, similarity_of
from tests.importers.conftest import Write, picture, post_text
from tests.support.browser import served

SAMPLES = os.environ.get("BYLINE_SAMPLES")
BODY = """
Some *emphasis*, `code`, a [link](first.md "there"), ~~nothing~~, <kbd>Ctrl</kbd> and a note[^1].

![picture](one.png)

| a | b |
|---|---|
| 1 | 2 |

```rust
fn main() { println!("{}", 1.0f32); }
```

<div><noscript>
<img alt="chart" src="two.png"/>
</noscript></div>

- one
- two

  three

> quoted

[^1]: The note.
"""


def check_import(source: Path, data: Path) -> None:
    """Import a blog on an empty site, serve it, and compare every post with its file."""
    byline = str(Path(sys.executable).with_name("byline"))
    environment = os.environ | {"BYLINE_ENV": "test", "BYLINE_DATA": str(data)}
    subprocess.run([byline, "import", "markdown", str(source)], env=environment, check=True)
    sources = list(read_sources(source))

    with served(data) as site:
        checked = check_site(sources, site.url)

    assert checked.problems == []
    assert checked.posts == len(sources) > 0
    assert checked.pictures


def test_every_post_of_a_small_blog_is_served_as_its_file_says(
    write: Write, blog: Path, tmp_path: Path
) -> None:
    write("content/one.png", picture())
    write("content/two.png", picture("red"))
    write("content/first.md", post_text("First", "2020-01-01", BODY, path='"2020/01/First"',
                                        aliases='["2020/01/first.html", "old/first"]'))  # fmt: skip
    write("content/posts/one.png", picture("blue"))
    write("content/posts/two.png", picture("green"))
    write(
        "content/posts/index.md",
        f"---\ntitle: Second\ndate: 2020-02-01\n---\n{BODY.replace('first.md', '../first.md')}",
    )

    check_import(blog, tmp_path / "data")


@pytest.mark.skipif(not SAMPLES, reason="BYLINE_SAMPLES names no folder of real blogs")
def test_every_post_of_the_real_blog_is_served_as_its_file_says(tmp_path: Path) -> None:
    check_import(Path(SAMPLES or "") / "rust-blog.tar.gz", tmp_path / "data")


def test_the_check_notices_what_is_missing() -> None:
    words = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]

    assert similarity_of(words, words) == 1
    assert similarity_of(words, words[:-1]) < 0.99
