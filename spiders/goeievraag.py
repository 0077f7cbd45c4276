"""Goeievraag.nl: everybody asks everybody; its questions live on under ``startpagina.nl/v`` (Dutch)."""

from __future__ import annotations

from spiders.engines.walk import BoardSpider


class GoeievraagSpider(BoardSpider):
    """A question keeps its number when its words, its category and its site change; a deleted one answers 404.

    Set ``url`` to another address where the questions stand elsewhere. Whether they still stand under this one, and in
    which markup, is not established.
    """

    name = "goeievraag"
    title = "Goeievraag"
    url = "https://www.startpagina.nl/v/"
    engine = "goeievraag"
    former_hosts = ("goeievraag.nl",)
    thread_path = "vraag/{}/"
    kind = "qa"
    expect = (1, 100)
