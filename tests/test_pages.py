"""Recorded pages of our own, in each engine's markup, against what stands beside them.

A page ``pages/ENGINE/NAME.html`` (``.xml``, ``.txt``) has ``NAME.json`` beside it with its ``url``, its ``engine`` and
whatever else it must show; what is not named is not compared. A new page needs no code.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from spiders.engines.engine import Engine
from spiders.engines.page import ListedThread, Page, PageKind, Shown, ShownPost
from spiders.engines.recognise import ENGINES, engine_named, recognise
from spiders.engines.walls import wall

PAGES = Path(__file__).parent / "pages"
RECORDED = sorted(path for path in PAGES.glob("*/*") if path.suffix != ".json")


def load(path: Path) -> tuple[Page, dict[str, Any]]:
    expected = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
    return Page.from_bytes(path.read_bytes(), expected["url"]), expected


def seen(engine: Engine, page: Page) -> dict[str, Any]:
    """Everything that the readers of an engine say about a page."""
    kind, position = engine.page_kind(page), engine.page_position(page)
    return {
        "engine": engine.name,
        "kind": kind.kind,
        "reason": kind.reason,
        "title": engine.title(page),
        "thread_id": engine.thread_id(page),
        "board": engine.board(page),
        "page": position.page,
        "pages": position.pages,
        "next_page": engine.next_page(page),
        "previous_page": engine.previous_page(page),
        "clock": text_of(engine.page_clock(page)),
        "more": engine.more(page),
        "site_state": engine.site_state(page),
        "boards": [board.url for board in engine.boards(page)],
        "posts": [post_facts(post) for post in engine.posts(page)],
        "threads": [thread_facts(row) for row in engine.threads(page)],
    }


POST = ("post_id", "author", "text", "url", "position", "quotes", "signature", "named")
ROW = ("thread_id", "url", "title", "replies", "views", "author", "sticky", "closed", "moved", "site_state", "per_page")


def post_facts(post: ShownPost) -> dict[str, Any]:
    dates = {"date_text": post.posted.text, "machine": post.posted.machine, "edited": text_of(post.edited)}
    return {name: getattr(post, name) for name in POST} | dates


def thread_facts(row: ListedThread) -> dict[str, Any]:
    dates = {"date_text": row.last_post.text, "machine": row.last_post.machine, "started": text_of(row.started)}
    return {name: getattr(row, name) for name in ROW} | dates


def text_of(shown: Shown | None) -> str | None:
    return shown.text if shown else None


def named(expected: Any, shown: Any) -> Any:
    """What is shown, cut down to what is expected of it."""
    if isinstance(expected, dict):
        return {name: named(value, shown[name]) for name, value in expected.items()}
    if isinstance(expected, list) and len(expected) == len(shown):
        return [named(one, other) for one, other in zip(expected, shown, strict=True)]
    return shown


@pytest.mark.parametrize("path", [pytest.param(path, id=f"{path.parent.name}-{path.stem}") for path in RECORDED])
def test_a_recorded_page_shows_what_stands_beside_it(path: Path) -> None:
    page, expected = load(path)
    engine, evidence = recognise(page)
    assert engine is not None
    assert evidence
    del expected["url"]
    assert named(expected, seen(engine, page)) == expected


@pytest.mark.parametrize("engine", [engine.name for engine in ENGINES])
def test_every_engine_has_recorded_pages(engine: str) -> None:
    assert any(path.parent.name == engine for path in RECORDED), f"tests/pages/{engine} is missing"


def test_an_unknown_engine_is_named_with_those_there_are() -> None:
    with pytest.raises(KeyError, match=r"no engine geen; there are .*phpbb"):
        engine_named("geen")


def test_a_page_of_no_engine_is_unknown() -> None:
    assert recognise(Page("<html><h1>Bakkerij De Korst</h1><p>Elke dag vers brood.</p></html>", "https://a.nl/")) == (
        None,
        [],
    )


DPG = "DPG Media Privacy Gate"


def test_a_cookie_is_a_sign_too() -> None:
    page = Page("<p>Even geduld</p>", "https://a.nl/", {"set-cookie": "phpbb3_x1y2_sid=0; path=/"})
    engine, evidence = recognise(page)
    assert (engine and engine.name, evidence) == ("phpbb", ["cookie phpbb..."])


WALLS = [
    ("https://myprivacy.dpgmedia.nl/consent?siteKey=x", "<p>...</p>", "wall", "consent_wall", DPG),
    ("https://a.nl/", "<title>DPG Media Privacy Gate</title>", "wall", "consent_wall", DPG),
    (
        "https://a.nl/",
        '<a href="/privacygate-confirm?redirectUri=x">',
        "wall",
        "consent_wall",
        "DPG Media Privacy Gate",
    ),
    ("https://a.nl/", '<form><input name="allowcookies">', "wall", "consent_wall", "FOK! cookies"),
    ("https://a.nl/", '<a id="sanoma-consent-accept-button">', "wall", "consent_wall", "Sanoma consent"),
    ("https://a.nl/", '<div id="ccm_notification">cookies</div>', "wall", "consent_wall", "NPO cookies"),
    ("https://a.nl/", "<h1>whoa there, pardner!</h1>", "wall", "http_403", "Reddit"),
    ("https://a.nl/", "<p>You've been blocked by network security.</p>", "wall", "http_403", "Reddit"),
    ("https://a.nl/", "<p>Sorry, je gaat even iets te snel</p>", "wall", "rate_limited", "Tweakers: too fast"),
    ("https://a.nl/", "<p>Om te bewijzen dat je geen robot bent</p>", "login", "login_wall", "Tweakers: robot check"),
]


@pytest.mark.parametrize(("url", "body", "kind", "reason", "name"), WALLS)
def test_a_wall_is_known_by_name(url: str, body: str, kind: Any, reason: str, name: str) -> None:
    assert wall(Page(body, url)) == PageKind(kind, reason, name)


def test_a_login_form_is_known_without_its_engine() -> None:
    form = '<form><input name="x"><input type="password" name="y"></form>'
    assert wall(Page(f"<title>Praatbord - Inloggen</title>{form}", "https://a.nl/")) == PageKind("login", "login_wall")
    assert wall(Page(f"<title>Inloggen lukt niet - Praatbord</title>{form}", "https://a.nl/")) is None


def test_a_banner_over_a_page_with_content_is_no_wall() -> None:
    thread = '<div id="ccm_notification">cookies</div>' + "<p>Iemand schrijft hier veel over zijn uitkering.</p>" * 200
    assert wall(Page(thread, "https://radar.avrotros.nl/")) is None


def test_a_post_that_quotes_a_wall_is_no_wall() -> None:
    page, _ = load(PAGES / "phpbb" / "prosilver_thread.html")
    spoken = page.content.replace(
        "Hallo allemaal", "whoa there, pardner! zei Reddit. Hallo allemaal " + "en nog meer " * 60
    )
    assert wall(Page(spoken.replace("<h2", "<p>" + "Lees eerst de regels. " * 40 + "</p><h2"), page.url)) is None
