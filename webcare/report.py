"""The commands that make reports: read the data, render, write the files, send them where that is asked."""

from __future__ import annotations

import os
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from crawler.errors import InputError
from crawler.parts import steadily
from reports.uncollected import uncollected

if TYPE_CHECKING:
    from crawler.profile import Profile
    from reports.period import Period
    from reports.weekly import Weekly


class ReportError(InputError):
    """A report cannot be made from what is there; the message is one clear sentence."""


@uncollected()
def weekly(
    profile: Profile,
    data: str,
    week: str | None,
    out: Path,
    edition: Literal["team", "committee"] = "team",
    *,
    html: bool = False,
    mail: bool = False,
    titles: Mapping[str, str] | None = None,
) -> list[Path]:
    """Writes the weekly report and the figures beside it; returns the files, the PDF first.

    Args:
        profile: the organisation.
        data: folder or object-store address of the Parquet data.
        week: an ISO week such as ``2026-W47``; None takes the last complete week in the organisation's zone.
        out: folder for the files; made where it is absent.
        edition: "team", or "committee" without links, quotations and advisers.
        html: also write the report as one self-contained web page.
        mail: also send the PDF to the profile's recipients; the files are written before that is tried.
        titles: names of the built-in sources, by source.

    Raises:
        ReportError: there is no data.
        PeriodError: the week does not exist.
        JournalError: one of the team's own records cannot be read.
        MailError: the files are there, but nothing was sent; the message says why.
    """
    from crawler.records import records_of
    from reports.journal import journal
    from reports.weekly import weekly as report

    must_hold_data(data)
    chosen = _chosen(week, profile)
    records = journal(records_of(data))
    told, made = steadily(lambda: _made(report(data, records, profile, chosen, titles or {}, edition), out, html=html))
    files = written(made, out)
    if mail:
        _send(told, files[0])
    return files


def _chosen(week: str | None, profile: Profile) -> Period:
    from reports import period

    return period.week(week, profile.zone) if week else period.last_complete_week(datetime.now(UTC), profile.zone)


def must_hold_data(data: str) -> None:
    """Looks whether there is anything to report on.

    Raises:
        ReportError: there is not.
    """
    from reports.parquet import exists

    if not exists(data):
        raise ReportError(f"{data}: holds no data to report on; run `webcare crawl` first")


def _send(told: Weekly, pdf: Path) -> None:
    from reports import mail, sentences

    changed = sentences.changed(told.week)
    letter = mail.weekly_message(told, pdf, changed)
    mail.send(letter, told.facts.profile, os.environ.get("WEBCARE_MAIL_PASSWORD"))


def _made(told: Weekly, out: Path, *, html: bool) -> tuple[Weekly, dict[str, bytes]]:
    from reports.edition import documents

    return told, documents(told, out, html=html)


def written(documents: Mapping[str, bytes], out: Path) -> list[Path]:
    """Writes documents by their name into a folder, each whole or not at all; returns their paths in order."""
    out.mkdir(parents=True, exist_ok=True)
    for name, content in documents.items():
        _replace(out / name, content)
    return [out / name for name in documents]


def _replace(path: Path, content: bytes) -> None:
    temporary = path.with_name(f".{path.name}.tmp")
    try:
        temporary.write_bytes(content)
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)
