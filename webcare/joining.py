"""Before any work is sent to a cluster: is it there, do its workers reach the data, and are they all alike?"""

from __future__ import annotations

import asyncio
import logging
import socket
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from crawler.errors import InputError
from crawler.pseudonyms import key_file
from webcare import worker
from webcare.worker import Order, Standing

if TYPE_CHECKING:
    from distributed import Client

    from crawler.profile import Profile

ANSWERS = 10.0
"""Seconds within which a scheduler answers."""


class ClusterError(InputError):
    """The cluster cannot do the work as asked; the message is one clear sentence."""


@contextmanager
def joined(
    address: str, profile: Profile, data: str, run_id: str, *, writes: bool
) -> Iterator[tuple[Client, Order, Standing]]:
    """A client of the cluster, what its workers must know, and what each of them must be.

    The data lie in an object store. A folder will do where scheduler and workers are on this machine: there all of
    them see it, and a round can be tried before there is a store.

    Args:
        address: of the scheduler.
        profile: the organisation; it travels with the tasks.
        data: folder or object-store address of the datasets.
        run_id: the name that the tasks share.
        writes: whether the work writes into the data, and so needs the key for pseudonyms.

    Raises:
        ClusterError: there is no such cluster, it does not reach the data, or its workers are not alike.
    """
    if "://" not in data and not _is_here(address):
        raise ClusterError(
            f"{data}: a folder of this machine, which a cluster at {address} cannot reach; give --data an object store"
        )
    files, needs_key = _files(profile), writes and profile.privacy.authors == "pseudonym"
    _check_scheduler(address)
    place = data if "://" in data else str(Path(data).resolve())
    with _probe(place, writes=writes) as probe, _client(address) as client:
        order = Order(run_id, place, profile.path.name, files, needs_key, writes, probe)
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

    try:
        client = Client(address, timeout=ANSWERS, set_as_default=False)
    except OSError as error:
        raise ClusterError(f"{address}: the scheduler answers no more") from error
    with client:
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
    here = Standing(version("webcare"), worker.key_of(order) if key_file().exists() else "")
    for name, standing in client.run(worker.standing, order, on_error="return").items():
        if not isinstance(standing, Standing):
            raise ClusterError(f"worker {name}: this product is not installed there, or in another version")
        if standing.problem:
            raise ClusterError(f"worker {name}: {standing.problem}")
        if standing.software != here.software:
            raise ClusterError(f"worker {name}: has version {standing.software}, but here is {here.software}")
        here = here if here.key else standing  # without a key here the workers need only agree
        if standing.key != here.key:
            raise ClusterError(f"worker {name}: has another key for pseudonyms; all machines need the same")
    return here
