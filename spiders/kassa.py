"""Kassa Vraag & Beantwoord: questions of viewers of a consumers' programme, and their answers (Dutch)."""

from __future__ import annotations

from spiders.engines.walk import BoardSpider


class KassaSpider(BoardSpider):
    """Questions stand under ``/kassa/vraag-beantwoord/{category}/{words}``; their markup is not established.

    Set ``browser = true`` in the profile where a page shows its answers only after a script ran.
    """

    name = "kassa"
    title = "Kassa Vraag & Beantwoord"
    url = "https://www.bnnvara.nl/kassa/vraag-beantwoord/"
    engine = "klacht"
    kind = "qa"
    expect = (0, 50)
