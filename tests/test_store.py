"""The store: one schema, immutable parts, latest version wins, readable by pandas and DuckDB as they come."""

from __future__ import annotations

import types
import typing
from dataclasses import MISSING, fields
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from zoneinfo import ZoneInfo

import duckdb
import pandas as pd
import pyarrow as pa
import pyarrow.dataset as ds
import pyarrow.parquet as pq
import pytest

from crawler import items, tombstones
from crawler.items import Pointer, Post, Run, Thread
from crawler.schema import IDENTITY, MONTH_OF, SCHEMAS, TIME, VERSION, Dataset
from crawler.store import Store, StoreError, month_of

RECORDS: dict[Dataset, type] = {"posts": Post, "threads": Thread, "runs": Run, "pointers": Pointer}
ARROW = {str: pa.string(), bool: pa.bool_(), datetime: TIME}
AT = datetime(2010, 7, 14, 8, 0, tzinfo=UTC)


def post(post_id: str = "1", **facts: object) -> Post:
    made = Post("bord", post_id, "7", f"http://b.test/p{post_id}", "http://b.test/t7", posted_at=AT, fetched_at=AT)
    for name, value in facts.items():
        setattr(made, name, value)
    made.run_id = made.run_id or "r1"
    return made


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(str(tmp_path / "data"))


@pytest.mark.parametrize("dataset", list(RECORDS))
def test_schema_has_the_fields_of_its_record_in_their_order(dataset: Dataset) -> None:
    assert SCHEMAS[dataset].names == [field.name for field in fields(RECORDS[dataset])]


@pytest.mark.parametrize("dataset", list(RECORDS))
def test_schema_has_the_types_of_its_record(dataset: Dataset) -> None:
    hints = typing.get_type_hints(RECORDS[dataset], vars(items))
    for field in SCHEMAS[dataset]:
        hint = hints[field.name]
        if isinstance(hint, types.UnionType):
            hint = next(part for part in typing.get_args(hint) if part is not type(None))
        if hint is int:
            assert pa.types.is_integer(field.type), field
        elif typing.get_origin(hint) is list:
            assert field.type == pa.list_(pa.string()), field
        elif typing.get_origin(hint) is dict:
            assert field.type == pa.map_(pa.string(), pa.int64()), field
        else:
            assert field.type == ARROW[hint], field


@pytest.mark.parametrize("dataset", list(RECORDS))
def test_identity_version_and_month_are_columns(dataset: Dataset) -> None:
    assert {*IDENTITY[dataset], *VERSION[dataset], MONTH_OF[dataset]} <= set(SCHEMAS[dataset].names)


def test_records_come_back_as_they_went_in(store: Store) -> None:
    full = post(
        position=3,
        adviser="RN",
        edited_at=AT,
        text="é ☺ \U0001f600\nregel",
        quotes=["", "5"],
        terms=["UWV"],
        pii=["bsn"],
    )
    store.append("posts", [full])
    assert Post(**store.read("posts").to_pylist()[0]) == full
    run = Run("r1", "bord", AT, status_counts={"200": 5, "404": 1}, requests=6)
    store.append("runs", [run])
    row = store.read("runs").to_pylist()[0]
    assert Run(**{**row, "status_counts": dict(row["status_counts"])}) == run


def test_every_field_has_a_default_that_can_be_stored(store: Store) -> None:
    empty = Post("bord", "1", "7", "u", "t", run_id="r")
    assert [f.name for f in fields(Post) if f.default is MISSING and f.default_factory is MISSING] == [
        "source",
        "post_id",
        "thread_id",
        "url",
        "thread_url",
    ]
    store.append("posts", [empty])
    assert Post(**store.read("posts").to_pylist()[0]) == empty


def test_latest_version_wins_whatever_the_order_of_writing(store: Store) -> None:
    store.append("posts", [post(text="nieuw", fetched_at=AT + timedelta(days=2))])
    store.append("posts", [post(text="oud", fetched_at=AT), post("2", text="ander")])
    assert store.read("posts").num_rows == 3
    assert {row["post_id"]: row["text"] for row in store.latest("posts").to_pylist()} == {"1": "nieuw", "2": "ander"}


