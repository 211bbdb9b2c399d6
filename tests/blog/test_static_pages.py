"""Static pages."""

import pytest
from flask.testing import FlaskClient

from byline.blog.errors import InvalidPost, SlugTaken
from byline.blog.services import PageContent, prepare_page
from tests.support.engines import every_engine
from tests.support.factories import MakePage


def test_a_page_shows_its_text(client: FlaskClient, make_page: MakePage) -> None:
    page = make_page(title="About <us>", source="We *write*.")

    response = client.get(page.url)

    assert response.status_code == 200
    assert "<h1>About &lt;us&gt;</h1>" in response.text
    assert "<p>We <em>write</em>.</p>" in response.text


def test_a_page_is_linked_in_the_navigation(client: FlaskClient, make_page: MakePage) -> None:
    make_page(title="About")
    make_page(title="Hidden", in_navigation=False)

    navigation = client.get("/blog/").text.partition("</nav>")[0]

    assert '<a href="/page/about">About</a>' in navigation
    assert "Hidden" not in navigation


@pytest.mark.parametrize("title", ["About", "関于", "Ελλάδα"])
def test_the_navigation_says_which_page_is_shown(
    client: FlaskClient, make_page: MakePage, title: str
) -> None:
    page = make_page(title=title)

    shown = client.get(page.url).text

    assert f'<a href="{page.url}" aria-current="page">{title}</a>' in shown


def test_a_page_in_another_script_has_its_direction(
    client: FlaskClient, make_page: MakePage
) -> None:
    page = make_page(language="he")

    assert 'lang="he" dir="rtl"' in client.get(page.url).text


@every_engine
def test_two_pages_cannot_have_one_address(make_page: MakePage) -> None:
    make_page(title="About")

    with pytest.raises(SlugTaken):
        make_page(title="ABOUT!")


def test_a_title_without_letters_still_makes_an_address(make_page: MakePage) -> None:
    assert make_page(title="!?").url == "/page/page"


@pytest.mark.parametrize("title", ["", "  ", "x" * 256])
def test_a_page_without_a_title_or_with_a_longer_one_is_refused(title: str) -> None:
    with pytest.raises(InvalidPost):
        prepare_page(PageContent(title=title, source="x"))
