"""Categories and tags of WordPress as tags."""

from collections.abc import Iterable, Iterator
from urllib.parse import unquote

from byline.importers.wordpress.permalinks import number_of
from byline.importers.wordpress.texts import plain_line
from byline.importers.wordpress.wxr import Channel, Term
from byline.lib.limits import MAX_TAG_CHARS
from byline.lib.slugs import slugify
from byline.lib.text import strip_unstorable
from byline.lib.titles import InvalidTitle, normalize_tag_title, title_key

CATEGORY = "category"
TAG = "post_tag"
# What the versions of the format call the two.
TAXONOMIES = {"": CATEGORY, "category": CATEGORY, "tag": TAG, "post_tag": TAG}
# The category of posts that have none, in the languages of this program and some others.
NO_CATEGORY = frozenset(
    {
        "uncategorized", "uncategorised", "sem-categoria", "sin-categoria", "non-classe",
        "senza-categoria", "geen-categorie",
    }
)  # fmt: skip
# What is read otherwise, or sorts posts by their form.
READ_OTHERWISE = frozenset({"author", "language", "post_format", "post_translations"})


def is_of_a_plugin(term: Term) -> bool:
    """Say whether a term sorts items in a way that is neither category nor tag."""
    return term.taxonomy not in TAXONOMIES and term.taxonomy not in READ_OTHERWISE


def is_no_category(term: Term) -> bool:
    """Say whether a term is the category of posts without one."""
    # Under another name it is one that its posts were meant to have.
    return TAXONOMIES.get(term.taxonomy) == CATEGORY and slugify(term.name) in NO_CATEGORY


def slug_of(written: str) -> str:
    """Return the slug of a term; letters beyond ASCII are percent-encoded in the file."""
    return unquote(written.strip())


def tag_title(name: str) -> str:
    """Return the title of the tag that a term becomes. Raises InvalidTitle."""
    # The one character that no address of a tag could hold.
    title = strip_unstorable(plain_line(name)).replace("/", "-")
    return normalize_tag_title(title[:MAX_TAG_CHARS].strip())


def tag_titles(terms: Iterable[Term], notes: list[str]) -> tuple[str, ...]:
    """Return the tags of an item; appends to `notes` which terms can be none."""
    titles: dict[str, str] = {}
    for term in terms:
        if term.taxonomy not in TAXONOMIES or is_no_category(term):
            continue
        try:
            title = tag_title(term.name)
        except InvalidTitle as error:
            notes.append(f"the tag {term.name[:60]!r} was left out: {error.problem.value}")
            continue
        if len(plain_line(term.name)) > MAX_TAG_CHARS:
            notes.append(f"the tag {title[:60]!r}… was cut to {MAX_TAG_CHARS} characters")
        titles.setdefault(title_key(title), title)
    return tuple(titles.values())


class Terms:
    """The categories and tags of a blog, as far as posts have them."""

    def __init__(self, channel: Channel) -> None:
        """Read what the file says about them."""
        # Titles of tags by taxonomy and slug.
        self.titles: dict[tuple[str, str], str] = {}
        self._parents: dict[str, str] = {}
        self._numbers: dict[int, tuple[str, str]] = {}
        for group in channel.terms:
            self._add(group)

    def _add(self, group: dict[str, str]) -> None:
        """Take one of the three elements that describe terms."""
        if "wp:category_nicename" in group:
            key = (CATEGORY, slug_of(group["wp:category_nicename"]))
            parent = group.get("wp:category_parent", "")
        elif "wp:tag_slug" in group:
            key, parent = (TAG, slug_of(group["wp:tag_slug"])), ""
        else:
            taxonomy = TAXONOMIES.get(group.get("wp:term_taxonomy", "").strip())
            if taxonomy is None:
                return
            key = (taxonomy, slug_of(group.get("wp:term_slug", "")))
            parent = group.get("wp:term_parent", "")
        if number := number_of(group.get("wp:term_id", "")):
            self._numbers.setdefault(number, key)
        if key[0] == CATEGORY and slug_of(parent):
            self._parents.setdefault(key[1], slug_of(parent))

    def use(self, terms: Iterable[Term]) -> None:
        """Take note of the terms of an item that is imported."""
        for term in terms:
            taxonomy = TAXONOMIES.get(term.taxonomy)
            if taxonomy and term.slug and not is_no_category(term):
                key = (taxonomy, slug_of(term.slug))
                if key not in self.titles and (title := _title_or_none(term.name)):
                    self.titles[key] = title

    def find(self, taxonomy: str, slug: str) -> str | None:
        """Return the title of the tag that a term became."""
        return self.titles.get((taxonomy, slug))

    def find_by_number(self, number: int) -> str | None:
        """Return the title of the tag that a category with an id became."""
        key = self._numbers.get(number)
        return self.titles.get(key) if key else None

    def addresses(self) -> Iterator[tuple[str, str]]:
        """Yield the paths of the lists, below the blog's, each with the title of its tag."""
        for (taxonomy, slug), title in self.titles.items():
            if taxonomy == TAG:
                yield f"/tag/{slug}", title
                yield f"/?tag={slug}", title
                continue
            yield f"/category/{slug}", title
            if len(path := self._path(slug)) > 1:
                yield "/category/" + "/".join(path), title
        for number, key in self._numbers.items():
            if key[0] == CATEGORY and key in self.titles:
                yield f"/?cat={number}", self.titles[key]

    def _path(self, slug: str) -> list[str]:
        """Return a category and those that it is in, the outermost first."""
        path = [slug]
        while (parent := self._parents.get(path[0])) and parent not in path:
            path.insert(0, parent)
        return path


def _title_or_none(name: str) -> str | None:
    try:
        return tag_title(name)
    except InvalidTitle:
        return None
