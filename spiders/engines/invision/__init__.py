"""Invision Community and IP.Board: one engine, two markups."""

from __future__ import annotations

from spiders.engines.generations import Generations
from spiders.engines.invision.ipboard import Ipboard
from spiders.engines.invision.ips import Ips


class Invision(Generations):
    """Invision in any generation (Power Board 1 to 3, Community 4 and 5), style and language.

    Set ``url`` (the board index); dates carry their zone in the markup from version 3 on. Recognise it by
    ``elComment_123``, ``post_id_123``, ``showtopic=`` or ``tid-link-123``.
    """

    name = "invision"
    posts_per_page = 25
    generations = (Ips(), Ipboard())


__all__ = ["Invision"]
