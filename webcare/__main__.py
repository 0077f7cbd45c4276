"""The front door: every command of ``webcare``. It calls; it does not think."""

from __future__ import annotations

import sys
from datetime import date, datetime
from pathlib import Path
from typing import Annotated

import typer

from crawler.errors import InputError

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    help="Finds the posts that concern an organisation, and reports on them.",
)
report = typer.Typer(no_args_is_help=True, help="Renders the PDF reports.")
app.add_typer(report, name="report")

ProfileName = Annotated[str, typer.Option("--profile", envvar="WEBCARE_PROFILE", help="Name or path of the profile.")]
DataFolder = Annotated[
    str, typer.Option("--data", envvar="WEBCARE_DATA", help="Folder or object-store address of the data.")
]
OutFolder = Annotated[Path, typer.Option("--out", help="Folder for the reports.")]


@app.command()
def crawl(
    sources: Annotated[
        list[str] | None, typer.Argument(help="Sources to crawl; all that are switched on if none is named.")
    ] = None,
    since: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], help="How far back a first visit reads.")
    ] = None,
    full: Annotated[bool, typer.Option("--full", help="Read everything again, whatever is known.")] = False,
    profile: ProfileName = "uwv",
    data: DataFolder = "data",
) -> None:
    """Crawl the sources of the profile; only what is new since the last time is read."""
    from crawler.profile import load
    from webcare.crawl import crawl as run

    raise typer.Exit(run(load(profile), data, sources or [], since.date() if since else None, full=full))


def today() -> date:
    """The date on this machine's calendar."""
    return datetime.now().astimezone().date()


def main() -> None:
    """Runs the command line; the user's mistakes end in one sentence and exit status 2."""
    try:
        app()
    except InputError as error:
        print(f"webcare: {error}", file=sys.stderr)
        sys.exit(2)


if __name__ == "__main__":
    main()
