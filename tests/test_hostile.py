"""Pages that are broken, huge or made to hurt: a kind and a reason within two seconds, never a crash."""

from __future__ import annotations

import json
import random
import re
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from scrapy.http import Response

from crawler.politeness import limit_reset, retry_after
from spiders.engines.engine import Engine
from spiders.engines.page import Page
from spiders.engines.recognise import ENGINES
from webcare.inspect import inspect

PAGES = Path(__file__).parent / "pages"
CAPTURES = Path(__file__).resolve().parents[1] / ".." / "shared" / "captures"
PLACES = 20
SECONDS = 2.0
"""Of the processor: the clock on the wall also counts what else runs."""
URL = "https://board.example/viewtopic.php?t=12"

OWN = sorted(PAGES.glob("*/*.html"))
REAL = sorted(path for path in CAPTURES.glob("*/*") if path.is_file())

TAGS = ("div", "td", "table", "blockquote", "article", "li", "span", "a", "tr", "p")
NAMES = (
    *("post", "postbody", "message", "structItem structItem--thread", "topictitle", "threadbit", "wbbPost"),
    *("forumline", "postdetails", "quotecontent", "ipsDataItem", "b-post js-comment-entry__parent", "windowbg"),
)
IDS = (
    "p1",
    "post1",
    "post_message_1",
    "js-post-1",
    "elComment_1",
    "thread_title_1",
    "tid-link-1",
    "phpbb",
    "XF",
    "msg_1",
)
HREFS = (
    "viewtopic.php?t=1&start=15",
    "showthread.php?t=1",
    "/threads/x.1/",
    "//[",
    "http://[::1",
    "javascript:",
    "?",
    "#",
)


def check(body: bytes, url: str = URL) -> dict[str, object]:
    """What every page must give, whatever it is."""
    started = time.process_time()
    seen = inspect(body, url)
    assert time.process_time() - started < SECONDS
    assert seen["kind"] in {"thread", "listing", "index", "feed", "wall", "login", "error", "unknown"}
    assert seen["posts"] or seen["threads"] or seen["kind"] == "index" or seen["reason"]
    json.dumps(seen)
    return seen


def real_pages() -> list[object]:
    if not REAL:
        return [pytest.param(None, marks=pytest.mark.skip("the client's folder (../shared) is not here"))]
    return [pytest.param(path, id=f"{path.parent.name}-{path.stem}") for path in REAL]


def broken(body: bytes, chance: random.Random) -> list[bytes]:
    """A page cut at one place, with tags dropped, and with bytes flipped."""
    cut = body[: chance.randrange(len(body) + 1)]
    dropped = re.sub(rb"<[^>]*>", lambda tag: b"" if chance.random() < 0.1 else tag[0], body)
    flipped = bytearray(body)
    for place in chance.sample(range(len(body)), min(200, len(body))):
        flipped[place] = chance.randrange(256)
    return [cut, dropped, bytes(flipped)]


