"""Parquet: the one schema, append, and reading with the latest version winning (contract, section 3)."""

from __future__ import annotations

import os
import uuid
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import fields
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import pyarrow as pa
import pyarrow.fs as pafs
import pyarrow.parquet as pq

from crawler import tombstones
from crawler.arrow import ds
from crawler.errors import InputError
from crawler.parts import steadily
from crawler.schema import ACTS, IDENTITY, MONTH_OF, PARTITIONS, SCHEMAS, VERSION, Dataset, stored

if TYPE_CHECKING:
    import duckdb

    from crawler.items import Pointer, Post, Run, Thread


def month_of(moment: datetime | None, zone: ZoneInfo) -> str:
    """The partition of a moment, as ``2010-07`` in the organisation's zone; ``unknown`` where there is no date."""
    return moment.astimezone(zone).strftime("%Y-%m") if moment else "unknown"


AMSTERDAM = ZoneInfo("Europe/Amsterdam")
PROBE = 1 << 16
"""Bytes that must find a place before anything is read from the web; an empty file does on a full disk too."""


class StoreError(InputError):
    """The data cannot be reached or written; the message says where and why."""


class Store:
    """The datasets under one folder or object-store address.

    The filesystem is the one seam: everything goes through ``pyarrow.fs``. Parts are immutable; they are written to
    a temporary name, flushed to disk and renamed, so that a reader never meets half a part.
    """

    def __init__(self, root: str, zone: ZoneInfo = AMSTERDAM) -> None:
        """Opens ``root``; ``zone`` decides in which month a post falls.

        Raises:
            StoreError: the address is of no kind that we know.
        """
        local = "://" not in root
        try:
            self.filesystem, self.root = pafs.FileSystem.from_uri(os.path.abspath(root) if local else root)  # noqa: PTH100 (a URI is no path)
        except (pa.ArrowInvalid, OSError) as error:
            raise StoreError(f"{root}: no place for data: {error}") from error
        self.zone = zone

    def prepare(self) -> None:
        """Makes the root, and writes and removes a file there.

        Raises:
            StoreError: nothing can be written there; better known before anything is read from the web.
            TombstoneError: what was erased would come back, for want of the key.
        """
        probe = f"{self.root}/.probe-{uuid.uuid4().hex}"
        try:
            tombstones.load(self)
            self.filesystem.create_dir(self.root, recursive=True)
            self.put(probe, lambda stream: stream.write(bytes(PROBE)))
            self.filesystem.delete_file(probe)
        except OSError as error:
            raise self._unwritable(error) from error

    def append(self, dataset: Dataset, records: Iterable[Post | Thread | Run | Pointer]) -> int:
        """Writes records as new parts, one a partition; returns how many rows were written.

        What was erased is never written again, whoever brings it.
        """
        groups: dict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
        for record in records:
            row = {f.name: getattr(record, f.name) for f in fields(record)}
            groups[row["source"], month_of(row[MONTH_OF[dataset]], self.zone)].append(row)
        erased = tombstones.load(self) if groups and dataset in tombstones.KEYS else None
        written = 0
        for (source, month), rows in groups.items():
            table = pa.Table.from_pylist(rows, schema=SCHEMAS[dataset]).drop_columns(["source"])
            table = erased.cleaned(dataset, table, source) if erased else table
            if table.num_rows:
                self.write(table, f"{self.root}/{dataset}/source={source}/month={month}", str(rows[0]["run_id"]))
            written += table.num_rows
        return written

    def write(self, table: pa.Table, folder: str, run_id: str, number: str = "") -> None:
        """Writes one part, whole or not at all; ``number`` tells it from others of its run, at random if left out."""
        part = f"part-{run_id}-{number or uuid.uuid4().hex[:12]}.parquet"
        self.put(
            f"{folder}/{part}", lambda stream: pq.write_table(table, stream, compression="zstd", compression_level=3)
        )

    def put(self, path: str, write: Callable[[Any], object]) -> None:
        """Makes a file of what ``write`` puts into a stream, whole or not at all, and its folder where there is none.

        Raises:
            StoreError: it cannot be written, as on a full disk; nothing of it stays.
        """
        folder, _, name = path.rpartition("/")
        temporary = f"{folder}/.{name}.tmp"
        is_local = isinstance(self.filesystem, pafs.LocalFileSystem)
        try:
            self.filesystem.create_dir(folder, recursive=True)
            with self.filesystem.open_output_stream(temporary) as stream:
                write(stream)
            if is_local:
                flush(temporary)
            self.filesystem.move(temporary, path)
            if is_local:
                flush(folder)
        except OSError as error:
            with suppress(OSError):
                self.filesystem.delete_file(temporary)
            raise self._unwritable(error) from error

    def _unwritable(self, error: OSError) -> StoreError:
        why = os.strerror(error.errno) if error.errno else str(error)
        return StoreError(f"{self.root}: data cannot be written here ({why})")

    def exists(self, dataset: Dataset) -> bool:
        """Whether anything was ever stored in this dataset."""
        info = self.filesystem.get_file_info(f"{self.root}/{dataset}")
        return bool(info.type == pafs.FileType.Directory)

    def read(
        self, dataset: Dataset, columns: Sequence[str] | None = None, where: ds.Expression | None = None
    ) -> pa.Table:
        """All stored versions, as an Arrow table in the one schema; empty where nothing is stored yet."""
        if not self.exists(dataset):
            return SCHEMAS[dataset].empty_table().select(columns or SCHEMAS[dataset].names)
        chosen = list(columns or SCHEMAS[dataset].names)
        return steadily(lambda: self._dataset(dataset).to_table(columns=chosen, filter=where))

    def read_flat(self, name: str, schema: pa.Schema) -> pa.Table:
        """All rows of a folder of parts that has no partitions; empty where there is none."""
        folder = f"{self.root}/{name}"
        if self.filesystem.get_file_info(folder).type != pafs.FileType.Directory:
            return schema.empty_table()
        return ds.dataset(folder, schema=schema, filesystem=self.filesystem, format="parquet").to_table()

    def latest(
        self,
        dataset: Dataset,
        columns: Sequence[str] | None = None,
        where: str = "true",
        source: str | None = None,
        **values: object,
    ) -> pa.Table:
        """The latest version of each identity, where the SQL condition ``where`` holds *after* that choice.

        ``source`` limits the reading to one source's partition; ``values`` are what the condition names (``$name``).
        """
        if not self.exists(dataset):
            return self.read(dataset, columns)
        chosen = ", ".join(f'"{name}"' for name in columns or SCHEMAS[dataset].names)
        identity = ", ".join(IDENTITY[dataset])
        version = ", ".join(f"{name} desc nulls last" for name in VERSION[dataset])
        query = (
            f"select {chosen} from (select * from {dataset} where $source is null or source = $source "  # noqa: S608 (constants)
            f"qualify row_number() over (partition by {identity} order by {version}) = 1) where {where}"
        )
        return self.asked(query, {"source": source, **values})

    def asked(self, query: str, values: object = None, before: str = "") -> pa.Table:
        """What a query over every stored version of the datasets gives; ``before`` is a statement that it needs."""

        def ask() -> pa.Table:
            with self.connect() as connection:
                connection.execute(before)
                return connection.sql(query, params=values).to_arrow_table()

        return steadily(ask)

    def rows(self, query: str, values: object = None, before: str = "") -> list[tuple[Any, ...]]:
        """``asked`` as tuples."""
        return list(zip(*(column.to_pylist() for column in self.asked(query, values, before).columns), strict=True))

    def connect(self) -> duckdb.DuckDBPyConnection:
        """A DuckDB connection that knows every stored dataset by its name, and the ledger as ``privacy``, in UTC."""
        import duckdb

        connection = duckdb.connect()
        connection.execute("set timezone = 'UTC'")
        for dataset in SCHEMAS:
            known = self._dataset(dataset) if self.exists(dataset) else stored(dataset).empty_table()
            connection.register(dataset, known)
        connection.register("privacy", self.read_flat("privacy", ACTS))
        return connection

    def _dataset(self, dataset: Dataset) -> ds.Dataset:
        schema = stored(dataset)
        partitioning = ds.partitioning(PARTITIONS, flavor="hive")
        folder = f"{self.root}/{dataset}"
        return ds.dataset(
            folder, schema=schema, filesystem=self.filesystem, format="parquet", partitioning=partitioning
        )


def flush(path: str) -> None:
    """Makes a file, or the names in a folder, survive a power cut."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def now() -> datetime:
    """The present, in UTC."""
    return datetime.now(UTC)
