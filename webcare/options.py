"""The options that several commands share, each said once."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Annotated, Literal

import typer

ProfileName = Annotated[str, typer.Option("--profile", envvar="WEBCARE_PROFILE", help="Name or path of the profile.")]
DataFolder = Annotated[str, typer.Option("--data", envvar="WEBCARE_DATA", help="Folder or object store of the data.")]
OutFolder = Annotated[Path, typer.Option("--out", help="Folder for the reports.")]
Cluster = Annotated[
    str | None,
    typer.Option(
        "--on",
        metavar="ADDRESS",
        help="Scheduler of a Dask cluster to run on, such as tcp://scheduler:8786; --data is then an object store.",
    ),
]
Edition = Annotated[Literal["team", "committee"], typer.Option(help="For the team, or without links and quotations.")]
Asked = Annotated[str | None, typer.Option(help="What is asked of the committee; else what the profile says.")]
DAYS = ["%Y-%m-%d", "%d-%m-%Y"]
"""How a day may be written on the command line."""
OptionalDay = Annotated[datetime | None, typer.Option(formats=DAYS, help="A day, such as 2026-11-21.")]
Day = Annotated[datetime, typer.Argument(formats=DAYS, help="A day, such as 2026-11-21.")]
