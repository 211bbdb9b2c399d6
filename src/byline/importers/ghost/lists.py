"""Where the lists and feeds of the old blog are now."""

from sqlalchemy import select

from byline.auth.models import User
from byline.auth.models.users import author_path
from byline.extensions import db
from byline.importers.ghost.authors import Authors
from byline.importers.ghost.links import Links
from byline.importers.people import People
from byline.lib.paths import normal_path


def author_paths(authors: Authors, people: People, notes: list[str]) -> dict[str, str]:
    """Return the paths of the authors' lists by their old ones; one query."""
    found = {f"/author/{slug}": people.find(one, notes) for slug, one in authors.all().items()}
    ids = {person.user_id for person in found.values() if person.user_id}
    query = select(User.id, User.username).where(User.id.in_(ids))
    names = {row.id: row.username for row in db.session.execute(query)}
    return {
        normal_path(path): author_path(names.get(person.user_id or 0, person.username))
        for path, person in found.items()
    }


def old_places(links: Links) -> dict[str, str]:
    """Return paths here by those of the lists and feeds that they replace."""
    return links.feeds | links.author_paths
