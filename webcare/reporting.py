"""``webcare report``: the weekly, the year-end and the period report."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Annotated

import typer

from webcare.options import Asked, Cluster, DataFolder, Day, Edition, OutFolder, ProfileName

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
    on: Cluster = None,
    profile: ProfileName = "uwv",
    data: DataFolder = "data",
) -> None:
    """Render the weekly report."""
    from webcare.report import weekly as render

    show(made(on, render, profile, data, out, week=week, edition=edition, html=html, mail=mail))


@app.command()
def yearly(
    year: Annotated[int | None, typer.Argument(help="Such as 2026; the newest year with posts if left out.")] = None,
    asked: Asked = None,
    out: OutFolder = Path("output"),
    on: Cluster = None,
    profile: ProfileName = "uwv",
    data: DataFolder = "data",
) -> None:
    """Render the year-end summary for the evaluation committee."""
    from webcare.yearly import yearly as render

    show(made(on, render, profile, data, out, year=year, asked=asked))


@app.command()
def period(
    first: Day,
    last: Day,
    title: Annotated[str | None, typer.Option(help="What stands on page 1.")] = None,
    asked: Asked = None,
    out: OutFolder = Path("output"),
    on: Cluster = None,
    profile: ProfileName = "uwv",
    data: DataFolder = "data",
) -> None:
    """Render the same summary for any period, such as an interim report."""
    from webcare.yearly import period as render

    show(made(on, render, profile, data, out, first=first.date(), last=last.date(), title=title, asked=asked))


def made(
    on: str | None, render: Callable[..., list[Path]], profile: str, data: str, out: Path, **asked: object
) -> list[Path]:
    """The files of a report, made in this process, or on the cluster whose scheduler is ``on``."""
    from crawler.profile import load
    from webcare.titles import titles

    loaded = load(profile)
    asked["titles"] = titles(loaded)
    if on:
        from webcare.cluster import report

        return report(on, render, loaded, data, out, asked)
    return render(profile=loaded, data=data, out=out, **asked)


def show(files: Iterable[Path]) -> None:
    """Prints where the files are."""
    for path in files:
        print(path)
