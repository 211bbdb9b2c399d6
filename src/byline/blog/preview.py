"""A post that is not saved, as its page would show it."""

from collections.abc import Sequence

from markupsafe import Markup

from byline.auth.models import User
from byline.blog.models import Post
from byline.blog.queries import PostPage
from byline.blog.queries.cards import Picture
from byline.blog.queries.people_and_tags import AuthorLink, TagLink
from byline.blog.services import PreparedPost
from byline.lib.database import utcnow
from byline.lib.slugs import slugify
from byline.media.models import MediaFile


def preview_of(prepared: PreparedPost, authors: Sequence[User], post: Post | None) -> PostPage:
    """Return the page of a post that nobody has saved; `post` is what it was until now."""
    content, rendered = prepared.content, prepared.rendered
    now = utcnow()
    date = content.publish_date or (post.publish_date if post else None) or now
    return PostPage(
        id=post.id if post else 0,
        type=content.type,
        title=content.title,
        slug=slugify(content.slug or content.title),
        publish_date=date,
        language=content.language,
        summary=Markup(rendered.summary),  # nosec B704
        reading_minutes=rendered.reading_minutes,
        cover_alt=content.cover_alt,
        image_alt=content.image_alt,
        image_caption=content.image_caption,
        youtube_id=content.youtube_id,
        video=content.video,
        quote_author=content.quote_author,
        comment_count=0,
        cover=_picture(content.cover),
        image=_picture(content.image),
        authors=[AuthorLink(user.id, user.username, user.display_name) for user in authors],
        tags=[TagLink(title) for title in content.tags],
        status=content.status,
        visible_from=None,
        cover_caption=content.cover_caption,
        updated_at=now,
        # Cleaned by `byline.lib.render`.
        html=Markup(rendered.html),  # nosec B704
    )


def _picture(file: MediaFile | None) -> Picture | None:
    return Picture(file.url, file.width, file.height) if file else None
