"""``webcare status``: how every source that is switched on is doing, on the terminal and as a page."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from crawler.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from crawler.profile import Profile
    from reports.health import Health


def status(profile: Profile, data: str, html: Path | None) -> int:
    """Prints a row a source, and writes the page where that is asked; returns the exit status.

    It is 3 where somebody must look at a source: its last round was not complete, or its last good one too long ago.

    Raises:
        InputError: there is no run log, or the page cannot be written.
    """
    from crawler.parts import steadily
    from crawler.store import now
    from reports.health import health
    from reports.health_page import page
    from reports.parquet import exists
    from webcare.crawl import INCOMPLETE
    from webcare.titles import titles

    if not exists(data):
        raise InputError(f"{data}: holds no data; run `webcare crawl` first")
    moment = now()
    found = steadily(lambda: health(profile, data, delays(profile), moment))
    _print(found)
    if html:
        _write(html, page(profile, found, titles(profile), moment))
    return 0 if all(h.is_healthy for h in found) else INCOMPLETE


def delays(profile: Profile) -> dict[str, float]:
    """Seconds between two requests of every source, as its spider or the profile says.

    The delay is kept for each host: a source that reads several at a time asks more often.
    """
    from crawler.addresses import host_of
    from webcare.sources import spiders

    found: dict[str, float] = {name: spider.delay for name, spider in spiders(profile).items()}
    for name, source in profile.sources.items():
        hosts = {host_of(url) for url in [*(source.servers or ()), *(source.feeds or {}).values()]}
        found[name] = (found[name] if source.delay is None else source.delay) / max(1, len(hosts))
    return found


def _print(found: Sequence[Health]) -> None:
    from rich.console import Console
    from rich.table import Table

    from crawler.items import SKIPPED
    from webcare.crawl import WIDEST

    columns = ("source", "state", "last good run", "hours ago", "good runs", "failures in 30 days", "pace", "asked")
    table = Table(*columns, box=None, header_style="bold", pad_edge=False)
    for h in found:
        table.add_row(
            h.source,
            h.condition,
            f"{h.last_good:%Y-%m-%d %H:%M}" if h.last_good else "never",
            f"{h.silence.total_seconds() / 3600:.0f}" if h.silence else "-",
            f"{h.good}/{h.rounds}",
            ", ".join(f"{'skipped' if reason == SKIPPED else reason} {n}" for reason, n in h.failures.items()) or "-",
            "-" if h.kept is None else f"{h.kept:.1f} s" + ("" if h.is_polite else " (too fast)"),
            f"{h.asked:g} s",
        )
    console = Console()
    console.width = max(console.width, WIDEST)
    console.print(table)


def _write(path: Path, content: str) -> None:
    from webcare.report import written

    try:
        written({path.name: content.encode()}, path.parent)
    except OSError as error:
        raise InputError(f"{path}: cannot be written ({error.strerror})") from error
