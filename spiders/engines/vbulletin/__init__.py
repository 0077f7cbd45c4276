"""vBulletin 2 to 6: one engine, four markups."""

from __future__ import annotations

from spiders.engines.generations import Generations
from spiders.engines.vbulletin.somethingawful import SomethingAwful
from spiders.engines.vbulletin.vbulletin3 import Vbulletin3
from spiders.engines.vbulletin.vbulletin4 import Vbulletin4
from spiders.engines.vbulletin.vbulletin5 import Vbulletin5


class Vbulletin(Generations):
    """vBulletin in any generation, style and language.

    Set ``url`` (the board index), ``timezone`` and ``date_order``: dates before vBulletin 5 tell neither. Recognise it
    by the generator and by ids such as ``post_message_123``; the generations tell themselves apart.
    """

    name = "vbulletin"
    posts_per_page = 10
    generations = (Vbulletin3(), Vbulletin4(), Vbulletin5(), SomethingAwful())


__all__ = ["Vbulletin"]
