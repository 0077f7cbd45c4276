"""Rewriting parts that are immutable: the new one is there, flushed and named, before the old ones go.

A crash in between leaves rows twice, which readers of the latest version do not see, and loses none.
"""

from __future__ import annotations

import fcntl
import hashlib
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import timedelta
from pathlib import Path

import pyarrow as pa
import pyarrow.fs as pafs

from crawler import store
from crawler.arrow import ds
from crawler.schema import SCHEMAS, Dataset
from crawler.store import Store

ABANDONED = timedelta(hours=1)
"""Age at which an unfinished part belongs to a writer that was killed; it can hold what was erased since."""
PLACE = re.compile(r"/source=([^/]*)/month=([^/]*)/")


@contextmanager
def alone(data: Store) -> Iterator[None]:
    """Waits until no other process rewrites parts, and keeps others waiting; the lock of a killed process is free.

    An object store has no locks: there, a schedule must keep these commands apart.
    """
    if not isinstance(data.filesystem, pafs.LocalFileSystem):
        yield
        return
    with (Path(data.root) / ".rewriting").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def parts(data: Store, dataset: Dataset) -> dict[str, list[str]]:
    """The paths of the parts of a dataset by their folder, both in order."""
    found = defaultdict(list)
    for file in _files(data, dataset):
        if file.base_name.endswith(".parquet"):
            found[file.path.rpartition("/")[0]].append(file.path)
    return {folder: sorted(found[folder]) for folder in sorted(found)}


def place(path: str) -> tuple[str, str]:
    """The source and the month that a part belongs to."""
    found = PLACE.search(path + "/")
    return (found[1], found[2]) if found else ("", "")


def rows(data: Store, dataset: Dataset, paths: Sequence[str], columns: Sequence[str] | None = None) -> pa.Table:
    """The rows of some parts of one source, in the schema of their dataset without ``source``."""
    schema = SCHEMAS[dataset].remove(SCHEMAS[dataset].get_field_index("source"))
    read = ds.dataset(list(paths), schema=schema, filesystem=data.filesystem, format="parquet")
    return read.to_table(columns=list(columns or schema.names))


def replace(data: Store, old: Sequence[str], table: pa.Table, label: str) -> None:
    """Puts one part with these rows in the place of others; none where there are no rows.

    The same parts are replaced by a part of the same name, so that what a crash had left half is overwritten.
    """
    if table.num_rows:
        number = hashlib.blake2b("\n".join(old).encode(), digest_size=6).hexdigest()
        data.write(table, old[0].rpartition("/")[0], label, number)
    remove(data, old)


def remove_abandoned(data: Store) -> None:
    """Removes the unfinished parts of writers that were killed."""
    for dataset in SCHEMAS:
        for file in _files(data, dataset):
            if file.base_name.endswith(".tmp") and file.mtime < store.now() - ABANDONED:
                data.filesystem.delete_file(file.path)


def of_run(data: Store, dataset: Dataset, source: str, run_id: str) -> list[str]:
    """The parts of a source that one run wrote and nothing has merged since."""
    found = _files(data, f"{dataset}/source={source}")
    return [file.path for file in found if file.base_name.startswith(f"part-{run_id}-")]


def remove(data: Store, paths: Sequence[str]) -> None:
    """Removes parts whose rows stand in others; what another process has removed meanwhile is gone too."""
    for path in paths:
        with suppress(FileNotFoundError):
            data.filesystem.delete_file(path)


def _files(data: Store, folder: str) -> list[pafs.FileInfo]:
    selector = pafs.FileSelector(f"{data.root}/{folder}", recursive=True, allow_not_found=True)
    return [file for file in data.filesystem.get_file_info(selector) if file.type == pafs.FileType.File]
