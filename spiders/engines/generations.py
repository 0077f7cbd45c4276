"""One engine whose generations share a name and hardly any markup: each page picks the readers that fit it."""

from __future__ import annotations

from functools import lru_cache
from typing import ClassVar

from spiders.engines.engine import Engine
from spiders.engines.page import Board, ListedThread, Page, PageKind, Position, Shown, ShownPost


class Generation(Engine):
    """The readers of one generation.

    Attributes:
        mark: A selector of what only this generation has; one look finds it where counting all signs takes many.
        locked: A selector of what a thread shows when it is closed; without one its page does not tell.
    """

    mark: ClassVar[str]
    locked: ClassVar[str] = ""

    def site_state(self, page: Page) -> str | None:
        """``closed`` where the page says that nobody can reply."""
        return "closed" if self.locked and page.first(self.locked) else None


class Generations(Engine):
    """An engine that reads each page with the generation whose mark it bears, else with the one of most signs.

    A subclass sets ``generations``, the most common one first: it answers where no sign is found, and for addresses,
    which the generations of one engine share.
    """

    generations: ClassVar[tuple[Generation, ...]]

    def generation(self, page: Page) -> Generation:
        """The readers for this page."""
        return _fitting(self.generations, page)

    def evidence(self, page: Page) -> list[str]:
        """The signs of the generation that fits best."""
        return self.generation(page).evidence(page)

    def page_kind(self, page: Page) -> PageKind:
        """As the page's generation judges it."""
        return self.generation(page).page_kind(page)

    def boards(self, page: Page) -> list[Board]:
        """As the page's generation reads them."""
        return self.generation(page).boards(page)

    def threads(self, page: Page) -> list[ListedThread]:
        """As the page's generation reads them."""
        return self.generation(page).threads(page)

    def posts(self, page: Page) -> list[ShownPost]:
        """As the page's generation reads them."""
        return self.generation(page).posts(page)

    def title(self, page: Page) -> str:
        """As the page's generation reads it."""
        return self.generation(page).title(page)

    def thread_id(self, page: Page) -> str:
        """As the page's generation reads it."""
        return self.generation(page).thread_id(page)

    def board(self, page: Page) -> str:
        """As the page's generation reads it."""
        return self.generation(page).board(page)

    def page_position(self, page: Page) -> Position:
        """As the page's generation reads it."""
        return self.generation(page).page_position(page)

    def next_page(self, page: Page) -> str | None:
        """As the page's generation reads it."""
        return self.generation(page).next_page(page)

    def previous_page(self, page: Page) -> str | None:
        """As the page's generation reads it."""
        return self.generation(page).previous_page(page)

    def page_clock(self, page: Page) -> Shown | None:
        """As the page's generation reads it."""
        return self.generation(page).page_clock(page)

    def site_state(self, page: Page) -> str | None:
        """As the page's generation reads it."""
        return self.generation(page).site_state(page)

    def canonical(self, url: str) -> str:
        """The generations of one engine share their addresses."""
        return self.generations[0].canonical(url)

    def page_url(self, thread_url: str, page: int, per_page: int) -> str:
        """The generations of one engine share their addresses."""
        return self.generations[0].page_url(thread_url, page, per_page)


@lru_cache(maxsize=8)
def _fitting(generations: tuple[Generation, ...], page: Page) -> Generation:
    marked = (generation for generation in generations if page.first(generation.mark))
    return next(marked, None) or max(generations, key=lambda generation: len(generation.evidence(page)))
