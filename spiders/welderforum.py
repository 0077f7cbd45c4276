"""Welderforum: people with an occupational disability about work and benefits (phpBB 3, Dutch)."""

from __future__ import annotations

from spiders.engines.walk import BoardSpider


class WelderforumSpider(BoardSpider):
    """The pilot's main forum; no trace of it is left on the web today."""

    name = "welderforum"
    title = "Welderforum"
    url = "http://www.welderforum.nl/"
    engine = "phpbb"
    expect = (3, 400)
