"""Bluesky, Mastodon and Reddit, each against a server that answers as theirs do."""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from tests.loopback import Asked, Round, Told, crawl, posts, runs, serving, stored_bytes

NOW = datetime.now(UTC)


def ago(**span: float) -> str:
    return f"{NOW - timedelta(**span):%Y-%m-%dT%H:%M:%S}.000Z"


def by_id(data: Path, source: str) -> dict[str, dict[str, Any]]:
    return {post["post_id"]: post for post in posts(data) if post["source"] == source}


class FakeBluesky:
    """A server with sessions that end: search by ``q`` and ``since``, two posts an answer, and threads."""

    password = "app-wachtwoord-geheim"

    def __init__(self) -> None:
        self.posts = [
            self.post(n, f"Het UWV belt niet terug ({n})", ago(hours=100 - n), replies=int(n == 1)) for n in range(1, 6)
        ]
        self.reply = self.post(50, "Stuur ons een privébericht ^RN", ago(hours=3), "webcare.proef.example", root=1)
        self.sessions = 0
        self.ends_after = 3

    def post(
        self, number: int, text: str, at: str, handle: str = "klant.example", root: int = 0, replies: int = 0
    ) -> dict[str, Any]:
        record: dict[str, Any] = {"text": text, "createdAt": at}
        if root:
            record["reply"] = {"root": {"uri": self.uri(root)}, "parent": {"uri": self.uri(root)}}
        author = {"did": "did:plc:x", "handle": handle}
        return {"uri": self.uri(number), "author": author, "record": record, "indexedAt": at, "replyCount": replies}

    def uri(self, number: int) -> str:
        return f"at://did:plc:x/app.bsky.feed.post/{number}"

    def answer(self, asked: Asked) -> Told:
        if asked.path.endswith("createSession"):
            given = json.loads(asked.body)
            if given != {"identifier": "proef.example", "password": self.password}:
                return Told({"error": "AuthenticationRequired", "message": "Invalid identifier or password"}, 401)
            self.sessions += 1
            return Told({"accessJwt": f"sessie-{self.sessions}", "did": "did:plc:proef"})
        if asked.headers.get("authorization") != f"Bearer sessie-{self.sessions}":
            return Told({"error": "AuthMissing", "message": "Authentication Required"}, 401)
        self.ends_after -= 1
        if self.ends_after == 0:
            return Told({"error": "ExpiredToken", "message": "Token has expired"}, 400)
        if asked.path.endswith("getPostThread"):
            if asked.query["uri"] != self.uri(1):
                return Told({"error": "NotFound", "message": "Post not found"}, 400)
            return Told({"thread": {"post": self.posts[0], "replies": [{"post": self.reply}]}})
        start = int(asked.query.get("cursor", 0))
        hits = [p for p in reversed(self.posts) if p["record"]["createdAt"] >= asked.query["since"]]
        hits = hits if asked.query["q"] == '"UWV"' else []
        more = {"cursor": str(start + 2)} if len(hits) > start + 2 else {}
        return Told({"posts": hits[start : start + 2], **more})


def test_bluesky_pages_renews_its_session_and_asks_only_for_newer_posts(
    profile_file: Callable[[str], Path], tmp_path: Path
) -> None:
    fake, data = FakeBluesky(), tmp_path / "data"
    account = '[[team.accounts]]\nsource = "bluesky"\nname = "@Webcare.proef.example"\n'
    with serving(fake.answer) as server:
        profile = profile_file(f'{account}[sources.bluesky]\nurl = "{server.url}/"\ndelay = 0\n')
        good = {"WEBCARE_BLUESKY_USER": "proef.example", "WEBCARE_BLUESKY_PASSWORD": fake.password}
        wrong = {**good, "WEBCARE_BLUESKY_PASSWORD": "fout-wachtwoord"}
        said = crawl(*(Round(profile, data, ["bluesky"], secrets) for secrets in ({}, wrong, good, good)))
    rows = runs(data)
    judged = [(row["outcome"], row["reason"], row["posts_read"]) for row in rows]
    assert judged == [
        ("blocked", "login_wall", 0),
        ("blocked", "login_wall", 0),
        ("complete", None, 6),
        ("complete", None, 0),
    ], said
    searches = [asked for asked in server.asked if asked.query.get("q") == '"UWV"']
    assert [asked.query.get("cursor") for asked in searches] == [None, "2", "4", "4", None], "one was asked again"
    assert searches[-1].query["since"] > searches[0].query["since"]
    assert fake.sessions == 3, "one login, one renewal, one for the second run"
    stored = by_id(data, "bluesky")
    assert len(stored) == 6
    reply = stored[fake.uri(50)]
    assert (reply["thread_id"], reply["author"], reply["adviser"]) == (fake.uri(1), "@Webcare.proef.example", "RN")
    assert reply["thread_url"] == "https://bsky.app/profile/did:plc:x/post/1"
    for secret in (fake.password, "fout-wachtwoord", "sessie-1"):
        assert secret not in said
        assert secret not in stored_bytes(data)


