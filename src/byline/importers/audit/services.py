"""Audit what imports made of links and pictures."""

from collections.abc import Iterator

from flask import current_app
from sqlalchemy import select

from byline.extensions import db
from byline.importers.audit.inventory import take_inventory
from byline.importers.audit.items import Body, Item, imported_items
from byline.importers.audit.places import Places
from byline.importers.audit.references import Reference, find_references
from byline.importers.audit.report import Audit, Kind, Problem
from byline.importers.audit.resolve import Resolver, Verdict
from byline.importers.audit.site import Site
from byline.importers.models import ImportSource


def audit_imports(source: str | None = None) -> Audit:
    """Say where each link and picture leads of all that was imported, or of one source.

    Reads only, and asks nobody else. A body is in memory while it is read, and every id, name and
    old address of the site throughout.
    """
    audit = Audit()
    site = Site(take_inventory())
    places = Places(site)
    resolver = Resolver(site, current_app.config["SITE_URL"], _old_blogs())
    for item, body in imported_items(source):
        audit.items += 1
        for reference in _references(body):
            _count(audit, places, item, reference, resolver.resolve(item, reference))
    for problem in places.missing():
        audit.links.answering -= 1
        audit.add(problem)
    return audit


def _references(body: Body) -> Iterator[Reference]:
    yield from find_references(body.html)
    yield from body.beside


def _count(
    audit: Audit, places: Places, item: Item, reference: Reference, verdict: Verdict
) -> None:
    if verdict.counts_as is None:
        return
    if verdict.counts_as == "external":
        audit.external_links += 1
        return
    is_file = verdict.counts_as == "file"
    tally = audit.pictures if is_file else audit.links
    tally.total += 1
    audit.old_addresses += verdict.is_old
    what = "file" if is_file and reference.what == "link" else reference.what
    if verdict.problem:
        audit.add(Problem(item, what, reference.address, verdict.problem))
        return
    tally.answering += 1
    if verdict.key and verdict.place:
        missing = Problem(item, what, reference.address, Kind.PLACE)
        places.seek(verdict.key, verdict.place, missing)


def _old_blogs() -> dict[str, str]:
    """Return the addresses of the old blogs, by the keys of their sources; one query."""
    query = select(ImportSource.source, ImportSource.site_url).where(ImportSource.site_url != "")
    return dict(db.session.execute(query).all())
