"""X: paging, rest, an expired token, a budget, and runs that ask only for what is new."""

from __future__ import annotations

import csv
import time
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.store import Store
from spiders.twitter import queries
from tests.conftest import PROFILE
from tests.loopback import Asked, Round, Told, crawl, posts, runs, serving, stored_bytes

TOKEN = "geheim-token-van-X"
SOURCE = """
[[team.accounts]]
source = "twitter"
name = "Proef_webcare"
[sources.twitter]
url = "{url}"
delay = 0
budget = 18
"""


class FakeX:
    """The recent search of the API: three posts an answer, newest first."""

    def __init__(self) -> None:
        self.posts: list[dict[str, Any]] = []
        self.tired_at = "never"
        self.expires_at = "never"

    def add(self, number: int, text: str, author: str = "11", conversation: int | None = None) -> None:
        at = datetime.now(UTC) - timedelta(hours=50 - number)
        post = {
            "id": str(1000 + number),
            "text": text,
            "author_id": author,
            "created_at": f"{at:%Y-%m-%dT%H:%M:%S}.000Z",
        }
        self.posts.insert(0, {**post, "conversation_id": str(conversation or 1000 + number)})

    def answer(self, asked: Asked) -> Told:
        if asked.headers.get("authorization") != f"Bearer {TOKEN}" or asked.query.get("next_token") == self.expires_at:
            return Told({"title": "Unauthorized", "type": "about:blank", "status": 401, "detail": "Unauthorized"}, 401)
        if asked.path == "/2/users/by/username/Proef_webcare":
            user = {"id": "99", "username": "proef_webcare", "public_metrics": {"followers_count": 524}}
            return Told({"data": user})
        token = asked.query.get("next_token", "0")
        if token == self.tired_at:
            self.tired_at = "never"
            reset = {"x-rate-limit-remaining": "0", "x-rate-limit-reset": str(int(time.time()) + 2)}
            return Told({"title": "Too Many Requests", "status": 429}, 429, reset)
        wanted = [post for post in self.posts if int(post["id"]) > int(asked.query.get("since_id", 0))]
        if "from:" in asked.query["query"]:
            wanted = [post for post in wanted if post["author_id"] == "99"]
        return Told(self.page(wanted, int(token)))

    def page(self, wanted: list[dict[str, Any]], start: int) -> dict[str, Any]:
        shown = wanted[start : start + 3]
        meta: dict[str, Any] = {"result_count": len(shown)}
        if len(wanted) > start + 3:
            meta["next_token"] = str(start + 3)
        users = [{"id": "11", "username": "klant_een"}, {"id": "99", "username": "proef_webcare"}]
        gone = [{"title": "Forbidden", "detail": "User has been suspended: [7].", "value": "7"}]
        return {"data": shown, "includes": {"users": users}, "errors": gone, "meta": meta} if shown else {"meta": meta}


@dataclass
class Ran:
    """What two data folders hold after their rounds: one with every refusal, one with a budget too small."""

    data: Path
    frugal: Path
    asked: list[Asked]
    asked_frugal: list[Asked]
    said: str


@pytest.fixture(scope="module")
def ran(tmp_path_factory: pytest.TempPathFactory) -> Ran:
    folder, x, many, rounds = tmp_path_factory.mktemp("x"), FakeX(), FakeX(), 0
    for number in range(1, 8):
        x.add(number, f"UWV laat me wachten, dag {number}")
    x.add(8, "Wat vervelend, we kijken mee ^RN", author="99", conversation=1007)
    x.tired_at = "3"
    for number in range(1, 31):
        many.add(number, f"UWV en ik, dag {number}")

    def answer(asked: Asked) -> Told:
        nonlocal rounds
        if asked.query.get("next_token") is None and "from:" not in asked.query.get("query", "from:"):
            rounds += asked.headers.get("authorization") == f"Bearer {TOKEN}"
            if rounds == 2 and len(x.posts) == 8:
                for number in range(9, 13):
                    x.add(number, f"Nieuw over UWV, dag {number}")
                x.expires_at = "3"
            elif rounds == 3:
                x.expires_at = "never"
        return x.answer(asked)

    with serving(answer) as server, serving(many.answer) as other:
        good, expired, none = {"WEBCARE_X_TOKEN": TOKEN}, {"WEBCARE_X_TOKEN": "verlopen-token"}, dict[str, str]()
        for name, url in (("plain", server.url), ("frugal", other.url)):
            (folder / f"{name}.toml").write_text(PROFILE + SOURCE.format(url=url), encoding="utf-8")
        plan = [("plain", secrets) for secrets in (none, good, expired, good, good, good)] + [("frugal", good)] * 2
        said = crawl(
            *(Round(folder / f"{name}.toml", folder / name, ["twitter"], secrets) for name, secrets in plan),
            key=folder / "pseudonym.key",
        )
    return Ran(folder / "plain", folder / "frugal", server.asked, other.asked, said)