def test_same_version_written_twice_is_one_row(store: Store) -> None:
    for _ in range(2):
        store.append("posts", [post(), post()])
    assert store.latest("posts").num_rows == 1


def test_identity_holds_across_months_and_not_across_sources(store: Store) -> None:
    store.append("posts", [post(posted_at=None), post(posted_at=AT, fetched_at=AT + timedelta(minutes=1))])
    store.append("posts", [post(source="ander")])
    rows = store.latest("posts", ["source", "posted_at"]).to_pylist()
    assert sorted((row["source"], row["posted_at"] is None) for row in rows) == [("ander", False), ("bord", False)]


def test_condition_holds_after_the_choice_of_version(store: Store) -> None:
    store.append("posts", [post(intent="question"), post(intent="other", fetched_at=AT + timedelta(1))])
    assert store.latest("posts", ["post_id"], "intent = 'question'").num_rows == 0
    assert store.latest("posts", ["post_id"], "intent = 'other'").num_rows == 1


def test_one_source_is_read_alone(store: Store) -> None:
    store.append("posts", [post(), post(source="ander")])
    assert store.latest("posts", ["source"], source="ander").to_pylist() == [{"source": "ander"}]


def test_finished_row_of_a_run_wins_over_its_first(store: Store) -> None:
    store.append("runs", [Run("r1", "bord", AT, outcome="failed", reason="interrupted")])
    store.append("runs", [Run("r1", "bord", AT, AT + timedelta(minutes=3), outcome="complete")])
    assert store.latest("runs", ["outcome"]).to_pylist() == [{"outcome": "complete"}]


def test_nothing_stored_is_an_empty_table_with_the_schema(store: Store) -> None:
    assert store.latest("posts").schema.names == SCHEMAS["posts"].names
    assert store.append("posts", []) == 0
    assert not store.exists("posts")


def test_month_is_that_of_the_organisation_s_zone_at_the_turn_of_the_year() -> None:
    amsterdam = ZoneInfo("Europe/Amsterdam")
    assert month_of(datetime(2010, 12, 31, 23, 30, tzinfo=UTC), amsterdam) == "2011-01"
    assert month_of(datetime(2010, 12, 31, 22, 59, tzinfo=UTC), amsterdam) == "2010-12"
    assert month_of(datetime(2010, 6, 30, 22, 0, tzinfo=UTC), amsterdam) == "2010-07"
    assert month_of(datetime(2010, 12, 31, 23, 30, tzinfo=UTC), ZoneInfo("UTC")) == "2010-12"
    assert month_of(None, amsterdam) == "unknown"


def test_parts_lie_in_the_partitions_of_the_contract(store: Store, tmp_path: Path) -> None:
    store.append("posts", [post(), post("2", posted_at=None), post("3", source="ander")])
    parts = sorted(path.relative_to(tmp_path / "data") for path in (tmp_path / "data").rglob("*") if path.is_file())
    folders = [part.parent.as_posix() for part in parts]
    assert folders == [
        "posts/source=ander/month=2010-07",
        "posts/source=bord/month=2010-07",
        "posts/source=bord/month=unknown",
    ]
    assert all(part.name.startswith("part-r1-") and part.suffix == ".parquet" for part in parts)
    metadata = pq.ParquetFile(tmp_path / "data" / parts[0]).metadata
    assert metadata.row_group(0).column(0).compression == "ZSTD"


def test_moments_of_any_zone_are_stored_in_utc(store: Store) -> None:
    store.append("posts", [post(posted_at=datetime(2010, 7, 14, 10, 0, tzinfo=timezone(timedelta(hours=2))))])
    assert store.read("posts", ["posted_at"]).to_pylist() == [{"posted_at": AT}]


def test_parts_are_never_changed_by_a_later_write(store: Store, tmp_path: Path) -> None:
    store.append("posts", [post()])
    (first,) = tmp_path.rglob("*.parquet")
    before = (first.read_bytes(), first.stat().st_mtime_ns, first.stat().st_ino)
    store.append("posts", [post(text="nieuw", fetched_at=AT + timedelta(1))])
    assert (first.read_bytes(), first.stat().st_mtime_ns, first.stat().st_ino) == before
    assert len(list(tmp_path.rglob("*.parquet"))) == 2


