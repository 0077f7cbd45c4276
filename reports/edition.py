"""One edition of a report as files: the PDF, its key figures, and the web page where that is asked."""

from __future__ import annotations

from pathlib import Path

from markupsafe import Markup

from reports import figures, fonts
from reports.fit import fitted
from reports.folders import TEMPLATES
from reports.pdf import written
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
    table = {weekly.document.attachment: ("Alle tabellen van dit weekoverzicht", figures.as_csv(weekly))}
    document, page = fitted(weekly, lambda: rendered("weekly.html", accent, w=weekly))
    screen = web_page(weekly) if html else None
    weekly.facts.posts.connection.close()
    made = {
        f"{name_of(weekly)}.pdf": written(document, page, table, weekly.facts.cutoff),
        f"{name_of(weekly)}.json": figures.as_json(now, before).encode(),
    }
    if screen is not None:
        made[f"{name_of(weekly)}.html"] = screen.encode()
    return made


def web_page(weekly: Weekly) -> str:
    """The same report as one web page that needs no other file: its looks, letters and script stand inside."""
    weekly.show_on(screen=True)
    try:
        return rendered("weekly_screen.html", weekly.facts.profile.report.accent, w=weekly, **inlined())
    finally:
        weekly.show_on(screen=False)


def inlined() -> dict[str, Markup]:
    """What the web page carries inside: styles, letters, script."""
    styles = "\n".join((TEMPLATES / name).read_text(encoding="utf-8") for name in ("look.css", "screen.css"))
    script = (TEMPLATES / "screen.js").read_text(encoding="utf-8")
    return {"styles": Markup(fonts.embedded() + styles), "script": Markup(script)}  # noqa: S704 (our own files)
