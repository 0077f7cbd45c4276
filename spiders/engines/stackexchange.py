"""Stack Exchange and Stack Overflow question pages and lists."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, ClassVar

from crawler import numbers, text
from spiders.engines.engine import SESSION, Engine, without
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
from spiders.engines.reading import first_of, numbered_pages, page_after

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

THREAD = r"/(?:questions|q)/(\d+)"
ROW = "[id^=question-summary-]"
PAGER = ".s-pagination, .pager-answers, .pager"


class Stackexchange(Engine):
    """The Stack Exchange sites.

    Set ``url`` (``.../questions``); dates in the markup are UTC. Recognise it by ``#question.js-question`` and
    ``#answer-N``. The question and its answers are posts; comments below them, which the site folds, are not read.
    """

    name = "stackexchange"
    kind = "qa"
    posts_per_page = 30
    appends = False
    signs: ClassVar[dict[str, str]] = {
        "#question.js-question": "#question.js-question, #question.question",
        "#answer-N": "[id^=answer-].js-answer, [id^=answer-].answer",
        "question-summary-N": ROW,
        ".js-post-body": ".js-post-body",
    }

    def page_kind(self, page: Page) -> PageKind:
        """A question, rows of questions, or neither."""
        if self.posts(page):
            return PageKind("thread")
        if page.first(ROW):
            return PageKind("listing")
        if page.first("form#login-form"):
            return PageKind("login", "login_wall")
        return PageKind("listing", "empty_board") if page.first("#questions, #qlist-wrapper") else PageKind("unknown")

    def boards(self, page: Page) -> list[Board]:
        """A site is one list of questions; tags cut across it."""
        return []

    def threads(self, page: Page) -> list[ListedThread]:
        """The rows of a list; ``replies`` are answers."""
        rows = [self._listed(page, row) for row in page.all(ROW)]
        return [row for row in rows if row.thread_id and row.url]

    def _listed(self, page: Page, row: LexborNode) -> ListedThread:
        link = row.css_first("h3 a[href], .question-hyperlink")
        moment = row.css_first(".relativetime")
        answers, views = _stat(row, "answer"), _stat(row, "view")
        return ListedThread(
            thread_id=number_in(r"-(\d+)$", row.id or ""),
            url=self.canonical(page.link(link)),
            title=words(link),
            replies=numbers.read(words(answers)),
            views=numbers.read(_full(views) or words(views)),
            last_post=Shown(words(moment), attribute(moment, "title") or None),
            author=words(row.css_first(".s-user-card--link a, .user-details a, .started a[href*='/users/']")),
            closed=words(link).endswith("[closed]"),
            site_state="answered" if row.css_first(".has-accepted-answer") else None,
        )

    def posts(self, page: Page) -> list[ShownPost]:
        """The question and the answers of this page."""
        nodes = page.all("#question, [id^=answer-].answer, [id^=answer-].js-answer")
        shown = {
            node.id: self._post(page, node) for node in nodes if node.css_first(".js-post-body, .s-prose, .post-text")
        }
        return [post for post in shown.values() if post.post_id]

    def _post(self, page: Page, node: LexborNode) -> ShownPost:
        is_question = node.id == "question"
        post_id = self.thread_id(page) if is_question else number_in(r"^answer-(\d+)$", node.id or "")
        body = node.css_first(".js-post-body, .s-prose, .post-text")
        quotes = text.inside(body, "blockquote") if body else []
        cards = node.css(".post-signature")
        own = [c for c in cards if "/revisions" not in attribute(c.css_first(".user-action-time a"), "href")]
        card = own[-1] if own else cards[-1] if cards else None
        edits = [c for c in cards if card is None or c.mem_id != card.mem_id]
        link = node.css_first("a.js-share-link")
        return ShownPost(
            post_id=post_id,
            author=words(first_of(card, ".user-details a", ".user-details [itemprop=name]", ".user-details")),
            posted=_when(card) if own else Shown(),
            text=text.own_words(body, text.mem_ids(quotes)),
            url=page.link(link) or f"{self.canonical(page.url)}#{post_id}",
            position=1 if is_question else None,
            quotes=["" for _ in quotes],
            edited=_when(edits[0]) if edits else None,
        )

    def title(self, page: Page) -> str:
        """The question."""
        return page.words("#question-header h1") or page.words("h1")

    def thread_id(self, page: Page) -> str:
        """The question's number."""
        shown = attribute(page.first("#question"), "data-questionid")
        links = [attribute(a, "href") for a in page.all("#question-header a, link[rel=canonical]")]
        return shown or next((found for url in [*links, page.url] if (found := number_in(THREAD, url))), "")

    def page_position(self, page: Page) -> Position:
        """The number marked in the pager."""
        return numbered_pages(page.first(PAGER), "a[href]", ".is-selected, .current")

    def next_page(self, page: Page) -> str | None:
        """The pager's link to the next number."""
        return page_after(page, page.first(PAGER), "a[href]", self.page_position(page).page)

    def site_state(self, page: Page) -> str | None:
        """Accepted, closed by the site, or open."""
        if page.first(".accepted-answer, .js-accepted-answer-indicator:not(.d-none)"):
            return "answered"
        if page.words("#question-header h1").endswith("[closed]"):
            return "closed"
        return "open" if page.first("#question") else None

    def canonical(self, url: str) -> str:
        """The question without page, order or one answer."""
        plain = without(url, SESSION | {"page", "tab", "noredirect", "lq", "rq"})
        return re.sub(r"(/questions/\d+/[^/]+)/\d+$", r"\1", plain)

    def page_url(self, thread_url: str, page: int, per_page: int) -> str:
        """Pages are numbered from 1."""
        url = self.canonical(thread_url)
        return f"{url}{'&' if '?' in url else '?'}page={page}" if page > 1 else url


def _stat(row: LexborNode, unit: str) -> LexborNode | None:
    """What a row says of its answers or views: beside their unit, before 2021 in a cell of their own."""
    items = row.css(".s-post-summary--stats-item")
    found = (item for item in items if words(item.css_first(".s-post-summary--stats-item-unit")).startswith(unit))
    return next(found, None) or row.css_first(".status" if unit == "answer" else ".views")


def _full(node: LexborNode | None) -> str:
    """A count in full, where the text shortens it."""
    titled = node.css_first("[title]") if node is not None else None
    return attribute(node, "title") or attribute(titled, "title")


def _when(card: LexborNode | None) -> Shown:
    moment = card.css_first(".relativetime") if card is not None else None
    return Shown(words(moment), attribute(moment, "title") or None)
