"""One edition of a report as files: the PDF, its key figures, and the web page where that is asked."""

from __future__ import annotations

from pathlib import Path

from reports import figures
from reports.pdf import pdf
from reports.render import rendered
from reports.weekly import Weekly


def name_of(weekly: Weekly) -> str:
    """The name of the files without their ending; the committee's edition never overwrites the team's."""
    return f"weekoverzicht-{weekly.facts.period.week_name}" + ("" if weekly.is_team else "-commissie")


def documents(weekly: Weekly, out: Path, *, html: bool = False) -> dict[str, bytes]:
    """The files of an edition by name, the PDF first.

    Args:
        weekly: what the report says.
        out: where the last edition of the same week lies, if there was one.
        html: also make the web page.
    """
    now = figures.key_figures(weekly)
    before = figures.earlier_edition(out / f"{name_of(weekly)}.json", now)
    weekly.revised = tuple(figures.revisions(now, before))
    accent = weekly.facts.profile.report.accent
    table = {weekly.pages.attachment: ("Alle tabellen van dit weekoverzicht", figures.as_csv(weekly))}
    page = rendered("weekly.html", w=weekly, accent=accent)
    weekly.facts.posts.connection.close()
    made = {
        f"{name_of(weekly)}.pdf": pdf(page, table, weekly.facts.cutoff),
        f"{name_of(weekly)}.json": figures.as_json(now, before).encode(),
    }
    return made
