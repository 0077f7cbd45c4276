"""XenForo 1 and 2: one engine, two markups."""

from __future__ import annotations

from spiders.engines.generations import Generations
from spiders.engines.xenforo.xenforo1 import Xenforo1
from spiders.engines.xenforo.xenforo2 import Xenforo2


class Xenforo(Generations):
    """XenForo in any generation, style and language.

    Set ``url`` (the board index); dates carry their zone in the markup of XenForo 2, in XenForo 1 set ``timezone``.
    Recognise it by ``html#XF`` or ``html#XenForo``.
    """

    name = "xenforo"
    posts_per_page = 20
    generations = (Xenforo2(), Xenforo1())


__all__ = ["Xenforo"]
