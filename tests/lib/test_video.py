"""Addresses of videos."""

import pytest

from byline.lib.video import VideoEmbed, find_video, parse_video_url

ID = "dQw4w9WgXcQ"


@pytest.mark.parametrize(
    "url",
    [
        f"https://www.youtube.com/watch?v={ID}",
        f"https://www.youtube.com/watch?list=x&v={ID}",
        f"http://youtube.com/v/{ID}&hl=en",
        f"//www.youtube.com/embed/{ID}?rel=0",
        f"https://www.youtube-nocookie.com/embed/{ID}",
        f"https://m.youtube.com/shorts/{ID}",
        f"https://www.youtube.com/live/{ID}",
        f"https://youtu.be/{ID}",
        f"youtu.be/{ID}",
        f" https://YOUTU.BE/{ID} ",
    ],
)
def test_every_form_of_an_address_names_the_video(url: str) -> None:
    assert parse_video_url(url) == VideoEmbed("youtube", ID)


@pytest.mark.parametrize(
    "url", ["https://vimeo.com/76979871", "https://player.vimeo.com/video/76979871?h=1"]
)
def test_vimeo_is_known(url: str) -> None:
    assert parse_video_url(url) == VideoEmbed("vimeo", "76979871")


@pytest.mark.parametrize(
    ("moment", "seconds"),
    [("?start=90", 90), ("?t=90s", 90), ("?t=1h2m3s", 3723), ("?t=x", 0), ("#t=9", 9)],
)
def test_the_moment_to_start_at_is_kept(moment: str, seconds: int) -> None:
    video = parse_video_url(f"https://youtu.be/{ID}{moment}")

    assert video is not None
    assert video.start == seconds


@pytest.mark.parametrize(
    "url",
    [
        "",
        "http://[",
        "javascript:alert(1)",
        f"ftp://youtube.com/watch?v={ID}",
        f"https://youtube.com.evil.example/embed/{ID}",
        f"https://youtube.com@evil.example/embed/{ID}",
        f"https://evil.example/embed/{ID}",
        "https://www.youtube.com/embed/videoseries?list=x",
        f"https://www.youtube.com/embed/{ID}0",
        f"https://www.youtube.com/{ID}",
        "https://www.youtube.com/watch?v=a/b/c/d/e/f",
        "https://youtu.be/",
        "https://vimeo.com/channels/staff",
        "https://vimeo.com/" + "1" * 13,
    ],
)
def test_other_addresses_are_no_videos(url: str) -> None:
    assert parse_video_url(url) is None


@pytest.mark.parametrize(
    "video",
    [VideoEmbed("youtube", ID), VideoEmbed("youtube", ID, 9), VideoEmbed("vimeo", "7", 90)],
)
def test_the_page_of_a_video_names_it(video: VideoEmbed) -> None:
    assert parse_video_url(video.page_url) == video


def test_an_unknown_host_has_no_videos() -> None:
    assert find_video("evil", ID) is None
