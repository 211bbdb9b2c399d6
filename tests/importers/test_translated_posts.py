"""Posts that a blog has in several languages."""

import pytest

from tests.importers.conftest import FindPost, Import, Write
from tests.importers.test_import_markdown import reasons
from tests.support.engines import every_engine

HUGO = """baseURL = "https://old.example.org/"
defaultContentLanguage = "en"
[languages.en]
[languages.pt]
"""
ZOLA = 'base_url = "https://old.example.org"\ndefault_language = "en"\n[languages.pt]\n'
JEKYLL = "url: https://old.example.org\n"


def text(title: str, more: str = "") -> str:
    """Return the text of a post."""
    return f"---\ntitle: {title}\ndate: 2020-01-01\n{more}---\nText.\n"


@every_engine
@pytest.mark.parametrize(
    ("config", "first", "second", "more"),
    [
        (("hugo.toml", HUGO), "content/posts/a.md", "content/posts/a.pt.md", ("", "")),
        (("hugo.toml", HUGO), "content/en/posts/a.md", "content/pt/posts/a.md", ("", "")),
        (("hugo.toml", HUGO), "content/en/posts/a.md", "content/pt/posts/b.md",
         ("translationKey: k\n", "translationKey: k\n")),
        (("zola.toml", ZOLA), "content/blog/a.md", "content/blog/a.pt.md", ("", "")),
        (("_config.yml", JEKYLL), "_posts/2020-01-01-a.md", "_posts/2020-01-01-b.md",
         ("lang: en\nref: k\n", "lang: pt\nref: k\n")),
    ],
    ids=["ending", "folder", "key", "zola", "jekyll"],
)  # fmt: skip
def test_translations_are_joined(
    write: Write, run_import: Import, find_post: FindPost,
    config: tuple[str, str], first: str, second: str, more: tuple[str, str],
) -> None:  # fmt: skip
    write(*config)
    write(first, text("A", more[0]))
    write(second, text("B", more[1]))

    report = run_import()

    posts = [find_post(path.removeprefix("content/")) for path in (first, second)]
    assert report.needs_you == []
    assert [post.language for post in posts] == ["en", "pt"]
    assert posts[0].translation_group == posts[1].translation_group is not None


def test_a_translation_that_comes_later_is_joined_too(
    write: Write, run_import: Import, find_post: FindPost
) -> None:
    write("hugo.toml", HUGO)
    write("content/posts/a.md", text("A"))
    write("content/posts/c.md", text("C"))
    run_import()
    assert find_post("posts/a.md").translation_group is None
    write("content/posts/a.pt.md", text("B"))

    report = run_import()

    assert (report.imported, report.updated, report.unchanged) == (1, 1, 1)
    assert find_post("posts/a.md").translation_group
    assert run_import().unchanged == 3


def test_two_in_one_language_are_not_joined(
    write: Write, run_import: Import, find_post: FindPost
) -> None:
    write("_config.yml", JEKYLL)
    for name, language in (("a", "en"), ("b", "pt"), ("c", "pt")):
        write(f"_posts/2020-01-01-{name}.md", text(name, f"lang: {language}\nref: k\n"))

    report = run_import()

    assert find_post("_posts/2020-01-01-b.md").translation_group
    assert find_post("_posts/2020-01-01-c.md").translation_group is None
    assert "is in pt too" in reasons(report.needs_you)


def test_one_without_a_language_is_not_joined(
    write: Write, run_import: Import, find_post: FindPost
) -> None:
    write("a.md", text("A"))
    write("a.pt.md", text("B"))

    report = run_import()

    assert find_post("a.pt.md").language == "pt"
    assert find_post("a.md").translation_group is None
    assert "it names no language" in reasons(report.needs_you)
