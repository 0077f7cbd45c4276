"""Erasure: gone from every part, not back by a later crawl in any form, and nothing personal left behind."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from forum import Forum
from walking import Board

from crawler import compaction, erasure, rewriting, store, tombstones
from crawler.errors import InputError
from crawler.items import Pointer, Post, Thread
from crawler.profile import Profile, load
from crawler.pseudonyms import key_file, load_key, pseudonym
from crawler.store import Store
from webcare import places
from webcare.forget import forget

SOURCE = '[sources.bord]\nengine = "phpbb"\nurl = "http://127.0.0.1:9/index.php"\ndelay = 0\n'
AT = datetime(2026, 7, 14, 8, tzinfo=UTC)
SITE = "http://127.0.0.1:9"


@pytest.fixture
def profile(profile_file: Callable[[str], Path]) -> Profile:
    return load(profile_file(SOURCE))


@pytest.fixture
def board(profile: Profile, tmp_path: Path) -> Board:
    """Two threads, crawled: one opened by Lies with answers of Piet, one the other way round."""
    forum = Forum(rows=9, per_page=3)
    for number, (opener, other) in {1: ("lies83", "piet84"), 2: ("piet84", "lies83")}.items():
        thread = forum.thread(number, 3.0)
        thread.posts[0].author = opener
        for answer in range(4):
            thread.add(f"antwoord {number}-{answer} over UWV", 2.0 - answer / 10, other)
    made = Board(forum, profile.path, tmp_path / "data")
    made.walk()
    assert len(made.posts()) == 10
    return made


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
    assert said[0].startswith("Erased 1 posts (")
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
    assert said[0].startswith("Erased 5 posts and 1 threads (")
    assert set(again(board)) == {str(n) for n in range(2000, 2005)}
    assert set(board.threads()) == {"2"}
    assert not any("Draad 1" in row["title"] for row in Store(str(board.data)).read("threads").to_pylist())


def test_author_is_forgotten_everywhere_also_as_opener(board: Board, profile: Profile) -> None:
    name = pseudonym(load_key(), "bord", "lies83")
    said = forget(profile, str(board.data), None, "lies83", None)
    assert said[0].startswith("Erased 5 posts and the titles of 1 threads (")
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


@pytest.mark.parametrize(
    ("engine", "url", "post", "thread"),
    [
        ("phpbb", "viewtopic.php?f=3&t=77&p=12#p12", "12", "77"),
        ("phpbb", "viewtopic.php?t=77&start=20#12", "12", "77"),
        ("fluxbb", "viewtopic.php?id=77&p=2", "", "77"),
        ("fluxbb", "viewtopic.php?id=77&p=2#p12", "12", "77"),
        ("fluxbb", "viewtopic.php?pid=12#p12", "12", ""),
        ("mybb", "showthread.php?tid=77&page=2", "", "77"),
        ("mybb", "showthread.php?tid=77&pid=12#pid12", "12", "77"),
        ("smf", "index.php?topic=77.20", "", "77"),
        ("smf", "index.php?topic=77.msg12#msg12", "12", "77"),
        ("vbulletin", "showthread.php?t=77&page=2", "", "77"),
        ("vbulletin", "showthread.php?77-Een-titel&p=12&viewfull=1#post12", "12", "77"),
        ("xenforo", "threads/een-titel.77/page-2", "", "77"),
        ("xenforo", "threads/een-titel.77/post-12", "12", "77"),
        ("invision", "topic/77-een-titel/?page=2", "", "77"),
        ("invision", "topic/77-een-titel/?do=findComment&comment=12", "12", "77"),
        ("vanilla", "discussion/77/een-titel/p2", "", "77"),
        ("vanilla", "discussion/comment/12/#Comment_12", "12", ""),
        ("q2a", "77/een-vraag?show=12#a12", "12", "77"),
        ("woltlab", "thread/77-een-titel/?pageNo=2", "", "77"),
        ("woltlab", "thread/77-een-titel/?postID=12#post12", "12", "77"),
        ("discourse", "t/een-titel/77?page=2", "", "77"),
    ],
)
def test_address_of_any_engine_tells_its_post_and_its_thread(
    profile_file: Callable[[str], Path], engine: str, url: str, post: str, thread: str
) -> None:
    own = load(profile_file(SOURCE.replace("phpbb", engine)))
    found = places.address(own, f"{SITE}/{url}")
    assert (found.posts, found.threads["bord"]) == (frozenset({post} - {""}), thread)
    assert found.names_a_post == bool(post)


@pytest.mark.parametrize(
    ("engine", "url", "posts", "threads"),
    [
        ("discourse", "t/een-titel/77/3", {"12"}, set()),
        ("discourse", "t/77/3", {"12"}, set()),
        ("discourse", "t/een-titel/77/99", set(), set()),
        ("discourse", "t/een-titel/77", set(), {"77"}),
    ],
)
def test_place_in_a_thread_is_a_post_and_never_its_thread(
    profile_file: Callable[[str], Path], tmp_path: Path, engine: str, url: str, posts: set[str], threads: set[str]
) -> None:
    data = Store(str(tmp_path / "data"))
    data.append("posts", [Post("bord", "12", "77", f"{SITE}/t/een-titel/77/3", f"{SITE}/t/een-titel/77")])
    data.append("threads", [Thread("bord", "77", f"{SITE}/t/een-titel/77")])
    own = load(profile_file(SOURCE.replace("phpbb", engine)))
    found = places.stored(data, places.address(own, f"{SITE}/{url}"))
    assert ({post for _, post in found.posts}, {thread for _, thread in found.threads}) == (posts, threads)


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


def test_crawl_with_another_key_stops_before_it_brings_back_what_was_forgotten(
    board: Board, profile: Profile, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    forget(profile, str(board.data), None, "lies83", None)
    monkeypatch.setenv("WEBCARE_KEY_FILE", str(tmp_path / "nieuw"))
    with pytest.raises(InputError, match=r"nieuw: the key is not here, and without it what was forgotten would come"):
        Store(str(board.data)).prepare()
    load_key()
    with pytest.raises(InputError, match="is not the key that"):
        Store(str(board.data)).prepare()


def test_mentions_in_the_team_s_own_records_are_counted_and_kept(board: Board, profile: Profile) -> None:
    url = f"{SITE}/viewtopic.php?p=1002#p1002"
    records = board.data / "journal" / "decisions.csv"
    records.parent.mkdir()
    lines = ["date;url;decision;note", f"2026-11-20;{url};noise;", f"2026-11-20;{url}9;noise;", ""]
    records.write_text("\r\n".join(lines), encoding="utf-8-sig")
    before = records.read_bytes()
    assert "1 lines of decisions.csv mention it" in forget(profile, str(board.data), url, None, None)[1]
    assert records.read_bytes() == before


KILLED = """
import os, signal, sys
from crawler import compaction, erasure, rewriting
from crawler import store as module
from crawler.pseudonyms import load_key
where, command, folder = sys.argv[1:]
data, write = module.Store(folder), module.Store.write

