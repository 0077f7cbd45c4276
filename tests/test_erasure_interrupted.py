"""Erasure holds when it is killed half way, when a crawl runs meanwhile, and when the key is another."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from crawler import compaction, erasure, rewriting, store, tombstones
from crawler.errors import InputError
from crawler.items import Post, Thread
from crawler.profile import Profile, load
from crawler.pseudonyms import load_key, pseudonym
from crawler.store import Store
from tests.walking import SOURCE, Board, two_threads
from webcare.forget import forget


@pytest.fixture
def profile(profile_file: Callable[[str], Path]) -> Profile:
    return load(profile_file(SOURCE))


@pytest.fixture
def board(profile: Profile, tmp_path: Path) -> Board:
    return two_threads(profile.path, tmp_path / "data")


KILLED = """
import os, signal, sys
from crawler import compaction, erasure, rewriting
from crawler import store as module
from crawler.pseudonyms import load_key
where, command, folder = sys.argv[1:]
data, write = module.Store(folder), module.Store.write

def killed(*_):
    os.kill(os.getpid(), signal.SIGKILL)

def half(table, stream, **_):
    stream.write(b"PAR1 half a part")
    killed()

def begun(self, table, folder, *rest):
    if not folder.endswith("/privacy"):
        module.pq.write_table = half
    write(self, table, folder, *rest)

if where == "half written":
    module.Store.write = begun
else:
    rewriting.suppress = killed  # the new part has its name; the old one would be removed now
if command == "forget":
    erasure.forget(data, load_key(), erasure.by_author(data, load_key(), "lies83", ["bord"]))
else:
    compaction.compact(data)
"""


@pytest.mark.parametrize("where", ["half written", "before the old one goes"])
@pytest.mark.parametrize("command", ["forget", "compact"])
def test_kill_in_the_middle_loses_nothing_and_the_next_run_ends_it(board: Board, where: str, command: str) -> None:
    board.forum.threads[1].add("nog iets over UWV", 0.1, "piet84")
    board.walk()
    before = board.posts()
    root = Path(__file__).resolve().parent.parent
    environment = {**os.environ, "PYTHONPATH": str(root)}
    arguments = [sys.executable, "-c", KILLED, where, command, str(board.data)]
    done = subprocess.run(arguments, env=environment, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == -signal.SIGKILL, done.stderr
    ours = {post: row for post, row in before.items() if row["author"] != pseudonym(load_key(), "bord", "lies83")}
    for post, row in ours.items():
        assert board.posts()[post]["text"] == row["text"]
    if command == "compact":
        assert board.posts() == before
        compaction.compact(Store(str(board.data)))
        assert board.posts() == before
        assert len(list((board.data / "posts").rglob("*.parquet"))) == 1
    else:
        erasure.sweep(Store(str(board.data)))
        assert {post: row["text"] for post, row in board.posts().items()} == {p: row["text"] for p, row in ours.items()}
        assert len(tombstones.acts(Store(str(board.data)))) == 1


def test_what_a_killed_writer_left_is_removed_when_it_is_old(board: Board) -> None:
    folder = next(iter(rewriting.parts(Store(str(board.data)), "posts")))
    old, new = Path(folder) / ".part-a.parquet.tmp", Path(folder) / ".part-b.parquet.tmp"
    for path in (old, new):
        path.write_bytes(b"PAR1")
    an_hour_ago = time.time() - 3700
    os.utime(old, (an_hour_ago, an_hour_ago))
    erasure.sweep(Store(str(board.data)))
    assert (old.exists(), new.exists()) == (False, True)


def test_crawl_that_runs_meanwhile_does_not_bring_it_back(board: Board, profile: Profile) -> None:
    data = Store(str(board.data))
    rows = data.read("posts").to_pylist()
    forget(profile, str(board.data), None, "lies83", None)
    late = [Post(**{**row, "fetched_at": store.now() + timedelta(1), "run_id": "laat"}) for row in rows]
    assert data.append("posts", late) == 5
    assert (
        data.append("threads", [Thread("bord", "1", "u", "Titel", author=pseudonym(load_key(), "bord", "lies83"))]) == 1
    )
    assert {row["title"] for row in data.read("threads").to_pylist() if row["thread_id"] == "1"} == {""}
    assert len(board.posts()) == 5
    assert json.dumps([act.kind for act in tombstones.acts(data)]) == '["author"]'


def test_crawl_with_another_key_stops_before_it_brings_back_what_was_forgotten(
    board: Board, profile: Profile, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    forget(profile, str(board.data), None, "lies83", None)
    monkeypatch.setenv("WEBCARE_KEY_FILE", str(tmp_path / "nieuw"))
    with pytest.raises(InputError, match=r"nieuw: the key is not here, and without it what was forgotten would come"):
        Store(str(board.data)).prepare()
    load_key()
    with pytest.raises(InputError, match="is not the key that"):
        Store(str(board.data)).prepare()
