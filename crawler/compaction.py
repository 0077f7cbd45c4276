"""Merges the small parts that every crawl leaves into one part for each source and month."""

from __future__ import annotations

from dataclasses import dataclass

import duckdb
import pyarrow as pa

from crawler import rewriting
from crawler.schema import IDENTITY, SCHEMAS, VERSION, Dataset
from crawler.store import Store

HISTORY: frozenset[Dataset] = frozenset({"threads"})
"""Where older rows are observations of their own (views, replies) and stay; elsewhere only the latest version does."""


@dataclass(slots=True)
class Compacted:
    """How many parts and bytes there were, and are."""

    parts_before: int = 0
    parts_after: int = 0
    bytes_before: int = 0
    bytes_after: int = 0


def compact(data: Store) -> Compacted:
    """Merges the parts of every source and month; what readers of the latest version see stays the same.

    Only parts that were there when it began are merged: a crawl may go on writing.
    """
    done = Compacted()
    with rewriting.alone(data):
        rewriting.remove_abandoned(data)
        done.parts_before, done.bytes_before = _size(data)
        for dataset in SCHEMAS:
            for paths in rewriting.parts(data, dataset).values():
                if len(paths) > 1:
                    table = merged(rewriting.rows(data, dataset, paths), dataset)
                    rewriting.replace(data, paths, table, "compact")
        done.parts_after, done.bytes_after = _size(data)
    return done


def merged(table: pa.Table, dataset: Dataset) -> pa.Table:
    """The rows of one source and month that are worth keeping, each once, in order of their identity."""
    identity = [name for name in IDENTITY[dataset] if name != "source"]
    same = [*identity, *VERSION[dataset]] if dataset in HISTORY else identity
    version = ", ".join(f"{name} desc nulls last" for name in VERSION[dataset])
    query = (
        f"select * from stored qualify row_number() over (partition by {', '.join(same)} order by {version}) = 1 "  # noqa: S608 (constants)
        f"order by {', '.join(identity)}, {version}"
    )
    with duckdb.connect() as connection:
        connection.execute("set timezone = 'UTC'")
        connection.register("stored", table)
        kept: pa.Table = connection.sql(query).to_arrow_table()
    return kept.cast(table.schema)


def _size(data: Store) -> tuple[int, int]:
    paths = [path for dataset in SCHEMAS for folder in rewriting.parts(data, dataset).values() for path in folder]
    return len(paths), sum(file.size for file in data.filesystem.get_file_info(paths))