def killed(*_):
    os.kill(os.getpid(), signal.SIGKILL)

def half(table, stream, **_):
    stream.write(b"PAR1 half a part")
    killed()

def begun(self, table, folder, *rest):
    if not folder.endswith("/privacy"):
        module.pq.write_table = half
    write(self, table, folder, *rest)

if where == "half written":
    module.Store.write = begun
else:
    rewriting.suppress = killed  # the new part has its name; the old one would be removed now
if command == "forget":
    erasure.forget(data, load_key(), erasure.by_author(data, load_key(), "lies83", ["bord"]))
else:
    compaction.compact(data)
"""


@pytest.mark.parametrize("where", ["half written", "before the old one goes"])
@pytest.mark.parametrize("command", ["forget", "compact"])
def test_kill_in_the_middle_loses_nothing_and_the_next_run_ends_it(board: Board, where: str, command: str) -> None:
    board.forum.threads[1].add("nog iets over UWV", 0.1, "piet84")
    board.walk()
    before = board.posts()
    root = Path(__file__).resolve().parent.parent
    environment = {**os.environ, "PYTHONPATH": str(root)}
    arguments = [sys.executable, "-c", KILLED, where, command, str(board.data)]
    done = subprocess.run(arguments, env=environment, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == -signal.SIGKILL, done.stderr
    ours = {post: row for post, row in before.items() if row["author"] != pseudonym(load_key(), "bord", "lies83")}
    for post, row in ours.items():
        assert board.posts()[post]["text"] == row["text"]
    if command == "compact":
        assert board.posts() == before
        compaction.compact(Store(str(board.data)))
        assert board.posts() == before
        assert len(list((board.data / "posts").rglob("*.parquet"))) == 1
    else:
        erasure.sweep(Store(str(board.data)))
        assert {post: row["text"] for post, row in board.posts().items()} == {p: row["text"] for p, row in ours.items()}
        assert len(tombstones.acts(Store(str(board.data)))) == 1


def test_what_a_killed_writer_left_is_removed_when_it_is_old(board: Board) -> None:
    folder = next(iter(rewriting.parts(Store(str(board.data)), "posts")))
    old, new = Path(folder) / ".part-a.parquet.tmp", Path(folder) / ".part-b.parquet.tmp"
    for path in (old, new):
        path.write_bytes(b"PAR1")
    an_hour_ago = time.time() - 3700
    os.utime(old, (an_hour_ago, an_hour_ago))
    erasure.sweep(Store(str(board.data)))
    assert (old.exists(), new.exists()) == (False, True)


def test_crawl_that_runs_meanwhile_does_not_bring_it_back(board: Board, profile: Profile) -> None:
    data = Store(str(board.data))
    rows = data.read("posts").to_pylist()
    forget(profile, str(board.data), None, "lies83", None)
    late = [Post(**{**row, "fetched_at": store.now() + timedelta(1), "run_id": "laat"}) for row in rows]
    assert data.append("posts", late) == 5
    assert (
        data.append("threads", [Thread("bord", "1", "u", "Titel", author=pseudonym(load_key(), "bord", "lies83"))]) == 1
    )
    assert {row["title"] for row in data.read("threads").to_pylist() if row["thread_id"] == "1"} == {""}
    assert len(board.posts()) == 5
    assert json.dumps([act.kind for act in tombstones.acts(data)]) == '["author"]'
