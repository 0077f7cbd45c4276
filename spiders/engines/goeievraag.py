"""Goeievraag's own software, which lives on under ``startpagina.nl/v``: questions, answers, and reactions to both."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, ClassVar

from crawler import numbers, text
from spiders.engines.engine import SESSION, Engine, without
from spiders.engines.markup import has_class
from spiders.engines.page import (
    Board,
    ListedThread,
    Page,
    PageKind,
    Position,
    Shown,
    ShownPost,
    attribute,
    number_in,
    words,
)
from spiders.engines.reading import same_site

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

THREAD = r"/vraag/(?:[^?#]*\.)?(\d+)(?=[/?#]|$)"
"""``/vraag/{category}/{words}.{id}`` then, ``/v/{category}/vraag/{id}/{words}/`` and ``/v/vraag/{id}/`` since."""
QUESTION = "div.vraag[id^=vraag-]"
ROW = "li.vraag[id^=vraag-]"
POST = f"{QUESTION}, li.antwoord[id^=antwoord-], li.reactie[id^=reactie-]"
AGE = ".leeftijd"
STATES = {"open": "open", "beantwoord": "answered", "gesloten": "closed"}
"""The site's three ends of a question: none yet, the asker chose an answer, or its days are over."""
SAID = {r"beste antwoord": "answered", r"gesloten": "closed", r"open": "open"}
PLACE = re.compile(r"Pagina\s+(\d+)\s+van\s+(\d+)")


