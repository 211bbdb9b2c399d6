"""Blogs as Hugo, Jekyll, Zola and Hexo keep them: pages, front matter, old addresses, links."""

from datetime import UTC, datetime

import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient

from byline.blog.models import Page
from byline.extensions import db
from byline.importers.models import ImportSource
from tests.importers.conftest import FindPost, Import, Write, picture, post_text
from tests.importers.test_import_markdown import reasons
from tests.support.engines import every_engine

HUGO = 'baseURL = "https://old.example.org/"\n'
JEKYLL = "url: https://old.example.org\n"
POST = "---\ntitle: A post\ndate: 2020-03-05\n---\nText.\n"


def pages() -> list[tuple[str, str]]:
    """Return the titles and slugs of all pages."""
    return [(page.title, page.slug) for page in db.session.scalars(sa.select(Page))]


def follow(client: FlaskClient, address: str) -> str:
    """Return the page that an old address leads to."""
    response = client.get(address)
    assert response.status_code in (301, 308)
    return client.get(response.location).text


@every_engine
@pytest.mark.parametrize(
    ("config", "post", "page", "address"),
    [
        ({"hugo.toml": HUGO}, "content/posts/a.md", "content/about.md", "/about/"),
        ({"hugo.toml": HUGO}, "content/posts/a.md", "content/about/index.md", "/about/"),
        ({"zola.toml": "base_url = 'https://x.example.org'"}, "content/blog/a.md",
         "content/about.md", "/about/"),
        ({"_config.yml": JEKYLL}, "_posts/2020-03-05-a.md", "about.md", "/about.html"),
        ({"_config.yml": JEKYLL}, "source/_posts/a.md", "source/about/index.md", "/about/"),
    ],
    ids=["hugo", "bundle", "zola", "jekyll", "hexo"],
)  # fmt: skip
def test_a_page_beside_the_posts_is_a_page(
    write: Write, run_import: Import, client: FlaskClient,
    config: dict[str, str], post: str, page: str, address: str,
) -> None:  # fmt: skip
    for name, text in config.items():
        write(name, text)
    write(post, POST)
    write(page, "---\ntitle: About\nlayout: page\n---\nWho we are.\n")

    report = run_import()

    assert (dict(report.added), pages()) == ({"posts": 1, "pages": 1}, [("About", "about")])
    assert "Who we are." in follow(client, address)


def test_what_has_no_date_is_a_page_only_beside_a_folder_of_posts(
    write: Write, run_import: Import
) -> None:
    write("hugo.toml", HUGO)
    write("content/about.md", "---\ntitle: About\n---\nText.")
    assert run_import().added == {"posts": 1}

    write("content/posts/a.md", POST)
    write("content/contact.md", "---\ntitle: Contact\n---\nText.")
    write("content/posts/undated.md", "---\ntitle: Undated\n---\nText.")

    assert run_import().added == {"posts": 2, "pages": 1}


def test_a_page_that_is_not_shown_becomes_the_draft_of_a_post(
    write: Write, run_import: Import, find_post: FindPost
) -> None:
    write("about.md", "---\ntitle: About\nlayout: page\npublished: false\n---\nText.")

    report = run_import()

    assert (pages(), find_post("about.md").status) == ([], "draft")
    assert "a page that is not shown" in reasons(report.needs_you)


def test_pages_that_their_generator_fills_are_none(write: Write, run_import: Import) -> None:
    write("_config.yml", JEKYLL)
    write("_posts/2020-03-05-a.md", POST)
    write("index.md", "---\nlayout: home\n---\n")
    write("archive.md", "---\ntitle: All\nlayout: page\n---\n{% for post in site.posts %}\n"
                        "* {{ post.title }}\n{% endfor %}")  # fmt: skip

    report = run_import()

    assert (report.added, len(report.skipped)) == ({"posts": 1}, 2)


