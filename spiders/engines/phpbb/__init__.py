"""phpBB 2 and 3: one engine, three markups."""

from __future__ import annotations

from spiders.engines.generations import Generations
from spiders.engines.phpbb.phpbb2 import Phpbb2
from spiders.engines.phpbb.prosilver import Prosilver
from spiders.engines.phpbb.subsilver import Subsilver


class Phpbb(Generations):
    """phpBB 2 and 3 in any style and language.

    Set ``url`` (the board index) and ``timezone``. Recognise it by ``viewtopic.php?t=`` addresses; the markups tell
    themselves apart: prosilver (3.x), subsilver2 (3.x) and the tables of phpBB 2.
    """

    name = "phpbb"
    posts_per_page = 10
    generations = (Prosilver(), Subsilver(), Phpbb2())


__all__ = ["Phpbb"]
