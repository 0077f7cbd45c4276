"""Lotgenotenforum.nl: people in the same situation, among them the ill and the unemployed (phpBB 3, Dutch)."""

from __future__ import annotations

from spiders.engines.walk import BoardSpider


class LotgenotenforumSpider(BoardSpider):
    """Read in the pilot; no trace of it is left on the web today."""

    name = "lotgenotenforum"
    title = "Lotgenotenforum.nl"
    url = "http://www.lotgenotenforum.nl/"
    engine = "phpbb"
    expect = (1, 100)
