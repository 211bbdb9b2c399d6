"""Links in imported posts: those that answer, and those that need somebody."""

from datetime import UTC, datetime
from urllib.parse import urljoin

import pytest
from flask import Flask
from flask.testing import FlaskClient

from byline.blog.services import add_redirect, delete_post
from byline.extensions import write_unit
from byline.importers.audit.inventory import take_inventory
from byline.importers.audit.services import audit_imports
from byline.importers.audit.site import Site
from byline.web.access import PUBLIC, declared_access
from tests.importers.audit.conftest import MakeImported, MakeImportedPage, find_problems, store_html
from tests.support.engines import every_engine
from tests.support.factories import MakeComment, MakePage, MakePost, MakeTag

FUTURE = datetime(2999, 1, 1, tzinfo=UTC)
# Of the site below: what is wrong with each address, None where it answers.
ADDRESSES = {
    "/": None,
    "/blog": None,
    "/blog/": None,
    "/blog/1": None,
    "/blog/2": "missing",
    "/blog/0": "missing",
    "/blog/99999999999999999999": "missing",
    "/blog/archive": None,
    "/blog/archive/": "missing",
    "/blog//archive": None,
    "/blog/archive/2": "missing",
    "/blog/tags": None,
    "/blog/tags/2": "missing",
    "/blog/authors": None,
    "/blog/authors/2": "missing",
    "/blog/post/1/seen": None,
    "/blog/post/1/another-slug": None,
    "/blog/post/1": None,
    "/blog/post/1/": "missing",
    "/blog/post/01/seen": "missing",
    "/blog/post/-1/seen": "missing",
    "/blog/post/99999999999999999999/x": "missing",
    "/blog/post/2/draft": "draft",
    "/blog/post/3/later": "scheduled",
    "/blog/post/4/deleted": "deleted",
    "/blog/post/99/x": "missing",
    "/page/about": None,
    "/page/About": "missing",
    "/page/nowhere": "missing",
    "/blog/tag/Caf%C3%A9%20Bar": None,
    "/blog/tag/caf%C3%A9%20bar": None,
    "/blog/tag/CAFÉ  BAR": None,
    "/blog/tag/Café Bar/1": None,
    "/blog/tag/Café Bar/2": "missing",
    "/blog/tag/nothing": "missing",
    "/blog/posts_by_tag/Café Bar": None,
    "/blog/user/owner": None,
    "/blog/user/Owner": None,
    "/blog/user/owner/2": "missing",
    "/blog/user/nobody": "missing",
    "/blog/posts_by_user/owner": None,
    "/blog/comment/1": None,
    "/blog/comment/2": "missing",
    "/blog/comment/99999999999999999999": "missing",
    "/old/seen.html": None,
    "/old/seen.html/": None,
    "/old//seen.html?utm_source=x": None,
    "/old/about/index.html": None,
    "/old/tag": None,
    "/old/archive": None,
    "/old/draft": "draft",
    "/old/nowhere": "missing",
    "/old/dead-end": "missing",
    "/?p=12": None,
    "/?utm_source=x&p=12": None,
    "/old/seen.html/feed/": None,
    "/old/seen.html/comment-page-2": None,
    "/blog/tag/renamed": None,
    "/auth/login": None,
    "/auth/account": "private",
    "/blog/edit/1": "private",
    "/blog/delete/1": "missing",
    "/static/../../config.py": "missing",
    "/static/nothing.css": "missing",
    "/%00": "missing",
    "/%ff%fe": "missing",
    "/%zz": "missing",
    "/wp-content/uploads/x.png": "missing",
    f"/{'x' * 10_000}": "missing",
}


@pytest.fixture
def site(
    app: Flask,
    make_post: MakePost,
    make_page: MakePage,
    make_tag: MakeTag,
    make_comment: MakeComment,
) -> None:
    """Make a site of whose rows each is in an address above."""
    seen = make_post(title="Seen", tags=["Café Bar"])
    draft = make_post(title="Draft", status="draft")
    make_post(title="Later", status="scheduled", publish_date=FUTURE)
    deleted = make_post(title="Deleted")
    page = make_page(title="About")
    make_comment(seen)
    make_comment(seen, status="spam")
    tag = make_tag("Café Bar")
    with write_unit():
        delete_post(deleted)
    with write_unit():
        add_redirect("/old/seen.html", post=seen)
        add_redirect("/?p=12", post=seen)
        add_redirect("/old/about", page=page)
        add_redirect("/old/tag", tag=tag)
        add_redirect("/blog/tag/renamed", tag=tag)
        add_redirect("/old/archive", target="/blog/archive")
        add_redirect("/old/draft", post=draft)
        add_redirect("/old/dead-end", target="/blog/archive/7")


