"""The pages that readers read."""

from flask import abort, render_template
from flask_babel import lazy_gettext as _l
from werkzeug import Response

from byline.auth.models import User
from byline.auth.permissions import can
from byline.auth.queries import has_active_admin
from byline.auth.security import visitor
from byline.blog import queries
from byline.blog.models import Post, Tag
from byline.blog.queries import PostPage, Slice
from byline.blog.reading import render_post, sidebar
from byline.blog.redirects import follow_query
from byline.blog.views.blueprint import bp, site_bp
from byline.lib.database import utcnow
from byline.settings.queries import site_settings
from byline.web.access import public
from byline.web.generic_list import GenericListView
from byline.web.local_urls import moved_to
from byline.web.pagination import Pagination, paginate


@site_bp.get("/")
@public
def home() -> Response:
    """Lead to the blog; another feature may be the front page one day."""
    return follow_query() or moved_to("/blog/", code=302)


@bp.get("/")
@bp.get("/<int:page>")
@public
def index(page: int | None = None) -> str | Response:
    """Show the newest posts."""
    if page == 1:
        return moved_to("/blog/")
    if page is None and (moved := follow_query("/blog")):
        return moved
    now = utcnow()
    pagination = _pagination(page, queries.count_visible(now), "/blog/")
    posts = queries.newest_posts_page(now, _slice(pagination))
    beginner = None if posts else _beginner()
    return _list_page(kind="home", posts=posts, pagination=pagination, beginner=beginner)


@bp.get("/post/<int:post_id>")
@bp.get("/post/<int:post_id>/<slug>")
@public
def post(post_id: int, slug: str | None = None) -> str | Response:
    """Show a post, to its writers before readers see it too."""
    found = _readable_post(post_id)
    if slug != found.slug:
        return moved_to(found.url)
    return render_post(found)


@bp.get("/tag/<title>")
@bp.get("/tag/<title>/<int:page>")
@public
def tag(title: str, page: int | None = None) -> str | Response:
    """Show the posts of a tag; its title in another case leads to it."""
    now = utcnow()
    found = queries.find_tag(title, now) or abort(404)
    if title != found.title or page == 1:
        return moved_to(_page_url(found.url, page))
    pagination = _pagination(page, found.total, found.url)
    posts = queries.tag_posts_page(found.id, now, _slice(pagination))
    return _list_page(
        kind="tag", tag=found, heading=found.title, posts=posts, pagination=pagination
    )


@bp.get("/user/<username>")
@bp.get("/user/<username>/<int:page>")
@public
def author(username: str, page: int | None = None) -> str | Response:
    """Show the posts of an author."""
    now = utcnow()
    found = queries.find_author(username, now) or abort(404)
    if username != found.username or page == 1:
        return moved_to(_page_url(found.url, page))
    pagination = _pagination(page, found.total, found.url)
    posts = queries.author_posts_page(found.id, now, _slice(pagination))
    return _list_page(
        kind="author", author=found, heading=found.display_name, posts=posts, pagination=pagination
    )


@bp.get("/posts_by_tag/<title>")
@bp.get("/posts_by_tag/<title>/<int:page>")
@public
def posts_by_tag(title: str, page: int | None = None) -> Response:
    """Lead from a tag's former address to its present one, in one hop."""
    found = queries.find_tag(title, utcnow()) or abort(404)
    return moved_to(_page_url(found.url, page))


@bp.get("/posts_by_user/<username>")
@bp.get("/posts_by_user/<username>/<int:page>")
@public
def posts_by_user(username: str, page: int | None = None) -> Response:
    """Lead from an author's former address to the present one, in one hop."""
    found = queries.find_author(username, utcnow()) or abort(404)
    return moved_to(_page_url(found.url, page))


@site_bp.get("/page/<slug>")
@public
def page(slug: str) -> str:
    """Show a static page."""
    found = queries.find_page(slug) or abort(404)
    return render_template("blog/page.html", page=found, **sidebar())


archive = GenericListView.as_view(
    "archive",
    model=Post,
    columns={"title": _l("Title"), "publish_date": _l("Published")},
    heading=_l("Archive"),
    rows=lambda: queries.archived_posts(utcnow()),
    context=sidebar,
)
tags = GenericListView.as_view(
    "tags",
    model=Tag,
    columns={"title": _l("Tag"), "visible_posts": _l("Posts")},
    heading=_l("Tags"),
    rows=lambda: queries.used_tags(utcnow()),
    context=sidebar,
)
authors = GenericListView.as_view(
    "authors",
    model=User,
    columns={"display_name": _l("Author"), "visible_posts": _l("Posts")},
    heading=_l("Authors"),
    rows=lambda: queries.authors(utcnow()),
    context=sidebar,
)
for view in (archive, tags, authors):
    public(view)
    bp.add_url_rule(f"/{view.__name__}", view_func=view)
    bp.add_url_rule(f"/{view.__name__}/<int:page>", view_func=view)


def _readable_post(post_id: int) -> PostPage:
    found = queries.find_post(post_id)
    if found is None or not can(visitor, "read", found):
        abort(404)
    return found


def _pagination(page: int | None, total: int, base: str) -> Pagination:
    per_page: int = site_settings()["posts_per_page"]
    return paginate(
        1 if page is None else page, per_page, total, lambda number: _page_url(base, number)
    )


def _slice(pagination: Pagination) -> Slice:
    per_page: int = site_settings()["posts_per_page"]
    return Slice(limit=per_page, offset=(pagination.page - 1) * per_page)


def _page_url(base: str, page: int | None) -> str:
    return base if page in (None, 1) else f"{base.rstrip('/')}/{page}"


def _beginner() -> str | None:
    """Return who meets a blog without a post, as far as that leads somewhere."""
    if can(visitor, "write", Post):
        return "writer"
    if visitor.is_authenticated:
        return None
    return "guest" if has_active_admin() else "owner"


def _list_page(**context: object) -> str:
    return render_template("blog/index.html", **context, **sidebar())
