"""Readers of whole recorded boards against the truth from the boards' own databases.

The mirrors belong to the client and stay outside the project; without them these tests skip and say so.
"""

from __future__ import annotations

import html
import json
import re
import tarfile
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urljoin, urlsplit
from zoneinfo import ZoneInfo

import pytest

from crawler import dates
from spiders.engines.engine import Engine
from spiders.engines.page import ListedThread, Page, ShownPost
from spiders.engines.recognise import engine_named, recognise

MIRRORS = Path(__file__).resolve().parents[1] / ".." / "shared" / "mirrors"
SMILIES = re.compile(r"[:;=8][-~]?[)(DPpOo/|\\]|:\w+:")


@dataclass(frozen=True)
class Label:
    """One mirror: how to read it, and whether all of the board was recorded."""

    name: str
    engine: str
    zone: str
    whole: bool = False
    order: str = "DMY"


LABELS = [
    Label("phpbb", "phpbb", "Europe/Amsterdam", whole=True),
    Label("phpbb-t2", "phpbb", "Europe/Amsterdam", whole=True),
    Label("smf", "smf", "Europe/Amsterdam", whole=True),
    Label("smf-t2", "smf", "Europe/Amsterdam", whole=True),
    Label("mybb-en", "mybb", "Etc/GMT-1", order="MDY"),
    Label("fluxbb-en", "fluxbb", "Etc/GMT-1"),
    Label("q2a-en", "q2a", "UTC"),
    Label("nodebb-en", "nodebb", "UTC"),
]


class Recorded:
    """A mirror in memory."""

    def __init__(self, name: str) -> None:
        with tarfile.open(MIRRORS / f"{name}.tar.xz") as archive:
            files = {m.name.split("/", 1)[1]: archive.extractfile(m).read() for m in archive if m.isfile()}  # type: ignore[union-attr]
        index = json.loads(files["index.json"])
        self.origin: str = index["origin"]
        self.truth: dict[str, Any] = json.loads(files["truth.json"])
        self._ignored = set(index["ignore_params"])
        self._pages = {self._key(entry["url"]): (entry, files.get(entry["file"], b"")) for entry in index["pages"]}

    def _key(self, url: str) -> tuple[str, tuple[tuple[str, str], ...]]:
        parts = urlsplit(url)
        pairs = parse_qsl(parts.query.replace(";", "&"), keep_blank_values=True)
        return parts.path or "/", tuple(sorted(pair for pair in pairs if pair[0] not in self._ignored))

    def page(self, url: str) -> tuple[Page, datetime] | None:
        """The page at an address after its redirects, and when it was recorded; None where it was not."""
        for _ in range(5):
            entry, body = self._pages.get(self._key(url), (None, b""))
            if entry is None:
                return None
            if entry["status"] < 300:
                return Page.from_bytes(body, url, entry["headers"]), datetime.fromisoformat(entry["captured_at"])
            if not entry["headers"].get("location"):
                return None
            url = urljoin(url, entry["headers"]["location"])
        return None


@dataclass
class Read:
    """What a walk over a mirror found."""

    posts: dict[str, tuple[ShownPost, dates.Moment]] = field(default_factory=dict)
    rows: dict[str, ListedThread] = field(default_factory=dict)
    of_thread: dict[str, list[str]] = field(default_factory=dict)
    cut_short: set[str] = field(default_factory=set)
    unrecognised: list[str] = field(default_factory=list)


def read_all(label: Label) -> tuple[Recorded, Read]:
    """Index, listings and threads as the walk would visit them, every page at most once."""
    recorded, engine, found = Recorded(label.name), engine_named(label.engine), Read()
    boards, seen = [engine.start_url(f"{recorded.origin}/")], set[str]()
    while boards:
        url = boards.pop()
        while url and url not in seen:
            seen.add(url)
            answer = recorded.page(url)
            if answer is None:
                break
            boards += [board.url for board in engine.boards(answer[0])]
            found.rows |= {row.thread_id: row for row in engine.threads(answer[0]) if not row.moved}
            url = engine.next_page(answer[0]) or ""
    for row in found.rows.values():
        read_thread(recorded, engine, label, row, found)
    return recorded, found


def read_thread(recorded: Recorded, engine: Engine, label: Label, row: ListedThread, found: Read) -> None:
    """All pages of a thread into ``found``; a thread with a page that was not recorded is ``cut_short``."""
    waiting, seen = [row.url], set[str]()
    while waiting:
        url = waiting.pop()
        if url in seen:
            continue
        seen.add(url)
        answer = recorded.page(url)
        if answer is None:
            found.cut_short.add(row.thread_id)
            continue
        page, captured = answer
        if len(found.of_thread) % 5 == 0 and getattr(recognise(page)[0], "name", None) != engine.name:
            found.unrecognised.append(url)
        clock = dates.Clock(captured, ZoneInfo(label.zone), label.order)
        for post in engine.posts(page):
            moment = dates.read(post.posted.text, clock, post.posted.machine)
            found.posts.setdefault(post.post_id, (post, moment))
            found.of_thread.setdefault(row.thread_id, []).append(post.post_id)
        waiting += [*engine.more(page), *filter(None, [engine.next_page(page)])]


