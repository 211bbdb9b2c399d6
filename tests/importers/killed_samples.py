"""Blogs of each kind, large enough to be interrupted: everything refers to everything."""

import json
from collections.abc import Callable
from pathlib import Path

from tests.importers.conftest import picture, post_text
from tests.importers.ghost.conftest import Row, entry, export_of
from tests.importers.wordpress.exports import (
    SITE,
    author,
    category,
    comment,
    export,
    file,
    item,
    term,
)

POSTS = 30
PAGES = 4
PICTURES = 8
UPLOADS = "wp-content/uploads/2020/05"
PEOPLE = {"ana": "Ana Alves", "bo": "Bo Berg", "cy": "Cy Clark"}
TAGS = ("Sea", "Hills", "Rain", "Snow")
# Each post links to one before it and to one behind it, both of them there.
FORTH, BACK = 7, 3


def _day(number: int) -> str:
    return f"2020-{number // 28 + 1:02}-{number % 28 + 1:02}"


def _neighbours(number: int) -> tuple[int, int]:
    return (number + FORTH) % POSTS, (number - BACK) % POSTS


def _person(number: int) -> str:
    return list(PEOPLE)[number % len(PEOPLE)]


def _write_pictures(folder: Path) -> None:
    folder.mkdir(parents=True)
    for number in range(PICTURES):
        (folder / f"{number}.png").write_bytes(picture(size=(number + 1, 2)))


def write_wordpress(folder: Path) -> Path:
    """Write an export with its uploads: threads, pages, files' pages, categories and drafts."""
    _write_pictures(folder / UPLOADS)
    head = "".join(author(n, login, PEOPLE[login]) for n, login in enumerate(PEOPLE, 1))
    head += "".join(category(n, tag.lower(), tag) for n, tag in enumerate(TAGS, 1))
    files = [
        file(900 + n, f"2020/05/{n}.png", title=f"Picture {n}", link=f"{SITE}/picture-{n}/")
        for n in range(PICTURES)
    ]
    pages = [
        item(800 + n, type="page", link=f"{SITE}/page-{n}/", name="about", parent=0,
             text=f'<p><a href="{SITE}/?p={n + 1}">post</a></p>')
        for n in range(PAGES)
    ]  # fmt: skip
    posts = [_wordpress_post(number) for number in range(POSTS)]
    path = folder / "export.xml"
    path.write_text(export(*posts[: POSTS // 2], *pages, *posts[POSTS // 2 :], *files, head=head))
    return folder


def _wordpress_post(number: int) -> str:
    forth, back = (other + 1 for other in _neighbours(number))
    shown = number % PICTURES
    text = (
        f'<p><a href="{SITE}/2020/05/post-{forth}/">forth</a> <a href="{SITE}/?p={back}">back</a>'
        f' <a href="{SITE}/page-{number % PAGES}/">page</a></p>\n'
        f'<img src="{SITE}/{UPLOADS}/{shown}.png" alt="{number}">'
        if number % 2
        # Nothing that waits for another: it is done when it is written.
        else f'<p>Alone.</p><a href="{SITE}/?attachment_id={900 + shown}">a file</a>'
    )
    return item(
        number + 1,
        text=text,
        creator=_person(number),
        gmt=f"{_day(number)} 10:00:00",
        modified=f"{_day(number)} 11:00:00",
        status="draft" if number % 10 == 9 else "publish",
        terms=term("category", TAGS[number % 4].lower(), TAGS[number % 4])
        + term("post_tag", f"tag-{number % 5}", f"Tag {number % 5}"),
        meta={"_thumbnail_id": 900 + (number + 1) % PICTURES} if number % 4 == 1 else None,
        comments=_thread(number * 10) if number % 3 else "",
    )


def _thread(number: int) -> str:
    """Return an answer before what it answers, one by an author, and one that waits."""
    first, second, third, fourth = range(number + 1, number + 5)
    return (
        comment(second, parent=first, gmt="2020-05-02 09:00:00")
        + comment(first)
        + comment(third, parent=second, author="Ana Alves", user=1)
        + comment(fourth, approved=0)
    )


def write_ghost(folder: Path) -> Path:
    """Write an export beside its folder `content`."""
    _write_pictures(folder / "content" / "images" / "2024" / "01")
    users = [{"id": f"u-{slug}", "slug": slug, "name": name} for slug, name in PEOPLE.items()]
    tags = [{"id": f"t-{tag}", "slug": tag.lower(), "name": tag} for tag in TAGS]
    posts = [
        entry(
            f"post-{n}",
            _ghost_text(n),
            published_at=f"{_day(n)} 10:00:00",
            updated_at=f"{_day(n)} 11:00:00",
            status="draft" if n % 10 == 9 else "published",
            type="page" if n % 10 == 4 else "post",
            feature_image=f"__GHOST_URL__/content/images/2024/01/{(n + 1) % PICTURES}.png"
            if n % 4 == 1
            else None,
        )
        for n in range(POSTS)
    ]
    of_posts = range(POSTS)
    tables: dict[str, list[Row]] = {
        "users": users,
        "tags": tags,
        "posts_authors": [
            {"post_id": f"id-post-{n}", "author_id": f"u-{_person(n)}", "sort_order": 0}
            for n in of_posts
        ],
        "posts_tags": [
            {"post_id": f"id-post-{n}", "tag_id": f"t-{TAGS[n % 4]}", "sort_order": 0}
            for n in of_posts
        ],
    }
    (folder / "export.json").write_text(json.dumps(export_of(*posts, **tables)))
    return folder


def _ghost_text(number: int) -> str:
    if number % 4 == 2:
        return f"<p>Alone, number {number}.</p>"
    links = "".join(
        f'<p><a href="__GHOST_URL__/post-{other}/#top">to {other}</a></p>'
        for other in _neighbours(number)
    )
    return f'{links}<img src="__GHOST_URL__/content/images/2024/01/{number % PICTURES}.png">'


def write_markdown(folder: Path) -> Path:
    """Write a folder of Markdown files with pictures beside them."""
    _write_pictures(folder / "pictures")
    for number in range(POSTS):
        forth, back = _neighbours(number)
        links = f"[forth]({forth:02}.md#top) [back]({back:02}.md)\n\n" if number % 4 != 2 else ""
        body = f"{links}![{number}](pictures/{number % PICTURES}.png)"
        text = post_text(
            f"Post {number}",
            _day(number),
            body,
            author=f'"{PEOPLE[_person(number)]}"',
            path=f'"old/{number}"',
            tags=f'["{TAGS[number % 4]}", "Tag {number % 5}"]',
            draft="true" if number % 10 == 9 else "false",
        )
        (folder / f"{number:02}.md").write_text(text)
    return folder


WRITERS: dict[str, Callable[[Path], Path]] = {
    "wordpress": write_wordpress,
    "ghost": write_ghost,
    "markdown": write_markdown,
}
