"""Real feeds and API answers through the readers, against their truth.

The answers belong to those who wrote them and stay in the client's folder; without it these tests skip and say so.
"""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from crawler import dates
from spiders.engines.page import ListedThread, Page, Shown, ShownPost
from spiders.engines.recognise import recognise

CAPTURES = Path(__file__).resolve().parents[2] / ".." / "shared" / "captures"
ENGINES = {"feeds": "feed", "x-twitter": "x"}
"""Folders whose name is not the engine's; Reddit's feeds are feeds too."""
CLOCK = dates.Clock(datetime(2026, 11, 21, 20, 0, tzinfo=UTC), ZoneInfo("UTC"), "DMY")

EXCEPTIONS = {
    "discourse/api-latest.json": "the fixture's authors gave three threads one id, and a thread is listed once",
}
"""What differs from the truth on purpose, each with the reason."""


def answers() -> list[Any]:
    manifest = CAPTURES / "manifest.json"
    if not manifest.is_file():
        return [pytest.param({}, marks=pytest.mark.skip("the client's folder (../shared) is not here"), id="answers")]
    files = json.loads(manifest.read_text(encoding="utf-8"))["files"]
    return [pytest.param(entry, id=entry["file"]) for entry in files if not entry["file"].endswith(".html")]


def letters(value: object) -> str:
    return re.sub(r"[\W_]+", "", re.sub(r"</?\w+>", "", str(value)).lower())


def told(row: ShownPost | ListedThread) -> list[str]:
    """All that a row or post says, to look the values of the truth up in: it names no fields."""
    if isinstance(row, ShownPost):
        return [letters(value) for value in (row.post_id, row.author, row.posted.text, row.text, row.url)]
    return [letters(value) for value in (row.thread_id, row.author, row.last_post.text, row.title, row.url)]


@pytest.mark.parametrize("entry", answers())
def test_a_real_answer_is_read_whole(entry: dict[str, Any]) -> None:
    page = Page.from_bytes((CAPTURES / entry["file"]).read_bytes(), "https://board.example/answer")
    engine, _ = recognise(page)
    folder = entry["file"].split("/")[0]
    assert engine is not None
    assert engine.name == ("feed" if entry["file"].endswith(".xml") else ENGINES.get(folder, folder))
    posts, threads = engine.posts(page), engine.threads(page)
    if entry["file"] in EXCEPTIONS:
        assert len(threads) < entry["ground_truth"]["items"], "no longer an exception"
        return
    assert max(len(posts), len(threads)) == entry["ground_truth"]["items"]
    for place, name in ((0, "first"), (-1, "last")):
        true = entry["ground_truth"][name]
        seen = [part for rows in (posts, threads) if rows for part in told(rows[place])]
        values = [] if true == ["same as first"] else [letters(value) for value in true if value is not None]
        assert [value for value in values if not any(part.startswith(value) for part in seen)] == []


@pytest.mark.parametrize("entry", answers())
def test_every_date_of_a_real_answer_can_be_read(entry: dict[str, Any]) -> None:
    page = Page.from_bytes((CAPTURES / entry["file"]).read_bytes(), "https://board.example/answer")
    engine, _ = recognise(page)
    assert engine is not None
    shown: list[Shown] = [*(p.posted for p in engine.posts(page)), *(row.last_post for row in engine.threads(page))]
    assert [date for date in shown if date.text and dates.read(date.text, CLOCK, date.machine).at is None] == []
