"""The front door: every command of ``webcare``. It calls; it does not think."""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path
from typing import Annotated, Literal

import typer

from crawler.errors import InputError
from crawler.parts import damage
from webcare import keeping, reporting
from webcare.mistakes import refuse, unusable
from webcare.options import Cluster, DataFolder, OptionalDay, OutFolder, ProfileName

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    help="Finds the posts that concern an organisation, and reports on them.",
)
app.add_typer(reporting.app, name="report")
app.add_typer(keeping.app, name="journal")


@app.command()
def demo(
    pilot: Annotated[bool, typer.Option("--pilot", help="The whole pilot of 2010 instead (minutes).")] = False,
    out: OutFolder = Path("output"),
    _profile: ProfileName = "uwv",
    data: DataFolder = "",
) -> None:
    """Run the main job end to end on the practice world: crawl, weekly report, year. Needs no network.

    The practice world brings a profile of its own, which is left beside the data.
    """
    from webcare.demo import demo as run

    raise typer.Exit(run(out, data, is_pilot=pilot))


@app.command()
def crawl(
    sources: Annotated[list[str] | None, typer.Argument(help="Sources to crawl; without any, all switched on.")] = None,
    since: OptionalDay = None,
    full: Annotated[bool, typer.Option("--full", help="Read everything again, whatever is known.")] = False,
    on: Cluster = None,
    profile: ProfileName = "uwv",
    data: DataFolder = "data",
) -> None:
    """Crawl the sources of the profile; only what is new since the last time is read."""
    from crawler.profile import load
    from webcare.crawl import crawl as run

    loaded, names, day = load(profile), sources or [], since.date() if since else None
    if on:
        from webcare.cluster import crawl as run_on

        raise typer.Exit(run_on(on, loaded, data, names, day, full=full))
    raise typer.Exit(run(loaded, data, names, day, full=full))


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
    _data: DataFolder = "data",
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
    _data: DataFolder = "data",
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
    _data: DataFolder = "data",
) -> None:
    """Read posts (or threads) as JSON lines and write their labels (or states) as JSON lines."""
    from crawler.profile import load
    from webcare.triage import run

    for line in run(load(profile), file, threads=threads):
        print(line)


@app.command("import")
def import_file(
    file: Annotated[Path, typer.Argument(help="A platform's own export: CSV, JSON or JSON lines.")],
    source: Annotated[str, typer.Option(help="The source that its posts belong to.")],
    profile: ProfileName = "uwv",
    data: DataFolder = "data",
) -> None:
    """Store the posts of a platform's own export, as if they had been crawled."""
    from crawler.profile import load
    from webcare.crawl import print_summary
    from webcare.importing import import_posts

    print_summary([import_posts(load(profile), data, file, source)], in_full=True)


@app.command()
def train(
    files: Annotated[list[Path], typer.Argument(help="Labelled posts as JSON lines; named twice, they count twice.")],
    out: Annotated[Path, typer.Option(help="Where the model goes.")] = Path("model.json"),
    profile: ProfileName = "uwv",
    data: DataFolder = "data",
) -> None:
    """Train the optional model on labelled posts and the team's decisions; say whether it beats the rules."""
    from crawler.profile import load
    from webcare.train import run

    print(run(load(profile), data, files, out))


@app.command()
def sources(profile: ProfileName = "uwv", data: DataFolder = "data") -> None:
    """Show each source: engine, address, whether it is switched on, its last good run, its state."""
    from crawler.profile import load
    from webcare.sources import show

    show(load(profile), data)


@app.command()
def status(
    html: Annotated[Path | None, typer.Option(help="Also write it as a web page, into this file.")] = None,
    profile: ProfileName = "uwv",
    data: DataFolder = "data",
) -> None:
    """Show how each source is doing: its last good run, silence, failures, pace. Status 3 where one needs a look."""
    from crawler.profile import load
    from webcare.status import status as run

    raise typer.Exit(run(load(profile), data, html))


@app.command()
def forget(
    url: Annotated[str | None, typer.Argument(help="The address of a post or thread.")] = None,
    author: Annotated[str | None, typer.Option(help="Everything of this author, named as the site shows it.")] = None,
    source: Annotated[str | None, typer.Option(help="The author on this source only.")] = None,
    profile: ProfileName = "uwv",
    data: DataFolder = "data",
) -> None:
    """Erase a post, a thread or everything of an author; no later crawl stores it again."""
    from crawler.profile import load
    from webcare.forget import forget as run

    for sentence in run(load(profile), data, url, author, source):
        print(sentence)


@app.command()
def export(
    author: Annotated[str, typer.Option(help="The author, named as the site shows it.")],
    out: Annotated[Path | None, typer.Option(help="The file to write; standard output if left out.")] = None,
    source: Annotated[str | None, typer.Option(help="The author on this source only.")] = None,
    profile: ProfileName = "uwv",
    data: DataFolder = "data",
) -> None:
    """Show everything that is held about an author, as JSON with Dutch headings."""
    from crawler.profile import load
    from webcare.export import export as run
    from webcare.export import write

    document = run(load(profile), data, author, source)
    if out:
        write(document, out)
    print(out or document)


@app.command()
def purge(profile: ProfileName = "uwv", data: DataFolder = "data") -> None:
    """Take people's words out of what is older than the profile's retention; counts and labels stay."""
    from crawler.profile import load
    from webcare.upkeep import purge as run

    for sentence in run(load(profile), data):
        print(sentence)


@app.command()
def compact(profile: ProfileName = "uwv", data: DataFolder = "data") -> None:
    """Merge the small parts that crawls leave into one for each source and month."""
    from crawler.profile import load
    from webcare.upkeep import compact as run

    print(run(load(profile), data))


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
    except Exception as error:
        if sentence := damage(error) or unusable(error):
            refuse(sentence)
        raise


if __name__ == "__main__":
    main()
