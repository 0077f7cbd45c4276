"""Pages that need a browser: through scrapy-playwright with the system's Chromium, for a source that asks for it."""

from __future__ import annotations

import os
import re
import shutil
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Self

from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response
from scrapy.settings import BaseSettings

from crawler.addresses import host_of

if TYPE_CHECKING:
    from playwright.async_api import Locator, Page
    from playwright.async_api import Request as BrowserRequest

    from spiders.source import SourceSpider

HANDLER = "scrapy_playwright.handler.ScrapyPlaywrightDownloadHandler"
NAMES = ("chromium", "chromium-browser", "google-chrome")
MISSING = "Chromium ontbreekt: installeer het, of zet WEBCARE_CHROMIUM op het pad ervan."
NO_BROWSER = "no browser"
BALLAST = frozenset({"image", "media", "font"})
MORE = re.compile(
    r"\b(?:meer|overige|oudere|alle|more|all|older)\b.*"
    r"\b(?:reacties?|antwoord(?:en)?|berichten|comments?|replies|answers|posts)\b"
    r"|^(?:laad|toon|load|show) (?:meer|more)",
    re.IGNORECASE,
)
PRESSES = 50
SETTLED, GROWN = 5_000, 3_000
"""Milliseconds that a page gets to finish loading, and to grow after a press."""


def chromium() -> str | None:
    """Where Chromium is: what ``WEBCARE_CHROMIUM`` says, else on the path; None where it is not."""
    told = os.environ.get("WEBCARE_CHROMIUM")
    return shutil.which(told) if told else next(filter(None, map(shutil.which, NAMES)), None)


def switch_on(settings: BaseSettings) -> None:
    """Sends the pages of one source through the browser; called only for a source with ``browser = true``."""
    launch = {"executable_path": chromium(), "args": ["--disable-dev-shm-usage"]}
    middlewares = {**settings.getdict("DOWNLOADER_MIDDLEWARES"), f"{__name__}.Browser": 950}
    own: dict[str, Any] = {
        "DOWNLOAD_HANDLERS": {"http": HANDLER, "https": HANDLER},
        "DOWNLOADER_MIDDLEWARES": middlewares,
        "PLAYWRIGHT_LAUNCH_OPTIONS": launch,
        "PLAYWRIGHT_ABORT_REQUEST": is_ballast,
        "PLAYWRIGHT_DEFAULT_NAVIGATION_TIMEOUT": 1000 * settings.getint("DOWNLOAD_TIMEOUT"),
    }
    settings.setdict(own, priority="spider")


def is_ballast(request: BrowserRequest) -> bool:
    """Whether a page asks for what no reader reads."""
    return request.resource_type in BALLAST


class Browser:
    """Marks the requests for pages, so that scrapy-playwright takes them; without Chromium it refuses them."""

    def __init__(self, crawler: Crawler) -> None:
        """Looks for Chromium once."""
        self.is_missing = chromium() is None
        crawler.signals.connect(self.opened, signals.spider_opened)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """For Scrapy."""
        return cls(crawler)

    def opened(self, spider: SourceSpider) -> None:
        """Says in the run's row what is missing."""
        if self.is_missing:
            spider.remark(MISSING)

    def process_request(self, request: Request) -> None:
        """Adds what the browser must do with a page; robots.txt and the like are read without it.

        Raises:
            IgnoreRequest: there is no Chromium.
        """
        if request.meta.get("dont_obey_robotstxt"):
            return
        if self.is_missing:
            raise IgnoreRequest(NO_BROWSER)
        from scrapy_playwright.page import PageMethod

        request.meta["playwright"] = True
        request.meta["playwright_page_methods"] = [PageMethod(show_all)]

    def process_response(self, request: Request, response: Response) -> Response:
        """The page, if it is still this source's: a browser follows redirects by itself, also to another host.

        Raises:
            IgnoreRequest: it led to another host.
        """
        if request.meta.get("playwright") and host_of(response.url) != host_of(request.url):
            raise IgnoreRequest(f"leads to another host: {response.url}")
        return response


async def show_all(page: Page) -> None:
    """Waits until the page stands, then presses "meer reacties" until nothing more comes."""
    from playwright.async_api import TimeoutError as NotSettled

    with suppress(NotSettled):  # a page that never rests is read as it is
        await page.wait_for_load_state("networkidle", timeout=SETTLED)
    links = page.locator('a:not([href]), a[href^="#"], a[href^="javascript:"]').filter(has_text=MORE)
    more = page.get_by_role("button", name=MORE).or_(links).filter(visible=True)
    for _ in range(PRESSES):
        if not await more.count() or not await _grows(page, more.first):
            return


async def _grows(page: Page, button: Locator) -> bool:
    """Presses a button and says whether the page then showed more words."""
    from playwright.async_api import TimeoutError as NotGrown

    before = await page.evaluate("document.body.innerText.length")
    try:
        await button.click(timeout=GROWN)
        await page.wait_for_function(f"document.body.innerText.length > {before}", timeout=GROWN)
    except NotGrown:
        return False
    return True
