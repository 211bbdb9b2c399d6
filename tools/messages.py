"""Keep the catalogues of translations in step with the texts in the code.

    python -m tools.messages check          say what is missing, fuzzy, wrong or left over
    python -m tools.messages update         take new texts in and unused ones out
    python -m tools.messages start LOCALE   begin a language

What is searched for texts is listed in pyproject.toml, under `tool.babel`.
"""

import re
import sys
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from babel import Locale, UnknownLocaleError
from babel.messages.catalog import Catalog, Message
from babel.messages.frontend import CommandLineInterface
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).parent.parent
SOURCES = ROOT / "src/byline"
TRANSLATIONS = SOURCES / "translations"
# Beside the names that gettext itself has.
KEYWORDS = [
    "_l",
    "lazy_gettext",
    "lazy_ngettext:1,2",
    "lazy_pgettext:1c,2",
    "lazy_npgettext:1c,2,3",
]
PLACEHOLDER = re.compile(r"%\((\w+)\)[a-z]")


def main(arguments: list[str]) -> int:
    """Run one of the commands above; return the exit code."""
    match arguments:
        case ["check"]:
            return check()
        case ["update"]:
            update()
        case ["start", locale]:
            return start(locale)
        case _:
            print(__doc__, file=sys.stderr)
            return 2
    return 0


def check() -> int:
    """Print what is wrong with each catalogue; return 1 when something is."""
    template = extract()
    problems = [
        f"{path.relative_to(ROOT)}: {problem}"
        for path in catalogue_paths()
        for problem in find_problems(template, load(path))
    ]
    for problem in problems:
        print(problem, file=sys.stderr)
    if problems:
        print("`make messages` takes new texts in and unused ones out.", file=sys.stderr)
    return 1 if problems else 0


def update() -> None:
    """Bring each catalogue up to date; new and changed texts wait there to be translated."""
    template = extract()
    for path in catalogue_paths():
        catalogue = load(path)
        catalogue.update(template, no_fuzzy_matching=True, update_creation_date=False)
        save(catalogue, path)


def start(name: str) -> int:
    """Write an empty catalogue for the locale, such as `de` or `pt_BR`."""
    path = TRANSLATIONS / name / "LC_MESSAGES/messages.po"
    try:
        locale = Locale.parse(name)
    except (ValueError, UnknownLocaleError):
        print(f"There is no locale {name!r}.", file=sys.stderr)
        return 1
    if path.exists():
        print(f"{path.relative_to(ROOT)} exists already.", file=sys.stderr)
        return 1
    catalogue = Catalog(locale=locale, header_comment=f"# {locale.english_name}.", fuzzy=False)
    catalogue.update(extract())
    path.parent.mkdir(parents=True)
    save(catalogue, path)
    print(f"Translate {path.relative_to(ROOT)}")
    return 0


def extract() -> Catalog:
    """Return all texts of the code, without translations."""
    mapping = str(ROOT / "pyproject.toml")
    keywords = [argument for keyword in KEYWORDS for argument in ("-k", keyword)]
    with tempfile.TemporaryDirectory() as folder:
        template = Path(folder) / "messages.pot"
        options = ["--mapping-file", mapping, "--no-location", "--output-file", str(template)]
        # Babel passes over folders that begin with an underscore; our macros live in one.
        run_babel("extract", *options, *keywords, "--ignore-dirs", ".*", str(SOURCES))
        return load(template)


def run_babel(*arguments: str) -> None:
    """Run Babel's command in this process."""
    interface = CommandLineInterface()
    interface.run(["pybabel", "--quiet", *arguments])  # type: ignore[no-untyped-call]  # Babel is typed partly


def catalogue_paths() -> Iterable[Path]:
    """Return the path of each language's catalogue."""
    return sorted(TRANSLATIONS.glob("*/LC_MESSAGES/messages.po"))


def load(path: Path) -> Catalog:
    """Read a catalogue or a template."""
    with path.open("rb") as file:
        return read_po(file)


def save(catalogue: Catalog, path: Path) -> None:
    """Write a catalogue so that a change of one text changes only its lines."""
    with path.open("wb") as file:
        write_po(
            file, catalogue, no_location=True, sort_output=True, ignore_obsolete=True, width=100
        )


def find_problems(template: Catalog, catalogue: Catalog) -> Iterator[str]:
    """Yield a line for each text that readers of this language would not see as they should."""
    for wanted in template:
        if not wanted.id:
            continue
        message = catalogue.get(wanted.id, wanted.context)
        if message is None:
            yield f"missing: {first_form(wanted)!r}"
        elif problem := find_problem(message, catalogue):
            yield f"{problem}: {first_form(wanted)!r}"
    for message in catalogue:
        if message.id and template.get(message.id, message.context) is None:
            yield f"not used any more: {first_form(message)!r}"


def find_problem(message: Message, catalogue: Catalog) -> str | None:
    """Say what is wrong with one translation, in a word or two."""
    translations = as_forms(message.string)
    if not all(translations) or (
        message.pluralizable and len(translations) != catalogue.num_plurals
    ):
        return "not translated"
    if message.fuzzy:
        return "fuzzy"
    if placeholders(as_forms(message.id)) != placeholders(translations):
        return "placeholders differ"
    return None


def first_form(message: Message) -> str:
    """Return the text by which a message is found in the code."""
    return as_forms(message.id)[0]


def as_forms(text: str | list[str] | tuple[str, ...] | None) -> tuple[str, ...]:
    """Return the singular and plural forms of a text; just itself where it has none."""
    return (text,) if isinstance(text, str) else tuple(text or ())


def placeholders(forms: Iterable[str]) -> set[str]:
    """Return the names filled in; a form for one may leave the number out."""
    return {name for form in forms for name in PLACEHOLDER.findall(form)}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
