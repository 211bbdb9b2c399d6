"""Cards of words: asides, things that open, buttons, headers, products, forms."""

from bs4 import Tag

from byline.importers.ghost.card_parts import button, contents, make, part, picture, words
from byline.importers.report import Said
from byline.lib.reshape.alignment import class_names

# The kind of note that a colour comes closest to.
KINDS = {
    "green": "tip",
    "purple": "important",
    "yellow": "warning",
    "red": "caution",
    "pink": "caution",
}
STARS = 5
# They are no text: signs, and what only a script can use.
PLAYTHINGS = ["button", "form", "input", "script", "style", "svg", "template"]


def toggle(card: Tag) -> None:
    """Make it what browsers open and close by themselves."""
    summary = make("summary", words(card, "kg-toggle-heading-text") or "…")
    card.replace_with(make("details", summary, *contents(part(card, "kg-toggle-content"))))


def callout(card: Tag) -> None:
    """Make it a note with its sign in front."""
    colour = next(
        (name.rpartition("-")[2] for name in class_names(card) if "callout-card-" in name), ""
    )
    kind = f"markdown-alert-{KINDS.get(colour, 'note')}"
    emoji = words(card, "kg-callout-emoji")
    inside = contents(part(card, "kg-callout-text"))
    first = next((one for one in inside if isinstance(one, Tag) and one.name == "p"), None)
    if emoji and first:
        first.insert(0, f"{emoji} ")
    elif emoji:
        inside.insert(0, f"{emoji} ")
    text = inside if first else [make("p", *inside)]
    card.replace_with(make("div", *text, class_=f"markdown-alert {kind}"))


def button_card(card: Tag) -> str | None:
    """Leave the button."""
    shown = button(card, "kg-btn")
    if shown is None:
        card.decompose()
        return "a button that led nowhere outside Ghost was left out"
    card.replace_with(shown)
    return None


def header(card: Tag) -> None:
    """Leave a cover: its picture, its words and its button."""
    heading = part(card, "kg-header-card-heading") or part(card, "kg-header-card-header")
    below = part(card, "kg-header-card-subheading") or part(card, "kg-header-card-subheader")
    ground = str(card.get("data-kg-background-image", ""))
    shown = picture(card, "kg-header-card-image") or (ground and make("img", src=ground))
    name = str(heading.get("id", "")) if heading else ""
    words_of_it = make(
        "div",
        make("h2", *contents(heading), id=name),
        make("p", *contents(below)),
        button(card, "kg-header-card-button"),
    )
    card.replace_with(make("div", shown, words_of_it, class_="cover"))


def product(card: Tag) -> None:
    """Leave a box with picture, name, stars, description and button."""
    stars = len(card.find_all(lambda tag: "kg-product-card-rating-active" in class_names(tag)))
    rating = "★" * stars + "☆" * (STARS - stars) if 0 < stars <= STARS else ""
    name = contents(part(card, "kg-product-card-title"))
    box = make(
        "div",
        picture(card, "kg-product-card-image"),
        # No heading: what stands above it may be of any rank.
        make("p", make("strong", *name)) if name else None,
        make("p", rating) if rating else None,
        *contents(part(card, "kg-product-card-description")),
        button(card, "kg-product-card-button"),
        class_="boxed",
    )
    card.replace_with(box)


def call_to_action(card: Tag) -> None:
    """Leave a box with what it calls to."""
    box = make(
        "div",
        *contents(part(card, "kg-cta-sponsor-label")),
        picture(card, "kg-cta-image") or _first_picture(part(card, "kg-cta-image-container")),
        *contents(part(card, "kg-cta-text")),
        button(card, "kg-cta-button"),
        class_="boxed",
    )
    card.replace_with(box)


def signup(card: Tag) -> str:
    """Leave out a form that nothing here answers."""
    card.decompose()
    return Said("a form to subscribe was left out")


def mail_only(card: Tag) -> str:
    """Leave out what was never on the web."""
    card.decompose()
    return Said("a part that only its mail had was left out")


def unknown(card: Tag) -> str:
    """Leave the text of a card that nobody told us about."""
    name = next(
        (one for one in class_names(card) if one.startswith("kg-") and one != "kg-card"), ""
    )
    for thing in card.find_all(PLAYTHINGS):
        thing.decompose()
    return f"a card of a kind that is not known ({name[:40]}) was taken as its text"


def _first_picture(box: Tag | None) -> Tag | None:
    found = box.find("img") if box else None
    if not isinstance(found, Tag) or not found.get("src"):
        return None
    image = make("img", src=str(found["src"]))
    image["alt"] = str(found.get("alt", ""))
    return image


CARDS = {
    "kg-toggle-card": toggle,
    "kg-callout-card": callout,
    "kg-button-card": button_card,
    "kg-header-card": header,
    "kg-product-card": product,
    "kg-cta-card": call_to_action,
    "kg-signup-card": signup,
    "kg-email-card": mail_only,
    "kg-email-cta-card": mail_only,
    "kg-email-cta": mail_only,
}
