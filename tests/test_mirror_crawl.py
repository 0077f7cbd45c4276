"""Whole crawls of real boards that were recorded with the truth from their own databases."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow.parquet as pq
import pytest

from tests.mirrors import PHPBB, Board, module, needed, whole

pytestmark = needed

PARTS = [
    Board("mybb-en", "mybb", "Etc/GMT-1", "MDY"),
    Board("fluxbb-en", "fluxbb", "Etc/GMT-1", "YMD"),
    Board("q2a-en", "q2a"),
    Board("nodebb-en", "nodebb"),
]


def command(url: str, folder: Path, board: Board = PHPBB) -> list[str]:
    profile = folder / "profile.toml"
    profile.write_text(whole(board, url))
    return [sys.executable, "-m", "webcare", "crawl", "--profile", str(profile), "--data", str(folder / "data")]


def crawl(url: str, folder: Path, board: Board = PHPBB) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command(url, folder, board), capture_output=True, text=True, timeout=110, cwd=folder, check=False
    )


def last_run(folder: Path) -> dict[str, Any]:
    runs = pd.read_parquet(folder / "data" / "runs").sort_values(["started_at", "finished_at"])
    return runs.dropna(subset="finished_at").iloc[-1].to_dict()


def stored(folder: Path) -> list[Path]:
    return [path for name in ("posts", "threads") for path in (folder / "data" / name).rglob("*.parquet")]


def score(label: str, folder: Path) -> dict[str, Any]:
    scorer = module("score")
    truth, changes = scorer.truth_of(label)
    return scorer.score(pd.read_parquet(folder / "data" / "posts"), truth, changes)


@pytest.fixture(scope="module", params=[PHPBB, Board("smf", "smf")], ids=lambda board: board.label)
def crawled(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with one crawl of the board, then one of the board fifteen minutes later, then the same again."""
    folder, board = tmp_path_factory.mktemp("board"), request.param
    results = {}
    for number, label in enumerate([board.label, f"{board.label}-t2", f"{board.label}-t2"]):
        with module("serve").Mirror(label) as mirror:
            done = crawl(mirror.url, folder, board)
            results[number] = {"exit": done.returncode, "requests": len(mirror.requests), "score": score(label, folder)}
            results[number] |= {"files": len(stored(folder)), "run": last_run(folder), "stderr": done.stderr}
    (folder / "results.json").write_text(json.dumps(results, default=str))
    return folder


def result(folder: Path, number: int) -> dict[str, Any]:
    return json.loads((folder / "results.json").read_text())[str(number)]


def test_first_crawl_finds_every_post_with_author_time_and_own_words(crawled: Path) -> None:
    first = result(crawled, 0)
    found = first["score"]
    assert first["exit"] == 0, first["stderr"]
    assert (found["missing"], found["extra"], found["rows"]) == (0, 0, found["truth"])
    assert found["author_right"] == found["time_right"] == found["truth"]
    assert found["text_right"] >= 0.995 * found["truth"]


def test_second_crawl_finds_all_that_is_new_in_few_requests(crawled: Path) -> None:
    second = result(crawled, 1)
    changes = second["score"]["changes"]
    assert second["exit"] == 0, second["stderr"]
    assert changes["new_found"] == changes["new"] == 28
    assert second["score"]["missing"] == 0
    assert second["requests"] <= 60 < result(crawled, 0)["requests"]


def test_third_crawl_of_the_same_state_visits_and_writes_nothing(crawled: Path) -> None:
    second, third = result(crawled, 1), result(crawled, 2)
    assert third["run"]["threads_visited"] == third["run"]["posts_new"] == 0
    assert third["run"]["outcome"] == "complete"
    assert third["files"] == second["files"]


def test_killed_crawl_is_completed_by_the_next_one(tmp_path: Path) -> None:
    with module("serve").Mirror("phpbb") as mirror:
        process = subprocess.Popen(command(mirror.url, tmp_path), stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
        deadline = time.monotonic() + 60
        while not stored(tmp_path) and time.monotonic() < deadline:
            time.sleep(0.02)
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
        partly = len(pd.read_parquet(tmp_path / "data" / "posts"))
        runs = pd.read_parquet(tmp_path / "data" / "runs")
        again = crawl(mirror.url, tmp_path)
    found = score("phpbb", tmp_path)
    assert 0 < partly < found["truth"]
    assert (runs["outcome"].tolist(), runs["reason"].tolist()) == (["failed"], ["interrupted"])
    assert again.returncode == 0, again.stderr
    assert (found["missing"], found["extra"], found["unique"]) == (0, 0, found["truth"])
    assert found["rows"] == found["unique"], "an interrupted batch was written twice"
    for path in stored(tmp_path):
        pq.read_table(path)


def test_listing_that_always_fails_leaves_the_rest_and_says_so(tmp_path: Path) -> None:
    with module("serve").Mirror("phpbb", faults=("/viewforum.php.f=8$=500",)) as mirror:
        done = crawl(mirror.url, tmp_path)
    run, found = last_run(tmp_path), score("phpbb", tmp_path)
    assert done.returncode == 3, done.stderr
    assert (run["outcome"], run["reason"]) == ("partial", "http_5xx")
    assert run["retries"] == 3
    assert found["extra"] == 0
    truth, _ = module("score").truth_of("phpbb")
    assert found["missing"] == sum(post["forum_id"] == 8 for post in truth["posts"]) > 0


@pytest.mark.parametrize("board", PARTS, ids=lambda board: board.label)
def test_part_of_a_board_is_read_without_error(board: Board, tmp_path: Path) -> None:
    """The recordings hold a part of these boards; whatever was recorded is right in every field."""
    with module("serve").Mirror(board.label) as mirror:
        done = crawl(mirror.url, tmp_path, board)
    found = score(board.label, tmp_path)
    assert done.returncode == 0, done.stderr
    assert found["found"] == found["author_right"] == found["time_right"] > 200
    assert found["extra"] == 0
    assert found["text_right"] >= 0.99 * found["found"]
