"""Texts that nobody wrote, in Markdown: Faker's words in the shapes that texts have."""

from collections import OrderedDict
from collections.abc import Mapping
from typing import TypeVar

from faker import Faker

from byline.testdata.snippets import CODE, TABLES
from byline.testdata.words import SENTENCES, TITLES, HarbourWords

_T = TypeVar("_T")

# Of so many texts, how often each length comes; in pairs of a block and a paragraph.
LENGTHS = {1: 3, 4: 4, 9: 3, 20: 1}


def make_faker() -> Faker:
    """Return a Faker that knows our words; it takes a tenth of a second."""
    fake = Faker("en_US")
    fake.add_provider(HarbourWords)
    return fake


def pick(fake: Faker, weights: Mapping[_T, float], number: int = 1) -> list[_T]:
    """Return so many different keys, the heavier ones more often."""
    # Providers of one's own make Faker forget that weights count.
    elements = OrderedDict(weights)
    found = fake.random_elements(elements, length=number, unique=True, use_weighting=True)
    return list(found)


def invent_title(fake: Faker) -> str:
    """Return a title of two to ten words."""
    title: str = fake.parse(fake.random_element(TITLES))
    return title


def invent_sentence(fake: Faker) -> str:
    """Return a sentence of English, if of little sense."""
    sentence: str = fake.parse(fake.random_element(SENTENCES))
    return sentence


def invent_paragraph(fake: Faker, *, most: int = 8) -> str:
    """Return a paragraph of two to so many sentences."""
    return " ".join(invent_sentence(fake) for _ in range(fake.random_int(2, most)))


def invent_text(fake: Faker) -> str:
    """Return paragraphs, and between them lists, code, tables and so on."""
    blocks = [invent_paragraph(fake)]
    for _ in range(pick(fake, LENGTHS)[0]):
        block = fake.random_element(BLOCKS)
        blocks += [block(fake), invent_paragraph(fake)]
    return "\n\n".join(blocks)


def _heading(fake: Faker) -> str:
    return f"## {invent_title(fake)}"


def _list(fake: Faker) -> str:
    bullet = fake.random_element(("-", "1."))
    return "\n".join(f"{bullet} {invent_sentence(fake)}" for _ in range(4))


def _quotation(fake: Faker) -> str:
    return f"> {invent_sentence(fake)}"


def _code(fake: Faker) -> str:
    snippet: str = fake.random_element(CODE)
    return snippet


def _table(fake: Faker) -> str:
    table: str = fake.random_element(TABLES)
    return table


def _details(fake: Faker) -> str:
    summary = f"<summary>{invent_title(fake)}</summary>"
    return f"<details>\n{summary}\n\n{invent_paragraph(fake)}\n\n</details>"


def _footnote(fake: Faker) -> str:
    # A text may have several, so each has a name of its own.
    name = fake.hexify("^^^^^^^^")
    return f"{invent_sentence(fake)}[^{name}]\n\n[^{name}]: {invent_sentence(fake)}"


# As often as they stand here.
BLOCKS = (
    _heading, _heading, _heading, _list, _list, _quotation, _code, _code, _table, _details,
    _footnote, _footnote,
)  # fmt: skip
