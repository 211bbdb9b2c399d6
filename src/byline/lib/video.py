"""Addresses of videos on the hosts that a body may show."""

import re
from dataclasses import dataclass
from typing import Literal
from urllib.parse import SplitResult, parse_qs, urlsplit

YOUTUBE_HOSTS = frozenset(
    {
        "youtube.com", "www.youtube.com", "m.youtube.com", "music.youtube.com",
        "youtube-nocookie.com", "www.youtube-nocookie.com",
    }
)  # fmt: skip
VIMEO_HOSTS = frozenset({"vimeo.com", "www.vimeo.com", "player.vimeo.com"})
YOUTUBE_ID = re.compile(r"[A-Za-z0-9_-]{11}\Z")
VIMEO_ID = re.compile(r"[0-9]{1,12}\Z")
_START = re.compile(r"(?:([0-9]{1,2})h)?(?:([0-9]{1,4})m)?(?:([0-9]{1,6})s?)?\Z")

VideoHost = Literal["youtube", "vimeo"]


@dataclass(frozen=True)
class VideoEmbed:
    """A video by its host and the host's id for it, both checked; `start` is in seconds."""

    host: VideoHost
    video_id: str
    start: int = 0

    @property
    def page_url(self) -> str:
        """The address of the video's page, for a link."""
        if self.host == "vimeo":
            return f"https://vimeo.com/{self.video_id}" + (f"#t={self.start}s" * bool(self.start))
        return f"https://www.youtube.com/watch?v={self.video_id}" + (
            f"&t={self.start}s" * bool(self.start)
        )


def parse_video_url(url: str) -> VideoEmbed | None:
    """Return the video that an address of YouTube or Vimeo shows, None for every other address.

    Takes pages, short links and players, with or without scheme.
    """
    address = _split(url)
    if address is None:
        return None
    host, parts = address.hostname or "", [part for part in address.path.split("/") if part]
    query = parse_qs(address.query)
    start = _start_seconds(query, address.fragment)
    if host == "youtu.be" and parts:
        return _youtube(parts[0], start)
    if host in YOUTUBE_HOSTS:
        return _youtube(_youtube_id(parts, query), start)
    if host in VIMEO_HOSTS and parts:
        return find_video("vimeo", parts[-1], start)
    return None


def find_video(host: str, video_id: str, start: int = 0) -> VideoEmbed | None:
    """Return the video by its parts, None where `host` is unknown or gives no such ids."""
    if host == "youtube":
        return _youtube(video_id, start)
    if host == "vimeo" and VIMEO_ID.match(video_id):
        return VideoEmbed("vimeo", video_id, start)
    return None


def _split(url: str) -> SplitResult | None:
    url = url.strip()
    if url.startswith("//"):
        url = f"https:{url}"
    elif "://" not in url:
        url = f"https://{url}"
    try:
        address = urlsplit(url)
    except ValueError:  # for instance a bracket in the host
        return None
    return address if address.scheme in {"http", "https"} else None


def _youtube(video_id: str, start: int) -> VideoEmbed | None:
    # The player of a playlist happens to have an address of the same form.
    if video_id == "videoseries" or not YOUTUBE_ID.match(video_id):
        return None
    return VideoEmbed("youtube", video_id, start)


def _youtube_id(parts: list[str], query: dict[str, list[str]]) -> str:
    if parts == ["watch"]:
        return query.get("v", [""])[0]
    if len(parts) == 2 and parts[0] in {"embed", "v", "shorts", "live"}:
        # Old players put their options after an ampersand: /v/ID&hl=en.
        return parts[1].partition("&")[0]
    return ""


def _start_seconds(query: dict[str, list[str]], fragment: str) -> int:
    """Read `start=90`, `t=90`, `t=1m30s` or `#t=90s`."""
    raw = (query.get("start") or query.get("t") or [fragment.removeprefix("t=")])[0]
    found = _START.match(raw)
    if found is None:
        return 0
    hours, minutes, seconds = (int(part or 0) for part in found.groups())
    return hours * 3600 + minutes * 60 + seconds
