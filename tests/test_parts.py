"""Parts that are merged while somebody reads them, and parts that something damaged."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import duckdb
import pytest

from crawler.items import Post
from crawler.parts import ATTEMPTS, damage, steadily
from crawler.store import Store
from reports import parquet, volumes
from tests.reporting.builder import MONDAY, World, local
from tests.reporting.printed import printed, printed_again
from webcare.__main__ import main

NOW = datetime(2026, 11, 11, 12, tzinfo=UTC)
URL = "https://a.example/1"


@pytest.fixture
def part(tmp_path: Path) -> Path:
    """One of two parts, of which the last third was lost."""
    store = Store(str(tmp_path / "data"))
    for number in "12":
        store.append("posts", [Post("bord", number, "1", URL, URL, text="x", posted_at=NOW, fetched_at=NOW)])
    found = next(Path(store.root).rglob("*.parquet"))
    whole = found.read_bytes()
    found.write_bytes(whole[: len(whole) * 2 // 3])
    return found


READERS = {
    "crawl": lambda data: Store(data).latest("posts"),
    "rows": lambda data: Store(data).rows("select * from posts"),
    "report": lambda data: parquet.connected(data).execute("select * from posts").fetchall(),
}


@pytest.mark.parametrize("reader", READERS)
def test_damaged_part_is_named_with_what_to_do(part: Path, reader: str) -> None:
    with pytest.raises(Exception, match="parquet") as caught:
        READERS[reader](str(part.parents[3]))
    assert damage(caught.value).startswith(f"{part}: damaged, or no Parquet file; move it out of the data")


def test_other_errors_are_no_damage() -> None:
    assert damage(ValueError("a column of 'x.parquet' is wrong")) == ""
    with pytest.raises(ValueError, match="wrong"):
        steadily(lambda: int("wrong"))


@pytest.mark.parametrize("arguments", [("report", "weekly", "2026-W46"), ("compact",)])
def test_command_says_it_in_one_sentence(
    part: Path, profile_file: Callable[[str], Path], arguments: tuple[str, ...], monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    own = ["--profile", str(profile_file("")), "--data", str(part.parents[3])]
    monkeypatch.setattr(sys, "argv", ["webcare", *arguments, *own])
    with pytest.raises(SystemExit, match="2"):
        main()
    assert capsys.readouterr().err.startswith(f"webcare: {part}: damaged")


PART = "bucket/posts/source=a/month=2010-07/part-1.parquet"
WORDS = {
    "Arrow, by its name only": FileNotFoundError(PART),
    "Arrow": FileNotFoundError(f"[Errno 2] Failed to open local file '{PART}'. Detail: [errno 2] No such file"),
    "DuckDB": duckdb.IOException(f'IO Error: No files found that match the pattern "{PART}"'),
    "DuckDB of Arrow": duckdb.InvalidInputException(f"reading failed: Failed to open '{PART}'. [errno 2] No such file"),
    "an object store": OSError(f"Could not open Parquet input source '{PART}': AWS Error NO_SUCH_KEY during GetObject"),
}


@pytest.mark.parametrize("error", WORDS.values(), ids=WORDS.keys())
def test_part_that_has_gone_is_looked_for_again_but_not_for_ever(error: Exception) -> None:
    asked = []

    def read() -> str:
        asked.append(1)
        if len(asked) < 3:
            raise error
        return "read"

    assert steadily(read) == "read"
    assert damage(error) == ""

    def gone() -> None:
        asked.append(1)
        raise error

    asked.clear()
    with pytest.raises(type(error)):
        steadily(gone)
    assert len(asked) == ATTEMPTS


def test_other_file_that_is_missing_is_looked_for_once(tmp_path: Path) -> None:
    asked = []

    def template() -> str:
        asked.append(1)
        return (tmp_path / "weekly.html").read_text()

    with pytest.raises(FileNotFoundError, match=r"weekly\.html"):
        steadily(template)
    assert len(asked) == 1


def test_report_reads_again_where_parts_were_merged_meanwhile(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    world = World(tmp_path)
    world.question(local(MONDAY))
    undisturbed = [path.read_bytes() for path in printed(world)]
    views: list[str] = []
    connect = parquet.connected

    def merged(data: str) -> object:
        """The first connection still knows a part that has gone since."""
        connection = connect(data)
        if not views:
            gone = tmp_path / "gone.parquet"
            connection.execute(f"copy posts to '{gone}'")
            connection.execute(f"create or replace view posts as select * from read_parquet('{gone}')")
            gone.unlink()
        views.append(data)
        return connection

    monkeypatch.setattr(volumes, "connected", merged)
    assert [path.read_bytes() for path in printed_again(tmp_path)] == undisturbed
    assert len(views) == 2
