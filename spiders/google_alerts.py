"""Google Alerts: one feed a search term. A hit on a board that we read is a pointer; any other page is fetched."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urljoin

from scrapy import Request

from crawler import store
from crawler.addresses import host_of, is_private
from crawler.dates import Clock
from crawler.items import Pointer
from spiders.asking import Answer, read_answer
from spiders.conversation import Place
from spiders.engines.page import Page, Shown, ShownPost
from spiders.engines.visit import moment
from spiders.engines.walls import wall
from spiders.feed import FeedSpider
from spiders.refusals import Refused, Skipped

if TYPE_CHECKING:
    from spiders.engines.walk import BoardSpider

REDIRECTS = 5
META = {"dont_redirect": True, "download_maxsize": 5_000_000}
"""Of a request for a page of anybody: each of its redirects is looked at, and no article is that large."""
WEB = re.compile(r"https?://", re.IGNORECASE)
HTML = re.compile(r"\s*(?:text/html|application/xhtml\+xml)\b", re.IGNORECASE)
BYLINE = re.compile(
    r"\b[Dd]oor:?\s(?P<name>(?=\S*[A-Z\d_])[^\W\d][\w'-]*(?:\s[\w'-]+){0,4}?),?\s(?:op\s)?(?:\w+dag,?\s)?\d{1,2}\s"
    r"(?:jan|feb|maart|mrt|apr|mei|jun|jul|aug|sep|okt|nov|dec)"
)
"""Who wrote an article and when, as it stands above it."""


class Hit(NamedTuple):
    """A page that Google found: its address is its identity, since every alert wraps it in a link of its own."""

    url: str
    term: str
    title: str
    fragment: str
    found: Shown
    clock: Clock
    is_inside: bool
    """Whether the alert came from a private address itself; a public one leads to none."""


class Home(NamedTuple):
    """Where a board is read today."""

    name: str
    url: str
    board: type[BoardSpider]


class GoogleAlertsSpider(FeedSpider):
    """The alerts of the operator's own account. Set ``feeds`` in the profile: ``{term = address}``.

    Google forbids crawlers its alerts' addresses but issues each to its subscriber to be read by a program; the pages
    behind them are public and robots.txt decides there. An alert's date is when Google found the page, so the page's
    own date comes first.
    """

    name = "google_alerts"
    title = "Google Alerts"
    url = "https://www.google.com/alerts"
    is_ours = True
    expect = (0, 400)
    feeds: Mapping[str, str] | None = None

    async def gather(self) -> None:
        """Reads every feed; then hands the hits on boards to their sources and fetches the others."""
        if not self.feeds:
            raise Skipped("het profiel noemt geen feeds ([sources.google_alerts] feeds)")
        hits: dict[str, Hit] = {}
        for term, address in self.feeds.items():
            await self.attempt(self._read_feed(term, address, hits))
        homes = self.homes()
        boards = {url: place for url in hits if (place := place_of(url, homes))}
        self._point({place: hits[url] for url, place in boards.items()})
        for url, hit in hits.items():
            if url not in boards and url not in self.watermark.threads:
                await self._fetch(hit)
        if unread := self.counted("targets_unread"):
            self.remark(f"{unread} gevonden pagina's waren niet te lezen; daarvan is het fragment van Google bewaard.")

    async def _read_feed(self, term: str, address: str, hits: dict[str, Hit]) -> None:
        answer = await self.ask_for(address)
        self.must_be_feed(answer)
        is_inside = await is_private(address)
        for shown, row in zip(self.reader.posts(answer), self.reader.threads(answer), strict=True):
            hits.setdefault(row.url, Hit(row.url, term, row.title, shown.text, shown.posted, answer.clock, is_inside))

    def _point(self, hits: Mapping[tuple[str, str], Hit]) -> None:
        """Stores a pointer for every hit on a board, by source and address, once."""
        known = {(row["source"], row["url"]) for row in self.store.latest("pointers", ["source", "url"]).to_pylist()}
        found = [
            Pointer(source, url, self.name, hit.term, store.now(), self.run_id)
            for (source, url), hit in hits.items()
            if (source, url) not in known
        ]
        self.count("pointers", self.store.append("pointers", found))

    async def _fetch(self, hit: Hit) -> None:
        """Keeps the main text of a page, or what Google showed of it where the page cannot be read."""
        try:
            answer = await self._target(hit)
            text, day, author = main_text(answer.content)
        except Refused:
            text, day, author = "", "", ""
        if not text:
            self.count("targets_unread")
        posted = hit.found
        if (
            day
            and (at := moment(Shown(day), hit.clock).at)
            and at <= (moment(hit.found, hit.clock).at or hit.clock.now)
        ):
            posted = Shown(day)
        post = ShownPost(hit.url, "", posted, text or hit.fragment, hit.url, named=writers(text, author))
        self.keep([post], {hit.url: Place(hit.url, hit.url, hit.title, host_of(hit.url))}, hit.clock)

    async def _target(self, hit: Hit) -> Answer:
        """A page, wherever it moved to.

        Raises:
            Refused: it cannot be read, or is no web page out there.
        """
        address = hit.url
        for _ in range(1 + REDIRECTS):
            if not WEB.match(address) or (not hit.is_inside and await is_private(address)):
                raise Refused("refused")
            response = await self.download(Request(address, meta=META))
            if not 300 <= response.status < 400:
                break
            address = urljoin(response.url, (response.headers.get("Location") or b"").decode("latin-1"))
        if not HTML.match((response.headers.get("Content-Type") or b"text/html").decode("latin-1")):
            raise Refused("page_changed")
        answer = read_answer(response)
        refusal, shown = self.refusal(response.status, answer), wall(answer)
        if refusal or shown:
            raise refusal or Refused((shown and shown.reason) or "login_wall")
        return answer

    def homes(self) -> dict[str, Home]:
        """The boards that this profile has switched on, by every host under which their addresses go round."""
        from spiders.engines.walk import BoardSpider
        from spiders.loader import SourceLoader

        loader = SourceLoader(self.settings)
        on = {name: loader.load(name) for name, source in self.profile.sources.items() if source.enabled}
        boards = {name: spider for name, spider in on.items() if issubclass(spider, BoardSpider)}
        homes = [Home(name, self.profile.sources[name].url or spider.url, spider) for name, spider in boards.items()]
        return {host: home for home in homes for host in (*home.board.former_hosts, host_of(home.url))}


def place_of(url: str, homes: Mapping[str, Home]) -> tuple[str, str] | None:
    """The source that reads a page and the page's address there; None where no source does."""
    from spiders.engines.recognise import engine_named

    home = homes.get(host_of(url))
    if home is None or host_of(url) == host_of(home.url):
        return home and (home.name, url)
    thread_id = engine_named(str(home.board.engine)).thread_id(Page("", url))
    return (home.name, urljoin(home.url, home.board.thread_path.format(thread_id))) if thread_id else None


def writers(text: str, author: str) -> list[str]:
    """Who wrote a page, by its markup and by its byline, which the markup's reader may spell otherwise."""
    byline = BYLINE.search(text)
    return [name for name in (author.removeprefix("Door "), byline["name"] if byline else "") if name]


def main_text(html: str) -> tuple[str, str, str]:
    """A page's main text without menus and comments, its own date as an ISO day, and its author; empty if not found."""
    import trafilatura
    from trafilatura.settings import Document

    found = trafilatura.bare_extraction(html, include_comments=False, with_metadata=True)
    told = (found.text, found.date, found.author) if isinstance(found, Document) else ("", "", "")
    text, day, author = (value or "" for value in told)
    return text, day, author
