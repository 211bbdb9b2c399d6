"""The services that write posts."""

import threading
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask

from byline.auth.models import User
from byline.blog.errors import InvalidPost, PostChanged
from byline.blog.models import BlogPost, ImagePost, Post, QuotePost, VideoPost
from byline.blog.services import (
    PageContent,
    PostContent,
    create_post,
    prepare_page,
    prepare_post,
    settle_status,
    update_post,
)
from byline.extensions import db, write_unit
from byline.lib.database import utcnow
from byline.lib.limits import MAX_SOURCE_BYTES
from tests.support.engines import every_engine
from tests.support.factories import MakePicture, MakePost, MakeUser

NOW = datetime(2026, 3, 29, 12, tzinfo=UTC)
DAY = timedelta(days=1)
CONTENT = PostContent(title="A post", source="Some *words*.")


def change(post: Post, *authors: User, version: int | None = None, **fields: Any) -> Post:  # noqa: ANN401 - fields
    """Save a post anew, in a unit of its own."""
    kept: dict[str, Any] = {
        "title": post.title,
        "status": post.status,
        "publish_date": post.publish_date,
    }
    prepared = prepare_post(replace(CONTENT, **kept | fields))
    with write_unit():
        return update_post(
            post,
            prepared,
            list(authors or post.authors),
            version=post.version if version is None else version,
        )


@every_engine
def test_a_post_has_what_its_writer_gave(make_post: MakePost, make_user: MakeUser) -> None:
    ana, rui = make_user("ana"), make_user("rui")

    post = make_post(
        title="Crème brûlée", source="Burn the *sugar*.", tags=["日本語", "C#"], authors=[rui, ana]
    )

    assert (post.title, post.slug, post.type) == ("Crème brûlée", "creme-brulee", "blog")
    assert post.html == "<p>Burn the <em>sugar</em>.</p>\n"
    assert post.text.strip() == "Burn the sugar."
    assert [tag.title for tag in post.tags] == ["日本語", "C#"]
    assert [author.username for author in post.authors] == ["rui", "ana"]
    assert post.version == 1


def test_each_type_is_a_class_of_its_own(make_post: MakePost, make_picture: MakePicture) -> None:
    posts = [
        make_post(type="blog"),
        make_post(type="image", image=make_picture()),
        make_post(type="video", video="https://vimeo.com/76979871"),
        make_post(type="quote", quote_author="Sophia"),
    ]

    assert [type(post) for post in posts] == [BlogPost, ImagePost, VideoPost, QuotePost]


@pytest.mark.parametrize(
    "fields",
    [
        {"title": ""},
        {"title": " \t\n "},
        {"title": "\x00"},
        {"title": "x" * 256},
        {"title": "x" * 10_000},
        {"type": "image", "status": "published"},
        {"type": "image", "status": "scheduled", "publish_date": NOW},
        {"type": "video"},
        {"type": "video", "video": "https://example.org/film"},
        {"type": "video", "video": "https://youtu.be/short"},
        {"status": "scheduled"},
        {"youtube_id": "short"},
        {"youtube_id": "https://vimeo.com/76979871"},
        {"type": "quote"},
    ],
)
def test_a_post_that_lacks_what_it_needs_is_refused_before_anything_is_written(
    fields: dict[str, Any],
) -> None:
    with pytest.raises(InvalidPost):
        prepare_post(replace(CONTENT, **fields))


@pytest.mark.parametrize(
    ("field", "most"),
    [
        ("summary", 5_000),
        ("cover_alt", 1_000),
        ("cover_caption", 1_000),
        ("image_alt", 1_000),
        ("image_caption", 1_000),
        ("quote_author", 255),
    ],
)
def test_a_text_that_is_too_long_is_refused_by_its_name(field: str, most: int) -> None:
    post_type = {"image_alt": "image", "image_caption": "image", "quote_author": "quote"}
    too_long: dict[str, Any] = {"type": post_type.get(field, "blog"), field: "😀" * (most + 1)}

    with pytest.raises(InvalidPost, match=rf" {most} ") as refused:
        prepare_post(replace(CONTENT, **too_long))

    assert refused.value.field == field


def test_an_address_of_a_video_that_is_too_long_is_refused() -> None:
    video = f"https://youtu.be/dQw4w9WgXcQ?{'x' * 255}"

    with pytest.raises(InvalidPost, match=r"video: .* 255 "):
        prepare_post(replace(CONTENT, type="video", video=video))