def words(text: str) -> str:
    """Letters and digits, without addresses and smilies: the client's own comparison of two renderings."""
    text = html.unescape(text)  # one truth keeps "&amp;" as it was typed, and every page shows "&"
    text = re.sub(r"https?://\S+|www\.\S+", "", text)
    return re.sub(r"[\W_]+", "", SMILIES.sub("", text).lower())


def expected(recorded: Recorded, found: Read, label: Label) -> dict[str, dict[str, Any]]:
    """The posts of the truth that a guest can reach within the recorded pages."""
    readable = {board["id"] for board in recorded.truth["forums"] if board.get("guest_readable", True)}
    posts = [post for post in recorded.truth["posts"] if post.get("forum_id") in readable]
    reached = set(found.rows) - found.cut_short
    return {str(post["post_id"]): post for post in posts if label.whole or str(post["thread_id"]) in reached}


@pytest.fixture(scope="module", params=LABELS, ids=lambda label: label.name)
def board(request: pytest.FixtureRequest) -> tuple[Label, Recorded, Read]:
    label: Label = request.param
    if not (MIRRORS / f"{label.name}.tar.xz").exists():
        pytest.skip(f"the recorded board {label.name} is not in {MIRRORS.name} beside the project")
    return label, *read_all(label)


def test_every_post_is_found_once_and_no_other(board: tuple[Label, Recorded, Read]) -> None:
    label, recorded, found = board
    want = expected(recorded, found, label)
    everyone = {str(post["post_id"]) for post in recorded.truth["posts"]}
    assert len(want) > 100
    assert sorted(set(want) - set(found.posts)) == []
    assert sorted(set(found.posts) - everyone) == []
    assert found.unrecognised == []


def test_posts_stand_in_their_own_thread(board: tuple[Label, Recorded, Read]) -> None:
    _, recorded, found = board
    home = {str(post["post_id"]): str(post["thread_id"]) for post in recorded.truth["posts"]}
    assert [(t, p) for t, posts in found.of_thread.items() for p in posts if home[p] != t] == []


def test_authors_and_times_are_all_right(board: tuple[Label, Recorded, Read]) -> None:
    label, recorded, found = board
    wrong = []
    for post_id, true in expected(recorded, found, label).items():
        shown, moment = found.posts[post_id]
        off = abs(moment.at - datetime.fromisoformat(true["utc"])).total_seconds() if moment.at else None
        allowed = {"second": 1, "minute": 61, "hour": 3700, "day": 1.5 * 86_400}.get(moment.precision or "", 0)
        if shown.author != true["author"] or off is None or off > allowed:
            wrong.append((post_id, shown.author, true["author"], shown.posted, moment.at, true["utc"]))
    assert wrong == []


def test_own_words_are_right_and_signatures_apart(board: tuple[Label, Recorded, Read]) -> None:
    label, recorded, found = board
    want = expected(recorded, found, label)
    wrong = [
        (i, found.posts[i][0].text, p["text"])
        for i, p in want.items()
        if words(found.posts[i][0].text) != words(p["text"])
    ]
    assert len(wrong) <= 0.005 * len(want), wrong[:3]
    signed = [i for i, p in want.items() if p.get("signature")]
    assert [i for i in signed if words(found.posts[i][0].signature or "") != words(want[i]["signature"])][:5] == []


def test_rows_say_what_the_board_holds(board: tuple[Label, Recorded, Read]) -> None:
    _, recorded, found = board
    true = {str(thread["id"]): thread for thread in recorded.truth["threads"]}
    assert set(found.rows) <= set(true)
    wrong = [
        (row.thread_id, row.title, row.replies, row.sticky, row.closed)
        for row in found.rows.values()
        if words(row.title) != words(true[row.thread_id]["title"])
        or row.replies != true[row.thread_id]["replies"]
        or row.sticky != (true[row.thread_id]["sticky"] or true[row.thread_id].get("announce", False))
        or row.closed != true[row.thread_id]["locked"]
    ]
    assert wrong == []


def test_places_and_quotes_are_right(board: tuple[Label, Recorded, Read]) -> None:
    label, recorded, found = board
    wrong = []
    for post_id, true in expected(recorded, found, label).items():
        shown, quoted = found.posts[post_id][0], [quote for quote in true["quotes"] if quote["depth"] == 1]
        if shown.position not in (None, true["position"]) or len(shown.quotes) != len(quoted):
            wrong.append((post_id, shown.position, true["position"], shown.quotes))
    assert wrong == []


def test_edits_are_seen_with_their_time(board: tuple[Label, Recorded, Read]) -> None:
    label, recorded, found = board
    if label.engine == "q2a":
        pytest.skip("its database also calls a question edited whose best answer was chosen; the page does not")
    clock = dates.Clock(datetime.fromisoformat(recorded.truth["generated"]), ZoneInfo(label.zone), label.order)
    wrong, edits = [], 0
    for post_id, true in expected(recorded, found, label).items():
        edited = found.posts[post_id][0].edited
        at = dates.read(edited.text, clock, edited.machine).at if edited else None
        want = datetime.fromisoformat(true["edited"]) if true["edited"] else None
        edits += want is not None
        if (at is None) != (want is None) or (at and want and abs(at - want).total_seconds() > 61):
            wrong.append((post_id, edited, true["edited"]))
    assert edits > 5
    assert wrong == []
