"""Posts that nobody wrote, all older than the written stories."""

from collections import OrderedDict
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from faker import Faker

from byline.blog.services import PostContent
from byline.media.models import MediaFile
from byline.testdata.prose import invent_text, invent_title
from byline.testdata.samples import SampleComment, SamplePost, Site
from byline.testdata.scenes import SCENES, Scene
from byline.testdata.snippets import COLOURS, VIDEOS

NEWEST_DAYS, OLDEST_DAYS = 50, 730
TAGS_A_POST = 2
COVERS_PERCENT = 45
# Of so many posts or comments, how often each of these comes.
TYPES = OrderedDict(blog=75, image=10, quote=10, video=5)
WRITERS = OrderedDict(user_poster=5, user_editor=4, admin=1)
AUTHORS_A_POST = OrderedDict({1: 7, 2: 1})
THREADS_A_POST = OrderedDict({0: 8, 1: 5, 2: 4, 4: 2, 9: 1})
REPLIES = OrderedDict({0: 12, 1: 5, 2: 1})
STATES = OrderedDict(approved=17, pending=2, spam=1)
# The first tag has twice the posts of the second, three times those of the third, and so on.
TAGS = OrderedDict((colour, 1 / rank) for rank, colour in enumerate(COLOURS, start=1))


def invent_post(fake: Faker, site: Site, key: str) -> SamplePost:
    """Return the post of a key, such as `1-17`: the same for the same key, whatever came before."""
    fake.seed_instance(key)
    authors = _several(fake, WRITERS, fake.random_element(AUTHORS_A_POST))
    age = fake.random_int(NEWEST_DAYS * 24 * 60, OLDEST_DAYS * 24 * 60)
    content = PostContent(
        title=invent_title(fake),
        status="published",
        publish_date=site.today - timedelta(minutes=age),
        tags=_several(fake, TAGS, TAGS_A_POST),
        **_fields(fake, site),
    )
    comments = [_comment(fake, authors[0]) for _ in range(fake.random_element(THREADS_A_POST))]
    return SamplePost(content=content, authors=authors, comments=comments)


def _several(fake: Faker, elements: OrderedDict[str, Any], number: int) -> Sequence[str]:
    found: Sequence[str] = fake.random_elements(elements, length=number, unique=True)
    return found


def _fields(fake: Faker, site: Site) -> dict[str, Any]:
    """Return the fields of a post that depend on its type."""
    kind = fake.random_element(TYPES)
    if kind == "quote":
        return {"type": kind, "quote_author": fake.name(), "source": fake.sentence(nb_words=14)}
    if kind == "video":
        video = f"https://www.youtube.com/watch?v={fake.random_element(VIDEOS)}"
        return {"type": kind, "video": video, "source": fake.paragraph()}
    scene, picture = _picture(fake, site)
    if kind == "image":
        caption = fake.sentence(nb_words=7)
        fields = {"image": picture, "image_alt": scene.alt, "image_caption": caption}
        return {"type": kind, "source": fake.paragraph(), **fields}
    covered = fake.boolean(chance_of_getting_true=COVERS_PERCENT)
    cover = {"cover": picture, "cover_alt": scene.alt} if covered else {}
    return {"source": invent_text(fake), **cover}


def _picture(fake: Faker, site: Site) -> tuple[Scene, MediaFile]:
    scene: Scene = fake.random_element(SCENES)
    return scene, site.pictures[scene.name]


def _comment(fake: Faker, author: str) -> SampleComment:
    state: str = fake.random_element(STATES)
    replies = fake.random_element(REPLIES) if state == "approved" else 0
    return SampleComment(
        name=f"{fake.first_name()} {fake.last_name()}",
        text=fake.paragraph(nb_sentences=2),
        status=state,
        replies=[_reply(fake, author) for _ in range(replies)],
    )


def _reply(fake: Faker, author: str) -> SampleComment:
    """Return an answer by the post's author, or by somebody who has an account."""
    username = fake.random_element((author, author, "user_default"))
    return SampleComment(username=username, text=fake.paragraph(nb_sentences=2))
