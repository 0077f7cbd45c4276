"""Any RSS or Atom feed: a table in the profile with ``engine = "feed"`` and the feed's address."""

from __future__ import annotations

from spiders.asking import Answer, AnswerSpider
from spiders.conversation import Place
from spiders.engines.engine import SESSION, without
from spiders.engines.feed import Feed
from spiders.engines.page import ListedThread
from spiders.engines.walls import wall
from spiders.refusals import Refused

POST = frozenset({"p", "post", "postid", "pid", "comment"})
"""Query parameters that name a post within the thread that the rest of the address names."""


class FeedSpider(AnswerSpider):
    """A feed is read whole, and holds only the newest entries: what was posted between two visits can be missing."""

    kind = "feed"
    is_ours = False
    engine: str | None = Feed.name
    reader = Feed()

    async def gather(self) -> None:
        """Keeps the entries of the one feed."""
        self.read(await self.ask_for(self.url))

    def read(self, answer: Answer) -> None:
        """Keeps the entries of a feed, by thread where their addresses tell.

        Raises:
            Refused: the answer is no feed.
        """
        self.must_be_feed(answer)
        places = {row.thread_id: self.place(row) for row in self.reader.threads(answer)}
        self.keep(self.reader.posts(answer), places, answer.clock)

    def place(self, row: ListedThread) -> Place:
        """The thread of an entry: its address without what names one post."""
        url = without(row.url, SESSION | POST) or row.thread_id
        is_reply = row.title.startswith("Re:")
        return Place(url, url, row.title.removeprefix("Re:").strip(), opener="" if is_reply else row.thread_id)

    def must_be_feed(self, answer: Answer) -> None:
        """Judges an answer before it is read.

        Raises:
            Refused: it is a wall, a login form or no feed.
        """
        kind = wall(answer) or self.reader.page_kind(answer)
        if kind.kind in ("wall", "login"):
            raise Refused(kind.reason or "login_wall", "De bron toont een muur in plaats van een feed.")
        if kind.kind != "feed":
            raise Refused("page_changed", "Op het adres staat geen feed.")
        self.count("pages_read")
