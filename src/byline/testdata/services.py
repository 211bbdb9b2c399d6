"""Write the posts of a test blog.

Inventing and rendering happen before the write units. Each unit adds some posts with all that hangs
on them, so that a run that was interrupted goes on where it was.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from hashlib import sha256

from sqlalchemy import select

from byline.blog.models import Post
from byline.blog.services import PreparedPost, create_post, prepare_post
from byline.comments.models import Comment
from byline.comments.services import add_comment
from byline.extensions import db, write_unit
from byline.importers.models import ImportIdentity
from byline.media.queries import find_picture_size
from byline.testdata.inventions import invent_post
from byline.testdata.prose import make_faker
from byline.testdata.samples import SampleComment, SamplePost, Site
from byline.testdata.stories import is_story, read_story, story_names

# Where the identities of the posts come from; a post's id there is its key.
SOURCE = "test-data"
# Each transaction waits for the disk, so fewer are faster; shorter ones let others write.
POSTS_A_TRANSACTION = 20
COMMENT_INTERVAL = timedelta(minutes=97)


def missing_posts(number: int, seed: int) -> list[str]:
    """Return the keys of those of a seed's first `number` posts that are not there; one query.

    The written stories come first, the same for all seeds; the others are invented.
    """
    stories = story_names()
    invented = (f"{seed}-{n}" for n in range(1, number - len(stories) + 1))
    query = select(ImportIdentity.original_id).where(ImportIdentity.source == SOURCE)
    known = set(db.session.execute(query).scalars())
    return [key for key in [*stories[:number], *invented] if key not in known]


def add_posts(site: Site, keys: Sequence[str]) -> Iterator[int]:
    """Add the posts of these keys; yield after each transaction how many it added."""
    fake = make_faker()
    for start in range(0, len(keys), POSTS_A_TRANSACTION):
        part = keys[start : start + POSTS_A_TRANSACTION]
        samples = [
            read_story(key, site) if is_story(key) else invent_post(fake, site, key) for key in part
        ]
        prepared = [
            prepare_post(sample.content, picture_size=find_picture_size) for sample in samples
        ]
        with write_unit():
            for key, sample, post in zip(part, samples, prepared, strict=True):
                _add_post(site, key, sample, post)
        yield len(part)


def _add_post(site: Site, key: str, sample: SamplePost, prepared: PreparedPost) -> None:
    written = min(sample.content.publish_date or site.today, site.today)
    authors = [site.people[username] for username in sample.authors]
    post = create_post(prepared, authors, now=written)
    digest = sha256(sample.content.source.encode()).hexdigest()
    db.session.add(
        ImportIdentity(
            source=SOURCE,
            original_id=key,
            digest=digest,
            version=post.version,
            post_id=post.id,
        )
    )
    _add_comments(site, post, sample.comments, after=written)


def _add_comments(
    site: Site,
    post: Post,
    comments: Sequence[SampleComment],
    *,
    after: datetime,
    parent: Comment | None = None,
) -> None:
    for sample in comments:
        after = min(after + COMMENT_INTERVAL, site.today)
        user = site.people[sample.username] if sample.username else None
        comment = add_comment(
            post,
            text=sample.text,
            name=user.display_name if user else sample.name,
            user=user,
            parent=parent,
            status=sample.status,
            created_at=after,
        )
        _add_comments(site, post, sample.replies, after=after, parent=comment)
