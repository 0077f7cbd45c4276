"""Bluesky: the search of posts by the search terms and the team's accounts, logged in with an app password."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

from crawler import store
from crawler.secrets import secret
from spiders.asking import LONGEST, Answer, AnswerSpider
from spiders.conversation import Place
from spiders.earlier import last_whole
from spiders.engines.answers import fields, held, objects, string
from spiders.engines.bluesky import Bluesky
from spiders.engines.page import ShownPost
from spiders.refusals import CHANGED, Refused

MOST, DEEPEST = 100, 1_000
"""Posts an answer may hold, and levels of replies, by the API's rules."""
OVERLAP = timedelta(hours=6)
"""How far a search goes back behind the last whole run: the index may lag, and clients date their own posts."""


class Expired(Refused):
    """The session has ended; a new one may do."""


class BlueskySpider(AnswerSpider):
    """Set ``WEBCARE_BLUESKY_USER`` (the handle) and ``WEBCARE_BLUESKY_PASSWORD`` (an app password)."""

    name = "bluesky"
    title = "Bluesky"
    url = "https://bsky.social/"
    reader = Bluesky()
    secret_name = "bluesky_password"  # noqa: S105 (the name of a variable)
    delay = 1.0
    expect = (0, 500)

    async def gather(self) -> None:
        """One search a word, one for what the team posts and one for what names it; then the threads they touch."""
        self.touched: set[str] = set()
        await self._log_in()
        since = (last_whole(self, "started_at") or self.since) - OVERLAP
        named = [f"{what}:{account}" for account in self.accounts for what in ("from", "mentions")]
        for query in [*(f'"{word}"' for word in self.words), *named]:
            await self._search({"q": query, "limit": MOST, "sort": "latest", "since": f"{since:%Y-%m-%dT%H:%M:%SZ}"})
        days = timedelta(days=self.profile.crawl.revisit_days)
        due = {thread.thread_id for thread in self.watermark.due(store.now() - days, store.now() - timedelta(days=1))}
        for root in sorted(self.touched | due):
            await self._read_thread(root)

    async def _search(self, query: dict[str, Any]) -> None:
        cursor = None
        for _ in range(LONGEST):
            answer = await self._ask("app.bsky.feed.searchPosts", {**query, "cursor": cursor})
            shown, posts = self.shown_in(answer), objects(fields(answer).get("posts"))
            self._keep_in_threads(shown, {string(post.get("uri")): root_of(post) for post in posts}, answer)
            self.touched |= {
                root_of(post) for post in posts if root_of(post) != post.get("uri") or post.get("replyCount")
            }
            cursor = string(fields(answer).get("cursor"))
            if not cursor:
                return

    async def _read_thread(self, root: str) -> None:
        """The replies in a thread: they seldom hold a search term."""
        try:
            answer = await self._ask("app.bsky.feed.getPostThread", {"uri": root, "depth": DEEPEST, "parentHeight": 0})
            shown = self.shown_in(answer)
        except Refused as refusal:
            if refusal.reason != "page_changed":
                raise
            self.count("missing_pages")
            return
        self._keep_in_threads(shown, dict.fromkeys((post.post_id for post in shown), root), answer)

    def _keep_in_threads(self, shown: list[ShownPost], roots: dict[str, str], answer: Answer) -> None:
        self.keep(shown, {uri: Place(root, web_address(root)) for uri, root in roots.items()}, answer.clock)

    async def _ask(self, method: str, query: dict[str, Any]) -> Answer:
        """One answer; a session that ended is renewed once."""
        try:
            return await self.ask_for(f"xrpc/{method}", query, {"Authorization": f"Bearer {self.session}"})
        except Expired:
            await self._log_in()
        return await self.ask_for(f"xrpc/{method}", query, {"Authorization": f"Bearer {self.session}"})

    async def _log_in(self) -> None:
        """Begins a session; the server allows few of them, so one serves until it ends."""
        user, password = secret("bluesky_user"), self.secret()
        url = f"{self.url.rstrip('/')}/xrpc/com.atproto.server.createSession"
        body = json.dumps({"identifier": user, "password": password})
        try:
            answer = await self.log_in_at(url, {"Content-Type": "application/json"}, body)
        except Expired as error:
            raise Refused("login_wall", str(error)) from error
        self.session = string(fields(answer).get("accessJwt"))
        if not self.session:
            raise Refused("page_changed", CHANGED)

    def refusal(self, status: int, answer: Answer) -> Refused | None:
        """An ended session comes as status 400 or 401 with a name."""
        told = super().refusal(status, answer)
        is_expired = status in (400, 401) and string(fields(answer).get("error")) in ("ExpiredToken", "InvalidToken")
        return Expired(told.reason, str(told)) if told and is_expired else told


def root_of(post: dict[str, Any]) -> str:
    """The post that opened the thread: what a reply names as its root, else the post itself."""
    return string(held(post, "record", "reply", "root", "uri")) or string(post.get("uri"))


def web_address(uri: str) -> str:
    """The page of a post, from its ``at://did/collection/key``."""
    did, _, rest = uri.removeprefix("at://").partition("/")
    return f"https://bsky.app/profile/{did}/post/{rest.rsplit('/', 1)[-1]}"
