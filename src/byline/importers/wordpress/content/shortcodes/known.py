"""What the shortcodes of WordPress itself, and a few that many blogs have, stand for."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from html import escape, unescape
from urllib.parse import quote

from byline.importers.html.tags import read_tags
from byline.importers.wordpress.content.budget import BoundedLibrary
from byline.importers.wordpress.content.embeds import embed, link, video_frame
from byline.importers.wordpress.content.library import Attachment
from byline.importers.wordpress.content.notes import Notes
from byline.importers.wordpress.content.shortcodes.tokens import Attributes
from byline.lib.video import find_video, parse_video_url

_ADDRESS = re.compile(r"https?://[^\s<>\"'\]]++")
_ALIGNMENT = re.compile(r"align(?:left|right|center|wide|full)\Z")
_PICTURE_ENDINGS = (".jpg", ".jpeg", ".png", ".gif", ".webp", ".avif", ".svg")
_SOUNDS = ("src", "mp3", "m4a", "ogg", "wav", "wma", "flac")
_FILMS = ("src", "mp4", "m4v", "webm", "ogv", "mov", "wmv", "flv")
MAX_COLUMNS = 9


@dataclass(frozen=True)
class Context:
    """What a shortcode may look into beside itself."""

    library: BoundedLibrary
    notes: Notes
    post_id: int


def _caption(attributes: Attributes, content: str, _context: Context) -> str:
    """Return a picture with its caption, which stands behind the picture or in an attribute."""
    picture, words = _split_picture(content)
    words = attributes.markup("caption") or words
    align = attributes.get("align")
    aligned = f' class="{align}"' if _ALIGNMENT.match(align) else ""
    shown = f"<figcaption>{words}</figcaption>" if words else ""
    return f"<figure{aligned}>{picture}{shown}</figure>" if picture else words


def _split_picture(content: str) -> tuple[str, str]:
    """Return the picture at the start of the content, with the link around it, and the rest."""
    end, link_end = 0, 0
    for tag in read_tags(content):
        if tag.name == "img" and not end:
            end = tag.end
        elif tag.name == "a" and tag.is_end and end and not link_end:
            is_around = "<a" in content[:end].lower()
            link_end = tag.end if is_around else 0
    end = max(end, link_end)
    return content[:end].strip(), content[end:].strip()


def _gallery(attributes: Attributes, _content: str, context: Context) -> str:
    """Return a gallery of the named pictures, else of all that were uploaded to the post."""
    pictures = [file for file in _files(attributes, context) if _is_picture(file)]
    to_files = attributes.get("link") == "file"
    figures = "".join(_figure(picture, to_file=to_files) for picture in pictures)
    count = attributes.get("columns") or "3"
    columns = min(int(count), MAX_COLUMNS) if count.isascii() and count.isdigit() else 3
    return f'<figure class="gallery columns-{columns or 1}">{figures}</figure>' if figures else ""


def _files(attributes: Attributes, context: Context) -> Sequence[Attachment]:
    ids = attributes.get("ids", "include")
    if ids:
        return _named_files(_numbers(ids), context)
    owner = _numbers(attributes.get("id")) or [context.post_id]
    left_out = set(_numbers(attributes.get("exclude")))
    return [file for file in context.library.children(owner[0]) if file.id not in left_out]


def _named_files(ids: Iterable[int], context: Context) -> list[Attachment]:
    files = []
    for attachment_id in dict.fromkeys(ids):
        if file := context.library.attachment(attachment_id):
            files.append(file)
        elif not context.library.is_spent:
            context.notes.missing_files[str(attachment_id)] = None
    return files


def _numbers(text: str) -> list[int]:
    return [int(number) for number in re.findall(r"(?<![0-9])[0-9]{1,18}(?![0-9])", text)]


def _is_picture(file: Attachment) -> bool:
    if file.media_type:
        return file.media_type.startswith("image/")
    return file.url.lower().partition("?")[0].endswith(_PICTURE_ENDINGS)


def _figure(file: Attachment, *, to_file: bool) -> str:
    picture = f'<img src="{escape(file.url)}" alt="{_plain(file.alt)}">'
    if to_file:
        picture = f'<a href="{escape(file.url)}">{picture}</a>'
    words = f"<figcaption>{file.caption}</figcaption>" if file.caption else ""
    return f"<figure>{picture}{words}</figure>"


def _plain(text: str) -> str:
    return escape(unescape(text))


def _embed(attributes: Attributes, content: str, _context: Context) -> str:
    """Return what an address shows: a player, else a link."""
    named = (attributes.get("src", "url", "href"), *attributes.positional, content)
    found = next(filter(None, map(_ADDRESS.search, named)), None)
    return embed(found[0]) if found else content


def _video_of_host(host: str) -> "Expansion":
    """Return the expansion of `[youtube …]` and its like: an address, or the host's id for it."""

    def expand(attributes: Attributes, content: str, context: Context) -> str:
        given = (attributes.get("url", "id", "v", "src", "video"), *attributes.positional, content)
        for text in filter(None, (text.strip() for text in given)):
            video = find_video(host, text) or parse_video_url(text)
            if video:
                return f"<figure>{video_frame(video, attributes.get('title'))}</figure>"
        return _embed(attributes, content, context)

    return expand