@pytest.mark.parametrize(
    ("files", "post", "address"),
    [
        ({"_config.yml": JEKYLL}, "_posts/2020-03-05-a.md", "/2020/03/05/a.html"),
        ({"_config.yml": f"{JEKYLL}permalink: pretty"}, "_posts/2020-03-05-a.md", "/2020/03/05/a"),
        ({"_config.yml": f"{JEKYLL}permalink: none"}, "_posts/2020-03-05-a.md", "/a.html"),
        ({"_config.yml": f"{JEKYLL}permalink: ordinal"}, "_posts/2020-03-05-a.md",
         "/2020/065/a.html"),
        ({"_config.yml": f"{JEKYLL}permalink: /b/:year-:i_month/:title/\nbaseurl: /blog"},
         "_posts/2020-03-05-a.md", "/blog/b/2020-3/a"),
        ({"hugo.toml": f"{HUGO}[permalinks]\nposts = '/:year/:month/:slug/'"},
         "content/posts/a.md", "/2020/03/a-post"),
        ({"hugo.yaml": "baseURL: https://x.example.org/sub/\npermalinks:\n  page:\n"
          "    posts: /:sections/:contentbasename"}, "content/posts/a.md", "/sub/posts/a"),
        ({"hugo.json": '{"baseURL": "https://x.example.org"}'}, "content/posts/a.md", "/posts/a"),
        ({"_config.yml": JEKYLL}, "source/_posts/a.md", "/2020/03/05/a"),
        ({"_config.yml": f"{JEKYLL}permalink: :category/:title.html"}, "source/_posts/a.md",
         "/uncategorized/a.html"),
    ],
)  # fmt: skip
def test_the_addresses_that_the_settings_gave_lead_here(
    write: Write, run_import: Import, client: FlaskClient,
    files: dict[str, str], post: str, address: str,
) -> None:  # fmt: skip
    for name, text in files.items():
        write(name, text)
    write(post, POST)

    run_import()

    assert "Text." in follow(client, address)


def test_categories_are_in_the_addresses_of_jekyll(
    write: Write, run_import: Import, client: FlaskClient
) -> None:
    write("_config.yml", JEKYLL)
    write("_posts/2020-03-05-a.md", "---\ntitle: A\ncategories: Life Work\n---\nText.")

    run_import()

    assert "Text." in follow(client, "/life/work/2020/03/05/a.html")


@pytest.mark.parametrize(
    ("files", "link"),
    [
        (("hugo.toml", "content/posts/a.md", "content/posts/b.md"), '{{< ref "b.md" >}}'),
        (("hugo.toml", "content/posts/a.md", "content/news/b.md"), '{{< ref "b" >}}'),
        (("hugo.toml", "content/posts/a.md", "content/news/b/index.md"), '{{< ref "/news/b" >}}'),
        (("_config.yml", "_posts/2020-01-01-a.md", "_posts/2020-01-01-b.md"),
         "{% post_url 2020-01-01-b %}"),
        (("_config.yml", "_posts/2020-01-01-a.md", "x/_posts/2020-01-01-b.markdown"),
         "{{ site.baseurl }}{% post_url /x/2020-01-01-b %}"),
        (("_config.yml", "source/_posts/a.md", "source/_posts/b.md"), "{% post_path b %}"),
    ],
)  # fmt: skip
def test_shortcodes_link_posts(
    write: Write, run_import: Import, find_post: FindPost, files: tuple[str, str, str], link: str
) -> None:
    config, first, second = files
    write(config, HUGO if config.endswith("toml") else JEKYLL)
    write(first, post_text("A", "2020-01-01", f"[b]({link})"))
    write(second, post_text("B", "2020-01-02"))

    report = run_import()

    folder = "content/" if "content" in first else "source/" if "source" in first else ""
    target = find_post(second.removeprefix(folder))
    assert find_post(first.removeprefix(folder)).source == f"[b]({target.url})\n"
    assert report.needs_you == []


def test_what_was_left_out_is_in_the_report(
    write: Write, run_import: Import, find_post: FindPost
) -> None:
    write("hugo.toml", HUGO)
    write("content/posts/a.md", post_text("A", "2020-01-01", "{{< box >}}Text{{< /box >}}"))

    report = run_import()

    assert find_post("posts/a.md").source == "Text\n"
    assert [remark.reason for remark in report.needs_you] == ["shortcodes left out: box"]


