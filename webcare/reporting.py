"""``webcare report``: the weekly, the year-end and the period report."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

import typer

from webcare.options import Asked, DataFolder, Day, Edition, OutFolder, ProfileName

app = typer.Typer(no_args_is_help=True, help="Render the PDF reports.")


@app.command()
def weekly(
    week: Annotated[
        str | None, typer.Argument(help="An ISO week such as 2026-W47; the last complete one if left out.")
    ] = None,
    edition: Edition = "team",
    html: Annotated[bool, typer.Option("--html", help="Also write the report as one web page.")] = False,
    mail: Annotated[bool, typer.Option("--mail", help="Send it to the recipients of the profile.")] = False,
    out: OutFolder = Path("output"),
    profile: ProfileName = "uwv",
    data: DataFolder = "data",
) -> None:
    """Render the weekly report."""
    from crawler.profile import load
    from webcare.report import weekly as run
    from webcare.titles import titles

    loaded = load(profile)
    show(run(loaded, data, week, out, edition, html=html, mail=mail, titles=titles(loaded)))


@app.command()
def yearly(
    year: Annotated[int | None, typer.Argument(help="Such as 2026; the newest year with posts if left out.")] = None,
    asked: Asked = None,
    out: OutFolder = Path("output"),
    profile: ProfileName = "uwv",
    data: DataFolder = "data",
) -> None:
    """Render the year-end summary for the evaluation committee."""
    from crawler.profile import load
    from webcare.titles import titles
    from webcare.yearly import yearly as run

    loaded = load(profile)
    show(run(loaded, data, year, out, asked, titles(loaded)))


@app.command()
def period(
    first: Day,
    last: Day,
    title: Annotated[str | None, typer.Option(help="What stands on page 1.")] = None,
    asked: Asked = None,
    out: OutFolder = Path("output"),
    profile: ProfileName = "uwv",
    data: DataFolder = "data",
) -> None:
    """Render the same summary for any period, such as an interim report."""
    from crawler.profile import load
    from webcare.titles import titles
    from webcare.yearly import period as run

    loaded = load(profile)
    show(run(loaded, data, first.date(), last.date(), title, out, titles(loaded), asked))


def show(files: Iterable[Path]) -> None:
    """Prints where the files are."""
    for path in files:
        print(path)