class FakeMastodon:
    """A server whose timeline of #uwv shows two statuses an answer; ids are its own, uris are everybody's."""

    def __init__(self, first_id: int, context: bool = True) -> None:
        self.first_id, self.context, self.url = first_id, context, ""
        self.numbers = [1, 2, 3, 4, 5]

    def status(self, number: int, parent: int | None = None, acct: str = "klant@elders.example") -> dict[str, Any]:
        uri = f"https://elders.example/users/x/statuses/{number}"
        text = "Kunt u ons bellen? ^BV" if parent else f"Wachten op #uwv, {number}"
        return {
            "id": str(self.first_id + number), "uri": uri, "url": uri, "created_at": ago(days=12 - 2 * number),
            "content": f"<p>{text}</p>", "account": {"acct": acct, "url": f"https://{acct.partition('@')[2]}/@x"},
            "in_reply_to_id": str(self.first_id + parent) if parent else None, "replies_count": int(number == 2),
            "visibility": "public", "reblog": None, "spoiler_text": "",
        }  # fmt: skip

    def answer(self, asked: Asked) -> Told:
        if found := re.fullmatch(r"/api/v1/statuses/(\d+)/context", asked.path):
            if not self.context:
                return Told({"error": "Record not found"}, 404)
            reply = self.status(9, parent=int(found[1]) - self.first_id, acct="webcare@proef.example")
            return Told({"ancestors": [], "descendants": [reply]})
        if asked.path != "/api/v1/timelines/tag/uwv":
            return Told([])
        below = int(asked.query.get("max_id", 10**9)) - self.first_id
        shown = [number for number in reversed(self.numbers) if number < below][:2]
        link = f'<{self.url}/api/v1/timelines/tag/uwv?max_id={self.first_id + shown[-1]}>; rel="next"' if shown else ""
        return Told([self.status(number) for number in shown], headers={"Link": link} if link else {})


def test_mastodon_reads_servers_apart_and_a_post_once(profile_file: Callable[[str], Path], tmp_path: Path) -> None:
    one, two, data = FakeMastodon(100), FakeMastodon(5000, context=False), tmp_path / "data"
    two.numbers = [3, 4, 5, 6]
    shut = Told({"error": "This method requires an authenticated user"}, 401)
    account = '[[team.accounts]]\nsource = "mastodon"\nname = "webcare@proef.example"\n'
    with serving(one.answer) as a, serving(two.answer) as b, serving(lambda _: shut) as c:
        one.url, two.url = a.url, b.url
        table = f'[sources.mastodon]\nurl = "{a.url}"\ndelay = 0\ntags = ["uwv"]\n'
        open_ones = profile_file(f'{account}{table}servers = ["{a.url}", "{b.url}"]\n')
        some = tmp_path / "some.toml"
        some.write_text(open_ones.read_text().replace(f'servers = ["{a.url}"', f'servers = ["{c.url}"'))
        said = crawl(*(Round(profile, data, ["mastodon"]) for profile in (open_ones, open_ones, some)))
        asked = [(s, q.query.get("max_id")) for s, server in ((1, a), (2, b)) for q in server.asked if "tag" in q.path]
    *rows, last = runs(data)
    assert [(row["outcome"], row["posts_read"]) for row in rows] == [("complete", 7), ("complete", 3)], said
    first = [(1, None), (1, "104"), (1, "102"), (1, "101")]
    second = [(2, None), (2, "5005"), (2, "5003")]
    assert asked == [*first, (1, None), *second, (2, None), (2, None)], "only the newest page, the second time"
    assert (last["outcome"], last["reason"]) == ("partial", "login_wall"), said
    stored = by_id(data, "mastodon")
    assert sorted(uri.rsplit("/", 1)[1] for uri in stored) == ["1", "2", "3", "4", "5", "6", "9"]
    reply = stored["https://elders.example/users/x/statuses/9"]
    assert reply["thread_id"] == "https://elders.example/users/x/statuses/2"
    assert (reply["author"], reply["is_team"], reply["adviser"]) == ("webcare@proef.example", True, "BV")


