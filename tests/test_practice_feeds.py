"""The practice APIs and feeds answer as the real ones do: paging, tokens, refusals, wrapped addresses."""

import json
import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from urllib.parse import quote, unquote, urlsplit

import feedparser
import pytest

from practice.boards.facebook import PAGE
from practice.boards.google_alerts import feed_path
from practice.boards.twitter import is_suspended
from practice.places import PLACES
from practice.serve import speaks
from practice.web import Asked, Shelf
from practice.world import build

UNTIL = datetime(2026, 11, 21, 14, 30, tzinfo=UTC)
BASES = {place.name: f"http://{place.name.replace('_', '-')}.example/" for place in PLACES}
BEARER = {"authorization": "Bearer oefensessie"}


@pytest.fixture(scope="module")
def world():
    return build(UNTIL, weeks=4, seed=7, places=PLACES)


@pytest.fixture
def ask(world):
    def asked(name, address, headers=None, body=b""):
        place, parts = world.place(name), urlsplit(address)
        request = Asked(parts.path, parts.query, BASES[name], headers or {}, body)
        return speaks(place).answer(request, Shelf(world, place, BASES))

    return asked


def posts_of(world, name):
    return [post for thread in world.threads[name] for post in thread.posts]


def test_x_gives_every_hit_page_by_page(world, ask):
    query, found, token, pages = quote("(uwv OR from:UWV_Webcare)"), [], "", 0
    while token is not None:
        url = f"/2/tweets/search/all?query={query}&max_results=20" + (f"&next_token={token}" if token else "")
        document = json.loads(ask("twitter", url, {"authorization": "Bearer x"}).payload)
        found += [(int(tweet["id"]), tweet["text"]) for tweet in document["data"]]
        token, pages = document["meta"].get("next_token"), pages + 1
    truth = [post for post in posts_of(world, "twitter") if "UWV" in post.terms or post.is_team]
    assert pages >= 3
    assert {(post.post_id, post.text) for post in truth} <= set(found)
    assert len(found) == len(dict(found))


def test_x_gives_only_newer_posts_after_a_watermark(world, ask):
    last = max(post.post_id for post in posts_of(world, "twitter"))
    url = f"/2/tweets/search/recent?query=uwv&since_id={last}"
    assert json.loads(ask("twitter", url, {"authorization": "Bearer x"}).payload) == {"meta": {"result_count": 0}}


def test_x_recent_search_ends_after_seven_days_unless_it_is_an_archive(world):
    place, oldest = world.place("twitter"), {}
    for look in ("", "archive"):
        shelf = Shelf(world, replace(place, look=look), BASES)
        asked = Asked("/2/tweets/search/recent", "max_results=100&query=uwv", BASES["twitter"], BEARER)
        data = json.loads(speaks(place).answer(asked, shelf).payload)["data"]
        oldest[look] = min(datetime.fromisoformat(tweet["created_at"]) for tweet in data)
    assert oldest["archive"] < UNTIL - timedelta(days=7) <= oldest[""]


def test_x_names_suspended_users_beside_the_data(ask):
    url = "/2/tweets/search/all?max_results=100&query=" + quote("uwv OR ww OR wia OR werk.nl OR wajong")
    document = json.loads(ask("twitter", url, {"authorization": "Bearer x"}).payload)
    known = {user["id"] for user in document["includes"]["users"]}
    refused = {error["resource_id"] for error in document.get("errors", ())}
    assert {tweet["author_id"] for tweet in document["data"]} == known | refused
    assert not [user for user in document["includes"]["users"] if is_suspended(user["username"])]


@pytest.mark.parametrize("token", ["", "Bearer verlopen"])
def test_x_refuses_a_missing_or_expired_token(ask, token):
    assert ask("twitter", "/2/tweets/search/recent?query=uwv", {"authorization": token}).status == 401


def test_x_refuses_a_query_that_is_too_long(ask):
    url = f"/2/tweets/search/recent?query={'w' * 600}"
    assert ask("twitter", url, {"authorization": "Bearer x"}).status == 400


