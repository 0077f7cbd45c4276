"""Posts that were deleted on the site: what a thread read from its first page to its last no longer holds.

Pages shift while they are read, and readers err, so a missing post is looked for twice in a run: when its thread is
visited, and once more when all else is read. Where most is missing it is rather the page that has changed.
"""

from __future__ import annotations

import logging
from collections.abc import Collection
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from spiders.engines.visit import ThreadVisit

if TYPE_CHECKING:
    from spiders.engines.walk import BoardSpider

log = logging.getLogger(__name__)
FEW = 3


@dataclass(slots=True)
class Losses:
    """What one run knows of missing posts.

    Attributes:
        met: every post that the run met, wherever it stood.
        looked_over: the threads with stored posts that were read from the first page to the last.
        visits: the second looks still to be taken.
    """

    met: set[str] = field(default_factory=set)
    looked_over: set[str] = field(default_factory=set)
    visits: list[ThreadVisit] = field(default_factory=list)


def are_most(missing: int, of: int) -> bool:
    """Whether so many are missing that nobody can have deleted them all: more than a few, and more than half."""
    return missing > FEW and 2 * missing > of


def is_cut_off(missing: Collection[str], met: Collection[str]) -> bool:
    """Whether more than a few posts are missing, all of them later than those that stand: rather pages not found."""
    is_numbered = all(post_id.isdecimal() for post_id in (*missing, *met))
    return is_numbered and len(missing) > FEW and min(map(int, missing)) > max(map(int, met))


def look_over(spider: BoardSpider, visit: ThreadVisit) -> list[str]:
    """The stored posts of a thread that two looks at all its pages did not meet; none after the first look.

    A post that this run met elsewhere has moved.
    """
    thread_id = visit.row.thread_id
    stored = spider.watermark.standing(thread_id)
    spider.losses.met.update(visit.posts)
    if not stored or not visit.is_through:
        return []
    missing = stored.difference(visit.posts)
    if visit.missing:
        return sorted(missing & visit.missing - spider.losses.met)
    spider.losses.looked_over.add(thread_id)
    if missing and (missing == stored or are_most(len(missing), len(stored)) or is_cut_off(missing, visit.posts)):
        log.warning("%s: many posts of %s are missing; look whether the site has changed", spider.name, visit.row.url)
    elif missing:
        spider.losses.visits.append(visit.again(frozenset(missing)))
    return []


def second_looks(spider: BoardSpider) -> list[ThreadVisit]:
    """The threads to look over once more, now that all else is read; none where most threads miss something."""
    visits, spider.losses.visits = spider.losses.visits, []
    if are_most(len(visits), len(spider.losses.looked_over)):
        log.warning("%s: posts are missing in most threads; look whether the site has changed", spider.name)
        return []
    return visits


def left_with(spider: BoardSpider, gone: list[str]) -> dict[str, list[str]]:
    """The stored posts of threads that are gone, by thread; none where most threads are, as after a site's move."""
    standing = {thread_id: spider.watermark.standing(thread_id) - spider.losses.met for thread_id in gone}
    left = {thread_id: sorted(posts) for thread_id, posts in standing.items() if posts}
    if are_most(len(left), len(left) + len(spider.losses.looked_over)):
        log.warning("%s: most threads are gone; look whether the site has moved or changed", spider.name)
        return {}
    return left