class FakeReddit:
    """The API with a key, the feeds without one."""

    def answer(self, asked: Asked) -> Told:
        if asked.path == "/api/v1/access_token":
            key = base64.b64decode(asked.headers["authorization"].removeprefix("Basic ")).decode()
            good = key == "klant-id:klant-geheim" and asked.body == "grant_type=client_credentials"
            return Told({"access_token": "reddit-token"} if good else {"error": 401}, 200 if good else 401)
        if asked.path.endswith(".rss"):
            return Told(self.feed() if "/new/" in asked.path else self.feed().split("<entry>")[0] + "</feed>")
        if asked.headers.get("authorization") != "Bearer reddit-token":
            return Told("<!doctype html><p>whoa there, pardner!</p>", 403)
        submission = {"name": "t3_a1", "title": "Vraag over UWV", "selftext": "Wie weet het?", "author": "klant"}
        comment = {
            "name": "t1_c1",
            "link_id": "t3_a1",
            "link_title": "Vraag over UWV",
            "body": "Bel ze",
            "author": "ander",
        }
        child = ("t1", comment) if asked.path.endswith("comments") else ("t3", submission)
        place = {"subreddit": "proef", "permalink": "/r/proef/comments/a1/vraag/" + ("c1/" if child[0] == "t1" else "")}
        told = {**child[1], **place, "created_utc": NOW.timestamp() - 3600}
        return Told({"kind": "Listing", "data": {"children": [{"kind": child[0], "data": told}], "after": None}})

    def feed(self) -> str:
        link = "https://www.reddit.com/r/proef/comments/b2/uwv_en_ik/"
        return (
            '<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>proef</title>'
            f'<entry><author><name>/u/klant</name></author><id>t3_b2</id><link href="{link}"/><title>UWV en ik</title>'
            f'<content type="html">&lt;div class="md"&gt;&lt;p&gt;Al weken stil.&lt;/p&gt;&lt;/div&gt;</content>'
            f"<published>{ago(hours=5)}</published></entry></feed>"
        )


def test_reddit_by_key_by_feed_and_shut_out_by_robots(profile_file: Callable[[str], Path], tmp_path: Path) -> None:
    secrets = {"WEBCARE_REDDIT_ID": "klant-id", "WEBCARE_REDDIT_SECRET": "klant-geheim"}
    fake, data = FakeReddit(), tmp_path / "data"
    table = '[sources.reddit]\nurl = "{}/"\ndelay = 0\nboards = ["proef"]\n'
    with serving(fake.answer) as server, serving(fake.answer, robots="User-agent: *\nDisallow: /\n") as shut:
        profile = profile_file(table.format(server.url))
        closed = tmp_path / "closed.toml"
        closed.write_text(profile.read_text().replace(server.url, shut.url))
        wrong = {**secrets, "WEBCARE_REDDIT_SECRET": "fout-geheim"}
        plan = [Round(profile, data, ["reddit"], given) for given in (secrets, {}, wrong)]
        refused = [Round(closed, tmp_path / name, ["reddit"], given) for name, given in (("rss", {}), ("api", secrets))]
        said = crawl(*plan, *refused)

    judged = [(row["outcome"], row["reason"], row["posts_read"]) for row in runs(data)]
    assert judged == [("complete", None, 2), ("complete", None, 1), ("blocked", "login_wall", 0)], said
    (by_feed,), (by_key,) = runs(tmp_path / "rss"), runs(tmp_path / "api")
    assert (by_feed["outcome"], by_feed["reason"], by_feed["posts_read"]) == ("blocked", "robots", 0)
    assert (by_key["outcome"], by_key["posts_read"]) == ("complete", 2), "robots.txt is not about an API with a key"
    stored = by_id(data, "reddit")
    assert {post_id: post["thread_id"] for post_id, post in stored.items()} == {
        "t3_a1": "t3_a1", "t1_c1": "t3_a1", "t3_b2": "t3_b2",
    }  # fmt: skip
    assert stored["t1_c1"]["thread_url"] == "https://www.reddit.com/r/proef/comments/a1/vraag/"
    assert (stored["t3_b2"]["text"], stored["t3_b2"]["thread_title"]) == ("Al weken stil.", "UWV en ik")
    for secret in ("klant-geheim", "reddit-token"):
        assert secret not in said
        assert secret not in stored_bytes(data)


def test_what_was_read_before_a_fault_of_ours_is_kept(profile_file: Callable[[str], Path], tmp_path: Path) -> None:
    """An author's address that Python cannot take apart stands for whatever a reader does not foresee."""
    data = tmp_path / "data"

    def answer(asked: Asked) -> Told:
        home = "http://[" if asked.path.endswith("/tweede") else "https://proef.example/@lid"
        told = {"id": asked.path[-6:], "uri": f"https://proef.example/{asked.path[-6:]}", "created_at": ago(hours=2)}
        return Told([{**told, "account": {"acct": "lid", "url": home}, "content": "<p>Het UWV belt niet</p>"}])

    with serving(answer) as server:
        profile = profile_file(f'[sources.mastodon]\nurl = "{server.url}/"\ndelay = 0\ntags = ["eerste", "tweede"]\n')
        said = crawl(Round(profile, data, ["mastodon"]))
    assert "Invalid IPv6 URL" in said
    assert [(run["outcome"], run["reason"], run["posts_new"]) for run in runs(data)] == [("partial", "interrupted", 1)]
    assert [post["post_id"] for post in posts(data)] == ["https://proef.example/eerste"]
