"""TROS Radar forum: consumers and their problems (phpBB 3 with search-engine-friendly addresses, Dutch)."""

from __future__ import annotations

from spiders.engines.walk import BoardSpider


class TrosRadarSpider(BoardSpider):
    """One board under three hosts over the years; the numbers of boards and threads survived every move."""

    name = "trosradar"
    title = "TROS Radar forum"
    url = "https://radar-forum.avrotros.nl/"
    engine = "phpbb"
    former_hosts = ("forum.www.trosradar.nl", "forum.trosradar.nl", "radar.avrotros.nl")
    thread_path = "viewtopic.php?t={}"
    expect = (1, 200)
