"""Zwangerschapspagina.nl: pregnant women and young parents, with questions about leave and benefits (Dutch)."""

from __future__ import annotations

from spiders.engines.walk import BoardSpider


class ZwangerschapspaginaSpider(BoardSpider):
    """VBulletin 3 in the pilot; every page is asked what made it, since the engine of today is not established.

    The pilot's own thread, "Vragen aan ...", had 228 replies and 9.007 views there.
    """

    name = "zwangerschapspagina"
    title = "Zwangerschapspagina.nl"
    url = "https://www.zwangerschapspagina.nl/"
    engine = None
    expect = (1, 200)
