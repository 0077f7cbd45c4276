"""Deletions on recorded boards: exactly the posts that their databases call deleted lose their words."""

from __future__ import annotations

import subprocess
import sys
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pandas as pd
import pyarrow.compute as pc
import pyarrow.parquet as pq

from crawler.items import WITHDRAWN
from tests.mirrors import PHPBB, Board, module, needed, whole

pytestmark = needed
TERMS = '[[terms]]\nterm = "UWV"\nalso = ["hier"]'
"""With these the three threads are followed in which posts were deleted, and some sixty others."""


def crawl(url: str, folder: Path, board: Board) -> None:
    """One crawl of a board whose relevant threads are followed, however long ago they moved."""
    profile = whole(board, url).replace('[[terms]]\nterm = "UWV"', TERMS)
    (folder / "profile.toml").write_text(profile.replace('keep = "all"', 'keep = "all"\nrevisit_days = 1000'))
    command = [sys.executable, "-m", "webcare", "crawl", "--profile", "profile.toml", "--data", "data"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=110, cwd=folder, check=False)
    assert done.returncode == 0, done.stderr[-2000:]


def a_day_later(folder: Path) -> None:
    """Makes every visit so far a day older."""
    for path in (folder / "data" / "threads").rglob("*.parquet"):
        table = pq.ParquetFile(path).read()
        place = table.schema.get_field_index("observed_at")
        earlier = pc.subtract(table["observed_at"], timedelta(hours=25)).cast(table.schema.field(place).type)
        pq.write_table(table.set_column(place, "observed_at", earlier), path)


def latest(folder: Path) -> pd.DataFrame:
    posts = pd.read_parquet(folder / "data" / "posts").sort_values("fetched_at")
    return posts.drop_duplicates("post_id", keep="last").set_index("post_id")


def withdrawn(posts: pd.DataFrame) -> set[str]:
    return {str(name) for name, reasons in posts["reasons"].items() if list(reasons) == [WITHDRAWN]}


def test_exactly_the_deleted_posts_lose_their_words(tmp_path: Path) -> None:
    scorer, board = module("score"), PHPBB
    with module("serve").Mirror(board.label) as mirror:
        crawl(mirror.url, tmp_path, board)
    before = latest(tmp_path)
    a_day_later(tmp_path)
    with module("serve").Mirror(f"{board.label}-t2", urlsplit(mirror.url).port) as mirror:
        crawl(mirror.url, tmp_path, board)
        changes: dict[str, Any] = mirror.changes
    after, stored = latest(tmp_path), pd.read_parquet(tmp_path / "data" / "posts")
    assert withdrawn(after) == {str(name) for name in changes["deleted"]}
    gone = after.loc[sorted(withdrawn(after))]
    assert set(gone["text"]) == {""}
    assert all(gone["intent"] == before.loc[gone.index, "intent"])
    truth, told = scorer.truth_of(f"{board.label}-t2")
    found = scorer.score(stored, truth, told)
    assert (found["missing"], found["extra"]) == (0, len(changes["deleted"]))
    assert found["author_right"] == found["time_right"] == found["truth"]
    assert found["text_right"] >= 0.995 * found["truth"]
    assert found["changes"]["new_found"] == found["changes"]["new"]
