"""Dedup: an unchanged post is not written again, an edit is a new version, and copies elsewhere are linked."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from crawler import store
from crawler.items import Post
from crawler.retention import withdrawn
from crawler.store import Store
from pipelines.dedup import SHORTEST, Copies, Dedup, fingerprint, link
from pipelines.withdrawn import Withdrawn
from tests.visits import LONG, NOW, visit


def test_fingerprint_is_free_of_layout_capitals_and_marks() -> None:
    assert fingerprint("Ik  bel\nhet UWV!") == fingerprint("ik bel het uwv")
    assert fingerprint("reïntegratie") == fingerprint("Reintegratie")
    assert fingerprint("ik bel") != fingerprint("ik belde")


def test_unchanged_post_is_not_written_again(step: Callable[..., Any], tmp_path: Path) -> None:
    dedup = step(Dedup)
    first = dedup.process_item(visit(LONG, "kort"))
    assert (len(first.posts), first.thread.posts_stored) == (2, 2)
    assert dedup.process_item(visit(LONG, "kort")).posts == [], "nor within one run"
    Store(str(tmp_path / "data")).append("posts", first.posts)
    again = step(Dedup)
    seen = again.process_item(visit(LONG, "kort"))
    assert (seen.posts, seen.thread.posts_stored) == ([], 2)
    assert again.crawler.stats.get_value("webcare/posts_new") is None


def test_changed_post_is_a_new_version_first_seen_when_it_was(step: Callable[..., Any], tmp_path: Path) -> None:
    early = NOW - timedelta(hours=5)
    first = step(Dedup).process_item(visit(LONG))
    first.posts[0].first_seen_at = first.posts[0].fetched_at = early
    Store(str(tmp_path / "data")).append("posts", first.posts)
    dedup = step(Dedup)
    (changed,) = dedup.process_item(visit(LONG + " Opgelost!")).posts
    assert changed.first_seen_at == early
    assert changed.fetched_at == NOW
    assert dedup.crawler.stats.get_value("webcare/posts_changed") == 1
    assert dedup.crawler.stats.get_value("webcare/posts_new") is None


def test_post_that_moved_to_another_thread_is_no_new_post(step: Callable[..., Any], tmp_path: Path) -> None:
    early = NOW - timedelta(hours=5)
    first = step(Dedup).process_item(visit(LONG))
    first.posts[0].first_seen_at = first.posts[0].fetched_at = early
    Store(str(tmp_path / "data")).append("posts", first.posts)
    moved = visit(LONG)
    moved.thread.thread_id = moved.posts[0].thread_id = "8"
    dedup = step(Dedup)
    (post,) = dedup.process_item(moved).posts
    assert (post.thread_id, post.first_seen_at) == ("8", early)
    assert dedup.crawler.stats.get_value("webcare/posts_new") is None


def test_same_words_elsewhere_within_a_week_are_linked() -> None:
    copies = Copies()
    assert copies.first("a/1", LONG, NOW) is None
    assert copies.first("b/1", LONG.upper() + "!!", NOW + timedelta(days=6)) == "a/1"
    assert copies.first("c/1", LONG, NOW + timedelta(days=8)) != "a/1", "more than a week later"
    assert copies.first("d/1", "Heel andere woorden, over een fiets die bij het station is gestolen", NOW) is None


def test_same_words_long_after_are_a_first() -> None:
    copies = Copies()
    copies.first("a/1", LONG, NOW)
    assert copies.first("b/1", LONG, NOW + timedelta(days=7, minutes=1)) is None


@pytest.mark.parametrize("length", [SHORTEST - 1, SHORTEST])
def test_copies_begin_at_forty_characters(length: int) -> None:
    words = "abcd efgh ijkl mnop qrst uvwx yzab cdefg"[:length]
    assert len(words) == length
    copies = Copies()
    copies.first("a/1", words, NOW)
    assert copies.first("b/1", words, NOW) == ("a/1" if length >= SHORTEST else None)


def test_post_is_no_copy_of_itself() -> None:
    copies = Copies()
    copies.first("a/1", LONG, NOW)
    assert copies.first("a/1", LONG, NOW) is None


def stored_post(place: str, run_id: str, age: float, first: str | None = None) -> Post:
    source, post_id = place.split("/")
    at = store.now() - timedelta(days=age)
    return Post(
        source, post_id, "7", "u", "t", text=LONG, posted_at=at, duplicate_of=first,
        fetched_at=store.now(), first_seen_at=at, run_id=run_id,
    )  # fmt: skip


def links(data: Store) -> dict[str, str | None]:
    rows = data.latest("posts", ["source", "post_id", "duplicate_of"]).to_pylist()
    return {f"{row['source']}/{row['post_id']}": row["duplicate_of"] for row in rows}


def test_copies_that_several_processes_read_in_one_run_are_linked_afterwards(tmp_path: Path) -> None:
    data = Store(str(tmp_path))
    data.append("posts", [stored_post("a/1", "r2", 1), stored_post("a/2", "r2", 0.5, first="a/1")])
    data.append("posts", [stored_post("b/1", "r2", 2), stored_post("c/9", "r2", 30)])
    assert link(data, "r2") == 2
    assert links(data) == {"a/1": "b/1", "a/2": "b/1", "b/1": None, "c/9": None}, "all copies name one first place"
    assert link(data, "r2") == 0


def test_stored_first_of_an_earlier_run_stays_the_first(tmp_path: Path) -> None:
    data = Store(str(tmp_path))
    data.append("posts", [stored_post("a/1", "r1", 1)])
    data.append("posts", [stored_post("b/1", "r2", 2)])
    assert link(data, "r2") == 1
    assert links(data) == {"a/1": None, "b/1": "a/1"}
    (post,) = data.latest("posts", where="source = 'b'").to_pylist()
    assert (post["text"], post["run_id"]) == (LONG, "r2")


def test_of_several_the_first_posted_is_the_first_and_a_stored_first_stays_one() -> None:
    copies = Copies()
    late, early = NOW + timedelta(days=5), NOW - timedelta(days=5)
    assert copies.first("a/1", LONG, late) is None
    assert copies.first("b/1", LONG, early) is None, "more than a week apart"
    assert copies.first("c/1", LONG, NOW) == "b/1"
    assert copies.first("d/1", LONG, early - timedelta(hours=1)) == "b/1", "linked, whatever the order of reading"


def test_copy_that_is_edited_stays_one_while_its_words_are_the_same() -> None:
    copies = Copies()
    copies.first("a/1", LONG, NOW)
    assert copies.first("b/1", LONG, NOW) == "a/1"
    assert copies.first("b/1", f"{LONG} (edit)", NOW) == "a/1"
    assert copies.first("b/1", "Heel andere woorden, over een fiets die bij het station is gestolen", NOW) is None


def test_edited_copy_keeps_its_link_when_it_is_stored(step: Callable[..., Any], tmp_path: Path) -> None:
    first = step(Dedup).process_item(visit(LONG, LONG))
    Store(str(tmp_path / "data")).append("posts", first.posts)
    (changed,) = step(Dedup).process_item(visit(LONG, f"{LONG} (edit)")).posts
    assert (changed.post_id, changed.duplicate_of) == ("2", "bord/1")


def test_copies_are_kept_and_linked_not_dropped(step: Callable[..., Any]) -> None:
    seen = step(Dedup, data="ander").process_item(visit(LONG, LONG))
    assert [post.duplicate_of for post in seen.posts] == [None, "bord/1"]


def test_post_without_words_keeps_the_link_that_they_had(tmp_path: Path) -> None:
    data = Store(str(tmp_path))
    data.append("posts", [stored_post("a/1", "r1", 1), stored_post("b/1", "r1", 0.5, first="a/1")])
    copy = Post(**data.latest("posts", where="source = 'b'").to_pylist()[0])
    data.append("posts", [withdrawn(copy, copy.fetched_at + timedelta(days=1), "r2")])
    assert link(data, "r2") == 0
    assert links(data) == {"a/1": None, "b/1": "a/1"}


def test_withdrawn_post_is_lost_once_and_news_when_it_is_back(step: Callable[..., Any], tmp_path: Path) -> None:
    data = Store(str(tmp_path / "data"))
    data.append("posts", step(Dedup).process_item(visit(LONG)).posts)
    lost = visit(withdrawn=["1", "onbekend"])
    assert step(Dedup).process_item(lost).withdrawn == ["1"]
    step(Withdrawn).process_item(lost)
    assert (lost.posts[0].text, lost.posts[0].run_id, lost.thread.posts_stored) == ("", "r1", 1)
    data.append("posts", lost.posts)
    dedup = step(Dedup)
    assert dedup.process_item(visit(withdrawn=["1"])).withdrawn == []
    assert [post.text for post in dedup.process_item(visit(LONG)).posts] == [LONG]
    assert dedup.crawler.stats.get_value("webcare/posts_new") is None
