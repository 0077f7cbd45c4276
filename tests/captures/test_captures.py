"""Real pages that nobody of us wrote, through our readers, against the truth that was read from them by eye.

The pages belong to the members of those boards and stay in the client's folder; without it these tests skip and say so.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from crawler import dates
from spiders.engines.page import Page, Shown
from spiders.engines.recognise import recognise
from webcare import captures, score

CAPTURES = captures.CAPTURES
ABSENT = pytest.mark.skip("the client's folder (../shared) is not here")
CLOCK = dates.Clock(captures.FETCHED, ZoneInfo("UTC"), "DMY")


def files(fits: Callable[[dict[str, Any]], bool] = bool) -> list[Any]:
    if not (CAPTURES / "manifest.json").is_file():
        return [pytest.param({}, marks=ABSENT, id="captures")]
    return [pytest.param(entry, id=entry["file"]) for entry in captures.entries(CAPTURES) if fits(entry)]


def pages() -> list[Any]:
    return files(captures.is_page)


def answers() -> list[Any]:
    return files(lambda entry: not captures.is_page(entry))


@pytest.mark.parametrize("entry", files())
def test_a_real_page_is_read_as_by_eye(entry: dict[str, Any]) -> None:
    assert captures.unexpected(entry, captures.wrong_fields(CAPTURES, entry)) == {}


@pytest.mark.parametrize("entry", pages())
def test_every_post_of_a_real_page_is_whole(entry: dict[str, Any]) -> None:
    posts = captures.seen(CAPTURES, entry)["posts"]
    assert all(post["post_id"] and post["author"] for post in posts)
    assert len({post["post_id"] for post in posts}) == len(posts)
    if "autopager-fa" not in entry["file"]:  # its dates are Jalali
        assert [post["date_text"] for post in posts if post["posted_at"] is None] == []


@pytest.mark.parametrize("entry", pages())
def test_a_page_without_posts_or_threads_says_why(entry: dict[str, Any]) -> None:
    page = captures.seen(CAPTURES, entry)
    assert page["posts"] or page["threads"] or page["kind"] == "index" or page["reason"]


@pytest.mark.parametrize("entry", answers())
def test_every_date_of_a_real_answer_can_be_read(entry: dict[str, Any]) -> None:
    page = Page.from_bytes((CAPTURES / entry["file"]).read_bytes(), "https://board.example/answer")
    engine, _ = recognise(page)
    assert engine is not None
    shown: list[Shown] = [*(p.posted for p in engine.posts(page)), *(row.last_post for row in engine.threads(page))]
    assert [date for date in shown if date.text and dates.read(date.text, CLOCK, date.machine).at is None] == []


@pytest.mark.skipif(not CAPTURES.is_dir(), reason="the client's folder (../shared) is not here")
def test_the_table_names_every_engine_and_explains_every_wrong_field() -> None:
    shown = score.pages_table()
    names = {entry["engine"] for entry in captures.entries(CAPTURES)}
    assert names <= {line.split()[0] for line in shown.splitlines()}
    assert all(reason in shown for reason in captures.EXCEPTIONS.values())
    assert " instead of " not in shown


def test_a_wrong_field_shows_both_values_and_an_exception_that_is_none_any_more_too() -> None:
    entry = {"file": "reddit/old-reddit-thread.html"}
    assert captures.unexpected(entry, {"title": "x", "count": "3 instead of 4"}) == {"count": "3 instead of 4"}
    assert captures.unexpected(entry, {}) == {"title": "no longer an exception"}
