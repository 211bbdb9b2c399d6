"""Slugs."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from byline.lib.limits import MAX_SLUG_CHARS
from byline.lib.slugs import slugify


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Hello, World!", "hello-world"),
        ("Crème brûlée", "creme-brulee"),
        ("Straße Ærø Łódź", "strasse-aero-lodz"),
        ("ﬁne ½", "fine-1-2"),
        ("What's new", "whats-new"),
        ("What’s new", "whats-new"),
        ("C++ & C#", "c-c"),
        ("日本語", "日本語"),
        ("日本語 2026", "2026"),
        ("Привет, мир", "привет-мир"),
        ("हिन्दी में", "हिन्दी-में"),
        ("👩‍💻", "post"),
        ("", "post"),
        ("../..", "post"),
        ("a/b\\c?d#e", "a-b-c-d-e"),
    ],
)
def test_a_title_becomes_a_slug(title: str, slug: str) -> None:
    assert slugify(title) == slug


def test_a_long_title_is_cut_at_a_hyphen() -> None:
    slug = slugify("word " * 40)

    assert len(slug) <= MAX_SLUG_CHARS
    assert slug.endswith("-word")


def test_a_long_word_is_cut_inside() -> None:
    assert slugify("a " + "b" * 200) == "a-" + "b" * 78


def test_a_letter_keeps_its_marks_where_it_is_cut() -> None:
    slug = slugify("नि" * 100, max_chars=7)

    assert slug == "नि" * 3


@given(st.text())
def test_a_slug_is_short_and_stands_in_an_address(title: str) -> None:
    slug = slugify(title)

    assert 1 <= len(slug) <= MAX_SLUG_CHARS
    assert not set(slug) & set(" /?#%.\\\"'<>&:")
    assert slugify(slug) == slug