def test_a_folder_of_no_generator_keeps_its_braces(
    write: Write, run_import: Import, find_post: FindPost
) -> None:
    write("a.md", post_text("A", "2020-01-01", "{{ x }} {% y %}"))

    assert run_import().needs_you == []

    assert find_post("a.md").source == "{{ x }} {% y %}\n"


def test_pictures_of_hexo_lie_in_the_folder_of_their_post(
    write: Write, run_import: Import, find_post: FindPost
) -> None:
    write("_config.yml", JEKYLL)
    write(
        "source/_posts/a.md",
        "---\ntitle: A\ndate: 2020-01-01\nphotos: [b.png]\ncategories:\n- [Life, Work]\n---\n"
        "{% asset_img b.png B %}",
    )
    write("source/_posts/a/b.png", picture())

    report = run_import()

    post = find_post("_posts/a.md")
    assert report.needs_you == []
    assert post.source.count("/media/") == 2
    assert [tag.title for tag in post.tags] == ["Life", "Work"]


@pytest.mark.parametrize("matter", ["", "resources:\n- {src: x.png, name: featured}\n"])
def test_the_picture_of_a_bundle_is_its_cover(
    write: Write, run_import: Import, find_post: FindPost, matter: str
) -> None:
    write("hugo.toml", HUGO)
    write("content/posts/a/index.md", f"---\ntitle: A\ndate: 2020-01-01\n{matter}---\nText.")
    write(f"content/posts/a/{'x' if matter else 'featured'}.png", picture())

    run_import()

    assert find_post("posts/a/index.md").cover


@pytest.mark.parametrize(
    ("matter", "status", "published"),
    [
        ("date: 2020-01-01\nexpiryDate: 2021-01-01", "draft", datetime(2020, 1, 1, tzinfo=UTC)),
        ("date: 2020-01-01\nexpiryDate: 2990-01-01", "published", datetime(2020, 1, 1, tzinfo=UTC)),
        (
            "date: 2020-01-01\npublishDate: 2990-01-01",
            "scheduled",
            datetime(2990, 1, 1, tzinfo=UTC),
        ),
        ("date: 2020-01-01\nexpiryDate: never", "published", datetime(2020, 1, 1, tzinfo=UTC)),
    ],
)
def test_hugo_shows_a_post_for_a_time(
    write: Write, run_import: Import, find_post: FindPost,
    matter: str, status: str, published: datetime,
) -> None:  # fmt: skip
    write("hugo.toml", HUGO)
    write("content/posts/a.md", f"---\ntitle: A\ndate: 2020-01-01\n{matter}\n---\nText.")

    run_import()

    post = find_post("posts/a.md")
    assert (post.status, post.publish_date) == (status, published)


@pytest.mark.parametrize("mark", ["<!--more-->", "<!-- more -->"])
def test_what_stands_before_the_mark_is_the_summary(
    write: Write, run_import: Import, find_post: FindPost, mark: str
) -> None:
    write("hugo.toml", HUGO)
    write(
        "content/posts/a.md", post_text("A", "2020-01-01", f"In *brief*.\n\n{mark}\n\nAt length.")
    )

    run_import()

    assert find_post("posts/a.md").summary == "In <em>brief</em>."


def test_posts_in_html_and_in_other_languages(
    write: Write, run_import: Import, find_post: FindPost
) -> None:
    write("_config.yml", JEKYLL)
    write("_posts/2020-01-01-a.html", '---\ntitle: A\n---\n    <p><a href="/b.html">B</a></p>')
    write("_posts/2020-01-02-b.md", "---\ntitle: B\npermalink: /b.html\n---\nText.")
    write("_posts/2020-01-03-c.adoc", "---\ntitle: C\n---\nText.")

    report = run_import()

    post = find_post("_posts/2020-01-01-a.html")
    assert post.format == "html"
    assert find_post("_posts/2020-01-02-b.md").url in post.html
    assert "AsciiDoc" in reasons(report.skipped)


