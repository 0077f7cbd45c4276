"""The year-end summary of a year of every source of the practice world: as full as that of the pilot."""

from datetime import UTC, date, datetime
from pathlib import Path

from practice.world import build
from reports.journal import journal
from reports.period import Period
from reports.yearly.files import documents
from reports.yearly.report import yearly
from tests.piloted import stored
from tests.reporting.piloted_year import FULL, NAME, captions_at_the_foot, feet


def test_a_year_of_every_source_is_as_full(tmp_path: Path) -> None:
    profile = stored(build(datetime(2026, 11, 21, 14, 30, tzinfo=UTC)), tmp_path)
    data, year = tmp_path / "data", Period(date(2026, 1, 1), date(2026, 12, 31), profile.zone)
    made = yearly(str(data), journal(data / "journal"), profile, year, {}, name=NAME, heading="Praktijk")
    (tmp_path / "jaar.pdf").write_bytes(documents(made)[f"{NAME}.pdf"])
    filled = feet(tmp_path / "jaar.pdf")
    assert len(made.facts.sources) >= 19
    assert 10 <= len(filled) <= 14
    assert [n for n, foot in enumerate(filled[:-1], 1) if foot < FULL] == []
    assert captions_at_the_foot(tmp_path / "jaar.pdf") == []
