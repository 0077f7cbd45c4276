"""Page 1 on a real board: every key figure counted again from the truth of the board's own database.

Who wrote what, where and when comes from the truth; only what a post *means* (asks, complains, thanks) is read from
the stored labels, because a board's database does not say that.
"""

import json
import re
import subprocess
import sys
from collections import defaultdict
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from crawler.items import Post
from reports.journal import Journal
from reports.period import week
from reports.weekly import Weekly, weekly
from tests.mirrors import PHPBB, ROOT, module, needed, relevant
from tests.reporting.builder import ZONE
from tests.reporting.key_figures import recomputed

WEEKS = {
    "2026-W47": date(2026, 11, 16),
    "2026-W46": date(2026, 11, 9),
    "2026-W03": date(2026, 1, 12),
    "2025-W36": date(2025, 9, 1),
    "2025-W35": date(2025, 8, 25),
    "2025-W31": date(2025, 7, 28),
}
pytestmark = needed


@pytest.fixture(scope="module")
def crawled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("mirror")
    with module("serve").Mirror("phpbb") as mirror:
        rules = ROOT / "crawler" / "profiles" / "uwv"
        (folder / "profile.toml").write_text(relevant(PHPBB, mirror.url, rules))
        command = [sys.executable, "-m", "webcare", "crawl", "--profile", "profile.toml", "--data", "data"]
        done = subprocess.run(command, capture_output=True, text=True, timeout=110, cwd=folder, check=False)
        assert done.returncode == 0, done.stderr
        (folder / "truth.json").write_text(json.dumps(mirror.truth))
    return folder


def holds(text: str) -> bool:
    """Whether the search term stands in a text as a word."""
    return re.search(r"(?<![a-z0-9])u\.?w\.?v\.?(?![a-z0-9])", text.casefold()) is not None


def meant(stored: pd.Series | None) -> str:
    """The stored intent of a post; thanks of somebody who asked nothing are no thanks to the team."""
    if stored is None or (stored["intent"] == "compliment" and not stored["is_asker"]):
        return "other"
    return str(stored["intent"])


def from_truth(folder: Path) -> list[Post]:
    """The posts that a guest can read, of threads that hold the search term or the team, with the stored labels."""
    truth: dict[str, Any] = json.loads((folder / "truth.json").read_text())
    readable = {f["id"] for f in truth["forums"] if f.get("guest_readable", True)}
    labels = pd.read_parquet(folder / "data" / "posts").set_index("post_id")
    posts = []
    for true in (p for p in truth["posts"] if p["forum_id"] in readable):
        stored = labels.loc[str(true["post_id"])] if str(true["post_id"]) in labels.index else None
        found = "text" if holds(true["text"]) else "title" if holds(true["thread_title"]) else None
        posts.append(Post(
            "mirror", str(true["post_id"]), str(true["thread_id"]), "", "", is_team=true["is_team"],
            posted_at=datetime.fromisoformat(true["utc"]), match_reason=None if true["is_team"] else found,
            concrete_question=stored is not None and bool(stored["concrete_question"]) and not true["is_team"],
            intent=meant(stored),
            position=true["position"], fetched_at=datetime.fromisoformat(true["utc"]),
        ))  # fmt: skip
    return posts


def report(folder: Path, name: str) -> Weekly:
    from crawler import profile

    return weekly(str(folder / "data"), Journal(), profile.load(folder / "profile.toml"), week(name, ZONE), {})


def customer_threads(posts: list[Post]) -> list[Post]:
    """The posts of threads that the team did not begin: its own threads are counted apart."""
    own = {post.thread_id for post in posts if post.position == 1 and post.is_team}
    return [post for post in posts if post.thread_id not in own]


@pytest.mark.parametrize("name", WEEKS)
def test_volume_and_work_on_page_1_equal_the_truth_of_the_board(crawled: Path, name: str) -> None:
    shown = {tile.identity: tile.value for tile in report(crawled, name).tiles}
    expected = recomputed(from_truth(crawled), WEEKS[name])
    work = recomputed(customer_threads(from_truth(crawled)), WEEKS[name])
    assert shown["berichten"] == expected["berichten"]
    assert shown["threads"] == expected["threads"]
    assert shown["nieuwe_vragen"] == expected["nieuwe_vragen"]
    assert shown["interventies"] == work["interventies"]
    assert shown["waardering"] == expected["waardering"]
    assert shown["open_vragen"] == expected["open_vragen"]
    if expected["mediane_reactietijd"] is None:
        assert shown["mediane_reactietijd"] is None
    else:
        assert shown["mediane_reactietijd"] == pytest.approx(expected["mediane_reactietijd"], abs=0.02)


def test_the_weeks_hold_enough_to_mean_something(crawled: Path) -> None:
    totals: dict[str, float] = defaultdict(float)
    for monday in WEEKS.values():
        for figure, value in recomputed(from_truth(crawled), monday).items():
            totals[figure] += value or 0
    assert totals["berichten"] > 10
    assert totals["interventies"] > 10
    assert totals["nieuwe_vragen"] > 0
    assert totals["open_vragen"] > 0
    assert totals["waardering"] > 0
    assert totals["mediane_reactietijd"] > 0
