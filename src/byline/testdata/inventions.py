"""Posts that nobody wrote, all older than the written stories."""

from datetime import timedelta
from typing import Any

from faker import Faker

from byline.blog.services import PostContent
from byline.testdata.prose import invent_paragraph, invent_sentence, invent_text, invent_title, pick
from byline.testdata.samples import SampleComment, SamplePost, Site
from byline.testdata.scenes import LANDSCAPE, SCENES
from byline.testdata.snippets import COLOURS, VIDEOS

NEWEST_DAYS, OLDEST_DAYS = 50, 730
TAGS_A_POST = 2
COVERS_PERCENT = 45
COVERS = tuple(scene for scene in SCENES if scene.size == LANDSCAPE)
# Of so many posts or comments, how often each of these comes.
TYPES = {"blog": 75, "image": 10, "quote": 10, "video": 5}
WRITERS = {"user_poster": 5, "user_editor": 4, "admin": 1}
AUTHORS_A_POST = {1: 7, 2: 1}
THREADS_A_POST = {0: 8, 1: 5, 2: 4, 4: 2, 9: 1}
REPLIES = {0: 12, 1: 5, 2: 1}
# Of so many replies, how often they are answered in turn, so deep at most.
ANSWERED_PERCENT = 35
MOST_ANSWERS = 4
STATES = {"approved": 17, "pending": 2, "spam": 1}
# The first tag has twice the posts of the second, three times those of the third, and so on.
TAGS = {colour: 1 / rank for rank, colour in enumerate(COLOURS, start=1)}


def invent_post(fake: Faker, site: Site, key: str) -> SamplePost:
    """Return the post of a key, such as `1-17`: the same for the same key, whatever came before."""
    fake.seed_instance(key)
    authors = pick(fake, WRITERS, pick(fake, AUTHORS_A_POST)[0])
    age = fake.random_int(NEWEST_DAYS * 24 * 60, OLDEST_DAYS * 24 * 60)
    content = PostContent(
        title=invent_title(fake),
        status="published",
        publish_date=site.today - timedelta(minutes=age),
        tags=pick(fake, TAGS, TAGS_A_POST),
        **_fields(fake, site),
    )
    comments = [_comment(fake, authors[0]) for _ in range(pick(fake, THREADS_A_POST)[0])]
    return SamplePost(content=content, authors=authors, comments=comments)


def _fields(fake: Faker, site: Site) -> dict[str, Any]:
    """Return the fields of a post that depend on its type."""
    [kind] = pick(fake, TYPES)
    if kind == "quote":
        return {
            "type": kind,
            "quote_author": fake.name(),
            "source": invent_sentence(fake),
        }
    if kind == "video":
        video = f"https://www.youtube.com/watch?v={fake.random_element(VIDEOS)}"
        return {"type": kind, "video": video, "source": invent_paragraph(fake, most=3)}
    if kind == "image":
        scene = fake.random_element(SCENES)
        picture = site.pictures[scene.name]
        caption = invent_sentence(fake)
        fields = {"image": picture, "image_alt": scene.alt, "image_caption": caption}
        return {"type": kind, "source": invent_paragraph(fake, most=3), **fields}
    if fake.boolean(chance_of_getting_true=COVERS_PERCENT):
        scene = fake.random_element(COVERS)
        return {
            "source": invent_text(fake),
            "cover": site.pictures[scene.name],
            "cover_alt": scene.alt,
        }
    return {"source": invent_text(fake)}


def _comment(fake: Faker, author: str) -> SampleComment:
    [state] = pick(fake, STATES)
    replies = pick(fake, REPLIES)[0] if state == "approved" else 0
    return SampleComment(
        name=f"{fake.first_name()} {fake.last_name()}",
        text=invent_paragraph(fake, most=3),
        status=state,
        replies=[_reply(fake, author) for _ in range(replies)],
    )


def _reply(fake: Faker, author: str, *, answers: int = MOST_ANSWERS) -> SampleComment:
    """Return an answer by the post's author, or by somebody who has an account."""
    username = fake.random_element((author, author, "user_default"))
    text = invent_paragraph(fake, most=3)
    is_answered = answers > 0 and fake.boolean(chance_of_getting_true=ANSWERED_PERCENT)
    replies = [_reply(fake, author, answers=answers - 1)] if is_answered else []
    return SampleComment(username=username, text=text, replies=replies)
