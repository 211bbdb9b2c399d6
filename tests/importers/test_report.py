"""How the report of an import reads on a terminal."""

from byline.importers.audit.items import Item
from byline.importers.audit.report import Audit, Kind, Problem
from byline.importers.report import Report, Said


def _text(report: Report) -> str:
    return "\n".join(report.lines())


def test_what_is_none_is_not_counted_and_one_is_no_plural() -> None:
    report = Report(source="x", dry_run=False, found=3, imported=2)
    report.skip("c", "none")
    report.ask("a", "look", "look again")
    report.added.update(comments=2, posts=1, pages=1)

    assert _text(report).endswith(
        "3 found, 2 imported, 1 skipped, 1 needs you.\nAdded: 1 post, 1 page, 2 comments."
    )


def test_what_is_only_said_is_grouped_by_its_reason_and_needs_nobody() -> None:
    report = Report(source="x", dry_run=False, found=8)
    for number in range(7):
        report.ask(f"post {number}", Said("its 2 pages were joined"))

    assert report.needs_you == []
    assert (
        "To know:\n  its 2 pages were joined (7): post 0, post 1, post 2, post 3, post 4 and 2 more"
        in _text(report)
    )
    assert report.as_dict()["notes"][0] == {"item": "post 0", "reason": "its 2 pages were joined"}


def test_the_same_remark_is_made_once() -> None:
    report = Report(source="x", dry_run=False)
    report.ask("a", "a.png is missing", "a.png is missing")

    assert _text(report).count("a.png is missing") == 1


def test_what_the_import_said_is_not_said_again_by_its_audit() -> None:
    report = Report(source="x", dry_run=False, audit=Audit(items=1))
    item = Item("post", 1, "A", "/blog/post/1/a", "markdown:1", "a.md")
    for address in ("missing.png", "other.png"):
        report.audit.add(Problem(item, "picture", address, Kind.MISSING))  # type: ignore[union-attr]
    report.ask("a.md", "nothing answers missing.png")

    text = _text(report)

    assert (text.count("missing.png"), text.count("other.png")) == (1, 1)


def test_a_run_that_tried_does_not_advise_to_try() -> None:
    report = Report(source="x", dry_run=False, audit=Audit(items=1), has_tried=True)
    item = Item("post", 1, "A", "/blog/post/1/a", "markdown:1", "a.md")
    report.audit.add(Problem(item, "picture", "https://x.org/a.png", Kind.REMOTE))  # type: ignore[union-attr]

    assert "--fetch-media" not in _text(report)


def test_a_dry_run_says_what_it_would_fetch() -> None:
    report = Report(source="x", dry_run=True, would_change=2)
    report.would_fetch.update({"a.org": 3, "b.org": 1})

    assert "Would fetch 3 files from a.org, 1 file from b.org; 2 posts would change." in _text(
        report
    )
