"""The files of a report on a year or a free period: the PDF for the committee, and its figures for programs."""

from __future__ import annotations

import csv
import json
from io import StringIO

from reports import figures as weekly_figures
from reports import render
from reports.figures import rounded
from reports.kpis import DEFINITIONS_VERSION
from reports.pdf import pdf
from reports.yearly import charts, maps
from reports.yearly.report import Yearly

DRAWN = (
    charts.bars, charts.columns, charts.whole, charts.histogram, maps.week_line, maps.grid, maps.heat_table,
    maps.growth,
)  # fmt: skip


def documents(report: Yearly) -> dict[str, bytes]:
    """The files of a report by name, the PDF first."""
    page = html(report)
    numbers = as_json(report)
    table = {report.attachment: ("Alle tabellen van dit overzicht", as_csv(report))}
    report.facts.posts.connection.close()
    return {f"{report.name}.pdf": pdf(page, table, report.facts.cutoff), f"{report.name}.json": numbers.encode()}


def html(report: Yearly) -> str:
    """The report as one page of HTML, ready for print."""
    accent = report.facts.profile.report.accent
    drawn = {f"draw_{chart.__name__}": render.as_markup(chart, accent) for chart in DRAWN}
    template = render.environment(accent).get_template("yearly.html", globals=drawn)
    return template.render(y=report)


def as_json(report: Yearly) -> str:
    """The figures as programs read them."""
    waits = report.timed
    content = {
        "first": report.facts.period.first.isoformat(),
        "last": report.facts.period.last.isoformat(),
        "cutoff": report.facts.cutoff.isoformat(),
        "definitions": DEFINITIONS_VERSION,
        "profile": report.facts.profile.digest,
        "figures": {name: rounded(value) for name, value in report.values.items()},
        "months": {m.key: n for m, n in zip(report.facts.acting_months, report.supplied.monthly, strict=True)},
        "demand": {"posts": report.demanded.whole.posts, "threads": report.demanded.whole.threads,
                   "questions": report.demanded.whole.questions},
        "asked": len(report.facts.questions),
        "answered": report.supplied.answered,
        "complaints": len(report.facts.complaints),
        "response": {"count": len(waits.ordered), "median": rounded(waits.middle), "p90": rounded(waits.late),
                     "within_norm": waits.within, "first_questions": len(waits.first)},
        "hours": rounded(report.worked.hours),
        "views": {r.source: r.views for r in report.worth.read},
        "survey": [
            {"question": q.text, "good": round(q.good, 4), "answered": q.answered, "invited": q.invited}
            for q in report.worth.questions
        ],
    }  # fmt: skip
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def as_csv(report: Yearly) -> bytes:
    """Every table of the annex in one file that Dutch Excel opens; small counts are merged as in print."""
    text = StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    for table in report.annex.tables:
        writer.writerow([f"Tabel {table.number}. {table.title}"])
        writer.writerow(table.heading)
        writer.writerows([weekly_figures.defused(cell) for cell in row] for row in table.rows)
        writer.writerow([])
    writer.writerow(["Zoektermen"])
    writer.writerow(["Term", "Treffers", "Alleen deze term", "Ruis"])
    writer.writerows([weekly_figures.defused(cell) for cell in line] for line in report.annex.term_lines)
    writer.writerows([weekly_figures.defused(note)] for note in report.annex.term_notes)
    return (weekly_figures.BOM + text.getvalue()).encode()
