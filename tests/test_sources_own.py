"""The organisation's own pages on Facebook and LinkedIn, and plain feeds."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from crawler.store import Store
from tests.loopback import Asked, Round, Server, Told, crawl, posts, runs, serving, stored_bytes

NOW = datetime.now(UTC)


def ago(**span: float) -> str:
    return f"{NOW - timedelta(**span):%Y-%m-%dT%H:%M:%S}.000Z"


def by_id(data: Path, source: str) -> dict[str, dict[str, Any]]:
    return {post["post_id"]: post for post in posts(data) if post["source"] == source}


def facebook(asked: Asked) -> Told:
    """The page's feed with a comment that has a reply; the next page is named by an address with the token in it."""
    if asked.headers.get("authorization") != "Bearer facebook-geheim":
        return Told({"error": {"message": "Error validating access token", "code": 190}}, 400)
    leaky = f"http://{asked.headers['host']}{asked.path}?access_token=facebook-geheim&after=TWEE"
    post = {
        "id": "77_1",
        "created_time": f"{NOW - timedelta(days=1):%Y-%m-%dT%H:%M:%S}+0000",
        "permalink_url": "https://fb.example/1",
    }
    comment = {
        **post,
        "id": "1_5",
        "message": "En mijn WW bij het UWV dan?",
        "from": {"name": "Klant Een"},
        "comment_count": 1,
    }
    if asked.path == "/v26.0/77/feed" and "after" not in asked.query:
        deleted = {**comment, "id": "1_4", "message": "Ik haal dit zo weg"}
        told = {**post, "message": "Nieuwe openingstijden van het UWV", "comments": {"data": [deleted, comment]}}
        return Told({"data": [told], "paging": {"cursors": {"after": "TWEE"}, "next": leaky}})
    if asked.path == "/v26.0/1_4/comments":
        gone = {"message": "Unsupported get request.", "type": "GraphMethodException"}
        return Told({"error": {**gone, "code": 100, "error_subcode": 33}}, 400)
    if asked.path == "/v26.0/1_5/comments":
        return Told({"data": [{**post, "id": "1_6", "message": "We bellen u ^RN", "from": {"name": "Proef"}}]})
    if asked.path == "/v26.0/77/tagged":
        return Told({"data": [{**post, "id": "88_9", "message": "Dank @UWV", "permalink_url": "https://fb.example/9"}]})
    return Told({"data": []})


def linkedin(asked: Asked) -> Told:
    """Posts of the organisation and their comments."""
    if asked.headers.get("authorization") != "Bearer linkedin-geheim" or not asked.headers.get("linkedin-version"):
        return Told({"status": 401, "code": "EXPIRED_ACCESS_TOKEN", "message": "expired"}, 401)
    at = int((NOW - timedelta(days=2)).timestamp() * 1000)
    if asked.path == "/rest/posts":
        assert asked.query["author"] == "urn:li:organization:55"
        post = {
            "id": "urn:li:share:1",
            "author": "urn:li:organization:55",
            "commentary": "Werken bij UWV",
            "publishedAt": at,
        }
        old = {**post, "id": "urn:li:share:0", "lastModifiedAt": at - 90 * 24 * 3_600_000}
        deleted = {**post, "id": "urn:li:share:2"}
        return Told({"elements": [deleted, post, old], "paging": {"start": 0}})
    if "share:2/" in unquote(asked.path):
        return Told({"status": 404, "code": "RESOURCE_NOT_FOUND", "message": "Not found"}, 404)
    assert "share:0" not in unquote(asked.path), "what is no longer followed is not asked for again"
    number = 10 if "li:comment:" in unquote(asked.path) else 9
    member = {"com.linkedin.common.MemberAttributedEntity": {"member": "urn:li:person:cd"}}
    comment = {
        "id": str(number),
        "$URN": f"urn:li:comment:(urn:li:share:1,{number})",
        "actor": "urn:li:person:ab",
        "created": {"time": at},
        "message": {"text": "Berk Boom, wanneer belt het UWV terug?", "attributes": [{"start": 0, "length": 9}]},
        "commentsSummary": {"aggregatedTotalComments": 10 - number},
    }
    comment["message"]["attributes"][0]["value"] = member
    return Told({"elements": [comment]})