LONGEST: dict[str, dict[str, Any]] = {
    "blog": {"summary": "😀" * 5_000, "cover_alt": "😀" * 1_000, "cover_caption": "😀" * 1_000},
    "image": {"image_alt": "😀" * 1_000, "image_caption": "😀" * 1_000},
    "video": {"video": f"https://youtu.be/dQw4w9WgXcQ?{'x' * 226}"},
    "quote": {"quote_author": "😀" * 255, "language": "de-" + "-".join(["abcdefg"] * 4)},
}


@every_engine
def test_the_longest_texts_fit(make_post: MakePost) -> None:
    for post_type, fields in LONGEST.items():
        post = make_post(type=post_type, status="draft", **fields)

        stored = {name.replace("summary", "summary_source"): fields[name] for name in fields}
        assert {name: getattr(post, name) for name in stored} == stored


@every_engine
def test_a_post_is_without_what_only_other_types_have(make_post: MakePost) -> None:
    post = make_post(video="https://youtu.be/short", image_alt="A boat", quote_author="Sophia")

    assert (post.video, post.image_alt, post.quote_author) == (None, "", None)


@pytest.mark.parametrize("language", ["pt", "pt-BR", "zh-Hant-TW", "de-1996", "xx"])
def test_a_language_is_given_by_its_tag(language: str) -> None:
    assert prepare_post(replace(CONTENT, language=language)).content.language == language


@pytest.mark.parametrize(
    "language", ["", "p", "pt_BR", "Portuguese (Brazil)", 'en" onclick="', "en\n", "en" + "-x" * 17]
)
def test_what_is_no_tag_of_a_language_is_refused(language: str) -> None:
    with pytest.raises(InvalidPost, match="language"):
        prepare_post(replace(CONTENT, language=language))
    with pytest.raises(InvalidPost, match="language"):
        prepare_page(PageContent(title="x", source="x", language=language))


@pytest.mark.parametrize(
    "given", ["dQw4w9WgXcQ", " dQw4w9WgXcQ ", "https://www.youtube.com/watch?v=dQw4w9WgXcQ&t=9"]
)
def test_a_video_at_youtube_is_kept_by_its_id(make_post: MakePost, given: str) -> None:
    assert make_post(youtube_id=given).youtube_id == "dQw4w9WgXcQ"


def test_a_draft_of_a_picture_may_wait_for_it(make_post: MakePost) -> None:
    post = make_post(type="image", status="draft")

    assert post.image is None


def test_a_title_of_255_characters_fits(make_post: MakePost) -> None:
    post = make_post(title="x" * 255)

    assert len(post.title) == 255
    assert len(post.slug) == 80


def test_a_title_is_one_line(make_post: MakePost) -> None:
    assert make_post(title="  One\r\n line ").title == "One line"


@every_engine
def test_what_a_database_refuses_is_left_out(make_post: MakePost) -> None:
    post = make_post(title="N\x00UL", source="a\x00b", summary="c\x00d", cover_alt="e\x00f")

    assert (post.title, post.source) == ("NUL", "ab")
    assert (post.summary_source, post.cover_alt) == ("cd", "ef")


def test_a_post_needs_an_author(app: Flask) -> None:
    with pytest.raises(InvalidPost, match="author"), write_unit():
        create_post(prepare_post(CONTENT), [])


def test_an_author_named_twice_is_one(make_post: MakePost, owner: User) -> None:
    post = make_post(authors=[owner, owner])

    assert list(post.authors) == [owner]


@pytest.mark.parametrize("title", ["..", ".", "a/b", "", "x" * 101, "a\x07b"])
def test_a_tag_that_no_address_could_name_is_refused(make_post: MakePost, title: str) -> None:
    with pytest.raises(InvalidPost, match="tags: "):
        make_post(tags=[title])

    assert db.session.scalars(sa.select(Post)).all() == []


@pytest.mark.parametrize(
    ("status", "publish_date", "settled"),
    [
        ("draft", None, ("draft", None)),
        ("draft", NOW + DAY, ("draft", NOW + DAY)),
        ("published", None, ("published", NOW)),
        ("published", NOW - DAY, ("published", NOW - DAY)),
        ("published", NOW, ("published", NOW)),
        ("published", NOW + DAY, ("scheduled", NOW + DAY)),
        ("scheduled", NOW + DAY, ("scheduled", NOW + DAY)),
        ("scheduled", NOW - DAY, ("published", NOW - DAY)),
    ],
)
def test_status_and_date_agree(
    status: Any,  # noqa: ANN401 - one of three words
    publish_date: datetime | None,
    settled: tuple[str, datetime | None],
) -> None:
    assert settle_status(status, publish_date, NOW) == settled