@every_engine
def test_each_address_answers_or_is_listed(site: None, make_imported: MakeImported) -> None:
    make_imported(*ADDRESSES)

    audit = audit_imports()

    problems = {problem.address: problem.kind.value for problem in audit.problems}
    assert problems == {address: kind for address, kind in ADDRESSES.items() if kind}
    assert audit.links.total + audit.pictures.total == len(ADDRESSES)
    assert audit.links.answering == len(ADDRESSES) - len(problems)


def test_they_answer_as_the_site_itself_does(site: None, client: FlaskClient) -> None:
    answering = {address for address in ADDRESSES if _final_status(client, address) == 200}

    assert answering == {address for address, problem in ADDRESSES.items() if problem is None}


def _final_status(client: FlaskClient, address: str) -> int:
    response = client.get(address)
    while response.location and not response.location.startswith("/auth/login?"):
        response = client.get(urljoin(address, response.location))
    return response.status_code


@pytest.mark.parametrize("address", ["/?p=13", "/blog/?p=12", "/?page_id=12"])
def test_a_front_page_is_not_what_a_query_names(site: None, make_imported: MakeImported,
                                                address: str) -> None:  # fmt: skip
    make_imported(address)

    assert find_problems() == {address: "missing"}


def test_every_address_of_readers_pages_is_known_to_the_audit(app: Flask) -> None:
    # Nobody links to these: each is made for one person, or changes the language.
    personal = {"auth.first_run", "auth.register_invited", "babel.switch"}
    rules = [rule for rule in app.url_map.iter_rules() if "GET" in (rule.methods or ())]
    with_arguments = {rule.endpoint for rule in rules if rule.arguments}

    public = {name for name in with_arguments if declared_access(app, name) == PUBLIC}

    assert public - personal == set(Site(take_inventory()).answers)


def test_a_relative_address_that_was_not_rewritten_leads_back_to_its_own_post(
    make_imported: MakeImported,
) -> None:
    first = make_imported("other-post", "./other.html", "../nowhere/x", title="First")

    assert find_problems() == {
        "other-post": "itself",
        "./other.html": "itself",
        "../nowhere/x": "missing",
    }
    assert audit_imports().items_in_need == 1
    assert first.slug == "first"


def test_a_post_may_link_to_itself_though_it_is_a_draft(make_imported: MakeImported) -> None:
    make_imported("#", "#top", "?print=1", "first", "/blog/post/1/first", title="First",
                  status="draft")  # fmt: skip

    assert find_problems() == {}


@pytest.mark.parametrize(
    ("address", "problem"),
    [
        ("#here", None),
        ("#h%65re", None),
        ("#caf%C3%A9", None),
        ("#nowhere", "place"),
        ("#:~:text=some%20words", None),
        ("#comments", None),
        ("#comment-1", None),
        ("#comment-2", "place"),
        ("#comment-99999999999999999999", "place"),
        ("/blog/post/2/second#there", None),
        ("/blog/post/2/second#nowhere", "place"),
        ("/old/second#there", None),
        ("/old/second#nowhere", "place"),
        ("/page/about#us", None),
        ("/page/about#comment-1", "place"),
        ("/page/about#them", "place"),
        ("/blog/archive#2020", None),
    ],
)
def test_the_place_that_a_link_names_is_looked_for(
    make_imported: MakeImported,
    make_post: MakePost,
    make_page: MakePage,
    make_comment: MakeComment,
    address: str,
    problem: str | None,
) -> None:
    first = make_imported(address, html='<h2 id="here">Here</h2><h3 id="café">Café</h3>')
    second = make_post(source='<h2 id="there">There</h2>', format="html", title="Second")
    make_page(source='<h2 id="us">Us</h2>', format="html", title="About")
    make_comment(first)
    make_comment(second)
    with write_unit():
        add_redirect("/old/second", post=second)

    assert find_problems() == ({address: problem} if problem else {})
    assert audit_imports().links.answering == (0 if problem else 1)