def test_mastodon_links_to_the_next_page_until_the_last(world, ask):
    found, url = [], "/api/v1/timelines/tag/uwv?limit=5"
    while url:
        answer = ask("mastodon", url)
        found += [int(status["id"]) for status in json.loads(answer.payload)]
        link = re.search(r"<([^>]+)>", answer.headers.get("Link", ""))
        url = link[1] if link else None
    assert sorted(found) == sorted(post.post_id for post in posts_of(world, "mastodon") if "#uwv" in post.text)
    assert found


def test_mastodon_context_holds_the_rest_of_the_thread(world, ask):
    thread = next(thread for thread in world.threads["mastodon"] if len(thread.posts) > 1)
    document = json.loads(ask("mastodon", f"/api/v1/statuses/{thread.posts[0].post_id}/context").payload)
    assert [int(status["id"]) for status in document["descendants"]] == [post.post_id for post in thread.posts[1:]]


def test_bluesky_wants_a_session_and_pages_with_a_cursor(world, ask):
    assert ask("bluesky", "/xrpc/app.bsky.feed.searchPosts?q=uwv").status == 403
    given = ask("bluesky", "/xrpc/com.atproto.server.createSession", body=b'{"identifier": "a", "password": "b"}')
    headers = {"authorization": f"Bearer {json.loads(given.payload)['accessJwt']}"}
    found, cursor = [], ""
    while cursor is not None:
        url = f"/xrpc/app.bsky.feed.searchPosts?q=uwv&limit=5&cursor={cursor}"
        document = json.loads(ask("bluesky", url, headers).payload)
        found += [post["record"]["text"] for post in document["posts"]]
        cursor = document.get("cursor")
    held = [post.text for post in posts_of(world, "bluesky") if re.search(r"(?i)\buwv\b", post.text)]
    assert sorted(found) == sorted(held)


def test_bluesky_finds_what_the_team_posts(world, ask):
    account = world.place("bluesky").account
    document = json.loads(ask("bluesky", f"/xrpc/app.bsky.feed.searchPosts?q=from:{account}&limit=100", BEARER).payload)
    assert {post["author"]["handle"] for post in document["posts"]} == {account}
    assert len(document["posts"]) == sum(post.is_team for post in posts_of(world, "bluesky"))


def test_bluesky_refuses_a_wrong_password(ask):
    body = b'{"identifier": "a", "password": "fout"}'
    assert ask("bluesky", "/xrpc/com.atproto.server.createSession", body=body).status == 401


def test_reddit_feeds_hold_threads_and_their_comments(world, ask):
    listed = feedparser.parse(ask("reddit", "/r/werkzaken/new/.rss").payload)
    assert listed.entries
    thread = next(t for t in world.threads["reddit"] if t.board_id == 1 and f"t3_{t.thread_id}" == listed.entries[0].id)
    assert listed.entries[0].title == thread.title
    read = feedparser.parse(ask("reddit", urlsplit(listed.entries[0].link).path + ".rss").payload)
    assert [entry.author for entry in read.entries] == [f"/u/{post.author}" for post in thread.posts]
    assert ask("reddit", "/r/werkzaken/new.json").status == 403


def test_alerts_lead_to_permalinks_and_one_hit_stands_in_two_feeds(world, ask):
    def addresses(term):
        feed = feedparser.parse(ask("google_alerts", f"/{feed_path(term)}").payload)
        assert len(feed.entries) <= 20
        return {unquote(entry.link.split("url=")[1].split("&ct=ga")[0]) for entry in feed.entries}

    post_urls = {
        speaks(world.place(thread.place)).post_url(
            Shelf(world, world.place(thread.place), BASES), BASES[thread.place], thread, post
        )
        for thread in world.readable()
        for post in thread.posts
    }
    assert addresses("WW") <= post_urls
    assert addresses("WW-uitkering")
    assert addresses("WW-uitkering") & addresses("WW")
    assert addresses("een term die niemand gebruikt") == set()


def test_article_of_the_practice_newspaper_holds_its_words(world, ask):
    thread = world.threads["google_alerts"][-1]
    url = speaks(world.place("google_alerts")).thread_url(
        Shelf(world, world.place("google_alerts"), BASES), "/", thread
    )
    assert thread.posts[0].text.split("\n")[0][:40] in ask("google_alerts", url).payload.decode()


