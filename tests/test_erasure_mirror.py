"""Erasure on a recorded board: what is forgotten there stays away, however its address was written."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pandas as pd

from tests.mirrors import Board, module, needed, whole

pytestmark = needed
BOARD = Board("fluxbb-en", "fluxbb", "Etc/GMT-1", "YMD")


def webcare(folder: Path, *arguments: str) -> str:
    command = [sys.executable, "-m", "webcare", *arguments, "--profile", "profile.toml", "--data", "data"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=110, cwd=folder, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def stored(folder: Path) -> pd.DataFrame:
    return pd.read_parquet(folder / "data" / "posts")


def test_forgotten_post_thread_and_author_of_a_recorded_board_stay_away(tmp_path: Path) -> None:
    with module("serve").Mirror(BOARD.label) as mirror:
        (tmp_path / "profile.toml").write_text(whole(BOARD, mirror.url))
        webcare(tmp_path, "crawl")
        posts = stored(tmp_path)
        site = mirror.url.rstrip("/")
        by_thread = posts.groupby("thread_id")["post_id"].nunique().sort_values()
        thread, other = by_thread.index[-1], by_thread.index[-2]
        post = posts[posts["thread_id"] == other].iloc[2]
        left = posts[(posts["thread_id"] != thread) & (posts["post_id"] != post["post_id"])]
        author = left[~left["is_team"]]["author"].value_counts().index[0]
        forms = [f"{site}/viewtopic.php?id={thread}&p=2", f"{site}/viewtopic.php?id={other}#p{post['post_id']}"]
        for asked in (*([form] for form in forms), ["--author", author]):
            assert webcare(tmp_path, "forget", *asked).startswith("Erased ")
        expected = set(left[left["author"] != author]["post_id"])
        assert set(stored(tmp_path)["post_id"]) == expected
        webcare(tmp_path, "crawl", "--full")
    assert set(stored(tmp_path)["post_id"]) == expected
    threads = pd.read_parquet(tmp_path / "data" / "threads")
    assert thread not in set(threads["thread_id"])
    assert author not in set(threads["author"])