@pytest.mark.parametrize(
    "config",
    ["baseURL = 1\npermalinks = 2\nlanguages = 3", "[permalinks.page]\nposts = [1]", "= broken",
     "languages = [[1]]", "defaultContentLanguage = {}"],
)  # fmt: skip
def test_settings_of_the_wrong_types_are_passed_over(
    write: Write, run_import: Import, config: str
) -> None:
    write("hugo.toml", config)
    write("content/posts/a.md", POST)

    assert run_import().imported == 1


@pytest.mark.parametrize(
    ("config", "address"),
    [
        ("url: https://old.example.org\nbaseurl: /blog", "https://old.example.org/blog"),
        ("title: A blog", ""),
    ],
    ids=["given", "unknown"],
)
def test_where_the_blog_was_is_not_where_this_site_is(
    app: Flask, write: Write, run_import: Import, monkeypatch: pytest.MonkeyPatch,
    config: str, address: str,
) -> None:  # fmt: skip
    monkeypatch.setitem(app.config, "SITE_URL", "https://a.example.org")
    write("_config.yml", config)
    write("_posts/2020-01-01-a.md", "---\ntitle: A\n---\n[x](https://a.example.org/x)")

    run_import()

    assert db.session.scalars(sa.select(ImportSource.site_url)).all() == [address]


def test_aliases_lead_to_a_post_beside_its_own_address(
    write: Write, run_import: Import, client: FlaskClient
) -> None:
    write("hugo.toml", HUGO)
    aliases = "aliases: [/older/, earlier, ../news/oldest/]"
    write("content/posts/new.md", f"---\ntitle: A\ndate: 2020-03-05\n{aliases}\n---\nThe text.\n")

    run_import()

    for address in ("/posts/new/", "/older/", "/posts/earlier/", "/news/oldest/"):
        assert "The text." in follow(client, address)
    assert client.get("/posts/new/").location.endswith("/new")


@pytest.mark.parametrize(
    "address", ["https://old.example.org/", "https://old.example.org", "/", "/index.html"]
)
def test_a_link_to_the_old_home_page_leads_to_ours(
    write: Write, run_import: Import, find_post: FindPost, address: str
) -> None:
    write("hugo.toml", HUGO)
    write("content/posts/a.md", f"{POST}[home]({address})\n")

    report = run_import()

    assert '<a href="/">home</a>' in find_post("posts/a.md").html
    assert reasons(report.needs_you) == ""


def test_a_mark_of_the_excerpt_that_would_be_shown_goes(
    write: Write, run_import: Import, find_post: FindPost
) -> None:
    write("_config.yml", f"{JEKYLL}excerpt_separator: ~~more~~\n")
    write(
        "_posts/2020-03-05-a.md", "---\ntitle: A\n---\nFirst.\n\n~~more~~\n\nThen ~~more~~ text.\n"
    )

    run_import()

    post = find_post("_posts/2020-03-05-a.md")
    assert post.summary == "First."
    assert post.source == "First.\n\n\nThen ~~more~~ text.\n"


DEFAULTS = """\
url: https://old.example.org
defaults:
  - scope: {path: ""}
    values: {author: Ada, tags: [all]}
  - scope: {path: "", type: posts}
    values: {permalink: /p/:title/}
  - scope: {path: project, type: posts}
    values: {author: Bo}
  - scope: 7
  - odd
"""


def test_settings_of_jekyll_give_front_matter_to_many_files(
    write: Write, run_import: Import, find_post: FindPost, client: FlaskClient
) -> None:
    write("_config.yml", DEFAULTS)
    write("_posts/2020-03-05-a.md", "---\ntitle: A\ntags: [own]\n---\nThe text.\n")
    write("project/_posts/2020-03-06-b.md", "---\ntitle: B\n---\nText.\n")

    run_import()

    first, second = find_post("_posts/2020-03-05-a.md"), find_post("project/_posts/2020-03-06-b.md")
    assert [post.authors[0].display_name for post in (first, second)] == ["Ada", "Bo"]
    assert [[tag.title for tag in post.tags] for post in (first, second)] == [["own"], ["all"]]
    assert "The text." in follow(client, "/p/a/")
