"""Remember old addresses."""

from sqlalchemy import select

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
