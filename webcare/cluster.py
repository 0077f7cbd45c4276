"""``--on``: the same crawls and reports on a Dask cluster, one task per source, with the data in an object store.

Each worker has its own installation of this product, its own copy of the key for pseudonyms and its own tokens; the
profile and its rules travel with the task, the key never does.
"""

from __future__ import annotations

import asyncio
import logging
import socket
import sys
import time
import uuid
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import typer

from crawler.errors import InputError
from crawler.pseudonyms import key_file
from webcare import errand
from webcare.errand import Order, Reading, Rendered, Standing

if TYPE_CHECKING:
    from distributed import Client, Future

    from crawler.items import Run
    from crawler.profile import Profile
    from webcare.crawl import Figures, Show

log = logging.getLogger(__name__)
ANSWERS = 10.0
"""Seconds within which a scheduler answers."""
DESERTED = 60.0
"""Seconds that a cluster may be without any worker before the rest of the work is given up."""
TICK = 0.5


class ClusterError(InputError):
    """The cluster cannot do the work as asked; the message is one clear sentence."""


def crawl(address: str, profile: Profile, data: str, names: list[str], since: date | None, *, full: bool) -> int:
    """Runs one round on a cluster and returns the exit status, as ``webcare.crawl.crawl`` does in this process.

    Raises:
        InputError: a source, the cluster or the place for the data is not what it must be.
    """
    from crawler import store
    from spiders.crawl import by_host, sources
    from webcare.crawl import concluded, horizon, showing

    chosen, planned = sources(profile, names), store.now()
    readings = {name: Reading(name, planned, horizon(profile, since), full) for name in chosen}
    with _round(address, profile, data, writes=True) as (client, order, expected), showing() as show:
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

    with _round(address, profile, data, writes=False) as (client, order, expected):
        future = client.submit(errand.render, order, expected, render, dict(asked), key=f"report-{order.run_id}")
        _wait(client, order, [future])
        made: Rendered | None = future.result() if future.status == "finished" else None
    files = written(made.files, out) if made else []
    if made and made.refusal:
        raise InputError(made.refusal)
    if not files:
        print(f"webcare: The report {errand.CUT_SHORT}.", file=sys.stderr)
        raise typer.Exit(1)
    return files


@contextmanager
def _round(address: str, profile: Profile, data: str, *, writes: bool) -> Iterator[tuple[Client, Order, Standing]]:
    """A client of the cluster, what its workers must know, and what each of them must be."""
    from spiders.source import new_run_id

    if "://" not in data and not _is_here(address):
        raise ClusterError(
            f"{data}: a folder of this machine, which a cluster at {address} cannot reach; give --data an object store"
        )
    files, needs_key = _files(profile), profile.privacy.authors == "pseudonym"
    _check_scheduler(address)
    place = data if "://" in data else str(Path(data).resolve())
    with _probe(place, writes=writes) as probe, _client(address) as client:
        order = Order(new_run_id(), place, profile.path.name, files, needs_key, writes, probe)
        yield client, order, _checked(client, order)


def _is_here(address: str) -> bool:
    """Whether the host of an address is this machine: only then one can listen there."""
    try:
        host = urlsplit(address if "://" in address else f"//{address}").hostname or ""
        family, kind, _, _, place = socket.getaddrinfo(host, 0, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind) as listener:
            listener.bind(place)
    except (OSError, ValueError):
        return False
    return True


def _check_scheduler(address: str) -> None:
    """Asks whoever listens there who it is.

    Raises:
        ClusterError: nobody, something else than a scheduler, or a scheduler without workers.
    """
    try:
        from distributed import rpc
    except ImportError as error:
        raise ClusterError("--on needs Dask; install this product with its extra: webcare[cluster]") from error

    async def ask() -> dict[str, Any]:
        async with rpc(address) as scheduler:
            answer: dict[str, Any] = await scheduler.identity()
            return answer

    for library in ("distributed", "distributed.client"):
        logging.getLogger(library).setLevel(logging.CRITICAL)  # its tracebacks; what they mean is said in a sentence
    try:
        answer = asyncio.run(asyncio.wait_for(ask(), ANSWERS))
    except (OSError, ValueError, TypeError, AttributeError, TimeoutError) as error:
        raise ClusterError(
            f"{address}: no Dask scheduler answers there; --on takes one such as tcp://scheduler:8786"
        ) from error
    if answer.get("type") != "Scheduler":
        raise ClusterError(f"{address}: a Dask {answer.get('type', 'process').lower()}, but no scheduler")
    if not answer["workers"]:
        raise ClusterError(f"{address}: this scheduler has no workers; start one with `dask worker {address}`")


@contextmanager
def _probe(data: str, *, writes: bool) -> Iterator[str]:
    """A file by which workers know that they share a folder with us; empty for an object store, or without a folder."""
    if "://" in data or not (writes or Path(data).is_dir()):
        yield ""
        return
    probe = Path(data) / f".probe-{uuid.uuid4().hex}"
    try:
        Path(data).mkdir(parents=True, exist_ok=True)
        probe.touch()
    except OSError as error:
        raise ClusterError(f"{data}: data cannot be written here ({error.strerror})") from error
    try:
        yield str(probe)
    finally:
        probe.unlink(missing_ok=True)


@contextmanager
def _client(address: str) -> Iterator[Client]:
    from distributed import Client

    with Client(address, timeout=ANSWERS, set_as_default=False) as client:
        yield client


def _files(profile: Profile) -> dict[str, bytes]:
    """The profile and the rules that it names, by their path below its folder.

    Raises:
        ClusterError: the rules lie elsewhere.
    """
    home = profile.path.parent
    folder = (home / (profile.rules or "")).resolve()
    if not folder.is_relative_to(home):
        raise ClusterError(f"{profile.path}: rules: a cluster needs them in a folder beside the profile")
    rules = [path for path in folder.iterdir() if path.is_file()] if profile.rules and folder.is_dir() else []
    return {str(path.relative_to(home)): path.read_bytes() for path in (profile.path, *rules)}


def _checked(client: Client, order: Order) -> Standing:
    """What all workers are.

    Raises:
        ClusterError: one of them cannot do the work, or differs from this product here or from the others.
    """
    here = Standing(version("webcare"), errand.key_of(order) if key_file().exists() else "")
    for worker, standing in client.run(errand.standing, order, on_error="return").items():
        if not isinstance(standing, Standing):
            raise ClusterError(f"worker {worker}: this product is not there as it is here ({type(standing).__name__})")
        if standing.problem:
            raise ClusterError(f"worker {worker}: {standing.problem}")
        if standing.software != here.software:
            raise ClusterError(f"worker {worker}: has version {standing.software}, but here is {here.software}")
        here = here if here.key else standing  # without a key here the workers need only agree
        if standing.key != here.key:
            raise ClusterError(f"worker {worker}: has another key for pseudonyms; all machines need the same")
    return here


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
