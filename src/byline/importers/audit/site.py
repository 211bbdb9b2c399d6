"""What answers at an address of this site, without asking for it."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple
from urllib.parse import parse_qsl

from flask import current_app
from werkzeug.datastructures import MultiDict
from werkzeug.exceptions import HTTPException
from werkzeug.routing import RequestRedirect
from werkzeug.security import safe_join

from byline.blog.redirects import query_address, whole_addresses
from byline.importers.audit.inventory import Inventory
from byline.importers.audit.report import Kind
from byline.lib.limits import MAX_PATH_CHARS
from byline.lib.paths import normal_path
from byline.lib.titles import title_key
from byline.media.services import media_folder, path_in_folder
from byline.settings.queries import site_settings
from byline.web.access import PUBLIC, declared_access
from byline.web.generic_list import ROWS_PER_PAGE

# Where the query of an old address may name a post.
FRONT_PAGES = frozenset({"/", "/blog"})


class Answer(NamedTuple):
    """What somebody finds who follows an address: nothing is wrong, or what."""

    problem: Kind | None = None
    # The post or page that is shown there, as in `Item.key`.
    key: tuple[str, int] | None = None
    is_file: bool = False


MISSING = Answer(Kind.MISSING)
FOUND = Answer()


class Site:
    """Answers as this site answers its readers, from what it has."""

    def __init__(self, inventory: Inventory) -> None:
        self._has = inventory
        self._map = current_app.url_map.bind("")
        self._page_size: int = site_settings()["posts_per_page"]
        self._tag_keys = {tag_id: key for key, (tag_id, _total) in inventory.tags.items()}
        self._page_slugs = {page_id: slug for slug, page_id in inventory.pages.items()}
        # Of addresses with something of the site's in them, by their endpoints.
        self.answers: Mapping[str, Callable[..., Answer]] = {
            "blog.archive": self._archive,
            "blog.author": self._author,
            "blog.authors": self._authors,
            "blog.index": self._newest,
            "blog.post": self._post,
            "blog.posts_by_tag": self._tag,
            "blog.posts_by_user": self._author,
            "blog.tag": self._tag,
            "blog.tags": self._tags,
            "comments.place": self._comment,
            "media.file": self._media,
            "site.page": self._page,
            "static": self._static,
        }

    def answer(self, path: str, query: str = "") -> Answer:
        """Say what answers at a decoded path: a page, else what its redirects lead to."""
        found = self._view(path)
        normal = normal_path(path)
        key, named = query_address(normal, MultiDict(parse_qsl(query)))
        if found.problem is None and not (key and normal in FRONT_PAGES):
            return found
        if found.problem is Kind.PRIVATE:
            return found
        # A front page answers, but shows nothing of what the query names.
        others = () if found.problem is None else (normal, *whole_addresses(normal))
        redirected = self._redirected(named, *others)
        is_known = found.problem is None or redirected.problem is not Kind.MISSING
        return redirected if is_known else found

    def has_comment(self, comment_id: int, post_id: int) -> bool:
        """Say whether a comment stands under a post."""
        return self._has.comments.get(comment_id) == post_id

    def _view(self, path: str, *, again: bool = True) -> Answer:
        try:
            endpoint, arguments = self._map.match(path, method="GET")
        except RequestRedirect as redirect:
            # A slash is missing or too many.
            moved = redirect.new_url.removeprefix("http://")
            return self._view(moved[moved.index("/") :], again=False) if again else MISSING
        except HTTPException:
            return MISSING
        if endpoint in self.answers:
            return self.answers[endpoint](**arguments)
        if declared_access(current_app, endpoint) != PUBLIC:
            return Answer(Kind.PRIVATE)
        return MISSING if arguments else FOUND

    def _redirected(self, *paths: str) -> Answer:
        """Answer as the first redirect that leads somewhere, else as the first there is."""
        answers = [answer for path in paths if (answer := self._redirect(path)) != MISSING]
        seen = (answer for answer in answers if answer.problem is None)
        return next(seen, answers[0] if answers else MISSING)

    def _redirect(self, path: str) -> Answer:
        row = self._has.redirects.get(path) if len(path) <= MAX_PATH_CHARS else None
        match row:
            case (int(post_id), _, _, _):
                return self._post(post_id)
            case (_, int(page_id), _, _):
                return self._page(self._page_slugs.get(page_id, ""))
            case (_, _, int(tag_id), _):
                return FOUND if tag_id in self._tag_keys else MISSING
            case (_, _, _, str(target)):
                return self._view(target.partition("?")[0])
        return MISSING

    def _post(self, post_id: int, slug: str = "") -> Answer:
        problem = self._has.posts.get(post_id, Kind.MISSING)
        return Answer(problem, ("post", post_id))

    def _page(self, slug: str) -> Answer:
        page_id = self._has.pages.get(slug)
        return MISSING if page_id is None else Answer(key=("page", page_id))

    def _comment(self, comment_id: int) -> Answer:
        post_id = self._has.comments.get(comment_id)
        return MISSING if post_id is None else self._post(post_id)

    def _tag(self, title: str, page: int | None = None) -> Answer:
        _id, total = self._has.tags.get(title_key(" ".join(title.split())), (0, None))
        return self._list(total, page, self._page_size)

    def _author(self, username: str, page: int | None = None) -> Answer:
        _id, total = self._has.authors.get(username.lower(), (0, None))
        return self._list(total, page, self._page_size)

    def _newest(self, page: int | None = None) -> Answer:
        return self._list(self._has.visible_posts, page, self._page_size)

    def _archive(self, page: int | None = None) -> Answer:
        return self._list(self._has.visible_posts, page, ROWS_PER_PAGE)

    def _tags(self, page: int | None = None) -> Answer:
        return self._list(_used(self._has.tags), page, ROWS_PER_PAGE)

    def _authors(self, page: int | None = None) -> Answer:
        return self._list(_used(self._has.authors), page, ROWS_PER_PAGE)

    @staticmethod
    def _list(total: int | None, page: int | None, page_size: int) -> Answer:
        """Answer for a page of a list; of one that is empty the first page is there."""
        if total is None:
            return MISSING
        pages = max(1, -(-total // page_size))
        return FOUND if page is None or 1 <= page <= pages else MISSING

    def _media(self, name: str) -> Answer:
        if name in self._has.media and (media_folder() / path_in_folder(name)).is_file():
            return Answer(is_file=True)
        return Answer(Kind.FILE, is_file=True)

    @staticmethod
    def _static(filename: str) -> Answer:
        path = safe_join(str(current_app.static_folder), filename)
        is_there = path is not None and "\0" not in path and Path(path).is_file()
        return Answer(None if is_there else Kind.MISSING, is_file=True)


def _used(totals: Mapping[str, tuple[int, int]]) -> int:
    return sum(total > 0 for _id, total in totals.values())
