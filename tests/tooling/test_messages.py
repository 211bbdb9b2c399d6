"""A translation that readers would miss is found."""

from babel.messages.catalog import Catalog

from tools.messages import find_problems


def catalogue(**strings: str | tuple[str, ...]) -> Catalog:
    """Return a Portuguese catalogue with a translation for each key of `texts`."""
    made = Catalog(locale="pt", fuzzy=False)
    for key, string in strings.items():
        made.add(TEXTS[key], string)
    return made


# Texts as they stand in the code, by a name for the tests below.
TEXTS: dict[str, str | tuple[str, str]] = {
    "home": "Home",
    "hello": "Hello, %(name)s",
    "posts": ("%(num)s post of %(name)s", "%(num)s posts of %(name)s"),
}


def template() -> Catalog:
    """Return what the code has."""
    made = Catalog()
    for text in TEXTS.values():
        made.add(text)
    return made


def complete(**changes: str | tuple[str, ...]) -> Catalog:
    """Return a catalogue that lacks nothing but what `changes` says."""
    strings: dict[str, str | tuple[str, ...]] = {
        "home": "Início",
        "hello": "Olá, %(name)s",
        "posts": ("Um artigo de %(name)s", "%(num)s artigos de %(name)s"),
    }
    return catalogue(**{**strings, **changes})


def test_a_complete_catalogue_has_no_problem() -> None:
    assert list(find_problems(template(), complete())) == []


def test_a_missing_text_is_found() -> None:
    without = complete()
    without.delete("Home")

    assert list(find_problems(template(), without)) == ["missing: 'Home'"]


def test_an_empty_translation_is_found() -> None:
    assert list(find_problems(template(), complete(home=""))) == ["not translated: 'Home'"]


def test_a_missing_plural_is_found() -> None:
    problems = list(find_problems(template(), complete(posts=("Um artigo de %(name)s", ""))))

    assert problems == ["not translated: '%(num)s post of %(name)s'"]


def test_a_fuzzy_translation_is_found() -> None:
    unsure = complete()
    unsure["Home"].flags.add("fuzzy")

    assert list(find_problems(template(), unsure)) == ["fuzzy: 'Home'"]


def test_another_placeholder_is_found() -> None:
    problems = list(find_problems(template(), complete(hello="Olá, %(nome)s")))

    assert problems == ["placeholders differ: 'Hello, %(name)s'"]


def test_a_text_that_left_the_code_is_found() -> None:
    more = complete()
    more.add("Gone", "Foi-se")

    assert list(find_problems(template(), more)) == ["not used any more: 'Gone'"]
