"""A full disk is said once, in one sentence, and costs nothing that was stored before."""

from __future__ import annotations

import errno
import logging
import os
import resource
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from io import StringIO
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from crawler.errors import InputError
from crawler.items import Post
from crawler.logs import in_one_sentence
from crawler.profile import load
from crawler.store import Store, StoreError
from webcare import report
from webcare.__main__ import main
from webcare.journal import add

NOW = datetime(2026, 11, 11, 12, tzinfo=UTC)
FULL = OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


@contextmanager
def files_of(size: int) -> Iterator[None]:
    """No file grows beyond so many bytes."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def post(number: str) -> Post:
    return Post("bord", number, "1", "u", "u", text="x", posted_at=NOW, fetched_at=NOW)


def test_a_part_that_does_not_fit_is_refused_whole_and_leaves_nothing(tmp_path: Path) -> None:
    store = Store(str(tmp_path / "data"))
    store.append("posts", [post("1")])
    before = sorted(tmp_path.rglob("*"))
    with files_of(1_000), pytest.raises(StoreError, match="data cannot be written here"):
        store.append("posts", [post("2")])
    assert sorted(tmp_path.rglob("*")) == before
    assert store.latest("posts")["post_id"].to_pylist() == ["1"]
    assert pq.read_table(tmp_path / "data" / "posts").num_rows == 1


def test_a_full_disk_is_known_before_anything_is_read_from_the_web(tmp_path: Path) -> None:
    with files_of(1_000), pytest.raises(StoreError, match="data cannot be written here"):
        Store(str(tmp_path / "data")).prepare()


def test_the_log_says_it_once_without_a_traceback() -> None:
    log, told = logging.getLogger("own"), StringIO()
    log.propagate = False
    log.addHandler(handler := logging.StreamHandler(told))
    handler.addFilter(in_one_sentence())
    for number in range(3):
        try:
            raise StoreError("data: data cannot be written here (No space left on device)")
        except StoreError:
            log.exception("thread %s was read and not stored", number)
    log.error("something else")
    assert told.getvalue().splitlines() == [
        "data: data cannot be written here (No space left on device)",
        "something else",
    ]


def test_a_report_that_does_not_fit_leaves_the_older_one(tmp_path: Path) -> None:
    report.written({"week.pdf": b"old"}, tmp_path)
    with files_of(1_000), pytest.raises(OSError, match="File too large"):
        report.written({"week.pdf": bytes(2_000)}, tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["week.pdf"]
    assert (tmp_path / "week.pdf").read_bytes() == b"old"


def test_a_line_of_the_journal_that_does_not_fit_is_not_half_there(tmp_path: Path) -> None:
    path = tmp_path / "events.csv"
    before = "date;text\r\n" + "2010-07-13;Brief\r\n" * 50
    path.write_text(before, newline="")
    with files_of(len(before) + 5), pytest.raises(InputError, match="No space left"):
        add(tmp_path, "event", {"date": "2010-07-14", "text": "Storing"}, load("uwv"))
    assert path.read_bytes() == before.encode()


@pytest.mark.parametrize("error", [FULL, RuntimeError(f"could not spill: {FULL.strerror}")])
def test_a_command_says_it_in_one_sentence(
    error: Exception, profile_file: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    def full(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr(report, "must_hold_data", full)
    monkeypatch.setattr(sys, "argv", ["webcare", "report", "weekly", "--profile", str(profile_file(""))])
    with pytest.raises(SystemExit, match="2"):
        main()
    assert capsys.readouterr().err == "webcare: the disk is full; free some space and run this again\n"
