"""The front door: every command of ``webcare``. It calls; it does not think."""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path
from typing import Annotated, Literal, NoReturn

import typer

from crawler.errors import InputError

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    help="Finds the posts that concern an organisation, and reports on them.",
)
report = typer.Typer(no_args_is_help=True, help="Render the PDF reports.")
app.add_typer(report, name="report")

ProfileName = Annotated[str, typer.Option("--profile", envvar="WEBCARE_PROFILE", help="Name or path of the profile.")]
DataFolder = Annotated[str, typer.Option("--data", envvar="WEBCARE_DATA", help="Folder or object store of the data.")]
OutFolder = Annotated[Path, typer.Option("--out", help="Folder for the reports.")]
Day = Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="How far back a first visit reads.")]
Edition = Annotated[Literal["team", "committee"], typer.Option(help="For the team, or without links and quotations.")]


@app.command()
def demo(
    out: OutFolder = Path("output"),
    data: DataFolder = "",
) -> None:
    """Run the main job end to end on the practice world: crawl, weekly report. Needs no network."""
    from webcare.demo import demo as run

    raise typer.Exit(run(out, data))


@app.command()
def crawl(
    sources: Annotated[list[str] | None, typer.Argument(help="Sources to crawl; without any, all switched on.")] = None,
    since: Day = None,
    full: Annotated[bool, typer.Option("--full", help="Read everything again, whatever is known.")] = False,
    profile: ProfileName = "uwv",
    data: DataFolder = "data",
) -> None:
    """Crawl the sources of the profile; only what is new since the last time is read."""
    from crawler.profile import load
    from webcare.crawl import crawl as run

    raise typer.Exit(run(load(profile), data, sources or [], since.date() if since else None, full=full))


@report.command("weekly")
def weekly(
    week: Annotated[
        str | None, typer.Argument(help="An ISO week such as 2026-W47; the last complete one if left out.")
    ] = None,
    edition: Edition = "team",
    html: Annotated[bool, typer.Option("--html", help="Also write the report as one web page.")] = False,
    out: OutFolder = Path("output"),
    profile: ProfileName = "uwv",
    data: DataFolder = "data",
) -> None:
    """Render the weekly report."""
    from crawler.profile import load
    from webcare.report import weekly as run
    from webcare.sources import titles

    loaded = load(profile)
    for path in run(loaded, data, week, out, edition, html=html, titles=titles(loaded)):
        print(path)


@app.command()
def inspect(
    target: Annotated[str, typer.Argument(help="A file or an address.")],
    url: Annotated[str, typer.Option(help="The address that a file was read from.")] = "",
    engine: Annotated[str | None, typer.Option(help="Read it with this engine, whatever it looks like.")] = None,
    fetched_at: Annotated[
        datetime | None, typer.Option(help="When it was read, in UTC; relative dates count from it.")
    ] = None,
    timezone: Annotated[str, typer.Option(help="The zone in which the page prints its dates.")] = "Europe/Amsterdam",
    date_order: Annotated[Literal["DMY", "MDY", "YMD"], typer.Option(help="The order of its numeric dates.")] = "DMY",
    profile: ProfileName = "uwv",
) -> None:
    """Show as JSON what our readers see in one page."""
    from webcare.looking import look

    print(look(target, url, engine, fetched_at, timezone, date_order, profile))


@app.command()
def add(
    url: Annotated[str, typer.Argument(help="The address of a board.")],
    name: Annotated[
        str | None, typer.Option(help="The source's name in the profile; from the address if left out.")
    ] = None,
    pages: Annotated[Path, typer.Option(help="Folder for the pages that were read.")] = Path("pages"),
    write: Annotated[bool, typer.Option("--write", help="Append the table to the profile.")] = False,
    profile: ProfileName = "uwv",
) -> None:
    """Recognise the engine behind an address, try it, and print its table for the profile."""
    from crawler.profile import load
    from webcare.add import add as run

    print(run(load(profile), url, name, pages, write=write))


@app.command()
def triage(
    file: Annotated[Path | None, typer.Argument(help="Posts as JSON lines; standard input if left out.")] = None,
    threads: Annotated[
        bool, typer.Option("--threads", help="The lines are whole threads; write their states.")
    ] = False,
    profile: ProfileName = "uwv",
) -> None:
    """Read posts (or threads) as JSON lines and write their labels (or states) as JSON lines."""
    from crawler.profile import load
    from webcare.triage import run

    for line in run(load(profile), file, threads=threads):
        print(line)


@app.command()
def sources(profile: ProfileName = "uwv", data: DataFolder = "data") -> None:
    """Show each source: engine, address, whether it is switched on, its last good run, its state."""
    from crawler.profile import load
    from webcare.sources import show

    show(load(profile), data)


def main() -> None:
    """Runs the command line; the user's mistakes end in one sentence and exit status 2."""
    try:
        sys.exit(app(standalone_mode=False))
    except InputError as error:
        refuse(str(error))
    except typer.exceptions.TyperException as error:
        refuse(error.format_message())  # empty where a command without arguments has shown its help
    except typer.Abort:
        sys.exit(1)


def refuse(sentence: str) -> NoReturn:
    """Says what was wrong with what the user gave, on one line."""
    if sentence:
        print(f"webcare: {' '.join(sentence.split())}", file=sys.stderr)
    sys.exit(2)


if __name__ == "__main__":
    main()
