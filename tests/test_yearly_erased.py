"""The year-end summary tells what was erased, shown and emptied; and it can still be made of data without words."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from crawler import retention, tombstones
from crawler.store import Store
from crawler.tombstones import Act
from reports.journal import Journal
from reports.period import Period
from reports.yearly import erased
from reports.yearly.files import documents
from reports.yearly.report import Yearly, yearly
from tests.reporting.builder import MONDAY, ZONE, World, local

YEAR = Period(date(2026, 1, 1), date(2026, 12, 31), ZONE)


def world(tmp_path: Path) -> Store:
    """A year with forty questions."""
    made = World(tmp_path)
    for n in range(40):
        at = local(MONDAY + timedelta(days=n % 5), 9)
        made.question(at, str(n), text=f"Hoe zit het met mijn uitkering, vraag {n}?")
        made.answer(at + timedelta(hours=2), str(n))
    made.write()
    return Store(str(tmp_path / "data"))


def report(tmp_path: Path) -> Yearly:
    profile = World(tmp_path).profile()
    return yearly(str(tmp_path / "data"), Journal(), profile, YEAR, {}, name="proef", heading="Proef", asked=None)


def act(kind: str, day: int, posts: int = 0, marks: list[str] | None = None) -> Act:
    at = local(MONDAY + timedelta(days=day))
    return Act(kind, at, posts, 1, marks or [], "k" if marks else "")  # type: ignore[arg-type]


def test_without_requests_the_report_says_so(tmp_path: Path) -> None:
    world(tmp_path)
    assert erased.sentences(report(tmp_path).facts) == [
        "Niemand vroeg om verwijdering of inzage.",
        "Teksten worden na 18 maanden verwijderd; de aantallen blijven.",
    ]


def test_erasures_access_and_retention_of_the_period_are_told(tmp_path: Path) -> None:
    data = world(tmp_path)
    for made in (
        *(act("post", 0, 1, [f"post:{n}"]) for n in range(4)),
        act("thread", 1, 9, ["thread:1"]), act("author", 2, 30, ["author:1"]), act("export", 3, 30),
        act("purge", 1, 1000), act("purge", 4, 234),
    ):  # fmt: skip
        tombstones.note(data, made)
    tombstones.note(data, act("author", 60, 900, ["author:2"]))
    told = report(tmp_path)
    assert erased.acts(told.facts)["erased"] == (6, 43)
    assert told.conduct.privacy[2:4] == [
        "Op verzoek gewist (en niet meer te bewaren): 6 keer, 43 berichten. Inzage gegeven: minder dan 5 keer.",
        "Teksten worden na 18 maanden verwijderd; de aantallen blijven. In deze periode: 1.234 berichten.",
    ]


def test_report_of_data_without_words_keeps_its_counts(tmp_path: Path) -> None:
    data = world(tmp_path)
    before = report(tmp_path).facts.posts.of_week("count(*)")
    assert retention.purge(data, datetime(2027, 1, 1, tzinfo=UTC), datetime(2027, 1, 1, tzinfo=UTC)).posts == 80
    told = report(tmp_path)
    assert told.facts.posts.of_week("count(*)") == before > 0
    assert len(documents(told)) >= 2
