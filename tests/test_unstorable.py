"""What a site writes and no file can hold: a count past 32 bits, half of a character. It costs nobody else's post."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from crawler import parsing, profile
from spiders.engines.decoding import decode
from spiders.engines.page import HIGHEST, ListedThread, Page, Shown, ShownPost
from tests.loopback import Asked, Round, Told, crawl, posts, runs, serving
from webcare.triage import triage_posts

HALF = "\ud83d"


@pytest.mark.parametrize("count", [HIGHEST + 1, 10**30, -HIGHEST - 2])
def test_a_count_that_no_column_holds_is_none(count: int) -> None:
    row = ListedThread("1", "u", "t", replies=count, views=count)
    assert (row.replies, row.views) == (None, None)
    assert ShownPost("1", "a", Shown(), "t", position=count).position is None


def test_a_count_that_a_column_holds_stays() -> None:
    assert ListedThread("1", "u", "t", replies=0, views=HIGHEST).views == HIGHEST


@pytest.mark.parametrize(
    ("content", "read"),
    [(r'{"a": "x\ud83d"}', {"a": "x?"}), (r'["\ude00y"]', ["?y"]), (r'["\ud83d\ude00"]', ["\U0001f600"])],
)
def test_half_a_character_in_json_becomes_a_question_mark(content: str, read: object) -> None:
    assert parsing.document(content) == read
    assert Page(content, "").json == read


def test_half_a_character_in_a_strange_encoding_becomes_a_question_mark() -> None:
    assert "?" in decode(b"\xe9 \\ud83d", "unicode_escape")


def test_half_a_character_in_a_line_for_triage_is_labelled_and_can_be_printed() -> None:
    line, *_ = triage_posts([r'{"id": "\ud83d", "text": "Het UWV belt niet \ud83d"}'], profile.load().reading_rules)
    assert json.loads(line.encode())["id"] == "?"


def test_one_thread_that_cannot_be_stored_does_not_keep_the_others_out(
    profile_file: Callable[[str], Path], tmp_path: Path
) -> None:
    at, data = f"{datetime.now(UTC) - timedelta(hours=2):%Y-%m-%dT%H:%M:%SZ}", tmp_path / "data"
    rows = [
        {"id": n, "slug": f"s{n}", "title": f"Vraag {n}", "posts_count": 1, "views": n**40, "last_posted_at": at}
        for n in (1, 2)
    ]

    def answer(asked: Asked) -> Told:
        if not asked.path.startswith("/t/"):
            return Told({"topic_list": {"topics": rows}})
        number = int(asked.path[4])
        about = {"id": number * 10, "topic_id": number, "post_number": 1, "created_at": at}
        post = {**about, "username": f"lid{number}{HALF}", "cooked": f"<p>Het UWV belt niet {HALF}</p>"}
        return Told({"id": number, "title": f"Vraag {HALF}", "post_stream": {"stream": [post["id"]], "posts": [post]}})

    with serving(answer) as server:
        path = profile_file(f'[sources.proef]\nengine = "discourse"\nurl = "{server.url}/"\ndelay = 0\n')
        crawl(Round(path, data, ["proef"]))
        asked = len(server.asked)
        crawl(Round(path, data, ["proef"]))
    assert [run["outcome"] for run in runs(data)] == ["complete", "complete"]
    assert {post["post_id"] for post in posts(data)} == {"10", "20"}
    assert len(server.asked) == asked + 1, "both threads are known now"