@pytest.mark.parametrize("path", [pytest.param(path, id=f"{path.parent.name}-{path.stem}") for path in OWN])
def test_an_own_page_cut_anywhere(path: Path) -> None:
    body = path.read_bytes()
    for place in range(PLACES):
        check(body[: len(body) * place // PLACES])


@pytest.mark.parametrize("path", real_pages())
def test_a_real_page_cut_or_spoilt(path: Path) -> None:
    body, chance = path.read_bytes(), random.Random(path.name)
    for place in range(PLACES):
        check(body[: len(body) * place // PLACES])
    for spoilt in broken(body, chance):
        check(spoilt)


@pytest.mark.parametrize("tag", TAGS)
def test_a_page_nested_five_thousand_deep(tag: str) -> None:
    check(f'<body id="phpbb"><div id="p1" class="post"><div class="content">{f"<{tag}>" * 5_000}tekst'.encode())


@pytest.mark.parametrize("opening", ["<div>", "<table><tr><td>", "<blockquote class=quote>", "<a href=x>", "<b>"])
def test_a_page_nested_without_end(opening: str) -> None:
    check(opening.encode() * 200_000)


@pytest.mark.parametrize(
    "piece", [b"a ", b"<p>tekst</p>", b"<div class='post' id='p1'>x</div>", b"<", b"&amp;", b"\x00\xff"]
)
def test_a_page_of_twenty_megabytes(piece: bytes) -> None:
    check(piece * (20_000_000 // len(piece)))


@pytest.mark.parametrize(
    "body", [b"", b" \n", b"\x00", b"{}", b"[]", b"null", b"<", b"<html>", b"\xef\xbb\xbf", b"\xff\xfe"]
)
def test_a_page_of_next_to_nothing(body: bytes) -> None:
    seen = check(body)
    assert seen["posts"] == []
    assert seen["reason"]


@pytest.mark.parametrize("name", ["error", "errors", "paging", "data", "meta", "posts", "feed", "thread", "topic_list"])
@pytest.mark.parametrize("value", ["een zin", 403, [], ["x"], {"start": "x"}, [{}]])
def test_an_answer_with_other_types_than_an_engine_knows(name: str, value: object) -> None:
    """Another API calls its refusal ``error`` too, and says it in a sentence."""
    seen = check(json.dumps({name: value}).encode())
    assert seen["posts"] == []
    assert seen["reason"]


def test_every_engine_reads_every_page_of_another() -> None:
    """Readers are asked only for pages of their own engine, and raise on none all the same."""
    bodies = [path.read_bytes() for path in OWN] or [b"<html><body><p>tekst</p></body></html>"]
    for page in [Page.from_bytes(body, URL) for body in bodies]:
        for engine in ENGINES:
            readers = (engine.evidence, engine.page_kind, engine.boards, engine.threads, engine.posts, engine.title)
            more = (engine.thread_id, engine.board, engine.page_position, engine.next_page, engine.previous_page)
            for read in (*readers, *more, engine.page_clock, engine.site_state):
                read(page)


@pytest.mark.parametrize("engine", ENGINES, ids=lambda engine: engine.name)
def test_a_digit_that_is_no_number_breaks_no_reader(engine: Engine) -> None:
    """Python calls ``²`` a digit and makes no number of it."""
    pagers = '<div class="PhorumNavBlock pageDistribution pagination"><a href="?1,page=2">²</a></div>'
    posts = '<div class="crawler-post" id="post_²"></div><li component="post" data-pid="1" data-index="²"></li>'
    page = Page(pagers + posts, URL)
    for read in (engine.page_position, engine.posts, engine.threads, engine.next_page):
        read(page)


@pytest.mark.parametrize("value", ["²", "1²", "٣", "-1", "1e9", ""])
def test_a_header_that_asks_for_no_readable_rest_asks_for_none_or_for_a_rest(value: str) -> None:
    response = Response(
        URL,
        headers={
            "Retry-After": value.encode("latin-1", "replace"),
            "x-ratelimit-reset": value.encode("latin-1", "replace"),
        },
    )
    assert retry_after(response) is None
    assert limit_reset(response) is None


def element(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    attributes = st.tuples(st.sampled_from(NAMES), st.sampled_from(IDS), st.sampled_from(HREFS))
    return st.tuples(st.sampled_from(TAGS), attributes, st.lists(inner, max_size=3)).map(
        lambda drawn: f'<{drawn[0]} class="{drawn[1][0]}" id="{drawn[1][1]}" href="{drawn[1][2]}">{"".join(drawn[2])}'
    )


MARKUP = st.recursive(st.text(max_size=20), element, max_leaves=15)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(
    st.lists(st.recursive(st.text(max_size=20), element, max_leaves=15), max_size=6), st.sampled_from((URL, "x", "//["))
)
def test_any_markup_has_a_kind_and_a_reason(pieces: list[str], url: str) -> None:
    check("".join(pieces).encode("utf-8", errors="surrogatepass"), url)


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=2_000))
def test_any_bytes_have_a_kind_and_a_reason(body: bytes) -> None:
    check(body)
