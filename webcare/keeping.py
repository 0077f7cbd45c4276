"""``webcare journal``: adds a line to the team's own records, lists them, checks them."""

from __future__ import annotations

from typing import Annotated

import typer

from crawler.errors import InputError
from webcare.journal import Kind
from webcare.options import DataFolder, OptionalDay, ProfileName

app = typer.Typer(no_args_is_help=True, help="Keep the team's own records: signals, hours, survey, decisions.")

KindOf = Annotated[Kind, typer.Argument(help="Which lines.")]
Cells = Annotated[list[str], typer.Argument(help="The cells, as COLUMN=VALUE; the date is today if left out.")]


def add(kind: Kind, cells: list[str], profile: str, data: str) -> None:
    """Adds one line and prints it."""
    from crawler.profile import load
    from crawler.records import records_of
    from webcare.journal import add as run

    print(run(records_of(data), kind, values_of(cells), load(profile)))


@app.command()
def signal(cells: Cells, profile: ProfileName = "uwv", data: DataFolder = "data") -> None:
    """Add a signal: webcare journal signal topic=werknl text="Storing" department=ICT."""
    add("signal", cells, profile, data)


@app.command()
def hours(cells: Cells, profile: ProfileName = "uwv", data: DataFolder = "data") -> None:
    """Add hours: webcare journal hours adviser=RN activity=reageren hours=2,5."""
    add("hours", cells, profile, data)


@app.command()
def survey(cells: Cells, profile: ProfileName = "uwv", data: DataFolder = "data") -> None:
    """Add an answer's count: webcare journal survey question="..." answer=ja count=31."""
    add("survey", cells, profile, data)


@app.command()
def decision(cells: Cells, profile: ProfileName = "uwv", data: DataFolder = "data") -> None:
    """Add a decision: webcare journal decision url=ADDRESS decision=noise."""
    add("decision", cells, profile, data)


@app.command()
def followers(cells: Cells, profile: ProfileName = "uwv", data: DataFolder = "data") -> None:
    """Add a count of followers: webcare journal followers source=twitter followers=524."""
    add("followers", cells, profile, data)


@app.command()
def event(cells: Cells, profile: ProfileName = "uwv", data: DataFolder = "data") -> None:
    """Add an event that reports mark: webcare journal event text="Storing werk.nl"."""
    add("event", cells, profile, data)


@app.command("list")
def listing(kind: KindOf, since: OptionalDay = None, _profile: ProfileName = "uwv", data: DataFolder = "data") -> None:
    """List the lines of one kind, oldest first."""
    from crawler.records import records_of
    from webcare.journal import listed

    for line in listed(records_of(data), kind, since.date() if since else None):
        print(line)


@app.command()
def check(profile: ProfileName = "uwv", data: DataFolder = "data") -> None:
    """Name every line that a report would stumble over."""
    from crawler.profile import load
    from crawler.records import records_of
    from webcare.journal import check as run

    problems = run(records_of(data), load(profile), data)
    for problem in problems:
        print(problem)
    if problems:
        raise typer.Exit(2)
    print("The journal is in order.")


def values_of(cells: list[str]) -> dict[str, str]:
    """The cells by column.

    Raises:
        InputError: a cell is not written as COLUMN=VALUE.
    """
    pairs = [cell.partition("=") for cell in cells]
    wrong = next((name for name, sign, _ in pairs if not sign), None)
    if wrong is not None:
        raise InputError(f"{wrong}: expected COLUMN=VALUE, such as hours=2,5")
    return {name: value for name, _, value in pairs}
