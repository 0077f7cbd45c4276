"""What the earlier runs of a source tell: since when to ask, and how much may still be read today."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from crawler import store
from crawler.items import GOOD
from spiders.refusals import Refused

if TYPE_CHECKING:
    from spiders.asking import AnswerSpider


def last_whole(spider: AnswerSpider, column: str) -> datetime | None:
    """When the last run that read everything began (``started_at``) or ended; an import asks nothing."""
    runs = spider.store.latest("runs", ["outcome", "requests", column], source=spider.name).to_pylist()
    whole = [run[column] for run in runs if run["outcome"] in GOOD and run["requests"]]
    return None if spider.full else max((moment for moment in whole if moment), default=None)


def left_today(spider: AnswerSpider) -> int:
    """How many posts may still be read today.

    Raises:
        Refused: none.
    """
    if spider.budget is None:
        return 10**9
    zone = spider.profile.zone
    today = store.now().astimezone(zone).date()
    runs = spider.store.latest("runs", ["started_at", "posts_read"], source=spider.name).to_pylist()
    read = sum(run["posts_read"] for run in runs if run["started_at"].astimezone(zone).date() == today)
    left = int(spider.budget - read - spider.counted("posts_read"))
    if left <= 0:
        raise Refused("rate_limited", f"Het dagtegoed van {spider.budget} berichten is op.")
    return left
