"""Runs several rounds of crawls one after the other in this process: a reactor starts once, importing takes long."""

from __future__ import annotations

import asyncio
import json
import logging
import os
import sys
from typing import Any

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


async def run(rounds: list[dict[str, Any]]) -> None:
    """One round after the other; each has a profile, a data folder, sources, and secrets set while it runs."""
    for told in rounds:
        os.environ.update(told["secrets"])
        for name in told["names"]:
            await AsyncCrawlerRunner(settings(told["profile"], told["data"])).crawl(name)
        for secret in told["secrets"]:
            del os.environ[secret]


def main() -> None:
    """Reads what to run from standard input."""
    logging.basicConfig(level=logging.DEBUG, stream=sys.stderr)
    asked = json.load(sys.stdin)
    install_reactor("twisted.internet.asyncioreactor.AsyncioSelectorReactor")
    from twisted.internet import reactor
    from twisted.internet.defer import Deferred

    failures = []

    async def all_rounds() -> None:
        try:
            await run(asked)
        except BaseException as error:  # noqa: BLE001 (told below, where it is no longer inside the reactor)
            failures.append(error)
        reactor.stop()

    def begin() -> None:
        Deferred.fromFuture(asyncio.ensure_future(all_rounds()))

    reactor.callWhenRunning(begin)
    reactor.run()
    if failures:
        raise failures[0]


if __name__ == "__main__":
    main()
