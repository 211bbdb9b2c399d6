"""Texts that nobody wrote, in Markdown: Faker's words in the shapes that texts have."""

from collections import OrderedDict

from faker import Faker

from byline.testdata.snippets import CODE, TABLES

# Of so many texts, how often each length comes; in pairs of a block and a paragraph.
LENGTHS = OrderedDict({1: 3, 3: 4, 6: 3, 14: 1})


def invent_title(fake: Faker) -> str:
    """Return some words without a full stop."""
    return fake.sentence(nb_words=5).rstrip(".")


def invent_text(fake: Faker) -> str:
    """Return paragraphs, and between them lists, code, tables and so on."""
    blocks = [_paragraph(fake)]
    for _ in range(fake.random_element(LENGTHS)):
        block = fake.random_element(BLOCKS)
        blocks += [block(fake), _paragraph(fake)]
    return "\n\n".join(blocks)


def _paragraph(fake: Faker) -> str:
    return fake.paragraph(nb_sentences=5)


def _heading(fake: Faker) -> str:
    return f"## {invent_title(fake)}"


def _list(fake: Faker) -> str:
    bullet = fake.random_element(("-", "1."))
    return "\n".join(f"{bullet} {item}" for item in fake.sentences(nb=4))


def _quotation(fake: Faker) -> str:
    return f"> {fake.sentence(nb_words=12)}"


def _code(fake: Faker) -> str:
    snippet: str = fake.random_element(CODE)
    return snippet


def _table(fake: Faker) -> str:
    table: str = fake.random_element(TABLES)
    return table


def _details(fake: Faker) -> str:
    summary = f"<summary>{invent_title(fake)}</summary>"
    return f"<details>\n{summary}\n\n{_paragraph(fake)}\n\n</details>"


def _footnote(fake: Faker) -> str:
    # A text may have several, so each has a name of its own.
    name = fake.hexify("^^^^^^^^")
    return f"{fake.sentence()}[^{name}]\n\n[^{name}]: {fake.sentence()}"


# As often as they stand here.
BLOCKS = (
    _heading, _heading, _heading, _list, _list, _quotation, _code, _code, _table, _details,
    _footnote, _footnote,
)  # fmt: skip