def test_write_that_fails_leaves_nothing_that_a_reader_sees(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.append("posts", [post()])

    def half(_table: pa.Table, stream: pa.NativeFile, **_: object) -> None:
        stream.write(b"PAR1 half a file")
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(pq, "write_table", half)
    with pytest.raises(StoreError, match="No space left"):
        store.append("posts", [post("2")])
    assert not list(tmp_path.rglob("*.tmp")), "the half part took up room on a full disk"
    assert store.read("posts").num_rows == store.latest("posts").num_rows == 1
    assert len(pd.read_parquet(tmp_path / "data" / "posts")) == 1
    assert duckdb.sql(f"from read_parquet('{tmp_path}/data/posts/**/*.parquet')").fetchall()


def test_part_is_flushed_before_it_gets_its_name(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    from crawler import store as module

    flushed: list[str] = []
    monkeypatch.setattr(module, "flush", flushed.append)
    store.append("posts", [post()])
    assert flushed[0].endswith(".parquet.tmp")
    assert flushed[1].endswith("month=2010-07")


def test_duckdb_and_pandas_read_the_folder_as_it_lies(store: Store, tmp_path: Path) -> None:
    store.append("posts", [post(adviser=None, edited_at=None, position=None, terms=[])])
    store.append("posts", [post("2", adviser="RN", edited_at=AT, position=4, terms=["UWV"], posted_at=None)])
    frame = pd.read_parquet(tmp_path / "data" / "posts").sort_values("post_id")
    assert set(frame.columns) == {*SCHEMAS["posts"].names, "month"}
    assert frame["source"].astype(str).tolist() == ["bord", "bord"]
    assert frame["month"].astype(str).tolist() == ["2010-07", "unknown"]
    assert str(frame["posted_at"].dtype) == "datetime64[us, UTC]"
    assert frame["adviser"].isna().tolist() == [True, False]
    with duckdb.connect() as connection:
        connection.execute("set timezone = 'UTC'")
        path = f"{tmp_path}/data/posts/**/*.parquet"
        rows = connection.execute(
            f"select post_id, source, month, adviser, edited_at from read_parquet('{path}', hive_partitioning=true) "
            "order by post_id"
        ).fetchall()
    assert [row[:4] for row in rows] == [("1", "bord", "2010-07", None), ("2", "bord", "unknown", "RN")]
    assert rows[0][4] is None
    assert rows[1][4].astimezone(UTC) == AT


@pytest.mark.parametrize("dataset", list(RECORDS))
def test_column_of_only_none_keeps_its_type(store: Store, tmp_path: Path, dataset: Dataset) -> None:
    record = {
        "posts": Post("bord", "1", "7", "u", "t", run_id="r"),
        "threads": Thread("bord", "7", "u", run_id="r"),
        "runs": Run("r", "bord", AT),
        "pointers": Pointer("bord", "u", "feed", "UWV", AT, "r"),
    }[dataset]
    store.append(dataset, [record])
    (part,) = tmp_path.rglob("*.parquet")
    stored = pq.ParquetFile(part).schema_arrow
    for field in stored:
        assert field.type == SCHEMAS[dataset].field(field.name).type
        assert not pa.types.is_null(field.type)
    assert ds.dataset(part.parent, format="parquet").count_rows() == 1


def test_folder_with_spaces_and_signs_in_its_name_is_read_and_written(tmp_path: Path) -> None:
    odd = Store(str(tmp_path / "met spatie, 100% & é"))
    odd.append("posts", [post()])
    assert odd.latest("posts").num_rows == 1
    assert (tmp_path / "met spatie, 100% & é" / "posts").is_dir()


def test_object_store_that_does_not_answer_is_named_in_one_sentence(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(_store: Store) -> None:
        raise OSError("Could not connect to server")

    monkeypatch.setattr(tombstones, "load", away)
    with pytest.raises(StoreError, match=r"data cannot be written here \(Could not connect to server\)$"):
        store.prepare()
