"""Retention and access: words go on the day, and who asks gets everything."""

from __future__ import annotations

import json
import stat
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from crawler import compaction, retention, rewriting, tombstones
from crawler.items import WITHDRAWN, Post, Thread
from crawler.profile import Profile, load
from crawler.pseudonyms import load_key, pseudonym
from crawler.store import Store
from tests.forum import NOW, Forum
from tests.stored import AT, post
from tests.walking import SOURCE, Board
from webcare.__main__ import main
from webcare.upkeep import purge

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
MONTHS = 18


@pytest.fixture
def profile(profile_file: Callable[[str], Path]) -> Profile:
    return load(profile_file(SOURCE))


@pytest.mark.parametrize(
    ("now", "months", "expected"),
    [
        ("2026-11-21 12:00", 18, "2025-05-21 00:00+02:00"),
        ("2026-11-21 23:59", 18, "2025-05-21 00:00+02:00"),
        ("2026-11-22 00:01", 18, "2025-05-22 00:00+02:00"),
        ("2026-10-31 12:00", 18, "2025-04-30 00:00+02:00"),
        ("2026-03-31 12:00", 1, "2026-02-28 00:00+01:00"),
        ("2024-03-31 12:00", 1, "2024-02-29 00:00+01:00"),
        ("2026-01-01 00:30", 12, "2025-01-01 00:00+01:00"),
        ("2026-12-15 12:00", 12, "2025-12-15 00:00+01:00"),
    ],
)
def test_horizon_is_the_begin_of_a_day_in_the_organisation_s_zone(now: str, months: int, expected: str) -> None:
    moment = datetime.fromisoformat(now).replace(tzinfo=AMSTERDAM).astimezone(UTC)
    assert retention.horizon(moment, months, AMSTERDAM) == datetime.fromisoformat(expected)


def test_words_go_on_the_day_and_counts_stay(data: Store) -> None:
    before = retention.horizon(datetime(2026, 11, 21, 11, tzinfo=UTC), MONTHS, AMSTERDAM)
    late = datetime(2025, 5, 20, 23, 59, tzinfo=AMSTERDAM).astimezone(UTC)
    data.append("posts", [post("oud", late), post("net", late + timedelta(minutes=1)), post("nieuw", AT)])
    data.append("posts", [post("ongedateerd", None, first_seen_at=late), post("nergens", None)])
    threads = [Thread("bord", "7", "u", "Titel", last_post_at=late, observed_at=AT, run_id="r")]
    threads.append(Thread("bord", "8", "u", "Titel", last_post_at=AT, observed_at=AT, run_id="r"))
    data.append("threads", threads)
    kept = {row["post_id"]: row for row in data.read("posts").to_pylist()}
    assert retention.purge(data, before, AT) == (2, 1, 3)
    rows = {row["post_id"]: row for row in data.read("posts").to_pylist()}
    empty = {"text": "", "thread_title": "", "reasons": []}
    assert {name for name, row in rows.items() if row["text"] == ""} == {"oud", "ongedateerd"}
    assert all(rows[name] == {**kept[name], **empty} for name in ("oud", "ongedateerd"))
    assert all(rows[name] == kept[name] for name in ("net", "nieuw", "nergens"))
    assert [row["title"] for row in data.read("threads").to_pylist()] == ["", "Titel"]
    assert [(act.kind, act.posts, act.marks) for act in tombstones.acts(data)] == [("purge", 2, [])]


def withdraw(data: Store, *posts: Post, days: int = 1) -> None:
    """Stores some posts, and a version without words of each, so many days later."""
    data.append("posts", posts)
    data.append("posts", [retention.withdrawn(post, AT + timedelta(days=days), "r2") for post in posts])


def test_what_a_site_withdrew_loses_its_earlier_words_however_young(data: Store) -> None:
    withdraw(data, post("weg", AT), post("ongedateerd", None))
    data.append("posts", [post("blijft", AT)])
    data.append("threads", [Thread("bord", "7", "u", "Titel", author="a", observed_at=AT, run_id="r")])
    gone = Thread("bord", "7", "u", "", author="a", observed_at=AT + timedelta(days=1), run_id="r2")
    gone.closed, gone.site_state = True, "closed"
    data.append("threads", [gone, Thread("bord", "8", "u", "Blijft", observed_at=AT, run_id="r")])
    latest = sorted(data.latest("posts").to_pylist(), key=lambda row: row["post_id"])
    assert retention.purge(data, AT - timedelta(days=500), AT).posts == 2
    assert {row["post_id"] for row in data.read("posts").to_pylist() if row["text"]} == {"blijft"}
    assert [row["title"] for row in data.read("threads").to_pylist() if row["title"]] == ["Blijft"]
    assert sorted(data.latest("posts").to_pylist(), key=lambda row: row["post_id"]) == latest
    assert retention.purge(data, AT - timedelta(days=500), AT) == (0, 0, 0)


def test_words_of_what_came_back_stay_and_so_does_the_mark_of_what_did_not(data: Store) -> None:
    withdraw(data, post("terug", AT), post("weg", AT))
    data.append("posts", [post("terug", AT, fetched_at=AT + timedelta(days=2))])
    retention.purge(data, AT - timedelta(days=500), AT)
    told = [(row["post_id"], row["text"]) for row in data.read("posts").to_pylist() if row["text"]]
    assert told == [("terug", "woorden")] * 2
    retention.purge(data, AT + timedelta(days=500), AT)
    latest = {row["post_id"]: row["reasons"] for row in data.latest("posts").to_pylist()}
    assert latest == {"terug": [], "weg": [WITHDRAWN]}
    (gone,) = (Post(**row) for row in data.latest("posts").to_pylist() if row["post_id"] == "weg")
    assert retention.without_old_words(gone, AT + timedelta(days=500)) == gone