def rss(entries: int) -> str:
    """A board's feed: two posts of one thread, then single posts."""
    told = "".join(
        f"<item><title>{'Re: ' if n == 2 else ''}Vraag {min(n, 1) if n < 3 else n}</title>"
        f"<link>https://bord.example/viewtopic.php?t={1 if n < 3 else n}&amp;p={n}#p{n}</link>"
        f"<guid>https://bord.example/viewtopic.php?t={1 if n < 3 else n}&amp;p={n}#p{n}</guid>"
        f"<pubDate>{NOW - timedelta(days=1):%a, %d %b %Y %H:%M:%S} GMT</pubDate>"
        f"<description>Bericht {n} over UWV</description></item>"
        for n in range(1, entries + 1)
    )
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>Bord</title>{told}</channel></rss>'


def test_own_pages_and_feeds(profile_file: Callable[[str], Path], tmp_path: Path) -> None:
    data, shown = tmp_path / "data", iter((rss(3), rss(4), "<!doctype html><p>Onderhoud</p>"))
    team = '[[team.accounts]]\nsource = "facebook"\nname = "Proef"\n'

    def tables(f: Server, li: Server, feed: Server) -> str:
        return (
            f'{team}[sources.facebook]\nurl = "{f.url}"\ndelay = 0\npage = "77"\n'
            f'[sources.linkedin]\nurl = "{li.url}"\ndelay = 0\npage = "55"\n'
            f'[sources.bordfeed]\nengine = "feed"\nurl = "{feed.url}/feed.php"\ndelay = 0\n'
        )

    names = ["facebook", "linkedin", "bordfeed"]
    secrets = {"WEBCARE_FACEBOOK_TOKEN": "facebook-geheim", "WEBCARE_LINKEDIN_TOKEN": "linkedin-geheim"}
    old = dict.fromkeys(secrets, "oud-geheim")
    with serving(facebook) as f, serving(linkedin) as li, serving(lambda _: Told(next(shown))) as feed:
        profile = profile_file(tables(f, li, feed))
        said = crawl(*(Round(profile, data, names, given) for given in (secrets, old, {})))
    rows = runs(data)
    judged = [(row["source"], row["outcome"], row["reason"], row["posts_new"]) for row in rows]
    shut_out = [("facebook", "blocked", "login_wall", 0), ("linkedin", "blocked", "login_wall", 0)]
    assert judged == [
        *[("facebook", "complete", None, 5), ("linkedin", "complete", None, 4), ("bordfeed", "complete", None, 3)],
        *[*shut_out, ("bordfeed", "complete", None, 1)],
        *[*shut_out, ("bordfeed", "failed", "page_changed", 0)],
    ], said
    details = [row["detail"] for row in rows]
    assert [name in detail for name, detail in zip(secrets, details[3:5], strict=True)] == [True, True]
    assert all(detail.startswith("overgeslagen: zet WEBCARE_") for detail in details[6:8])
    assert {post_id: post["thread_id"] for post_id, post in by_id(data, "facebook").items()} == {
        "77_1": "77_1", "1_4": "77_1", "1_5": "77_1", "1_6": "77_1", "88_9": "88_9",
    }  # fmt: skip
    assert by_id(data, "facebook")["1_6"]["adviser"] == "RN"
    assert all("access_token" not in asked.query for asked in f.asked)
    assert [asked.query.get("after") for asked in f.asked if asked.path.endswith("/feed")] == [None, "TWEE", None]
    for comment in ("urn:li:comment:(urn:li:share:1,9)", "urn:li:comment:(urn:li:share:1,10)"):
        assert by_id(data, "linkedin")[comment]["thread_id"] == "urn:li:share:1"
        assert by_id(data, "linkedin")[comment]["text"] == "[NAAM], wanneer belt het UWV terug?"
    threads = {row["thread_id"]: row for row in Store(str(data)).latest("threads", source="bordfeed").to_pylist()}
    assert sorted(threads) == [f"https://bord.example/viewtopic.php?t={n}" for n in (1, 3, 4)]
    assert {row["title"] for row in threads.values()} == {"Vraag 1", "Vraag 3", "Vraag 4"}
    for secret in (*secrets.values(), "oud-geheim"):
        assert secret not in said
        assert secret not in stored_bytes(data)
