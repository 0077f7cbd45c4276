"""Gathering of Tweakers: people of the trade, about their work and about sites that fail (software of its own)."""

from __future__ import annotations

from spiders.engines.walk import BoardSpider


class TweakersSpider(BoardSpider):
    """A consent wall on another host stands before its pages; whether its terms allow a crawl is not established.

    Its feeds need no consent and are the polite way in: a source of the profile's own with ``engine = "feed"`` and
    ``url = "https://gathering.tweakers.net/forum/rss"``. They tell nothing of an accepted answer, as the pages do.
    """

    name = "tweakers"
    title = "Gathering of Tweakers"
    url = "https://gathering.tweakers.net/forum/"
    engine = "tweakers"
    expect = (0, 100)
