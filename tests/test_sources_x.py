"""X: paging, rest, an expired token, a budget, and runs that ask only for what is new."""

from __future__ import annotations

import csv
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from crawler.store import Store
from spiders.twitter import queries
from tests.loopback import Asked, Round, Told, crawl, posts, runs, serving, stored_bytes

TOKEN = "geheim-token-van-X"
PROFILE = """
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


def test_paging_rest_expiry_and_only_newer_posts(profile_file: Callable[[str], Path], tmp_path: Path) -> None:
    x, data = FakeX(), tmp_path / "data"
    for number in range(1, 8):
        x.add(number, f"UWV laat me wachten, dag {number}")
    x.add(8, "Wat vervelend, we kijken mee ^RN", author="99", conversation=1007)
    x.tired_at = "3"
    rounds = 0

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

    with serving(answer) as server:
        good, expired, none = {"WEBCARE_X_TOKEN": TOKEN}, {"WEBCARE_X_TOKEN": "verlopen-token"}, {}
        profile = profile_file(PROFILE.format(url=server.url))
        plan = [Round(profile, data, ["twitter"], secrets) for secrets in (none, good, expired, good, good, good)]
        said = crawl(*plan)
    rows = runs(data)
    judged = [(row["outcome"], row["reason"], row["posts_read"]) for row in rows]
    assert judged == [
        ("blocked", "login_wall", 0),
        ("complete", None, 8),
        ("blocked", "login_wall", 0),
        ("partial", "login_wall", 3),
        ("complete", None, 4),
        ("complete", None, 0),
    ], said
    assert (
        rows[0]["detail"] == "overgeslagen: zet WEBCARE_X_TOKEN, of WEBCARE_X_TOKEN_FILE met de naam van een bestand."
    )
    assert "WEBCARE_X_TOKEN" in rows[2]["detail"]
    assert (rows[0]["requests"], rows[1]["retries"]) == (0, 1)

    searches = [asked for asked in server.asked if "query" in asked.query and "from:" not in asked.query["query"]]
    asked = [(a.query.get("since_id"), a.query.get("next_token")) for a in searches]
    assert asked[:4] == [(None, None), (None, "3"), (None, "3"), (None, "6")], (
        "the page that was refused is asked again"
    )
    assert {since for since, _ in asked[5:9]} == {"1008"}, "a run cut short does not move the watermark"
    assert asked[-1] == ("1012", None)

    stored = {post["post_id"]: post for post in posts(data)}
    assert sorted(stored) == [str(1000 + n) for n in range(1, 13)]
    reply = stored["1008"]
    assert (reply["thread_id"], reply["author"], reply["is_team"], reply["adviser"]) == (
        "1007",
        "Proef_webcare",
        True,
        "RN",
    )
    assert (reply["kind"], reply["precision"], reply["match_reason"]) == ("social", "second", "team")
    assert stored["1007"]["is_asker"]
    threads = {row["thread_id"]: row for row in Store(str(data)).latest("threads").to_pylist()}
    assert len(threads) == 11
    assert not threads["1007"]["complete"], "a search does not give every reply"

    with (data / "journal" / "accounts.csv").open(encoding="utf-8-sig", newline="") as file:
        (line,) = csv.DictReader(file, delimiter=";")
    assert (line["source"], line["followers"]) == ("twitter", "524")
    for secret in (TOKEN, "verlopen-token"):
        assert secret not in said
        assert secret not in stored_bytes(data)


def test_budget_of_a_day_holds_over_its_runs(profile_file: Callable[[str], Path], tmp_path: Path) -> None:
    x, data = FakeX(), tmp_path / "data"
    for number in range(1, 31):
        x.add(number, f"UWV en ik, dag {number}")
    with serving(x.answer) as server:
        profile = profile_file(PROFILE.format(url=server.url))
        said = crawl(*[Round(profile, data, ["twitter"], {"WEBCARE_X_TOKEN": TOKEN})] * 2)
    judged = [(row["outcome"], row["reason"], row["posts_read"], row["detail"]) for row in runs(data)]
    assert judged == [
        ("partial", "rate_limited", 18, "Het dagtegoed van 18 berichten is op."),
        ("blocked", "rate_limited", 0, "Het dagtegoed van 18 berichten is op."),
    ], said
    assert {asked.query["max_results"] for asked in server.asked} == {"18", "15", "12", "10"}


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
