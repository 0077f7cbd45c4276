"""``webcare crawl``: progress while it runs, a table at the end, and an exit status that says if all is complete."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import date, datetime, time
from typing import TYPE_CHECKING

from rich.console import Console
from rich.live import Live
from rich.table import Table

from crawler.items import GOOD

if TYPE_CHECKING:
    from scrapy.crawler import Crawler

    from crawler.items import Run
    from crawler.profile import Profile

Figures = tuple[str | int, ...]
Show = Callable[[Iterable[Figures]], None]
INCOMPLETE = 3
OURS = ("crawler.", "spiders.", "pipelines.")
TOLD_TWICE = "scrapy.downloadermiddlewares.robotstxt"
"""Prints a traceback when robots.txt cannot be fetched; the page behind it fails too, and that is recorded."""
FORM = "%(asctime)s %(levelname)s %(message)s"
WIDEST = 120
"""Columns of the table at the end, also where it goes to a file."""


def crawl(profile: Profile, data: str, names: list[str], since: date | None, *, full: bool) -> int:
    """Runs one round and returns the exit status: 0 when every source is complete, 3 when one is not.

    Raises:
        InputError: a source, the place for the data or the key for pseudonyms is not what it must be.
    """
    from spiders.crawl import crawl as run_round

    prepare(profile, data)
    with showing() as show:
        tick = (lambda crawlers: show(map(figures, crawlers))) if show else None
        runs = run_round(profile, data, names, since=horizon(profile, since), full=full, tick=tick)
    return concluded(runs)


def prepare(profile: Profile, data: str) -> None:
    """Sees, before anything is read from the web, that what is read can be stored.

    Raises:
        InputError: the rules, the place for the data or the key for pseudonyms is not what it must be.
    """
    from crawler.pseudonyms import load_key
    from crawler.store import Store

    _ = profile.reading_rules
    Store(data, profile.zone).prepare()
    if profile.privacy.authors == "pseudonym":
        load_key()


def horizon(profile: Profile, since: date | None) -> datetime | None:
    """The moment at which a day begins in the organisation's zone."""
    return datetime.combine(since, time(), profile.zone) if since else None


@contextmanager
def showing() -> Iterator[Show | None]:
    """Shows a round: gives what updates the table on a terminal; elsewhere log lines are shown, and it gives None."""
    console = Console(stderr=True)
    if not console.is_terminal:
        log_to(logging.StreamHandler(), logging.INFO)
        yield None
        return
    log_to(logging.StreamHandler(), logging.WARNING)
    with Live(console=console, refresh_per_second=4, transient=True) as live:
        yield lambda rows: live.update(progress(rows))


def concluded(runs: Iterable[Run]) -> int:
    """Prints the table of a round and returns the exit status."""
    runs = list(runs)
    print_summary(runs)
    return INCOMPLETE if any(run.outcome not in GOOD for run in runs) else 0


def print_summary(runs: Iterable[Run], *, in_full: bool = False) -> None:
    """Prints the table of a round, and what is to be said of each source that is not complete; ``in_full`` of all."""
    out = Console()
    out.width = max(out.width, WIDEST)
    runs = list(runs)
    out.print(summary(runs))
    for run in runs:
        if run.detail and (in_full or run.outcome not in GOOD):
            out.print(f"{run.source}: {run.detail}", highlight=False, markup=False)


def log_to(handler: logging.Handler, level: int) -> None:
    """Our own parts speak from ``level`` on; libraries only when something is wrong."""
    from crawler.logs import in_one_sentence

    handler.addFilter(lambda record: record.levelno >= (level if record.name.startswith(OURS) else logging.WARNING))
    handler.addFilter(lambda record: record.name != TOLD_TWICE)
    handler.addFilter(in_one_sentence())
    logging.basicConfig(level=logging.INFO, format=FORM, handlers=[handler], force=True)


def figures(crawler: Crawler) -> Figures:
    """What a source has done so far: its name, pages, threads read, posts read, new posts."""
    figure = crawler.stats.get_value if crawler.stats else lambda _name, default: default
    keys = ("downloader/response_count", "webcare/threads_visited", "webcare/posts_read", "webcare/posts_new")
    name = crawler.spider.name if crawler.spider else crawler.spidercls.name
    return name, *(figure(key, 0) for key in keys)


def progress(rows: Iterable[Figures]) -> Table:
    """What each source has done so far."""
    table = Table("source", "pages", "threads read", "posts read", "new", box=None, header_style="bold", pad_edge=False)
    for row in rows:
        table.add_row(*map(str, row))
    return table


def summary(runs: Iterable[Run]) -> Table:
    """One row per source: what was read, what is new, and how it ended."""
    from crawler.items import is_skipped

    columns = (
        "source",
        "outcome",
        "requests",
        "seconds",
        "threads",
        "posts read",
        "new",
        "changed",
        "matched",
        "reason",
    )
    table = Table(*columns, box=None, header_style="bold", pad_edge=False)
    for run in runs:
        seconds = f"{(run.finished_at - run.started_at).total_seconds():.0f}" if run.finished_at else "-"
        figures = (run.threads_visited, run.posts_read, run.posts_new, run.posts_changed, run.posts_matched)
        outcome, reason = ("skipped", "") if is_skipped(run.outcome, run.detail) else (run.outcome, run.reason or "")
        table.add_row(run.source, outcome, str(run.requests), seconds, *map(str, figures), reason)
    return table
