"""Finds spiders by name: the built-in sources, and those a profile declares on an engine."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

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
                raise _absent(loaded, f"sources.{name}.engine", source.engine, NAMES)
            if name not in self._spiders:
                self._spiders[name] = declared(loaded, name, source)


def declared(loaded: profile.Profile, name: str, source: Source) -> type[Spider]:
    """A spider for a source of the profile's own, in the organisation's zone until its table names another.

    Raises:
        ProfileError: it lacks its engine or its address.
    """
    if not source.engine or not source.url:
        raise profile.ProfileError(f"{loaded.path}: sources.{name}: no built-in source; expected engine and url")
    base = FeedSpider if source.engine == Feed.name else BoardSpider
    zone = loaded.organisation.timezone
    facts = {"name": name, "engine": source.engine, "url": source.url, "title": name, "timezone": zone}
    return type(name, (base,), facts)


def stray_accounts(loaded: profile.Profile, known: Iterable[str]) -> Iterator[str]:
    """One sentence for each account of the team on a source that does not exist, perhaps for a slip of the pen.

    Such a source may still come, so it stops nothing; but the team's posts would be read as a customer's.
    """
    for number, account in enumerate(loaded.team.accounts):
        if account.source not in known:
            yield str(_absent(loaded, f"team.accounts.{number}.source", account.source, known))


def _absent(loaded: profile.Profile, key: str, found: str, known: Iterable[str]) -> profile.ProfileError:
    return profile.ProfileError(f"{loaded.path}: {key}: no {found}; there are {', '.join(sorted(known))}")