def test_a_post_cannot_be_scheduled_without_a_date() -> None:
    with pytest.raises(InvalidPost, match="publish_date: "):
        settle_status("scheduled", None, NOW)


@every_engine
def test_a_moment_of_any_zone_is_kept_to_the_microsecond(make_post: MakePost) -> None:
    moment = datetime(2025, 3, 30, 1, 30, 0, 123456, tzinfo=timezone(timedelta(hours=-9)))

    post = make_post(publish_date=moment)

    assert post.publish_date == moment
    assert post.visible_from == moment


@pytest.mark.parametrize("year", [1, 9999])
def test_the_first_and_the_last_year_are_dates_too(make_post: MakePost, year: int) -> None:
    post = make_post(publish_date=datetime(year, 6, 1, tzinfo=UTC))

    assert post.publish_date == datetime(year, 6, 1, tzinfo=UTC)
    assert post.status == ("published" if year == 1 else "scheduled")


@every_engine
def test_an_update_replaces_everything(make_post: MakePost, make_user: MakeUser) -> None:
    post = make_post(title="Old", tags=["one", "two"], summary="Given")
    ana = make_user("ana")

    change(post, ana, title="New", source="Other words", tags=["two", "three"])

    assert (post.title, post.slug, post.summary_source) == ("New", "new", None)
    assert "Other words" in post.html
    assert [tag.title for tag in post.tags] == ["two", "three"]
    assert list(post.authors) == [ana]
    assert post.version == 2


def test_an_update_does_not_change_the_publish_date_by_itself(make_post: MakePost) -> None:
    post = make_post()
    before = post.publish_date

    change(post, title="New")

    assert post.publish_date == before
    assert post.updated_at > post.created_at


@every_engine
def test_a_changed_date_reaches_the_lists_of_tags_and_authors(make_post: MakePost) -> None:
    post = make_post(tags=["one"])
    earlier = NOW - DAY

    change(post, publish_date=earlier, tags=["one"])

    assert post.visible_from == earlier
    assert [mark.visible_from for mark in post.post_tags] == [earlier]
    assert [link.visible_from for link in post.post_authors] == [earlier]


def test_order_of_tags_and_authors_can_be_turned(make_post: MakePost, make_user: MakeUser) -> None:
    ana, rui = make_user("ana"), make_user("rui")
    post = make_post(authors=[ana, rui], tags=["one", "two"])

    change(post, rui, ana, tags=["two", "one"])

    assert list(post.authors) == [rui, ana]
    assert [tag.title for tag in post.tags] == ["two", "one"]


def test_a_form_filled_from_an_older_version_changes_nothing(make_post: MakePost) -> None:
    post = make_post(title="Old")
    change(post, title="Newer")

    with pytest.raises(PostChanged) as refused:
        change(post, title="Lost", version=1)

    assert refused.value.version == 2
    assert post.title == "Newer"


def test_every_save_counts_as_a_version(make_post: MakePost) -> None:
    post = make_post(tags=["one"])
    saved = post.updated_at
    prepared = prepare_post(replace(CONTENT, tags=["two"]))

    for version in (1, 2):
        with write_unit() as session:
            # All is loaded, so that what stays the same is known to.
            session.refresh(post, [column.key for column in sa.inspect(Post).column_attrs])
            update_post(post, prepared, list(post.authors), version=version, now=saved)

    assert post.version == 3


@every_engine
@pytest.mark.parametrize(
    ("post_type", "fields"),
    [
        ("blog", {}),
        ("image", {"image_alt": "A boat"}),
        ("video", {"video": "https://vimeo.com/76979871"}),
        ("quote", {"quote_author": "Sophia"}),
    ],
)
def test_a_post_can_become_one_of_another_type(
    make_post: MakePost, make_picture: MakePicture, post_type: str, fields: dict[str, Any]
) -> None:
    if post_type == "image":
        fields = fields | {"image": make_picture()}
    before = make_post(
        type="video" if post_type == "quote" else "quote",
        quote_author="Ana",
        video="https://vimeo.com/1",
        tags=["one"],
    )

    post = change(before, type=post_type, tags=["one", "two"], **fields)

    assert (post.id, post.type, post.version) == (before.id, post_type, 2)
    assert type(post).__mapper__.polymorphic_identity == post_type
    assert {name: getattr(post, name) for name in fields} == fields
    assert post.quote_author == fields.get("quote_author")
    assert [tag.title for tag in post.tags] == ["one", "two"]
    assert db.session.get(Post, post.id) is post


