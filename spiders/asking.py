"""Sources that answer questions (an API, a feed) instead of showing boards: ask, gather, hand on by conversation."""

from __future__ import annotations

import asyncio
from abc import ABC, abstractmethod
from collections.abc import AsyncIterator, Awaitable, Iterable, Mapping
from typing import Any, ClassVar, Self
from urllib.parse import urlencode, urljoin

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.http import Response

from crawler import store
from crawler.dates import Clock
from crawler.reading.team import spelled
from crawler.secrets import MissingSecret, secret, variable
from spiders.conversation import Conversation, Place
from spiders.engines.engine import Engine
from spiders.engines.page import Page, ShownPost
from spiders.refusals import CHANGED, Gone, Refused, Skipped, no_answer, refusal_of
from spiders.source import SourceSpider, headers_of, served_at

TICK = 0.01
LONGEST = 200
"""Pages of one question after which a source is taken to answer in circles."""
CONTENT = frozenset({"feed", "thread", "listing"})
OURS = {"dont_obey_robotstxt": True, "dont_redirect": True}
"""For addresses that were issued to us (see ``AnswerSpider``); a key must not follow a redirect to another host."""


class Answer(Page):
    """A page with the moment it was served."""

    clock: Clock


class AnswerSpider(SourceSpider, ABC):
    """A source that is asked, answer by answer; a subclass says in ``gather`` what to ask and keeps what it finds.

    Attributes:
        reader: reads the posts of an answer.
        secret_name: the secret that the source asks for (``crawler.secrets``); empty where it needs none.
        budget: posts that may be read a day, over all runs of that day; None without limit.
        gives_all: whether the source gives every reply of a conversation, or only what fits a question.
        is_ours: whether the address was issued to the operator (an API by its key, a subscription by its number).
            Such an address is not found by crawling, so robots.txt, which is about that, is not asked (RFC 9309).
    """

    kind = "social"
    reader: ClassVar[Engine]
    secret_name: ClassVar[str] = ""
    gives_all: ClassVar[bool] = False
    is_ours: ClassVar[bool] = True
    budget: int | None = None
    conversations: dict[str, Conversation]
    custom_settings: ClassVar[dict[str, Any]] = {"BACKOFF_LONGEST": 900.0}  # type: ignore[misc]  # X rests a quarter

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> Self:  # noqa: ANN401 (Scrapy's signature)
        """Begins with no conversation; which hosts are asked is decided by the code, not found on pages."""
        spider = super().from_crawler(crawler, *args, **kwargs)
        spider.allowed_domains = []
        spider.conversations = {}
        return spider

    @abstractmethod
    async def gather(self) -> None:
        """Asks, and keeps what it finds.

        Raises:
            Refused: the source does not let us in; what was kept before stays.
            MissingSecret: the source asks for a secret that is not set.
        """

    async def start(self) -> AsyncIterator[Any]:
        """The conversations, once everything is gathered; what was read before a refusal, or a fault of ours, is kept.

        Raises:
            Exception: what went wrong; Scrapy logs it and ends the crawl as one that was broken off.
        """
        fault = None
        try:
            await self.attempt(self.gather())
        except Exception as error:  # noqa: BLE001 (raised again below)
            fault = error
        for conversation in self.conversations.values():
            self.count("date_failures", conversation.date_failures)
            visit = conversation.result(self.run_id, store.now())
            if visit:
                self.count("threads_visited")
                yield visit
        await self._until_kept()
        if fault:
            raise fault

    async def _until_kept(self) -> None:
        """Waits for the pipelines; a spider that ends before them is looked at again only after five seconds."""
        assert self.crawler.engine is not None  # noqa: S101 (running)
        slot = self.crawler.engine.scraper.slot
        while slot and not slot.is_idle():
            await asyncio.sleep(TICK)

    async def attempt(self, work: Awaitable[None]) -> None:
        """Does one piece of work; a refusal is recorded with its sentence, and the rest goes on."""
        try:
            await work
        except MissingSecret as missing:
            self.note_refusal("login_wall", str(Skipped(str(missing))))
        except Refused as refusal:
            self.note_refusal(refusal.reason, str(refusal))

    async def attempt_thread(self, work: Awaitable[None]) -> None:
        """Does the work on one thread; that it was deleted in the meantime is a fact about it alone.

        Raises:
            Refused: anything else is wrong.
        """
        try:
            await work
        except Gone:
            self.count("missing_pages")

    def note_refusal(self, reason: str, sentence: str) -> None:
        """Counts a question that was not answered; the run's row says why."""
        self.count(f"failed/{reason}")
        self.count("failed_pages")
        self.remark(sentence)

    async def ask_for(
        self,
        path: str,
        query: Mapping[str, object] | None = None,
        headers: Mapping[str, str] | None = None,
        *,
        is_ours: bool | None = None,
    ) -> Answer:
        """The answer to a question; ``path`` is an address, or one below that of the source.

        Raises:
            Refused: there is none, or it is a refusal.
        """
        url = urljoin(f"{self.url.rstrip('/')}/", path)
        told = {name: value for name, value in (query or {}).items() if value not in (None, "")}
        meta = OURS if (self.is_ours if is_ours is None else is_ours) else {}
        return await self.answer(Request(f"{url}?{urlencode(told)}" if told else url, headers=headers, meta=meta))

    async def log_in_at(self, url: str, headers: Mapping[str, str], body: str) -> Answer:
        """What a service answers to our credentials.

        Raises:
            Refused: as for ``ask_for``.
        """
        return await self.answer(Request(url, method="POST", headers=headers, body=body, meta=OURS))

    async def answer(self, request: Request) -> Answer:
        """The answer to a request, which is sent politely like every other.

        Raises:
            Refused: as for ``ask_for``.
        """
        response = await self.download(request)
        answer = read_answer(response)
        answer.clock = self.clock(served_at(response))
        refusal = self.refusal(response.status, answer)
        if refusal:
            raise refusal
        return answer

    async def download(self, request: Request) -> Response:
        """The response to a request.

        Raises:
            Refused: none came.
        """
        assert self.crawler.engine is not None  # noqa: S101 (running)
        try:
            return await self.crawler.engine.download_async(request)
        except Exception as error:  # whatever Scrapy raises is classified, as in SourceSpider.on_failure
            raise no_answer(error) from error

    def refusal(self, status: int, answer: Answer) -> Refused | None:  # noqa: ARG002 (for sources that tell more)
        """What is wrong with an answer, None where nothing is. A source overrides it where its answers tell more."""
        return refusal_of(status, variable(self.secret_name) if self.secret_name else "")

    def shown_in(self, answer: Answer) -> list[ShownPost]:
        """The posts of an answer.

        Raises:
            Refused: it is no answer that the reader knows.
        """
        kind = self.reader.page_kind(answer).kind
        if kind not in CONTENT:
            reason = "login_wall" if kind in ("login", "wall") else "page_changed"
            raise Refused(reason, CHANGED)
        self.count("pages_read")
        return self.reader.posts(answer)

    def secret(self) -> str:
        """The secret of this source.

        Raises:
            MissingSecret: it is not set.
        """
        return secret(self.secret_name)

    def keep(self, shown: Iterable[ShownPost], places: Mapping[str, Place], clock: Clock) -> int:
        """Adds posts to their conversations; a post without a place is a thread of its own. Returns how many are new.

        A platform shows one account in several spellings; the team's gets that of the profile.

        Args:
            shown: the posts of one answer.
            places: the thread of each post, by post id.
            clock: what their dates are read against.
        """
        new = 0
        accounts = self.profile.team_names(self.name)
        for post in shown:
            post.author = spelled(post.author, accounts) or post.author
            place = places.get(post.post_id) or Place(post.post_id, post.url)
            added = self._conversation(place).add(post, place, clock, store.now())
            new += added is not None
        self.count("posts_read", new)
        return new

    def _conversation(self, place: Place) -> Conversation:
        if place.thread_id not in self.conversations:
            known = self.watermark.threads.get(place.thread_id)
            self.conversations[place.thread_id] = Conversation.at(
                self.name, self.kind, place, known, is_whole=self.gives_all
            )
        return self.conversations[place.thread_id]

    @property
    def words(self) -> list[str]:
        """Every spelling of every search term, each once."""
        spellings = [word for term in self.profile.terms for word in (term.term, *term.also)]
        return list({word.casefold(): word for word in reversed(spellings)}.values())[::-1]

    @property
    def accounts(self) -> list[str]:
        """The team's accounts on this source, without the sign before them."""
        return sorted(name.removeprefix("@") for name in self.profile.team_names(self.name))


def read_answer(response: Response) -> Answer:
    """A response as a page; header names in lower case."""
    made = Answer.from_bytes(response.body, response.url, headers_of(response))
    assert isinstance(made, Answer)  # noqa: S101 (from_bytes makes its own class)
    return made
