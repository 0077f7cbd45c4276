"""Real pages that nobody of us wrote, through ``inspect``, against the truth that was read from them by eye.

The pages belong to the members of those boards and stay in the client's folder; without it these tests skip and say so.
"""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from crawler import numbers
from spiders.engines.recognise import ENGINES
from webcare.inspect import inspect

CAPTURES = Path(__file__).resolve().parents[2] / ".." / "shared" / "captures"
FETCHED = datetime(2026, 11, 21, 20, 0, tzinfo=UTC)

FOLDERS = {
    "fok": "fok",
    "ipb-old": "invision",
    "ips4": "invision",
    "phpbb2": "phpbb",
    "phpbb30": "phpbb",
    "phpbb31plus": "phpbb",
    "tweakers-got": "tweakers",
    "vb2-somethingawful": "vbulletin",
    "vb3": "vbulletin",
    "vb4": "vbulletin",
    "vb5": "vbulletin",
    "xenforo1": "xenforo",
    "xenforo2": "xenforo",
}
"""Folders whose name is not the engine's."""

KINDS = {
    "login wall": "login",
    "information/permission page": "error",
    'error page ("The topic or post you requested does not exist", HTTP 200)': "error",
}

QUOTE_FIRST = re.compile(r"^(?:On \d+/\d+/\d+ at .*|.{1,40} (?:posted|[Ww]rote|said)\b.*|Quote.*)$")
"""The truth of these posts begins with the heading of a quote, which is not the author's own word."""

EXCEPTIONS = {
    ("ipb-old/undeadlords-ipb2-listing-0.html", "first.title"): "the truth has the line below the title",
    ("smf/pcbheaven-listing.html", "last.id"): "the truth cuts the id short: the page says topic=1074.0",
    ("reddit/old-reddit-thread.html", "title"): "the truth keeps the first sentence of a long title",
    ("ips4/leica-thread.html", "first.text"): "the truth begins with an advert that the site put into the body",
}
"""What differs from the truth on purpose, each with the reason; one that no longer differs fails."""

MONTH_FIRST = ("vb3/mazda", "vb3/doityourself", "vb4/webhosting", "vb5/", "ubbthreads/", "mybb/mybb-community")


def captures() -> list[Any]:
    manifest = CAPTURES / "manifest.json"
    if not manifest.is_file():
        return [pytest.param({}, marks=pytest.mark.skip("the client's folder (../shared) is not here"), id="captures")]
    files = json.loads(manifest.read_text(encoding="utf-8"))["files"]
    return [pytest.param(entry, id=entry["file"]) for entry in files if entry["file"].endswith(".html")]


def plain(value: str | None) -> str | None:
    """Letters and digits: what an eye and a reader must share; None is "not recorded"."""
    return None if value is None else re.sub(r"[\W_]+", "", value.lower())


def seen(entry: dict[str, Any]) -> dict[str, Any]:
    name = entry["file"]
    order = "MDY" if name.startswith(MONTH_FIRST) else "DMY"
    url = f"https://{entry.get('site') or 'board.example'}/"
    return inspect((CAPTURES / name).read_bytes(), url, None, FETCHED, "UTC", order)


def differences(entry: dict[str, Any], page: dict[str, Any]) -> dict[str, str]:
    """Every field that is not as in the truth, with both values."""
    truth = entry["ground_truth"] or {}
    kind = KINDS.get(entry["page_kind"], entry["page_kind"])
    wrong = unlike("engine", FOLDERS.get(entry["engine"], entry["engine"]), page["engine"])
    wrong |= unlike("kind", kind, page["kind"])
    if not truth:
        return wrong
    wrong |= unlike("title", plain(truth["title"]), plain(page["title"])) | unlike("page", truth["page"], page["page"])
    wrong |= unlike("pages", truth["pages"], page["pages"])
    rows = page["threads"] if kind == "listing" else page["posts"]
    wrong |= unlike("count", truth["topics_on_page" if kind == "listing" else "posts_on_page"], len(rows))
    noun, compare = ("topic", thread_differences) if kind == "listing" else ("post", post_differences)
    for place, row in (("first", rows[0]), ("last", rows[-1])) if rows else ():
        wrong |= {f"{place}.{name}": value for name, value in compare(truth[f"{place}_{noun}"], row).items()}
    return wrong


def post_differences(truth: dict[str, Any], post: dict[str, Any]) -> dict[str, str]:
    wrong = unlike("id", truth["id"], post["post_id"]) | unlike("author", truth["author"], post["author"])
    wrong |= unlike("date", plain(truth["date_text"]), plain(post["date_text"]))
    begins = plain("" if QUOTE_FIRST.match(truth["text_60"] or "") else truth["text_60"] or "")
    return wrong | unlike("text", begins, (plain(post["text"]) or "")[: len(begins or "")])


def thread_differences(truth: dict[str, Any], row: dict[str, Any]) -> dict[str, str]:
    wrong = unlike("id", truth["id"], row["thread_id"]) | unlike("title", plain(truth["title"]), plain(row["title"]))
    for count in ("replies", "views"):
        if truth.get(count) is not None:
            wrong |= unlike(count, numbers.read(truth[count]), row[count])
    return wrong | unlike("date", plain(truth["last_post_date_text"]), plain(row["date_text"]))


def unlike(field: str, truth: object, shown: object) -> dict[str, str]:
    return {} if truth is None or truth == shown else {field: f"{shown!r} instead of {truth!r}"}


@pytest.mark.parametrize("entry", captures())
def test_a_real_page_is_read_as_by_eye(entry: dict[str, Any]) -> None:
    name = FOLDERS.get(entry["engine"], entry["engine"])
    if name not in {engine.name for engine in ENGINES}:
        pytest.skip(f"no engine reads {name} pages")
    wrong = differences(entry, seen(entry))
    expected = {field for file, field in EXCEPTIONS if file == entry["file"]}
    assert {field: value for field, value in wrong.items() if field not in expected} == {}
    assert expected <= wrong.keys(), "no longer an exception"


@pytest.mark.parametrize("entry", captures())
def test_every_post_of_a_real_page_is_whole(entry: dict[str, Any]) -> None:
    posts = seen(entry)["posts"]
    assert all(post["post_id"] and post["author"] for post in posts)
    assert len({post["post_id"] for post in posts}) == len(posts)
    if "autopager-fa" not in entry["file"]:  # its dates are Jalali
        assert [post["date_text"] for post in posts if post["posted_at"] is None] == []


@pytest.mark.parametrize("entry", captures())
def test_a_page_without_posts_or_threads_says_why(entry: dict[str, Any]) -> None:
    page = seen(entry)
    assert page["posts"] or page["threads"] or page["kind"] == "index" or page["reason"]
