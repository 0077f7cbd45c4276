"""Finds spiders by name: the built-in sources, and those a profile declares on an engine."""

from __future__ import annotations

from scrapy import Spider
from scrapy.settings import BaseSettings
from scrapy.spiderloader import SpiderLoader

from crawler import profile
from crawler.tables import Source
from spiders.engines.feed import Feed
from spiders.engines.recognise import ENGINES
from spiders.engines.walk import BoardSpider
from spiders.feed import FeedSpider

NAMES = frozenset(engine.name for engine in ENGINES)


class SourceLoader(SpiderLoader):
    """Scrapy's own loader, plus one spider for every ``[sources.NAME]`` that gives an engine and an address."""

    def __init__(self, settings: BaseSettings) -> None:
        """Reads the spider modules first; a table for one of those overrides attributes and adds no spider."""
        super().__init__(settings)
        loaded = profile.load(settings["WEBCARE_PROFILE"])
        for name, source in loaded.sources.items():
            if source.engine and source.engine not in NAMES:
                engines = ", ".join(sorted(NAMES))
                raise profile.ProfileError(
                    f"{loaded.path}: sources.{name}.engine: no {source.engine}; there are {engines}"
                )
            if name not in self._spiders:
                self._spiders[name] = declared(name, source)


def declared(name: str, source: Source) -> type[Spider]:
    """A spider for a source of the profile's own.

    Raises:
        ProfileError: it lacks its engine or its address.
    """
    if not source.engine or not source.url:
        raise profile.ProfileError(f"[sources.{name}]: no built-in source; expected engine and url")
    base = FeedSpider if source.engine == Feed.name else BoardSpider
    return type(name, (base,), {"name": name, "engine": source.engine, "url": source.url, "title": name})
