"""Remember old addresses."""

from collections.abc import Collection

from sqlalchemy import insert, select

from byline.blog.models import Page, Post, Redirect, Tag
from byline.extensions import db


def add_redirect(
    path: str,
    *,
    post: Post | None = None,
    page: Page | None = None,
    tag: Tag | None = None,
    target: str | None = None,
) -> Redirect | None:
    """Let an old path lead to a row or a path; None where it already leads somewhere else.

    `path` is in the form of `byline.lib.paths.normal_path`, or such an address as `/?p=12`.
    """
    known = db.session.execute(select(Redirect).where(Redirect.path == path)).scalar_one_or_none()
    if known is None:
        known = Redirect(path=path, post=post, page=page, tag=tag, target=target)
        db.session.add(known)
        db.session.flush()
        return known
    same = (known.post, known.page, known.tag, known.target) == (post, page, tag, target)
    return known if same else None


def add_redirects(paths: Collection[str], **target: int | str) -> None:
    """Let old paths lead to `post_id`, `page_id`, `tag_id` or the path `target`.

    Those that lead somewhere already stay as they are. Two statements, whatever their number, which
    is to be some hundreds at most; `paths` are as for `add_redirect`.
    """
    if not paths:
        return
    known = set(db.session.scalars(select(Redirect.path).where(Redirect.path.in_(paths))))
    new = [{"path": path, **target} for path in dict.fromkeys(paths) if path not in known]
    if new:
        db.session.execute(insert(Redirect), new)
