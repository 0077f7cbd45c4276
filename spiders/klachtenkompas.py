"""Klachtenkompas of the Consumentenbond: complaints of consumers and the answers of organisations (Dutch)."""

from __future__ import annotations

from spiders.engines.walk import BoardSpider


class KlachtenkompasSpider(BoardSpider):
    """Made with Drupal in 2014-15; its addresses and markup of today are not established."""

    name = "klachtenkompas"
    title = "Klachtenkompas"
    url = "https://www.klachtenkompas.nl/"
    engine = "klacht"
    kind = "complaint"
    expect = (0, 100)
