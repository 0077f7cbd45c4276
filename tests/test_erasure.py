"""Erasure: gone from every part, not back by a later crawl in any form, and nothing personal left behind."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from crawler import tombstones
from crawler.errors import InputError
from crawler.items import Pointer, Post
from crawler.profile import Profile, load
from crawler.pseudonyms import key_file, load_key, pseudonym
from crawler.store import Store
from tests.walking import SITE, SOURCE, Board, two_threads
from webcare.forget import forget

AT = datetime(2026, 7, 14, 8, tzinfo=UTC)


@pytest.fixture
def profile(profile_file: Callable[[str], Path]) -> Profile:
    return load(profile_file(SOURCE))


@pytest.fixture
def board(profile: Profile, tmp_path: Path) -> Board:
    return two_threads(profile.path, tmp_path / "data")


def stored_bytes(folder: Path) -> bytes:
    """Everything under a folder, names too."""
    files = [path for path in folder.rglob("*") if path.is_file()]
    return b"".join(str(path.relative_to(folder)).encode() + path.read_bytes() for path in files)


def again(board: Board) -> dict[str, dict[str, object]]:
    """The stored posts after one more crawl of everything."""
    board.walk(full=True)
    return board.posts()


FORMS = [
    "viewtopic.php?p=1002#p1002",
    "viewtopic.php?f=1&t=1&p=1002#p1002",
    "viewtopic.php?f=1&t=1&sid=0123456789abcdef0123456789abcdef&p=1002",
    "viewtopic.php?t=1&start=0#p1002",
]


@pytest.mark.parametrize("form", FORMS)
def test_post_is_forgotten_by_any_form_of_its_address_and_stays_away(board: Board, profile: Profile, form: str) -> None:
    said = forget(profile, str(board.data), f"{SITE}/{form}", None, None)
    assert said[0].startswith("Erased 1 post (")
    assert set(board.posts()) == {str(n) for n in (1000, 1001, 1003, 1004, *range(2000, 2005))}
    assert "1002" not in again(board)
    board.forum.threads[0].posts[2].text = "antwoord over UWV, gewijzigd"
    walked = board.walk(full=True)
    assert "1002" not in board.posts()
    assert walked.figure("posts_new") == walked.figure("posts_changed") == 0, "it is not counted as a find each time"


@pytest.mark.parametrize("form", ["viewtopic.php?t=1", "viewtopic.php?f=1&t=1&start=3", "viewtopic.php?t=1&view=next"])
def test_thread_is_forgotten_whole_with_its_title(board: Board, profile: Profile, form: str) -> None:
    board.forum.threads[0].title = "Hoe moet dat met UWV"
    said = forget(profile, str(board.data), f"{SITE}/{form}", None, None)
    assert said[0].startswith("Erased 5 posts and 1 thread (")
    assert set(again(board)) == {str(n) for n in range(2000, 2005)}
    assert set(board.threads()) == {"2"}
    assert not any("Draad 1" in row["title"] for row in Store(str(board.data)).read("threads").to_pylist())


def test_author_is_forgotten_everywhere_also_as_opener(board: Board, profile: Profile) -> None:
    name = pseudonym(load_key(), "bord", "lies83")
    said = forget(profile, str(board.data), None, "lies83", None)
    assert said[0].startswith("Erased 5 posts and the titles of 1 thread (")
    board.forum.threads[0].add("nog een vraag van mij over UWV", 0.01, "lies83")
    new = board.forum.thread(3, 0.02)
    new.posts[0].author = "lies83"
    new.add("ik weet het van UWV", 0.01, "piet84")
    posts = again(board)
    assert set(posts) == {"1001", "1002", "1003", "1004", "2000", "3001"}
    assert {row["author"] for row in Store(str(board.data)).read("posts").to_pylist()} == {
        pseudonym(load_key(), "bord", "piet84")
    }
    threads = board.threads()
    assert [(threads[t].author, threads[t].title) for t in ("1", "3")] == [("", ""), ("", "")]
    assert threads["2"].title == "Draad 2"
    assert posts["1001"]["thread_title"] == posts["3001"]["thread_title"] == ""
    new.add("en nog iets over UWV", 0.0, "piet84")
    board.walk()
    assert board.threads()["3"].title == board.posts()["3002"]["thread_title"] == "", "entered behind its first page"
    assert name.encode() not in stored_bytes(board.data)


def test_only_the_named_source_forgets_an_author(board: Board, profile: Profile) -> None:
    data = Store(str(board.data))
    for source in ("bord", "elders"):
        data.append("posts", [Post(source, "x", "x", "u", "t", author=pseudonym(load_key(), source, "wim85"))])
    forget(profile, str(board.data), None, "wim85", "elders")
    assert [row["source"] for row in data.read("posts").to_pylist() if row["post_id"] == "x"] == ["bord"]


def test_traces_in_other_rows_go_too(board: Board, profile: Profile) -> None:
    data = Store(str(board.data))
    url = f"{SITE}/viewtopic.php?p=1001#p1001"
    data.append("posts", [Post("bord", "q", "2", "u", "t", quotes=["1001", "1000", ""], fetched_at=AT, run_id="r")])
    data.append("posts", [Post("elders", "c", "9", "v", "w", duplicate_of="bord/1001", fetched_at=AT, run_id="r")])
    data.append("posts", [Post("feed", "f", "f", url, url, kind="feed", text="melding", fetched_at=AT, run_id="r")])
    data.append(
        "pointers", [Pointer("bord", url, "alerts", "UWV", AT), Pointer("bord", "http://x/", "alerts", "UWV", AT)]
    )
    forget(profile, str(board.data), url, None, None)
    rows = {row["post_id"]: row for row in data.read("posts").to_pylist()}
    assert rows["q"]["quotes"] == ["", "1000", ""]
    assert rows["c"]["duplicate_of"] is None
    assert "f" not in rows, "a feed's copy under the same address"
    assert [row["url"] for row in data.read("pointers").to_pylist()] == ["http://x/"]
    assert data.append("pointers", [Pointer("bord", url, "alerts", "UWV", AT)]) == 0
    assert data.append("posts", [Post("bord", "r", "2", "u", "t", quotes=["1001"], run_id="r")]) == 1
    assert next(row for row in data.read("posts").to_pylist() if row["post_id"] == "r")["quotes"] == [""]


def test_every_version_goes(board: Board, profile: Profile) -> None:
    board.forum.threads[0].posts[2].text = "antwoord over UWV, later gewijzigd"
    board.walk(full=True)
    data = Store(str(board.data))
    assert [row["post_id"] for row in data.read("posts").to_pylist()].count("1002") == 2
    forget(profile, str(board.data), f"{SITE}/viewtopic.php?p=1002#p1002", None, None)
    assert "1002" not in {row["post_id"] for row in data.read("posts").to_pylist()}


def test_ledger_and_marks_hold_nothing_personal(
    board: Board, profile: Profile, caplog: pytest.LogCaptureFixture
) -> None:
    forget(profile, str(board.data), f"{SITE}/viewtopic.php?p=1002#p1002", None, None)
    forget(profile, str(board.data), None, "lies83", None)
    again(board)
    (first, second) = tombstones.acts(Store(str(board.data)))
    assert (first.kind, first.posts, second.kind, second.posts, second.threads) == ("post", 1, "author", 5, 1)
    told = f"{first}{second}".encode() + stored_bytes(board.data / "privacy") + caplog.text.encode()
    for secret in ("1002", "lies83", pseudonym(load_key(), "bord", "lies83"), "viewtopic", "127.0.0.1"):
        assert secret.encode() not in told


def test_forgetting_twice_says_so_and_is_counted_once(board: Board, profile: Profile) -> None:
    for url, author in (
        (f"{SITE}/viewtopic.php?p=1002#p1002", None),
        (f"{SITE}/viewtopic.php?t=2", None),
        (None, "lies83"),
    ):
        forget(profile, str(board.data), url, author, None)
        assert forget(profile, str(board.data), url, author, None)[0].startswith("Nothing of it is stored any more")
    assert [act.kind for act in tombstones.acts(Store(str(board.data)))] == ["post", "thread", "author"]


@pytest.mark.parametrize(
    ("url", "author", "source", "expected"),
    [
        (None, None, None, "expected either the address"),
        ("http://a/", "b", None, "expected either the address"),
        ("zomaar iets", None, None, "zomaar iets: is no address; expected one such as"),
        (f"{SITE}/viewtopic.php?p=999#p999", None, None, "no post or thread is stored under this address"),
        (f"{SITE}/viewtopic.php?t=1&p=999", None, None, "no post or thread is stored under this address"),
        ("https://elders.test/viewtopic.php?p=1002#p1002", None, None, "no post or thread is stored"),
        (f"{SITE}/viewtopic.php?t=1", None, "bord", "--source goes with --author"),
        (None, "niemand", None, "niemand: nothing of this author is stored on any source"),
        (None, "lies83", "nergens", "no source nergens; there are"),
        (None, "proef_webcare", None, "proef_webcare: is an account of the team"),
    ],
)
def test_wrong_wish_is_one_sentence_and_erases_nothing(
    board: Board, profile: Profile, url: str | None, author: str | None, source: str | None, expected: str
) -> None:
    with pytest.raises(InputError) as wrong:
        forget(profile, str(board.data), url, author, source)
    assert expected in str(wrong.value)
    assert len(board.posts()) == 10
    assert tombstones.acts(Store(str(board.data))) == []


def test_without_data_or_key_nothing_is_promised(
    board: Board, profile: Profile, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(InputError, match="holds no data"):
        forget(profile, str(tmp_path / "niets"), None, "lies83", None)
    monkeypatch.setenv("WEBCARE_KEY_FILE", str(tmp_path / "geen"))
    with pytest.raises(InputError, match="geen: the key for pseudonyms is not here"):
        forget(profile, str(board.data), None, "lies83", None)
    assert not key_file().exists(), "a new key would know nobody"


def test_mentions_in_the_team_s_own_records_are_counted_and_kept(board: Board, profile: Profile) -> None:
    url = f"{SITE}/viewtopic.php?p=1002#p1002"
    records = board.data / "journal" / "decisions.csv"
    records.parent.mkdir()
    lines = ["date;url;decision;note", f"2026-11-20;{url};noise;", f"2026-11-20;{url}9;noise;", ""]
    records.write_text("\r\n".join(lines), encoding="utf-8-sig")
    before = records.read_bytes()
    assert "1 line of decisions.csv with its address" in forget(profile, str(board.data), url, None, None)[1]
    assert records.read_bytes() == before
