"""Reading the stored datasets with DuckDB, for reports.

A local folder is read by DuckDB itself: the Arrow and pandas behind ``crawler.store`` would cost a report a third of
its time and half of its memory. Anything else goes through the store's own filesystem.
"""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import duckdb

    from crawler.schema import Dataset

DATASETS: tuple[Dataset, ...] = ("posts", "threads", "runs")
MEMORY = "180MB"
"""What the database may take; more than this is spilled to the system's folder for temporary files and removed."""
KEPT = "1MB"
"""Freed memory that the database keeps for later; it would keep 128 MB, and a report is one short burst."""
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

    connection = duckdb.connect()
    connection.execute(
        "set timezone = 'UTC'; set threads = 1; set parquet_metadata_cache = true; set enable_progress_bar = false"
    )
    spill = tempfile.gettempdir().replace("'", "''")
    connection.execute(f"set memory_limit = '{MEMORY}'; set temp_directory = '{spill}'")
    connection.execute(f"set allocator_flush_threshold = '{KEPT}'")
    connection.execute(f"set allocator_bulk_deallocation_flush_threshold = '{KEPT}'")
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


def _register_empty(connection: duckdb.DuckDBPyConnection, name: Dataset) -> None:
    from crawler.schema import stored

    connection.register(name, stored(name).empty_table())


def exists(data: str) -> bool:
    """Whether there is anything to report on."""
    if "://" in data:
        from crawler.store import Store

        return Store(data).exists("posts") or Store(data).exists("runs")
    return any((Path(data) / name).is_dir() for name in ("posts", "runs"))
