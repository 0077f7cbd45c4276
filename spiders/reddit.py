"""Reddit: the newest submissions and comments of some communities, by the API or, without its key, by RSS."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterable
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

from crawler.secrets import is_set, secret
from spiders.asking import LONGEST, Answer
from spiders.conversation import Place
from spiders.earlier import last_whole
from spiders.engines import reddit
from spiders.engines.answers import fields, held, string
from spiders.engines.page import ListedThread, Page
from spiders.engines.visit import moment
from spiders.feed import FeedSpider
from spiders.refusals import CHANGED, Refused

MOST = 100
OVERLAP = timedelta(hours=1)
COMMENT_TITLE = re.compile(r"^/u/\S+ (?:on|over) ")
API = reddit.Reddit()


class RedditSpider(FeedSpider):
    """Set ``boards`` (communities) in the profile, ``WEBCARE_REDDIT_ID`` and ``WEBCARE_REDDIT_SECRET`` for the API.

    Reddit approves each application by hand and shuts out crawlers without one by robots.txt, also from its RSS: then
    the source is blocked, and says so.

    Attributes:
        site: where tokens and feeds come from; the API has a host of its own.
    """

    name = "reddit"
    title = "Reddit"
    kind = "social"
    engine = reddit.Reddit.name
    url = "https://oauth.reddit.com/"
    site = "https://www.reddit.com/"
    expect = (0, 300)
    secret_name = "reddit_secret"  # noqa: S105 (the name of a variable)
    boards: Iterable[str] = ("thenetherlands", "juridischadvies", "werkzaken", "geldzaken")

    async def gather(self) -> None:
        """By the API where there is a key, else by RSS; each community on its own."""
        has_key = is_set("reddit_id") and is_set("reddit_secret")
        if urlsplit(self.url).netloc != urlsplit(type(self).url).netloc:
            self.site = self.url
        credentials = await self._log_in() if has_key else {}
        for board in self.boards:
            for listing in ("new", "comments"):
                await self.attempt(
                    self._read_listing(f"r/{board}/{listing}", credentials)
                    if has_key
                    else self._read_feed(f"{self.site.rstrip('/')}/r/{board}/{listing}/.rss")
                )

    async def _log_in(self) -> dict[str, str]:
        key = b64encode(f"{secret('reddit_id')}:{self.secret()}".encode()).decode()
        headers = {"Authorization": f"Basic {key}", "Content-Type": "application/x-www-form-urlencoded"}
        url = f"{self.site.rstrip('/')}/api/v1/access_token"
        token = string(fields(await self.log_in_at(url, headers, "grant_type=client_credentials")).get("access_token"))
        if not token:
            raise Refused("login_wall", "Reddit gaf geen token; controleer WEBCARE_REDDIT_ID en WEBCARE_REDDIT_SECRET.")
        return {"Authorization": f"Bearer {token}"}

    async def _read_listing(self, path: str, credentials: dict[str, str]) -> None:
        """A listing by the API, newest first, back to what the last whole run has read."""
        since = (last_whole(self, "started_at") or self.since) - OVERLAP
        after: str | None = None
        for _ in range(LONGEST):
            query: dict[str, Any] = {"limit": MOST, "raw_json": 1, "after": after}
            answer = await self.ask_for(path, query, credentials, is_ours=True)
            if held(fields(answer), "kind") != "Listing":
                raise Refused("page_changed", CHANGED)
            self.count("pages_read")
            shown = API.posts(answer)
            self.keep(shown, places(answer), answer.clock)
            dates = [at for post in shown if (at := moment(post.posted, answer.clock).at)]
            after = string(held(fields(answer), "data", "after"))
            if not after or not dates or min(dates) < since:
                return

    async def _read_feed(self, address: str) -> None:
        answer = await self.ask_for(address)
        self.must_be_feed(answer)
        shown = self.reader.posts(answer)
        for post in shown:
            post.author = post.author.removeprefix("/u/")
        self.keep(shown, {row.thread_id: self.place(row) for row in self.reader.threads(answer)}, answer.clock)

    def place(self, row: ListedThread) -> Place:
        """The submission that an entry belongs to, from its address."""
        thread_id = API.thread_id(Page("", row.url)) or row.thread_id
        board = next(iter(re.findall(r"/r/(\w+)/", row.url)), "")
        return Place(thread_id, API.canonical(row.url), COMMENT_TITLE.sub("", row.title), board)


def places(answer: Answer) -> dict[str, Place]:
    """The submission of every submission and comment in a listing of the API."""
    found = {}
    for child in held(fields(answer), "data", "children") or []:
        about = child.get("data") or {}
        thread_id = string(about.get("link_id")) or string(about.get("name"))
        url = API.canonical(f"{reddit.SITE}{string(about.get('permalink'))}")
        title = string(about.get("link_title")) or string(about.get("title"))
        found[string(about.get("name"))] = Place(thread_id, url, title, string(about.get("subreddit")))
    return found