def test_reddit_gives_the_words_of_a_post_as_escaped_html(world, ask):
    thread = world.threads["reddit"][0]
    read = feedparser.parse(ask("reddit", f"/r/x/comments/{thread.thread_id}/y/.rss").payload)
    plain = re.sub(r"<[^>]+>|\s", "", read.entries[0].content[0].value)
    assert plain == re.sub(r"\s", "", thread.posts[0].text)


def on_facebook(ask, path, more=""):
    """All entries of an edge, page by page, and the number of pages; the cursor leads on, as for the spider."""
    found, after, pages = [], "", 0
    while after is not None:
        document = json.loads(
            ask("facebook", f"/v26.0/{path}?after={after}{more}", {"authorization": "Bearer t"}).payload
        )
        found, pages = found + document["data"], pages + 1
        goes_on = "next" in document.get("paging", ())
        after = document["paging"]["cursors"]["after"] if goes_on else None
    return found, pages


def test_facebook_gives_every_post_comment_and_reply_once(world, ask):
    fields = "&limit=3&fields=id,comments.limit(1){id}"
    (feed, pages), (tagged, _) = (on_facebook(ask, f"{PAGE}/{edge}", fields) for edge in ("feed", "tagged"))
    comments = [entry for post in feed for entry in on_facebook(ask, f"{post['id']}/comments")[0]]
    replies = [
        entry for one in comments if one["comment_count"] for entry in on_facebook(ask, f"{one['id']}/comments")[0]
    ]
    texts = [entry["message"] for entry in (*feed, *tagged, *comments, *replies)]
    assert sorted(texts) == sorted(post.text for post in posts_of(world, "facebook"))
    assert pages > 1
    assert replies
    assert {len(post["comments"]["data"]) for post in feed} == {1}


def test_facebook_shows_nothing_from_before_since(world, ask):
    since = UNTIL - timedelta(days=9)
    feed, _ = on_facebook(ask, f"{PAGE}/feed", f"&since={int(since.timestamp())}")
    starts = [thread.posts[0].at for thread in world.threads["facebook"] if len(thread.posts) > 1]
    assert 0 < len(feed) == sum(at >= since for at in starts) < len(starts)


@pytest.mark.parametrize("token", ["", "Bearer verlopen"])
def test_facebook_and_linkedin_refuse_a_missing_or_expired_token(ask, token):
    refused = ask("facebook", f"/v26.0/{PAGE}/feed", {"authorization": token})
    assert (refused.status, json.loads(refused.payload)["error"]["code"]) == (400, 190)
    assert ask("linkedin", "/rest/posts", {"authorization": token, "linkedin-version": "202610"}).status == 401


def test_linkedin_numbers_the_pages_of_own_posts_and_hides_names(world, ask):
    account, known = world.place("linkedin").account, {"authorization": "Bearer t", "linkedin-version": "202610"}
    own, texts = [], []
    while not own or len(own) % 5 == 0:
        url = f"/rest/posts?q=author&author={quote(account)}&count=5&start={len(own)}"
        own += json.loads(ask("linkedin", url, known).payload)["elements"]
    for post in own:
        below = ask("linkedin", f"/rest/socialActions/{quote(post['id'], safe='')}/comments?count=50", known)
        comments = json.loads(below.payload)["elements"]
        texts += [post["commentary"], *(comment["message"]["text"] for comment in comments)]
        assert all(comment["actor"] == account or "urn:li:person:" in comment["actor"] for comment in comments)
    assert sorted(texts) == sorted(post.text for post in posts_of(world, "linkedin"))
    assert {post["author"] for post in own} == {account}


def test_linkedin_shows_only_the_own_page_and_wants_a_version(ask):
    assert ask("linkedin", "/rest/posts?q=author&author=urn:li:organization:1", BEARER).status == 400
    known = {**BEARER, "linkedin-version": "202610"}
    assert ask("linkedin", "/rest/posts?q=author&author=urn:li:organization:1", known).status == 403
