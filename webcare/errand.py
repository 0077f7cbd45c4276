"""What the workers of a cluster do for a round with ``--on``: each reads one source, in a process of its own."""

from __future__ import annotations

import logging
import signal
import subprocess
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING

from webcare.tether import kill, tell, tethered, told
from webcare.worker import CUT_SHORT, Order, Standing, standing, unpacked

if TYPE_CHECKING:
    from scrapy.crawler import Crawler

    from crawler.items import Run
    from crawler.lease import Lease
    from crawler.store import Store

ATTEMPTS = 2
"""How often the reading of a source is begun in one run: once more where its worker was lost."""
_children: dict[subprocess.Popen[bytes], str] = {}
"""The crawls of this worker, and the run of each."""
_stopped: set[str] = set()
"""The runs that were stopped: nothing is begun for them any more."""


@dataclass(frozen=True)
class Reading:
    """The reading of one source in a round."""

    source: str
    planned_at: datetime
    since: datetime | None
    full: bool

    def failed(self, order: Order, sentence: str) -> Run:
        """The row of a source that was not read."""
        from crawler.items import Run

        return Run(order.run_id, self.source, self.planned_at, outcome="failed", reason="interrupted", detail=sentence)


def stop(run_id: str) -> None:
    """Lets the crawls of a round end as they are, as Ctrl-C does to a crawl at a terminal."""
    _stopped.add(run_id)
    for child, its_run in list(_children.items()):
        if its_run == run_id:
            child.send_signal(signal.SIGINT)


def read(order: Order, reading: Reading, expected: Standing, _before: object = None) -> Run:
    """The task of one source: reads it unless this round has read it, and returns its row of the run log.

    Args:
        order: the round.
        reading: the source.
        expected: what every worker of the round must be.
        _before: the row of the source before it on the same host, which must be done by now.
    """
    from crawler.lease import Lease, LeaseError
    from crawler.store import Store

    if (mine := standing(order)) != expected:
        return reading.failed(order, f"Its worker could not read it: {mine.problem or 'it is not like the others'}.")
    store = Store(order.data)
    if done := _row(store, order, reading):
        return done
    try:
        return _leased(order, reading, store, Lease(store, reading.source, order.run_id))
    except LeaseError as error:
        return reading.failed(order, str(error))


def _leased(order: Order, reading: Reading, store: Store, lease: Lease) -> Run:
    begun = lease.take()
    try:
        if begun >= ATTEMPTS:
            return reading.failed(order, "Its worker was lost twice; what was read is kept.")
        if order.run_id in _stopped:
            return reading.failed(order, "The crawl did not start.")
        refusal = _crawled(order, reading, lease)
        return _row(store, order, reading) or reading.failed(order, refusal or f"The crawl {CUT_SHORT}.")
    finally:
        lease.release()


def _row(store: Store, order: Order, reading: Reading) -> Run | None:
    """The row that a crawl of this round left when it ended; what it says counts, whatever the exit status."""
    from crawler.items import Run

    where = f"run_id = '{order.run_id}' and finished_at is not null"
    rows = store.latest("runs", where=where, source=reading.source).to_pylist()
    return Run(**{**rows[0], "status_counts": dict(rows[0]["status_counts"] or ())}) if rows else None


def _crawled(order: Order, reading: Reading, lease: Lease) -> str:
    """Crawls the source in a child while the lease is kept; returns why it was cut short, empty where it says so."""
    from distributed import get_worker

    refusals: list[str] = []
    with unpacked(order) as profile, tethered(_crawl, order, reading, profile) as child:
        keeper = Thread(target=_keep, args=(lease, child, refusals))
        keeper.start()
        _children[child] = order.run_id
        for kind, content in told(child):
            if kind == "refused":
                refusals.append(content)
            else:
                get_worker().log_event(topic(order.run_id), [kind, content])
        keeper.join()
        del _children[child]
    return "".join(refusals[:1])


def link(order: Order) -> bool:
    """The last task of a round: links the copies that several workers read; returns whether it could."""
    with unpacked(order) as profile, tethered(_link, order, profile) as child:
        return "linked" in dict(told(child))


def _link(order: Order, path: Path) -> None:
    """The child's part of linking."""
    from crawler.profile import load
    from crawler.store import Store
    from pipelines.dedup import link

    tell("linked", link(Store(order.data, load(path).zone), order.run_id))


def topic(run_id: str) -> str:
    """The name under which the workers of a round pass on what its crawls tell."""
    return f"webcare-{run_id}"


def _keep(lease: Lease, child: subprocess.Popen[bytes], refusals: list[str]) -> None:
    """Renews the lease while the child runs; ends the child where it is lost."""
    from crawler.lease import RENEWED, LeaseError

    while child.poll() is None:
        try:
            child.wait(RENEWED)
        except subprocess.TimeoutExpired:
            try:
                lease.renew()
            except LeaseError as error:
                refusals.append(str(error))
                kill(child)


def _crawl(order: Order, reading: Reading, path: Path) -> None:
    """The child's part: the crawl of one source; what it logs and how far it is, it tells."""
    from crawler.profile import load
    from spiders.crawl import crawl
    from webcare.crawl import log_to, prepare

    profile = load(path)
    prepare(profile, order.data)
    log_to(_Teller(), logging.INFO)
    crawl(
        profile, order.data, [reading.source], since=reading.since, full=reading.full,
        run_id=order.run_id, planned_at=reading.planned_at, tick=_ticker(),
    )  # fmt: skip


class _Teller(logging.Handler):
    """Tells what is logged, so that whoever asked for the round reads it."""

    def __init__(self) -> None:
        """Leaves the time to whoever shows the line."""
        super().__init__()
        self.setFormatter(logging.Formatter())

    def emit(self, record: logging.LogRecord) -> None:
        """The logger's name, the level and the message."""
        tell("log", [record.name, record.levelno, self.format(record)])


def _ticker() -> Callable[[Iterable[Crawler]], None]:
    """Tells how far a crawl is, as often as that changes."""
    from webcare.crawl import figures

    last: dict[str | int, object] = {}

    def tick(crawlers: Iterable[Crawler]) -> None:
        for row in map(figures, crawlers):
            if last.get(row[0]) != row:
                tell("figures", row)
            last[row[0]] = row

    return tick