def test_another_type_is_counted_as_before(make_post: MakePost, owner: User) -> None:
    post = make_post(tags=["one"])

    post = change(post, type="quote", quote_author="Sophia", tags=["one"])
    tag = post.tags[0]

    assert (tag.post_count, owner.post_count, post.status) == (1, 1, "published")


def test_a_published_post_that_lacks_its_picture_changes_nothing(make_post: MakePost) -> None:
    post = make_post()

    with pytest.raises(InvalidPost, match="image: "):
        change(post, type="image")

    assert (post.type, post.version) == ("blog", 1)


def test_what_is_published_keeps_its_date_where_none_is_given(make_post: MakePost) -> None:
    post = make_post()
    date = post.publish_date

    change(post, publish_date=None)
    published = (post.status, post.publish_date)
    change(post, status="draft", publish_date=None)

    assert published == ("published", date)
    assert (post.status, post.publish_date, post.visible_from) == ("draft", date, None)


def test_a_draft_that_is_published_without_a_date_gets_the_present(make_post: MakePost) -> None:
    post = make_post(status="draft", publish_date=None)
    before = utcnow()

    change(post, status="published")

    assert post.publish_date is not None
    assert before <= post.publish_date <= utcnow()


def test_a_published_post_can_be_scheduled_again(make_post: MakePost, owner: User) -> None:
    post = make_post()
    later = utcnow() + DAY

    change(post, status="scheduled", publish_date=later)

    assert (post.status, post.visible_from) == ("scheduled", later)
    assert owner.post_count == 0


def test_who_saved_a_post_last_is_known(make_post: MakePost, make_user: MakeUser) -> None:
    post, ana = make_post(), make_user("ana")

    with write_unit():
        update_post(post, prepare_post(CONTENT), list(post.authors), version=1, editor=ana)

    assert post.updated_by == "ana"


@every_engine
def test_the_same_form_sent_twice_makes_one_post(owner: User) -> None:
    prepared = prepare_post(CONTENT)

    made = []
    for submission in ("a-form", "a-form", "another-form", None, None):
        with write_unit():
            made.append(create_post(prepared, [owner], submission=submission).id)

    assert made[0] == made[1]
    assert len(set(made)) == 4


@every_engine
def test_the_same_form_sent_at_the_same_time_makes_one_post(app: Flask, owner: User) -> None:
    prepared, owner_id = prepare_post(CONTENT), owner.id
    made: list[int] = []

    def send() -> None:
        with app.app_context(), write_unit() as session:
            author = session.get_one(User, owner_id)
            made.append(create_post(prepared, [author], submission="a-form").id)

    threads = [threading.Thread(target=send) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(made) == 4
    assert len(set(made)) == 1


@pytest.mark.parametrize("submission", ["x" * 37, "a\x00b"])
def test_a_damaged_form_is_refused(owner: User, submission: str) -> None:
    with pytest.raises(InvalidPost, match="submission: "), write_unit():
        create_post(prepare_post(CONTENT), [owner], submission=submission)


def test_a_post_deleted_in_the_meantime_cannot_be_changed(make_post: MakePost) -> None:
    post = make_post()
    prepared, authors = prepare_post(CONTENT), list(post.authors)

    with write_unit() as session:
        session.refresh(post)
        session.execute(sa.text("DELETE FROM posts"))
        session.expire_all()
        with pytest.raises(PostChanged, match="deleted") as refused:
            update_post(post, prepared, authors, version=1)

    assert refused.value.version is None


def test_a_unit_that_fails_leaves_nothing(owner: User) -> None:
    prepared = prepare_post(replace(CONTENT, tags=["one"]))

    def write() -> None:
        with write_unit():
            create_post(prepared, [owner])
            raise RuntimeError

    with pytest.raises(RuntimeError):
        write()

    for table in ("posts", "tags", "post_tags"):
        assert db.session.scalar(sa.text(f"SELECT count(*) FROM {table}")) == 0


def test_a_post_is_created_now(make_post: MakePost) -> None:
    before = utcnow()

    post = make_post()

    assert before <= post.created_at <= utcnow()
    assert post.created_at == post.updated_at


def test_a_source_beyond_the_limit_is_refused_before_it_is_rendered() -> None:
    with pytest.raises(InvalidPost, match="source"):
        prepare_post(PostContent(title="Long", source="ä" * MAX_SOURCE_BYTES))