def test_every_round_is_judged(ran: Ran) -> None:
    rows = runs(ran.data)
    assert [(row["outcome"], row["reason"], row["posts_read"]) for row in rows] == [
        ("blocked", "login_wall", 0),
        ("complete", None, 8),
        ("blocked", "login_wall", 0),
        ("partial", "login_wall", 3),
        ("complete", None, 4),
        ("complete", None, 0),
    ], ran.said
    assert (
        rows[0]["detail"] == "overgeslagen: zet WEBCARE_X_TOKEN, of WEBCARE_X_TOKEN_FILE met de naam van een bestand."
    )
    assert "WEBCARE_X_TOKEN" in rows[2]["detail"]
    assert (rows[0]["requests"], rows[1]["retries"]) == (0, 1)


def test_three_pages_with_rest_in_the_middle_and_then_only_newer_posts(ran: Ran) -> None:
    searches = [asked for asked in ran.asked if "query" in asked.query and "from:" not in asked.query["query"]]
    asked = [(a.query.get("since_id"), a.query.get("next_token")) for a in searches]
    assert asked[:4] == [(None, None), (None, "3"), (None, "3"), (None, "6")], (
        "the page that was refused is asked again"
    )
    assert {since for since, _ in asked[5:9]} == {"1008"}, "a run cut short does not move the watermark"
    assert asked[-1] == ("1012", None)


def test_conversations_team_and_followers_are_stored(ran: Ran) -> None:
    stored = {post["post_id"]: post for post in posts(ran.data)}
    assert sorted(stored) == [str(1000 + n) for n in range(1, 13)]
    reply = stored["1008"]
    assert (reply["thread_id"], reply["author"], reply["adviser"]) == ("1007", "Proef_webcare", "RN")
    assert (reply["kind"], reply["precision"], reply["match_reason"]) == ("social", "second", "team")
    assert stored["1007"]["is_asker"]
    threads = {row["thread_id"]: row for row in Store(str(ran.data)).latest("threads").to_pylist()}
    assert len(threads) == 11
    assert not threads["1007"]["complete"], "a search does not give every reply"
    with (ran.data / "journal" / "accounts.csv").open(encoding="utf-8-sig", newline="") as file:
        (line,) = csv.DictReader(file, delimiter=";")
    assert (line["source"], line["followers"]) == ("twitter", "524")


@pytest.mark.parametrize("secret", [TOKEN, "verlopen-token"])
def test_secrets_are_nowhere(ran: Ran, secret: str) -> None:
    assert secret not in ran.said
    assert secret not in stored_bytes(ran.data)


def test_budget_of_a_day_holds_over_its_runs(ran: Ran) -> None:
    judged = [(row["outcome"], row["reason"], row["posts_read"], row["detail"]) for row in runs(ran.frugal)]
    assert judged == [
        ("partial", "rate_limited", 18, "Het dagtegoed van 18 berichten is op."),
        ("blocked", "rate_limited", 0, "Het dagtegoed van 18 berichten is op."),
    ], ran.said
    assert {asked.query["max_results"] for asked in ran.asked_frugal} == {"18", "15", "12", "10"}


@given(st.lists(st.text("abc#uw v.-", min_size=2, max_size=40), max_size=60, unique=True), st.integers(120, 1024))
def test_queries_hold_every_word_and_fit(words: list[str], longest: int) -> None:
    made = list(queries(words, ["Proef_webcare"], longest))
    assert all(len(query) <= longest for query in made)
    assert all(any(word in query for query in made) for word in words)
    assert made[-1] == "(from:Proef_webcare OR @Proef_webcare) -is:retweet"
    assert all("lang:nl" in query for query in made[:-1])


def test_queries_are_few() -> None:
    words = ["UWV", "u.w.v.", "#uwv", "WW uitkering"]
    assert list(queries(words, [], 512)) == ['(UWV OR "u.w.v." OR #uwv OR "WW uitkering") lang:nl -is:retweet']