class Goeievraag(Engine):
    """Goeievraag, by the practice world's markup.

    Set ``url`` (the site's front page). Recognise it by ``li.vraag``, ``li.antwoord`` and addresses with ``/vraag/``. A
    thread is a question: the question, its answers and the reactions to each are its posts. The chosen answer comes
    first and a reaction stands below its answer, so a new post may stand anywhere and no post has a position but the
    question. Ages are relative ("1 week geleden") and as coarse as they look.

    Established are the addresses, of which only the number survives a move, and that a question is open, has a chosen
    answer or was closed by itself. Not established is the site's real markup, nor whether it still answers: no page of
    it is on record. A page that is built otherwise is reported as changed, never as an empty one.
    """

    name = "goeievraag"
    kind = "qa"
    posts_per_page = 20
    appends = False
    signs: ClassVar[dict[str, str]] = {
        "vraag-N": f"{QUESTION}, {ROW}",
        "antwoord-N": "ol.antwoorden > li.antwoord",
        "a.categorie in .categorieen": ".categorieen a.categorie",
        ".gebruiker with .punten": ".meta .gebruiker + .punten",
        ".question-question_block": ".question-question_block",
    }

    def page_kind(self, page: Page) -> PageKind:
        """A question or rows of questions first, then the categories, then what stands in their place."""
        if page.first(f"{QUESTION} .tekst"):
            return PageKind("thread")
        if page.first(ROW):
            return PageKind("listing")
        if page.first("a.categorie"):
            return PageKind("index")
        if page.first(".melding"):
            return PageKind("error", "information")
        return PageKind("listing", "empty_board") if page.first("ol.vragenlijst") else PageKind("unknown")

    def boards(self, page: Page) -> list[Board]:
        """The categories that the front page names."""
        found: dict[str, Board] = {}
        for link in page.all("a.categorie[href]"):
            url = self.canonical(page.link(link))
            if url and same_site(url, page.url):
                found.setdefault(url, Board(url, words(link)))
        return list(found.values())

    def threads(self, page: Page) -> list[ListedThread]:
        """The rows of a category; ``replies`` are answers and reactions together."""
        rows: dict[str, ListedThread] = {}
        for row in page.all(ROW):
            listed = self._listed(page, row)
            if listed.url and listed.thread_id:
                rows.setdefault(listed.thread_id, listed)
        return list(rows.values())

    def _listed(self, page: Page, row: LexborNode) -> ListedThread:
        link = row.css_first("h2 a[href]")
        counted = [numbers.read(words(row.css_first(f".tellers .{name}"))) for name in ("antwoorden", "reacties")]
        state = _state(row)
        return ListedThread(
            thread_id=number_in(r"^vraag-(\d+)$", row.id or ""),
            url=self.canonical(page.link(link)),
            title=words(link),
            replies=None if counted[0] is None else counted[0] + (counted[1] or 0),
            views=numbers.read(words(row.css_first(".gelezen"))),
            last_post=_age(row.css_first(f".laatste {AGE}")),
            author=words(row.css_first(".meta .gebruiker")),
            started=_age(row.css_first(f".meta {AGE}")),
            closed=state == "closed",
            site_state=state,
        )

    def posts(self, page: Page) -> list[ShownPost]:
        """The question, and each answer with the reactions below it."""
        shown: dict[str, ShownPost] = {}
        for node in page.all(POST) if page.first(f"{QUESTION} .tekst") else []:
            post = self._post(page, node)
            shown.setdefault(post.post_id, post)
        return [post for post in shown.values() if post.post_id]

    def _post(self, page: Page, node: LexborNode) -> ShownPost:
        is_question = has_class(node, "vraag")
        body = node.css_first(".tekst")
        quotes = text.inside(body, "blockquote") if body else []
        number = number_in(r"-(\d+)$", node.id or "")
        return ShownPost(
            post_id=attribute(node, "data-bericht") or (node.id or "" if is_question else number),
            author=words(node.css_first(".meta .gebruiker")),
            posted=_age(node.css_first(f".meta {AGE}")),
            text=text.own_words(body, text.mem_ids(quotes)),
            url=self.canonical(page.url) if is_question else f"{self.canonical(page.url)}#{node.id}",
            position=1 if is_question else None,
            quotes=["" for _ in quotes],
        )

    def title(self, page: Page) -> str:
        """The question, or the name of the category."""
        return page.words(f"{QUESTION} h1") or page.words("h1")

    def thread_id(self, page: Page) -> str:
        """The number of the question, which survives every move, from the markup or the address."""
        node = page.first(QUESTION)
        return number_in(r"^vraag-(\d+)$", (node.id or "") if node else "") or number_in(THREAD, page.url)

    def board(self, page: Page) -> str:
        """The last category of the breadcrumbs."""
        crumbs = page.all(".kruimels a")
        return words(crumbs[-1]) if crumbs and page.first(QUESTION) else ""

    def page_position(self, page: Page) -> Position:
        """As a category says it; a question is on one page."""
        found = PLACE.search(page.words(".pagina"))
        return Position(int(found[1]), int(found[2])) if found else Position(1, 1)

    def next_page(self, page: Page) -> str | None:
        """The link to the next page of a category."""
        link = page.first(".pagina a[rel=next][href]")
        return page.link(link) if link else None

    def site_state(self, page: Page) -> str | None:
        """What the site says became of the question."""
        node = page.first(QUESTION)
        said = words(node.css_first(".status")).lower() if node else ""
        heard = (state for pattern, state in SAID.items() if re.search(pattern, said))
        return (_state(node) or next(heard, None)) if node else None

    def canonical(self, url: str) -> str:
        """The address without its page."""
        return without(url, SESSION | {"pagina"})

    def page_url(self, thread_url: str, page: int, per_page: int) -> str:
        """Categories count pages from 1."""
        url = self.canonical(thread_url)
        return f"{url}{'&' if '?' in url else '?'}pagina={page}" if page > 1 else url


def _state(node: LexborNode) -> str | None:
    """The state among the classes of a question or its row."""
    return next((state for name, state in STATES.items() if has_class(node, name)), None)


def _age(node: LexborNode | None) -> Shown:
    """An age as shown, with the exact date where the site prints one."""
    return Shown(words(node), attribute(node, "datetime") or None)
