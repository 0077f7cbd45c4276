"""Klacht.nl: complaints of consumers and the answers of organisations (Dutch)."""

from __future__ import annotations

from spiders.engines.walk import BoardSpider


class KlachtSpider(BoardSpider):
    """Each complaint stands at the root under its own words, between the articles; the list of all is read."""

    name = "klacht"
    title = "Klacht.nl"
    url = "https://www.klacht.nl/alle-klachten/"
    engine = "klacht"
    kind = "complaint"
    expect = (1, 100)
