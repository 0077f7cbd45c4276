"""``--on``: the same crawls and reports on a Dask cluster, one task per source, with the data in an object store.

Each worker has its own installation of this product, its own copy of the key for pseudonyms and its own tokens; the
profile and its rules travel with the task, the key never does.
"""

from __future__ import annotations

import logging
import sys
import time
import uuid
from collections.abc import Callable, Collection, Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from crawler.errors import InputError
from webcare import errand, worker
from webcare.errand import Reading
from webcare.joining import joined
from webcare.worker import Order, Rendered, Standing

if TYPE_CHECKING:
    from distributed import Client, Future

    from crawler.items import Run
    from crawler.profile import Profile
    from webcare.crawl import Figures, Show

log = logging.getLogger(__name__)
DESERTED = 60.0
"""Seconds that a cluster may be without any worker before the rest of the work is given up."""
TICK = 0.5


def crawl(address: str, profile: Profile, data: str, names: list[str], since: date | None, *, full: bool) -> int:
    """Runs one round on a cluster and returns the exit status, as ``webcare.crawl.crawl`` does in this process.

    Raises:
        InputError: a source, the cluster or the place for the data is not what it must be.
    """
    from crawler import store
    from spiders.crawl import by_host, sources
    from spiders.source import new_run_id
    from webcare.crawl import concluded, horizon, showing

    chosen, planned = sources(profile, names), store.now()
    readings = {name: Reading(name, planned, horizon(profile, since), full) for name in chosen}
    with joined(address, profile, data, new_run_id(), writes=True) as (client, order, expected), showing() as show:
        client.subscribe_topic(errand.topic(order.run_id), _listener(show))
        futures = _submitted(client, order, expected, by_host(chosen, profile), readings)
        _wait(client, order, futures.values())
        runs = [_run(futures[name], order, reading) for name, reading in readings.items()]
        if sum(run.posts_new + run.posts_changed > 0 for run in runs) > 1:
            _link(client, order)
    return concluded(runs)


def report(
    address: str, render: Callable[..., list[Path]], profile: Profile, data: str, out: Path, asked: Mapping[str, Any]
) -> list[Path]:
    """Renders a report as one task of a cluster and brings its files here; returns them, the PDF first.

    Where it is also to be mailed, the worker sends it, with its own password.

    Args:
        address: of the scheduler.
        render: one of the functions of ``webcare.report`` and ``webcare.yearly`` that make a report.
        profile: the organisation.
        data: folder or object-store address of the datasets.
        out: folder for the files; made where it is absent.
        asked: what ``render`` takes besides these.

    Raises:
        InputError: what ``render`` raises, or the cluster or the place for the data is not what it must be.
    """
    from webcare.report import written

    with joined(address, profile, data, uuid.uuid4().hex, writes=False) as (client, order, expected):
        future = client.submit(worker.render, order, expected, render, dict(asked), key=f"report-{order.run_id}")
        _wait(client, order, [future])
        made: Rendered | None = future.result() if future.status == "finished" else None
    files = written(made.files, out) if made else []
    if made and made.refusal:
        raise InputError(made.refusal)
    if not files:
        print(f"webcare: The report {worker.CUT_SHORT}.", file=sys.stderr)
        raise typer.Exit(1)
    return files


def _submitted(
    client: Client, order: Order, expected: Standing, groups: list[list[str]], readings: Mapping[str, Reading]
) -> dict[str, Future[Run]]:
    """One task per source; those that share a host wait for each other, as they do in one process."""
    futures: dict[str, Future[Run]] = {}
    for group in groups:
        before = None
        for name in group:
            key = f"{name}-{order.run_id}"
            before = futures[name] = client.submit(errand.read, order, readings[name], expected, before, key=key)
    return futures


def _listener(show: Show | None) -> Callable[[tuple[float, list[Any]]], None]:
    """Shows what the crawls tell: how far they are, and what they log."""
    rows: dict[str | int, Figures] = {}

    def hear(event: tuple[float, list[Any]]) -> None:
        kind, content = event[1]
        if kind == "log":
            name, level, message = content
            logging.getLogger(name).log(level, "%s", message)
        elif show:
            rows[content[0]] = content
            show(rows.values())

    return hear


def _link(client: Client, order: Order) -> None:
    """Links the copies that different workers read."""
    future = client.submit(errand.link, order, key=f"link-{order.run_id}")
    _wait(client, order, [future])
    if future.status != "finished" or not future.result():
        log.warning("The same words on several sources may not be linked; the log of a worker says why.")


def _wait(client: Client, order: Order, futures: Collection[Future[Any]]) -> None:
    """Waits until all is done, or the cluster is deserted; Ctrl-C lets every crawl end as it is."""
    try:
        _done(client, futures)
    except KeyboardInterrupt:
        client.run(errand.stop, order.run_id)
        _done(client, futures)


def _done(client: Client, futures: Collection[Future[Any]]) -> None:
    manned = time.monotonic()
    while not all(future.done() for future in futures):
        time.sleep(TICK)
        if client.status == "running" and client.nthreads():
            manned = time.monotonic()
        elif time.monotonic() - manned > DESERTED:
            return


def _run(future: Future[Run], order: Order, reading: Reading) -> Run:
    """The row of a source; a task without one was lost by the cluster."""
    if future.status == "finished":
        run: Run = future.result()
        return run
    return reading.failed(order, "The cluster lost this task; what was read is kept.")