def test_merging_leaves_no_earlier_words_of_what_was_withdrawn(data: Store) -> None:
    withdraw(data, post("weg", AT))
    compaction.compact(data)
    assert [(row["text"], row["reasons"]) for row in data.read("posts").to_pylist()] == [("", [WITHDRAWN])]


def test_purging_again_does_nothing(data: Store) -> None:
    data.append("posts", [post("oud", AT - timedelta(days=900))])
    assert retention.purge(data, AT - timedelta(days=500), AT).posts == 1
    names = rewriting.parts(data, "posts")
    assert retention.purge(data, AT - timedelta(days=500), AT) == (0, 0, 0)
    assert rewriting.parts(data, "posts") == names
    assert len(tombstones.acts(data)) == 1


def test_purged_words_do_not_come_back_by_a_later_crawl(profile: Profile, tmp_path: Path) -> None:
    forum = Forum()
    thread = forum.thread(1, 3.0)
    for age in (700.0, 600.0):
        thread.add("oude woorden over UWV", age)
    board = Board(forum, profile.path, tmp_path / "data")
    board.walk()
    assert board.posts()["1001"]["text"] == "oude woorden over UWV", "read for the first time"
    purge(profile, str(board.data))
    assert [board.posts()[n]["text"] for n in ("1000", "1001", "1002")] == ["Mijn vraag over UWV", "", ""]
    board.walk(full=True)
    assert board.posts()["1001"]["text"] == ""
    thread.posts[1].text = "oude woorden over UWV, door de schrijver gewijzigd"
    walked = board.walk(full=True)
    assert walked.figure("posts_changed") == 1
    assert board.posts()["1001"]["text"] == board.posts()["1001"]["thread_title"] == ""
    assert board.posts()["1001"]["terms"] == ["UWV"]
    assert not [row for row in Store(str(board.data)).read("posts").to_pylist() if row["text"].startswith("oude")]


def test_purge_ends_an_erasure_that_was_cut_short(data: Store, profile: Profile) -> None:
    data.append("posts", [post("1", AT), post("2", AT)])
    mark = tombstones.mark(load_key(), "post", "bord", "1")
    act = tombstones.Act("post", AT, 1, 0, [mark], tombstones.key_name(load_key()))
    tombstones.note(data, act)
    assert "erased before: 1 row (1 part rewritten)" in purge(profile, data.root)[1]
    assert [row["post_id"] for row in data.read("posts").to_pylist()] == ["2"]


def test_export_holds_every_version_in_dutch_and_nothing_of_others(
    profile: Profile, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    forum = Forum()
    thread = forum.thread(1, 3.0)
    thread.posts[0].author = "Zoë van 't Veld"
    thread.posts[0].text = "Is het UWV open? Café ☕"
    thread.add("antwoord van een ander over UWV", 2.0, "piet84")
    board = Board(forum, profile.path, tmp_path / "data")
    board.walk()
    thread.posts[0].text = "Is het UWV vandaag open? Café ☕"
    board.walk(full=True)
    out = tmp_path / "inzage.json"
    arguments = ["export", "--author", "Zoë van 't Veld", "--profile", str(profile.path), "--data", str(board.data)]
    monkeypatch.setattr(sys, "argv", ["webcare", *arguments, "--out", str(out)])
    with pytest.raises(SystemExit) as left:
        main()
    assert (left.value.code or 0, capsys.readouterr().out) == (0, f"{out}\n")
    assert stat.S_IMODE(out.stat().st_mode) == 0o600
    told = json.loads(out.read_text(encoding="utf-8"))
    assert "Café ☕" in out.read_text(encoding="utf-8"), "readable, not escaped"
    assert [row["tekst"] for row in told["berichten"]] == [
        "Is het UWV open? Café ☕",
        "Is het UWV vandaag open? Café ☕",
    ]
    posted = NOW - timedelta(days=3)
    assert told["berichten"][0]["geplaatst op"] == posted.astimezone(AMSTERDAM).isoformat(timespec="seconds")
    assert {row["opgeslagen als"] for row in told["berichten"]} == {pseudonym(load_key(), "bord", "Zoë van 't Veld")}
    assert {row["titel"] for row in told["draden"]} == {"Draad 1"}
    assert "piet84" not in out.read_text(encoding="utf-8")
    assert "antwoord van een ander" not in out.read_text(encoding="utf-8")
    acts = tombstones.acts(Store(str(board.data)))
    assert [(act.kind, act.posts, act.threads, act.marks) for act in acts] == [("export", 1, 1, [])]


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (("export", "--author", "niemand"), "niemand: nothing of this author is stored on any source"),
        (("export",), "Missing option '--author'"),
        (("forget",), "expected either the address"),
        (("forget", "--author", "niemand"), "niemand: nothing of this author is stored on any source"),
        (("forget", "http://elders.test/"), "http://elders.test/: no post or thread is stored"),
        (("purge", "--data", "niets"), "niets: holds no data"),
        (("compact", "--data", "niets"), "niets: holds no data"),
    ],
)  # fmt: skip
def test_mistake_is_one_sentence_and_status_2(
    arguments: tuple[str, ...], expected: str, data: Store, profile: Profile, monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path, capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    data.append("posts", [post("1", AT)])
    load_key()
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "argv", ["webcare", *arguments, "--profile", str(profile.path)])
    with pytest.raises(SystemExit) as left:
        main()
    told = capsys.readouterr()
    assert left.value.code == 2
    assert told.err.startswith(f"webcare: {expected}"), told.err
    assert (told.err.count("\n"), told.out) == (1, "")
