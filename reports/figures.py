"""The numbers themselves: the key figures as JSON beside the PDF, the tables as CSV inside it, and what was revised."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reports import dutch, kpis, small
from reports.kpis import DEFINITIONS_VERSION
from reports.texts import printable

if TYPE_CHECKING:
    from reports.weekly import Weekly

BOM = "\ufeff"
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def key_figures(weekly: Weekly) -> dict[str, Any]:
    """The figures of page 1, each with last week and its usual range, and what belongs beside them."""
    hours = kpis.response_hours(weekly.facts)
    return {
        "week": weekly.facts.period.week_name,
        "first": weekly.facts.period.first.isoformat(),
        "last": weekly.facts.period.last.isoformat(),
        "edition": weekly.edition,
        "cutoff": weekly.facts.cutoff.isoformat(),
        "definitions": DEFINITIONS_VERSION,
        "complete": weekly.facts.is_complete(),
        "figures": {t.identity: _figure(t.value, t, weekly) for t in weekly.tiles},
        "previous": {t.identity: _figure(t.previous, t, weekly) for t in weekly.tiles},
        "normal": {t.identity: [t.usual.low, t.usual.high] if t.usual else None for t in weekly.tiles},
        "verdict": {t.identity: t.verdict for t in weekly.tiles},
        "response_p90_hours": rounded(kpis.ninetieth(hours)),
        "response_count": _shown(len(hours), weekly),
        "unanswered": _shown(weekly.unanswered, weekly),
        "expired": _shown(kpis.expired(weekly.facts), weekly),
        "over_norm": _shown(sum(q.is_over for q in weekly.questions), weekly),
        "sources": {row.title: _shown(row.total, weekly) for row in weekly.sources},
        "topics": {
            row.identity: _shown(row.count, weekly) if weekly.facts.is_measured_at_all else None
            for row in weekly.topics
        },
        "coverage": {c.title: c.state for c in weekly.coverage},
    }


def rounded(value: float | None) -> float | None:
    """A figure as JSON gives it: four decimals, and none where it is whole."""
    return None if value is None else round(value, 4) if value % 1 else int(value)


def revisions(now: dict[str, Any], before: dict[str, Any] | None) -> list[str]:
    """The key figures that differ from an earlier edition of the same week, in words: ``Berichten 53 (was 51)``.

    Args:
        now: the figures of this edition.
        before: what ``key_figures`` wrote for the edition that is revised; None where there was none.
    """
    if before is None:
        return []
    old = before.get("figures", {})
    return [
        f"{kpis.name_of(figure)} {new} (was {was})"
        for figure in kpis.KPIS
        if figure.__name__ in old
        for new, was in [(_said(figure, now["figures"][figure.__name__]), _said(figure, old[figure.__name__]))]
        if new != was
    ]


def _said(figure: kpis.Figure, value: float | str | None) -> str:
    if value is None or isinstance(value, str):
        return value or "geen"
    return f"{dutch.number(value, 1)} uur" if figure in kpis.IN_HOURS else dutch.number(value)


def earlier_edition(path: Path, now: dict[str, Any]) -> dict[str, Any] | None:
    """The edition that this one revises, from the JSON beside the last PDF of the same week.

    An edition that repeats the last one word for word revises what that one revised, so that rendering twice gives
    the same bytes.
    """
    if not path.exists():
        return None
    last: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    if last.get("week") != now["week"] or last.get("edition") != now["edition"]:
        return None
    revised = last.get("revises")
    if last.get("figures") == now["figures"]:
        return {"figures": revised} if revised else None
    return last


def as_json(now: dict[str, Any], before: dict[str, Any] | None) -> str:
    """The figures as JSON, with the figures of the edition that they revise."""
    return json.dumps({**now, "revises": before["figures"] if before else None}, ensure_ascii=False, indent=1) + "\n"


def as_csv(weekly: Weekly) -> bytes:
    """Every table of the week in one file that Dutch Excel opens: ``;`` between cells, comma decimals, BOM.

    Links and titles of open questions are only in the team's edition.
    """
    text = StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(["tabel", "naam", "kolom", "waarde"])
    for row in _cells(weekly):
        writer.writerow([defused(cell) for cell in row])
    return (BOM + text.getvalue()).encode()


def defused(cell: object) -> str:
    """A cell that a spreadsheet reads as text or number, never as a formula."""
    if cell is None:
        return "geen"
    if isinstance(cell, bool | int | float):
        return str(round(cell, 4)).replace(".", ",")
    text = printable(str(cell))
    return f"'{text}" if text.startswith(_FORMULA) else text


def _cells(weekly: Weekly) -> Iterable[tuple[object, ...]]:
    for t in weekly.tiles:
        yield "kerncijfers", t.name, "deze week", _figure(t.value, t, weekly)
        yield "kerncijfers", t.name, "vorige week", _figure(t.previous, t, weekly)
        yield "kerncijfers", t.name, "normaal van", t.usual.low if t.usual else "nog geen normaal"
        yield "kerncijfers", t.name, "normaal tot", t.usual.high if t.usual else "nog geen normaal"
    for row in [*weekly.sources, weekly.total]:
        for n, (day, count) in enumerate(zip(weekly.facts.period.days, row.days, strict=True)):
            yield "berichten per bron en dag", row.title, day.isoformat(), _cell(count, is_withheld=n in row.withheld)
        yield "berichten per bron en dag", row.title, "totaal", _shown(row.total, weekly)
    for topic in weekly.topics:
        is_known = weekly.facts.is_measured_at_all
        yield "onderwerpen", topic.title, "berichten", _shown(topic.count, weekly) if is_known else None
        yield "onderwerpen", topic.title, "vragen", _shown(topic.questions, weekly) if is_known else None
    yield from _rising(weekly)
    for day_name, line, whole in zip(dutch.WEEKDAYS, weekly.hours_part.hours, weekly.total.days, strict=True):
        withheld = frozenset() if weekly.is_team else small.withheld([line])[0]
        for hour, count in enumerate(line):
            said = None if whole is None else _cell(count, is_withheld=hour in withheld)
            yield "berichten per uur", day_name, f"{hour:02d}.00", said
    for work in weekly.work:
        yield "interventies", work.title, "interventies", _shown(work.count, weekly)
        yield "interventies", work.title, "bedankt", _shown(work.thanked, weekly)
    for covered in weekly.coverage:
        yield "meetrondes", covered.title, "gelukt", covered.done
        yield "meetrondes", covered.title, "stand", covered.state
    yield from _questions(weekly)


def _rising(weekly: Weekly) -> Iterable[tuple[object, ...]]:
    for what, rising in (("opkomende onderwerpen", weekly.risen.topics), ("opkomende termen", weekly.risen.terms)):
        for found in rising:
            yield what, found.name, "berichten", found.count
            yield what, found.name, "gemiddeld", found.mean


def _shown(count: int | None, weekly: Weekly) -> int | str | None:
    """A count as this edition may show it: few stay few where outsiders read."""
    return small.said(count) if count is not None and small.is_small(count) and not weekly.is_team else count


def _figure(value: float | None, tile: kpis.Tile, weekly: Weekly) -> float | str | None:
    """A key figure as this edition may show it; hours are no count."""
    return rounded(value) if value is None or tile.digits else _shown(int(value), weekly)


def _cell(count: int | None, *, is_withheld: bool) -> int | str | None:
    """A count of a table as this edition may show it; one that would tell a small one is not given."""
    if not is_withheld or count is None:
        return count
    return small.said(count) if small.is_small(count) else "niet genoemd"


def _questions(weekly: Weekly) -> Iterable[tuple[object, ...]]:
    for n, question in enumerate(weekly.questions, 1):
        if weekly.is_team:
            yield "open vragen", n, "titel", question.title
            yield "open vragen", n, "adres", question.link or "geen"
            yield "open vragen", n, "bekeken", question.views
        yield "open vragen", n, "bron", question.source
        yield "open vragen", n, "wacht openingsuren", question.waited if weekly.is_team else round(question.waited)
