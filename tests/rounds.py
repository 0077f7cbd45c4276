"""Runs several rounds of crawls one after the other in this process: a reactor starts once, importing takes long."""

from __future__ import annotations

import asyncio
import json
import logging
import os
import sys

from scrapy.crawler import AsyncCrawlerRunner
from scrapy.settings import Settings
from scrapy.utils.reactor import install_reactor

from crawler import store
from spiders.source import new_run_id


def settings(profile: str, data: str) -> Settings:
    """The settings of one round, as ``spiders.crawl`` makes them."""
    made = Settings()
    made.setmodule("crawler.settings", priority="project")
    own = {
        "WEBCARE_PROFILE": profile,
        "WEBCARE_DATA": data,
        "WEBCARE_RUN": new_run_id(),
        "WEBCARE_PLANNED": store.now(),
    }
    made.setdict(own, priority="cmdline")
    return made


async def run(profile: str, data: str, rounds: list[tuple[list[str], dict[str, str]]]) -> None:
    """One round after the other; each has its sources and the secrets that are set while it runs."""
    for names, secrets in rounds:
        os.environ.update(secrets)
        for name in names:
            await AsyncCrawlerRunner(settings(profile, data)).crawl(name)
        for secret in secrets:
            del os.environ[secret]


def main() -> None:
    """Reads what to run from standard input."""
    logging.basicConfig(level=logging.DEBUG, stream=sys.stderr)
    asked = json.load(sys.stdin)
    install_reactor("twisted.internet.asyncioreactor.AsyncioSelectorReactor")
    from twisted.internet import reactor
    from twisted.internet.defer import Deferred

    async def all_rounds() -> None:
        try:
            await run(**asked)
        finally:
            reactor.stop()

    def begin() -> None:
        Deferred.fromFuture(asyncio.ensure_future(all_rounds())).addErrback(
            lambda failure: logging.getLogger(__name__).error(failure.getTraceback())
        )

    reactor.callWhenRunning(begin)
    reactor.run()


if __name__ == "__main__":
    main()
