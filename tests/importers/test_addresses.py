"""The addresses that a post had before."""

import pytest

from byline.importers.markdown.addresses import InvalidAddress, derived_addresses, normal_address


@pytest.mark.parametrize(
    ("written", "normal"),
    [
        ("2020/01/02/name", "/2020/01/02/name"),
        ("/2020/01/02/name/", "/2020/01/02/name"),
        ("/a//b/", "/a/b"),
        ("/a/./b/../c", "/a/c"),
        ("/../../a", "/a"),
        ("https://old.example.org/a/b/", "/a/b"),
        ("/a/index.html", "/a"),
        ("/a/index.htm", "/a"),
        ("/a/index.html/", "/a"),
        ("/a/my-index.html", "/a/my-index.html"),
        ("/a.html", "/a.html"),
        ("/na%C3%AFve/", "/naïve"),
        ("/日本語", "/日本語"),
    ],
)
def test_an_address_has_one_form(written: str, normal: str) -> None:
    assert normal_address(written) == normal


@pytest.mark.parametrize(
    "written", ["/", "", "/index.html", "/?p=12", "/a%00b", "/" + "x" * 600, "http://[x/"]
)
def test_what_can_be_no_old_address_is_refused(written: str) -> None:
    with pytest.raises(InvalidAddress):
        normal_address(written)


@pytest.mark.parametrize(
    ("path", "slug", "addresses"),
    [
        ("first.md", None, ["/first"]),
        ("posts/first.md", None, ["/posts/first"]),
        ("posts/first/index.md", None, ["/posts/first"]),
        ("posts/My First.md", None, ["/posts/my-first"]),
        ("posts/v1.0.md", None, ["/posts/v1.0", "/posts/v1-0"]),
        ("posts/first.md", "other", ["/posts/other"]),
        ("2020-01-02-first.md", None, ["/2020-01-02-first", "/first"]),
        ("_posts/2020-01-02-first.md", None, ["/2020/01/02/first.html", "/2020/01/02/first"]),
        ("news/_posts/2020-01-02-a.md", None, ["/news/2020/01/02/a.html", "/news/2020/01/02/a"]),
    ],
)
def test_a_file_without_an_address_had_its_generator_s(
    path: str, slug: str | None, addresses: list[str]
) -> None:
    assert derived_addresses(path, slug) == addresses
