"""Frames of video hosts. No page of ours loads anything from them before a click."""

from bs4 import Tag

from byline.lib.reshape.alignment import class_names, set_class_names
from byline.lib.reshape.blocks import is_blank
from byline.lib.reshape.remote import settle_remote_figure
from byline.lib.video import VideoEmbed, find_video, parse_video_url

_HOST_LABELS = {"youtube": "YouTube", "vimeo": "Vimeo"}
_DATA = ("data-video-host", "data-video-id", "data-video-start")


def reshape_frame(tag: Tag) -> None:
    """Make a frame a link to the video's page, or to what it would have shown."""
    source = str(tag.get("src", "")).strip()
    video = parse_video_url(source)
    if video:
        _replace_by_video(tag, video)
    elif source:
        link = Tag(name="a", attrs={"href": source})
        link.string = str(tag.get("title", "")).strip() or source
        tag.replace_with(_paragraph(link) if tag.parent and tag.parent.name != "p" else link)
    else:
        tag.decompose()


def settle_video_link(tag: Tag) -> None:
    """Let a link that becomes a player lead to the same video, and no other link look like one."""
    host, video_id, start = (str(tag.get(name, "")) for name in _DATA)
    video = find_video(host, video_id, int(start or 0))
    if video and _stands_in_video_figure(tag):
        tag["href"] = video.page_url
        return
    for name in _DATA:
        tag.attrs.pop(name, None)
    set_class_names(tag, [name for name in class_names(tag) if name != "video-link"])


def reshape_figure(tag: Tag) -> None:
    """Drop an empty figure; leave the looks of a video and a remote file to those that hold one."""
    if is_blank(tag):
        tag.decompose()
        return
    settle_remote_figure(tag)
    if not tag.find("a", attrs={"data-video-id": True}):
        set_class_names(tag, [name for name in class_names(tag) if name != "video"])


def _stands_in_video_figure(tag: Tag) -> bool:
    figure = tag.find_parent("figure")
    return figure is not None and "video" in class_names(figure)


def _replace_by_video(tag: Tag, video: VideoEmbed) -> None:
    link = _video_link(video, str(tag.get("title", "")).strip())
    figure = tag.find_parent("figure")
    if figure is None:
        figure = Tag(name="figure", attrs={"class": "video"})
        tag.replace_with(figure)
        figure.append(link)
        return
    # It has a caption, or a box that once kept the ratio of its sides.
    set_class_names(figure, list(dict.fromkeys([*class_names(figure), "video"])))
    tag.replace_with(link)


def _video_link(video: VideoEmbed, title: str) -> Tag:
    link = Tag(name="a", attrs={"class": "video-link", "href": video.page_url})
    link["data-video-host"] = video.host
    link["data-video-id"] = video.video_id
    if video.start:
        link["data-video-start"] = str(video.start)
    link.string = title or _HOST_LABELS[video.host]
    return link


def _paragraph(link: Tag) -> Tag:
    paragraph = Tag(name="p")
    paragraph.append(link)
    return paragraph
