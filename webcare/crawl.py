"""``webcare crawl``: progress while it runs, a table at the end, and an exit status that says if all is complete."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from datetime import date, datetime, time
from typing import TYPE_CHECKING

from rich.console import Console
from rich.live import Live
from rich.table import Table

if TYPE_CHECKING:
    from scrapy.crawler import Crawler

    from crawler.items import Run
    from crawler.profile import Profile

INCOMPLETE = 3
GOOD = ("complete", "silent")
"""The outcomes of a run that read everything."""
OURS = ("crawler.", "spiders.", "pipelines.")
TOLD_TWICE = "scrapy.downloadermiddlewares.robotstxt"
"""Prints a traceback when robots.txt cannot be fetched; the page behind it fails too, and that is recorded."""
WIDEST = 120
"""Columns of the table at the end, also where it goes to a file."""


def crawl(profile: Profile, data: str, names: list[str], since: date | None, *, full: bool) -> int:
    """Runs one round and returns the exit status: 0 when every source is complete, 3 when one is not.

    Raises:
        InputError: a source, the place for the data or the key for pseudonyms is not what it must be.
    """
    from crawler.pseudonyms import load_key
    from crawler.store import Store
    from spiders.crawl import crawl as run_round

    Store(data, profile.zone).prepare()
    if profile.privacy.authors == "pseudonym":
        load_key()
    console = Console(stderr=True)
    horizon = datetime.combine(since, time(), profile.zone) if since else None
    if not console.is_terminal:
        _log_to_stderr(logging.INFO)
        runs = run_round(profile, data, names, since=horizon, full=full)
    else:
        _log_to_stderr(logging.WARNING)
        with Live(console=console, refresh_per_second=4, transient=True) as live:
            runs = run_round(
                profile, data, names, since=horizon, full=full, tick=lambda now: live.update(progress(now))
            )
    print_summary(runs)
    return INCOMPLETE if any(run.outcome not in GOOD for run in runs) else 0


def print_summary(runs: Iterable[Run]) -> None:
    """Prints the table of a round."""
    out = Console()
    out.width = max(out.width, WIDEST)
    runs = list(runs)
    out.print(summary(runs))
    for run in runs:
        if run.detail and run.outcome not in GOOD:
            out.print(f"{run.source}: {run.detail}", highlight=False, markup=False)


def _log_to_stderr(level: int) -> None:
    """Our own parts speak from ``level`` on; libraries only when something is wrong."""
    handler = logging.StreamHandler()
    handler.addFilter(lambda record: record.levelno >= (level if record.name.startswith(OURS) else logging.WARNING))
    handler.addFilter(lambda record: record.name != TOLD_TWICE)
    form = "%(asctime)s %(levelname)s %(message)s"
    logging.basicConfig(level=logging.INFO, format=form, handlers=[handler], force=True)


def progress(crawlers: Iterable[Crawler]) -> Table:
    """What each source has done so far."""
    table = Table("source", "pages", "threads read", "posts read", "new", box=None, header_style="bold", pad_edge=False)
    for crawler in crawlers:
        figure = crawler.stats.get_value if crawler.stats else lambda _name, default: default
        keys = ("downloader/response_count", "webcare/threads_visited", "webcare/posts_read", "webcare/posts_new")
        name = crawler.spider.name if crawler.spider else crawler.spidercls.name
        table.add_row(name, *(str(figure(key, 0)) for key in keys))
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
