"""Mastodon: hashtag timelines of several servers, and the conversations around what they show."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta
from typing import Any
from urllib.parse import quote, urlsplit

from crawler.reading.team import is_account
from spiders.asking import LONGEST, Answer, AnswerSpider
from spiders.conversation import Place
from spiders.earlier import last_whole
from spiders.engines.answers import document, fields, held, objects, string
from spiders.engines.engine import query_value
from spiders.engines.mastodon import Mastodon
from spiders.engines.page import ShownPost
from spiders.engines.visit import moment
from spiders.refusals import Refused

MOST = 40
OVERLAP = timedelta(days=1)
"""How far a timeline is read behind the last whole run: posts of other servers arrive late, under their old date."""


class MastodonSpider(AnswerSpider):
    """The same post has another id on every server; its ``uri`` is its identity here.

    Attributes:
        servers: whose timelines are read; without any, the one at ``url``.
        tags: hashtags; without any, the search terms that can be one.
    """

    name = "mastodon"
    title = "Mastodon"
    url = "https://mastodon.nl/"
    reader = Mastodon()
    is_ours = False
    expect = (0, 300)
    delay = 1.0
    servers: Iterable[str] = ()
    tags: Iterable[str] = ()

    async def gather(self) -> None:
        """Every server on its own: one that is closed says nothing of the others."""
        for server in list(self.servers) or [self.url]:
            await self.attempt(self._read_server(server))

    async def _read_server(self, server: str) -> None:
        words = (word.removeprefix("#") for word in self.words)
        tags = list(self.tags) or list(dict.fromkeys(word.lower() for word in words if re.fullmatch(r"\w+", word)))
        for tag in tags:
            await self._read_tag(f"{server.rstrip('/')}/api/v1/", f"timelines/tag/{quote(tag)}")

    async def _read_tag(self, api: str, path: str) -> None:
        """Reads a timeline, newest first, back to what the last whole run has read.

        By date and not by ``since_id``: the ids are the server's own and are not stored.
        """
        since = (last_whole(self, "started_at") or self.since) - OVERLAP
        before = None
        for _ in range(LONGEST):
            answer = await self.ask_for(api + path, {"limit": MOST, "max_id": before})
            shown = self.shown_in(answer)
            dates = [at for post in shown if (at := moment(post.posted, answer.clock).at)]
            for status in objects(document(answer)):
                await self._read_status(api, status, shown, answer)
            before = query_value(self.reader.next_page(answer) or "", "max_id")
            if not before or not dates or min(dates) < since:
                return

    async def _read_status(self, api: str, status: dict[str, Any], shown: list[ShownPost], answer: Answer) -> None:
        """Keeps a status, with the conversation around it where there is one."""
        own = [post for post in shown if post.post_id == string(status.get("id"))]
        around: list[dict[str, Any]] = []
        if status.get("in_reply_to_id") or status.get("replies_count"):
            try:
                context = await self.ask_for(f"{api}statuses/{quote(string(status.get('id')))}/context")
                own += self.shown_in(context)
                around = [*objects(fields(context).get("ancestors")), *objects(fields(context).get("descendants"))]
            except Refused:
                self.count("missing_pages")
        root = (objects(around[:1]) if status.get("in_reply_to_id") else []) or [status]
        place = Place(uri_of(root[0]), string(root[0].get("url")) or uri_of(root[0]))
        statuses = {string(s.get("id")): s for s in [status, *around]}
        posts = [self._named(post, statuses[post.post_id], api) for post in own if post.post_id in statuses]
        self.keep(posts, {post.post_id: place for post in posts}, answer.clock)

    def _named(self, post: ShownPost, status: dict[str, Any], api: str) -> ShownPost:
        """A post under names that hold on every server: its ``uri``, and its author's with the author's server."""
        home = urlsplit(string(held(status, "account", "url")) or api).netloc
        full = post.author if "@" in post.author else f"{post.author}@{home}"
        is_ours = is_account(post.author, self.accounts)
        return replace(post, post_id=uri_of(status), author=post.author if is_ours else full)


def uri_of(status: dict[str, Any]) -> str:
    """What a status is called on every server."""
    return string(status.get("uri")) or string(status.get("url"))
