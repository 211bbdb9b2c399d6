"""Cards that show something: pictures, sound, film, files, other sites."""

from bs4 import Tag

from byline.importers.ghost.card_parts import caption, make, picture, width, words

# An empty picture of the size of the film, which Ghost takes from a host of others.
SPACER = "spacergif.org"

# Of galleries with so many pictures; others have three.
COLUMNS = {1: "columns-1", 2: "columns-2", 4: "columns-2"}


def image(card: Tag) -> None:
    """Leave one address to a picture."""
    for source in card.find_all("source"):
        source.decompose()
    for shown in card.find_all("img"):
        for name in ("srcset", "sizes"):
            shown.attrs.pop(name, None)
    for choice in card.find_all("picture"):
        choice.unwrap()


def gallery(card: Tag) -> None:
    """Take the rows off the pictures: here the style sheet makes them."""
    image(card)
    shown = [make("figure", found.extract()) for found in card.find_all("img")]
    classes = " ".join(filter(None, ("gallery", COLUMNS.get(len(shown)), width(card))))
    card.replace_with(make("figure", *shown, caption(card), class_=classes))


def audio(card: Tag) -> None:
    """Leave the sound and its title, without the player that a script would make work."""
    player = card.find("audio")
    if not isinstance(player, Tag) or not player.get("src"):
        card.decompose()
        return
    title = words(card, "kg-audio-title")
    sound = make("audio", src=str(player["src"]), controls="controls", preload="metadata")
    card.replace_with(make("figure", sound, make("figcaption", title) if title else None))


def video(card: Tag) -> None:
    """Leave the film, its still and its caption."""
    player = card.find("video")
    if not isinstance(player, Tag) or not player.get("src"):
        card.decompose()
        return
    kept = {
        name: str(player[name])
        for name in ("src", "width", "height", "loop", "muted", "playsinline")
        if player.has_attr(name)
    }
    kept = {name: value or name for name, value in kept.items()}
    still = card.get("data-kg-custom-thumbnail") or card.get("data-kg-thumbnail")
    poster = str(still or player.get("poster", ""))
    film = make("video", **kept, controls="controls", preload="metadata")
    if poster and SPACER not in poster:
        film["poster"] = poster
    card.replace_with(make("figure", film, caption(card), class_=width(card)))


def file(card: Tag) -> None:
    """Leave a link to the file, with its name, size and what is said about it."""
    link = card.find("a")
    if not isinstance(link, Tag) or not link.get("href"):
        card.decompose()
        return
    name, size = words(card, "kg-file-card-filename"), words(card, "kg-file-card-filesize")
    title = words(card, "kg-file-card-title") or name
    details = ", ".join(one for one in (name if name != title else "", size) if one)
    said = words(card, "kg-file-card-caption")
    card.replace_with(
        make(
            "div",
            make("a", title or str(link["href"]), href=str(link["href"])),
            make("p", said) if said else None,
            make("small", details) if details else None,
            class_="boxed",
        )
    )


def bookmark(card: Tag) -> None:
    """Leave what is said about another page, without the pictures that lie there."""
    link = card.find("a")
    if not isinstance(link, Tag) or not link.get("href"):
        card.decompose()
        return
    href = str(link["href"])
    source = " · ".join(
        one
        for one in (words(card, "kg-bookmark-author"), words(card, "kg-bookmark-publisher"))
        if one
    )
    description = words(card, "kg-bookmark-description")
    box = make(
        "div",
        make("a", words(card, "kg-bookmark-title") or href, href=href),
        make("p", description) if description else None,
        make("small", source) if source else None,
        class_="boxed",
    )
    below = caption(card)
    card.replace_with(make("figure", box, below) if below else box)


def nft(card: Tag) -> None:
    """Leave the picture, with what it is called."""
    link = card.find("a")
    shown = picture(card, "kg-nft-image")
    title = words(card, "kg-nft-title")
    creator = words(card, "kg-nft-creator-name")
    label = " · ".join(one for one in (title, creator) if one)
    href = str(link.get("href", "")) if isinstance(link, Tag) else ""
    named = make("a", label or href, href=href) if href else label
    description = words(card, "kg-nft-description")
    below = make("figcaption", named, make("p", description) if description else None)
    card.replace_with(make("figure", shown, below))


def embed(card: Tag) -> None:
    """Take out the scripts that would have made the embedded thing."""
    for script in card.find_all(["script", "noscript"]):
        script.decompose()


CARDS = {
    "kg-nft-card": nft,
    "kg-image-card": image,
    "kg-gallery-card": gallery,
    "kg-audio-card": audio,
    "kg-video-card": video,
    "kg-file-card": file,
    "kg-bookmark-card": bookmark,
    "kg-embed-card": embed,
}
