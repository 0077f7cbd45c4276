"""A Dask cluster and an object store on loopback, each part a process of its own."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.request import Request, urlopen

import psutil

STARTS = 60.0
"""Seconds within which a part is up, on a machine that is busy with other tests."""
SHORT_LEASES = "from crawler import lease\nlease.LASTS, lease.RENEWED = 2.0, 0.5\n"
"""What the workers run before anything else, so that a dead crawl is given up sooner."""


@dataclass
class Part:
    """A process and what it says."""

    process: subprocess.Popen[bytes]
    log: Path

    def said(self, pattern: str) -> str:
        """Waits until it says something; returns what the pattern's group found."""
        deadline = time.monotonic() + STARTS
        while time.monotonic() < deadline and self.process.poll() is None:
            if found := re.search(pattern, self.log.read_text()):
                return found[1]
            time.sleep(0.05)
        raise AssertionError(self.log.read_text())

    def children(self) -> list[psutil.Process]:
        """The processes that it has started."""
        return psutil.Process(self.process.pid).children(recursive=True)


@dataclass
class Cluster:
    """A scheduler and its workers, all with one key for pseudonyms."""

    folder: Path
    key: Path
    environment: Mapping[str, str]
    scheduler: Part
    address: str
    workers: list[Part] = field(default_factory=list)

    def add_worker(self) -> None:
        """Starts a worker that does one task at a time."""
        (self.folder / "leases.py").write_text(SHORT_LEASES)
        scratch = self.folder / f"worker{len(self.workers)}"
        told = f"--nthreads 1 --no-nanny --no-dashboard --local-directory {scratch} --preload {self.folder}/leases.py"
        self.workers.append(start(scratch, self.environment, "dask", "worker", self.address, *told.split()))

    def busy(self) -> Part:
        """Waits until a worker has begun a task in a child; returns that worker."""
        deadline = time.monotonic() + STARTS
        while time.monotonic() < deadline:
            for worker in self.workers:
                if worker.process.poll() is None and worker.children():
                    return worker
            time.sleep(0.05)
        raise AssertionError("no worker began a task")


def start(log: Path, environment: Mapping[str, str], module: str, *arguments: str) -> Part:
    """Starts a module as a process that writes what it says beside ``log``."""
    path = log.with_suffix(".log")
    with path.open("wb") as file:
        command = [sys.executable, "-m", module, *arguments]
        own = {**os.environ, **environment}
        return Part(subprocess.Popen(command, stdout=file, stderr=subprocess.STDOUT, env=own, cwd=log.parent), path)


@contextmanager
def cluster(folder: Path, workers: int, **environment: str) -> Iterator[Cluster]:
    """A scheduler with some workers that see these environment variables, until the block ends."""
    key = folder / "pseudonym.key"
    key.write_text("0123456789abcdef" * 4)
    key.chmod(0o600)
    environment["WEBCARE_KEY_FILE"] = str(key)
    arguments = ("scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard")
    scheduler = start(folder / "scheduler", environment, "dask", *arguments)
    made = Cluster(folder, key, environment, scheduler, scheduler.said(r"Scheduler at: +(\S+)"))
    try:
        for _ in range(workers):
            made.add_worker()
        for worker in made.workers:
            worker.said("(Starting established connection)")
        yield made
    finally:
        for part in (*made.workers, scheduler):
            part.process.kill()
            part.process.wait()


@contextmanager
def object_store(folder: Path, bucket: str) -> Iterator[dict[str, str]]:
    """An object store with an empty bucket; gives the environment in which ``s3://bucket`` is found."""
    store = start(folder / "store", {}, "moto.server", "-H", "127.0.0.1", "-p", "0")
    try:
        address = store.said(r"Running on (http://\S+)")
        with urlopen(Request(f"{address}/{bucket}", method="PUT"), timeout=STARTS):
            pass
        yield {
            "AWS_ENDPOINT_URL": address,
            "AWS_ACCESS_KEY_ID": "oefening",
            "AWS_SECRET_ACCESS_KEY": "oefening",
            "AWS_DEFAULT_REGION": "us-east-1",
        }
    finally:
        store.process.kill()
        store.process.wait()