@pytest.mark.parametrize(
    ("address", "problem"),
    [
        ("https://old.example/blog/2020/seen/", None),
        ("http://www.OLD.example:80/blog/2020/seen?p=1", None),
        ("//old.example/blog/2020/seen", None),
        ("https://old.example/blog/2020/nowhere", "old"),
        ("https://old.example/blog/2020/draft", "draft"),
        ("https://old.example/blog", None),
        ("https://old.example/blog/wp-content/guide.PDF", "remote"),
    ],
)
def test_what_still_names_the_old_blog_answers_where_a_redirect_does(
    make_imported: MakeImported, make_post: MakePost, address: str, problem: str | None
) -> None:
    seen, draft = make_post(), make_post(status="draft")
    with write_unit():
        add_redirect("/blog/2020/seen", post=seen)
        add_redirect("/blog/2020/draft", post=draft)
    make_imported(address)

    audit = audit_imports()

    assert find_problems() == ({address: problem} if problem else {})
    assert audit.old_addresses == (0 if problem else 1)
    assert audit.external_links == 0


@pytest.mark.parametrize(
    "address",
    [
        "https://elsewhere.example/",
        "https://old.example/shop",  # beside the blog that was imported
        "https://old.example:8443/blog/2020",
        "https://blog.old.example/blog/2020",
        "//elsewhere.example/blog/",
        "/\\elsewhere.example/blog/",
    ],
)
def test_links_to_other_sites_are_counted_and_not_tried(
    make_imported: MakeImported, address: str
) -> None:
    make_imported(address)

    audit = audit_imports()

    assert (audit.external_links, audit.links.total, dict(audit.problems)) == (1, 0, {})


def test_absolute_addresses_of_this_site_are_its_own(
    app: Flask, make_imported: MakeImported
) -> None:
    app.config["SITE_URL"] = "https://new.example"

    make_imported("https://new.example", "http://www.new.example/blog/", "//new.example/nowhere")

    assert find_problems() == {"//new.example/nowhere": "missing"}


def test_the_old_address_is_this_sites_own_once_it_has_that_name(
    app: Flask, make_imported: MakeImported
) -> None:
    app.config["SITE_URL"] = "https://old.example"
    make_imported("https://old.example/blog/", "https://old.example/blog/nowhere")

    audit = audit_imports()

    assert find_problems() == {"https://old.example/blog/nowhere": "missing"}
    assert audit.old_addresses == 0


@pytest.mark.parametrize(
    "address", ["http://[", "https://[::1", "http://", "http://a:b/", "//:80/"]
)
def test_an_address_that_no_browser_reads_is_listed(
    make_imported: MakeImported, address: str
) -> None:
    # What cleans bodies today takes such a link out.
    store_html(make_imported(), f'<a href="{address}">x</a>')

    assert find_problems() == {address: "unreadable"}


@pytest.mark.parametrize(
    "address", ["#", "mailto:ana@example.org", "tel:+351", "javascript:alert(1)"]
)
def test_what_is_no_address_of_the_web_is_passed_over(
    make_imported: MakeImported, address: str
) -> None:
    make_imported(address)

    audit = audit_imports()

    assert (audit.links.total, audit.external_links) == (0, 0)


def test_only_what_was_imported_and_is_still_here_is_looked_at(
    make_imported: MakeImported,
    make_imported_page: MakeImportedPage,
    make_post: MakePost,
) -> None:
    make_post(source="[x](/nowhere)")
    deleted = make_imported("/deleted")
    make_imported("/draft", status="draft")
    make_imported_page(source='<a href="/page">x</a>')
    with write_unit():
        delete_post(deleted)

    assert find_problems() == {"/draft": "missing", "/page": "missing"}
    assert audit_imports().items == 2


def test_a_post_that_was_edited_here_is_looked_at_as_it_is_now(
    make_imported: MakeImported,
) -> None:
    post = make_imported("/nowhere", "/elsewhere")
    store_html(post, post.html.replace("/nowhere", "/blog/"))

    assert find_problems() == {"/elsewhere": "missing"}
