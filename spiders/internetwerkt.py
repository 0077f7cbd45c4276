"""Internetwerkt.nl: people who make sites, among them webcare teams (Invision, Dutch)."""

from __future__ import annotations

from spiders.engines.walk import BoardSpider


class InternetwerktSpider(BoardSpider):
    """Known by an address of the pilot's days, ``/forum/topic/9634-.../``; whether it is there today is not."""

    name = "internetwerkt"
    title = "Internetwerkt"
    url = "https://www.internetwerkt.nl/forum/"
    engine = "invision"
    expect = (0, 50)
