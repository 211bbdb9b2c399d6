"""What other features add to posts: to their pages and lists, and before one is deleted."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask import Flask, current_app

from byline.blog.queries import PostPage

_PAGES = "byline-post-page"
_NOTES = "byline-post-notes"
_DELETIONS = "byline-post-deletion"


@dataclass(frozen=True, slots=True)
class PostNote:
    """What a writer is told of a post, and where that leads."""

    label: str
    url: str


Provider = Callable[[PostPage], dict[str, Any]]
# Takes the ids of posts, and returns the notes of those that have one.
Annotator = Callable[[Sequence[int]], Mapping[int, PostNote]]
# Takes the id of the post.
Preparation = Callable[[int], None]


def register_post_page(app: Flask, provider: Provider, *, template: str) -> None:
    """Show `template` under each post, with what `provider` returns for the post."""
    app.extensions.setdefault(_PAGES, []).append((provider, template))


def post_page_context(post: PostPage) -> dict[str, Any]:
    """Return what the features add for this post, and in `additions` their templates."""
    added: list[tuple[Provider, str]] = current_app.extensions.get(_PAGES, [])
    context = {key: value for provider, _ in added for key, value in provider(post).items()}
    return context | {"additions": [template for _, template in added]}


def register_post_notes(app: Flask, annotator: Annotator) -> None:
    """Show what `annotator` has to say of published posts in the list of their writers."""
    app.extensions.setdefault(_NOTES, []).append(annotator)


def post_notes(post_ids: Sequence[int]) -> list[Mapping[int, PostNote]]:
    """Return what each of the features has to say of these posts."""
    annotators: list[Annotator] = current_app.extensions.get(_NOTES, [])
    return [annotator(post_ids) for annotator in annotators] if post_ids else []


def register_post_deletion(app: Flask, preparation: Preparation) -> None:
    """Call `preparation` before a post is deleted, in the same transaction."""
    app.extensions.setdefault(_DELETIONS, []).append(preparation)


def prepare_deletion(post_id: int) -> None:
    """Let the features change what the database could not delete along with the post."""
    preparations: list[Preparation] = current_app.extensions.get(_DELETIONS, [])
    for preparation in preparations:
        preparation(post_id)
