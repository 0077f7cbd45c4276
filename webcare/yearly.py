"""The commands that make the year-end summary and the interim report: read the data, render, write the files."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from reports.uncollected import uncollected
from webcare.report import must_hold_data, written

if TYPE_CHECKING:
    from crawler.profile import Profile


def yearly(
    profile: Profile,
    data: str,
    year: int | None,
    out: Path,
    asked: str | None = None,
    titles: Mapping[str, str] | None = None,
) -> list[Path]:
    """Writes the year-end summary and the figures beside it; returns the files, the PDF first.

    Args:
        profile: the organisation.
        data: folder or object-store address of the datasets.
        year: the calendar year; None takes the newest year of which there are posts.
        out: folder for the files; made where it is absent.
        asked: what is asked of the committee; None takes what the profile says.
        titles: names of the built-in sources, by source.

    Raises:
        ReportError: there is no data.
        PeriodError: the year is out of range.
        JournalError: one of the team's own records cannot be read.
    """
    must_hold_data(data)
    chosen = _newest_year(data, profile) if year is None else _known_year(year)
    name, heading = f"jaaroverzicht-{chosen}", f"Jaaroverzicht webcare {chosen}"
    return _made(profile, data, date(chosen, 1, 1), date(chosen, 12, 31), out, titles, name, heading, asked)


def period(
    profile: Profile,
    data: str,
    first: date,
    last: date,
    title: str | None,
    out: Path,
    titles: Mapping[str, str] | None = None,
    asked: str | None = None,
) -> list[Path]:
    """Writes the report on any period and the figures beside it; returns the files, the PDF first.

    Args:
        profile: the organisation.
        data: folder or object-store address of the datasets.
        first: its first day.
        last: its last day.
        title: what stands on page 1.
        out: folder for the files; made where it is absent.
        titles: names of the built-in sources, by source.
        asked: what is asked of the committee; None takes what the profile says.

    Raises:
        ReportError: there is no data.
        PeriodError: the period ends before it begins, or is too long.
        JournalError: one of the team's own records cannot be read.
    """
    must_hold_data(data)
    name = f"periodeoverzicht-{first.isoformat()}-{last.isoformat()}"
    return _made(profile, data, first, last, out, titles, name, title or "Periodeoverzicht webcare", asked)


@uncollected()
def _made(
    profile: Profile, data: str, first: date, last: date, out: Path, titles: Mapping[str, str] | None, name: str,
    heading: str, asked: str | None,
) -> list[Path]:  # fmt: skip
    from crawler.parts import steadily
    from crawler.records import records_of
    from reports.journal import journal
    from reports.period import Period
    from reports.yearly.files import documents
    from reports.yearly.report import yearly as report

    asked_for = Period(first, last, profile.zone)
    records = journal(records_of(data))

    def made() -> dict[str, bytes]:
        told = report(data, records, profile, asked_for, titles or {}, name=name, heading=heading, asked=asked)
        return documents(told)

    return written(steadily(made), out)


def _known_year(year: int) -> int:
    from reports.period import PeriodError

    if not 1990 <= year <= 2100:
        raise PeriodError(f"{year}: expected a year such as 2026")
    return year


def _newest_year(data: str, profile: Profile) -> int:
    """The year of the newest post; without any, that of the newest run."""
    from reports.parquet import connected
    from reports.volumes import cutoff

    with connected(data) as connection:
        row = connection.execute("select epoch(max(posted_at)) from posts").fetchone()
        moment = datetime.fromtimestamp(row[0], profile.zone) if row and row[0] is not None else cutoff(connection)
    return (moment or datetime.now(profile.zone)).astimezone(profile.zone).year
