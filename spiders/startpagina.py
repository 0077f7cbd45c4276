"""Startpagina's prikborden: small message boards beside its pages about a subject (Phorum, Dutch)."""

from __future__ import annotations

from spiders.engines.walk import BoardSpider


class StartpaginaSpider(BoardSpider):
    """The boards only: the questions under ``startpagina.nl/v`` belong to ``goeievraag``.

    Name the boards to read in the profile (``boards``): the host has thousands, one for each page of Startpagina.
    """

    name = "startpagina"
    title = "Startpagina prikborden"
    url = "http://www.prikpagina.nl/"
    engine = "phorum"
    expect = (1, 100)
