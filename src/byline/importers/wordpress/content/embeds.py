"""Addresses that WordPress shows as what is there: a player, else a link."""

import re
from html import escape, unescape

from byline.lib.video import VideoEmbed, parse_video_url

_SOUNDS = (".mp3", ".m4a", ".ogg", ".wav", ".flac")
_FILMS = (".mp4", ".m4v", ".webm", ".ogv", ".mov")
BARE_ADDRESS = re.compile(r"""https?://[^\s<>"']++""")


def embed(address: str, caption: str = "") -> str:
    """Return what stands for an address, which may hold entities; `caption` is HTML."""
    address = unescape(address.strip())
    video = parse_video_url(address)
    player = video_frame(video) if video else _player(address)
    shown = player or f"<p>{link(address)}</p>"
    if player or caption:
        words = f"<figcaption>{caption}</figcaption>" if caption else ""
        return f"<figure>{shown}{words}</figure>"
    return shown


def _player(address: str) -> str:
    """Return the player of a file of sound or film, else an empty text."""
    path = address.partition("?")[0].partition("#")[0].lower()
    kind = "audio" if path.endswith(_SOUNDS) else "video" if path.endswith(_FILMS) else ""
    return f'<{kind} controls src="{escape(address)}"></{kind}>' if kind else ""


def link(address: str) -> str:
    """Return a link to an address that shows it."""
    return f'<a href="{escape(address)}">{escape(address)}</a>'


def video_frame(video: VideoEmbed, title: str = "") -> str:
    """Return the frame of a video's player, which cleaning turns into a link that waits."""
    if video.host == "youtube":
        start = f"?start={video.start}" if video.start else ""
        source = f"https://www.youtube.com/embed/{video.video_id}{start}"
    else:
        start = f"#t={video.start}s" if video.start else ""
        source = f"https://player.vimeo.com/video/{video.video_id}{start}"
    named = f' title="{escape(title)}"' if title else ""
    return f'<iframe src="{source}"{named}></iframe>'
