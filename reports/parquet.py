"""Reading the stored datasets with DuckDB, for reports.

A local folder is read by DuckDB itself: the Arrow and pandas behind ``crawler.store`` would cost a report a third of
its time and half of its memory. Anything else goes through the store's own filesystem.
"""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import duckdb

    from crawler.schema import Dataset

DATASETS: tuple[Dataset, ...] = ("posts", "threads", "runs")
SETTINGS: dict[str, str | bool | int | float | list[str]] = {
    "async_threads": 0,
    "enable_external_file_cache": False,
    "memory_limit": "180MB",
    "allocator_flush_threshold": "32MB",
    "allocator_bulk_deallocation_flush_threshold": "32MB",
}
"""What is set in the database.

Bytes of parts stay in the system's own cache, and are not handed to other threads that only read. Beyond the memory it
may take, rows are spilled to the system's folder for temporary files and removed. Freed memory it would keep for later,
up to 128 MB, and a report is one short burst.
"""
PER_THREAD = 16 << 20
"""Bytes of posts that are worth a thread: with less, handing parts from one to the other costs more than it saves."""
_VIEW = """
create view {name} as select * from read_parquet('{files}', hive_partitioning = true,
    hive_types = {{'source': varchar, 'month': varchar}})
"""
_LEDGER = "create view privacy as select * from read_parquet('{files}')"
_NO_LEDGER = (
    "create view privacy as select '' as kind, timestamptz 'epoch' as done_at, 0 as posts, 0 as threads where false"
)


def connected(data: str) -> duckdb.DuckDBPyConnection:
    """A DuckDB connection, in UTC, that knows posts, threads and runs by name: every stored version, parts as written.

    It knows ``privacy`` too, the ledger of what was erased, exported and purged.

    Args:
        data: the folder or object-store address of the datasets.
    """
    if "://" in data:
        from crawler.store import Store

        return Store(data).connect()
    import duckdb

    connection = duckdb.connect(config={**SETTINGS, "threads": _threads(data), "temp_directory": tempfile.gettempdir()})
    connection.execute("set timezone = 'UTC'; set enable_progress_bar = false; set parquet_metadata_cache = true")
    for name in DATASETS:
        folder = Path(data).resolve() / name
        if any(folder.glob("*/*/*.parquet")):
            files = f"{folder}/*/*/*.parquet".replace("'", "''")
            connection.execute(_VIEW.format(name=name, files=files))
        else:
            _register_empty(connection, name)
    ledger = Path(data).resolve() / "privacy"
    files = f"{ledger}/*.parquet".replace("'", "''")
    connection.execute(_LEDGER.format(files=files) if any(ledger.glob("*.parquet")) else _NO_LEDGER)
    return connection


def _threads(data: str) -> int:
    size = sum(map(_bytes, Path(data).glob("posts/*/*/*.parquet")))
    return max(1, min(size // PER_THREAD, os.cpu_count() or 1))


def _bytes(part: Path) -> int:
    try:
        return part.stat().st_size
    except FileNotFoundError:
        return 0  # merged into another part meanwhile


def _register_empty(connection: duckdb.DuckDBPyConnection, name: Dataset) -> None:
    from crawler.schema import stored

    connection.register(name, stored(name).empty_table())


def exists(data: str) -> bool:
    """Whether there is anything to report on."""
    if "://" in data:
        from crawler.store import Store

        return Store(data).exists("posts") or Store(data).exists("runs")
    return any((Path(data) / name).is_dir() for name in ("posts", "runs"))