def _audio(attributes: Attributes, content: str, context: Context) -> str:
    source = _source(attributes, _SOUNDS, "audio/", context)
    return f"<figure>{_player('audio', source)}</figure>" if source else content


def _video(attributes: Attributes, content: str, context: Context) -> str:
    source = _source(attributes, _FILMS, "video/", context)
    if not source:
        return content
    if parse_video_url(source):
        return embed(source)
    poster = attributes.get("poster")
    still = f' poster="{escape(poster)}"' if poster else ""
    return f"<figure>{_player('video', source, still)}</figure>"


def _player(kind: str, source: str, still: str = "") -> str:
    return f'<{kind} controls src="{escape(source)}"{still}></{kind}>'


def _source(attributes: Attributes, names: Sequence[str], kind: str, context: Context) -> str:
    """Return the address that a player plays: a named one, else the first file of the post."""
    given = attributes.get(*names) or next(iter(attributes.positional), "")
    if given:
        return given.partition("|")[0]
    files = context.library.children(context.post_id)
    return next((file.url for file in files if file.media_type.startswith(kind)), "")


def _playlist(attributes: Attributes, _content: str, context: Context) -> str:
    kind = "video" if attributes.get("type") == "video" else "audio"
    files = _files(attributes, context)
    if not attributes.get("ids", "include"):
        files = [file for file in files if file.media_type.startswith(f"{kind}/")]
    return "".join(
        f"<figure>{_player(kind, file.url)}"
        f"<figcaption>{file.caption or _plain(file.title)}</figcaption></figure>"
        for file in files
    )


def _quote(attributes: Attributes, content: str, _context: Context) -> str:
    whose = attributes.get("author", "cite", "source")
    cited = f"<cite>{escape(whose)}</cite>" if whose else ""
    return f"\n\n<blockquote>\n{content}\n\n{cited}</blockquote>\n\n" if content.strip() else ""


def _link(attributes: Attributes, content: str, _context: Context) -> str:
    """Return a link to what a host of other things would have shown."""
    named = (attributes.get("url", "src", "href"), *attributes.positional, content)
    found = next(filter(None, map(_ADDRESS.search, named)), None)
    return f"<p>{link(found[0])}</p>" if found else content


def _videopress(attributes: Attributes, content: str, _context: Context) -> str:
    """Return a link to the page of a film of WordPress.com."""
    film = next(iter(attributes.positional), "")
    return f"<p>{link(f'https://videopress.com/v/{quote(film)}')}</p>" if film else content


Expansion = Callable[[Attributes, str, Context], str]

# Those of WordPress itself; the others are words too.
CORE = frozenset({"audio", "caption", "embed", "gallery", "playlist", "video", "wp_caption"})

KNOWN: dict[str, Expansion] = {
    "audio": _audio,
    "blockquote": _quote,
    "caption": _caption,
    "embed": _embed,
    "gallery": _gallery,
    "playlist": _playlist,
    "quote": _quote,
    "video": _video,
    "videopress": _videopress,
    "vimeo": _video_of_host("vimeo"),
    "wp_caption": _caption,
    "wpvideo": _videopress,
    "youtube": _video_of_host("youtube"),
    **dict.fromkeys(
        ("dailymotion", "facebook", "flickr", "gist", "googlemaps", "instagram", "slideshare",
         "soundcloud", "spotify", "ted", "tweet", "twitter"), _link
    ),
}  # fmt: skip
