"""bbPress 2, the plugin that gives WordPress boards."""

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
from spiders.engines.reading import above, first_of, numbered_pages, page_after, same_site

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

HEADER = ".bbp-reply-header, .bbp-topic-header"
HEADINGS = ":is(.bbp-header, .bbp-footer) > *"
"""The names of the columns above and below the posts, which bear the classes of the columns."""
NUMBER = r"(?:^|\s)post-(\d+)(?:\s|$)"
DATE = (".bbp-reply-post-date", ".bbp-topic-post-date", ".bs-timestamp")
PERMALINK = "a.bbp-reply-permalink, a.bbp-topic-permalink"
BODY = ".bbp-reply-content, .bbp-topic-content"
NOT_OWN = ".bbp-topic-revision-log, .bbp-reply-revision-log, .bbp-attachments, .bbp-signature"
ROW = "ul[id^=bbp-topic-], ul.topic[class*=post-]"
PAGER = ".bbp-pagination-links"


class Bbpress(Engine):
    """bbPress in any WordPress theme and language.

    Set ``url`` (the page of the board list), ``timezone`` and ``date_order``: dates are shown in the site's zone and
    form. Recognise it by ``#bbpress-forums``. Listings show ages only and count posts or replies as the site is set:
    the header says which.
    """

    name = "bbpress"
    posts_per_page = 15
    signs: ClassVar[dict[str, str]] = {
        "#bbpress-forums": "#bbpress-forums",
        ".bbp-reply-header": HEADER,
        ".bbp-topic-permalink": "a.bbp-topic-permalink",
        ".bbp-forum-title": "a.bbp-forum-title",
    }

    def page_kind(self, page: Page) -> PageKind:
        """Posts, rows and boards first; then the notice in their place."""
        if self.posts(page):
            return PageKind("thread")
        if page.first("a.bbp-topic-permalink"):
            return PageKind("listing")
        if page.first("a.bbp-forum-title"):
            return PageKind("index")
        if page.first(".bbp-login-form input[type=password]"):
            return PageKind("login", "login_wall")
        if page.first(".bbp-template-notice"):
            return PageKind("listing", "empty_board")
        return PageKind("unknown")

    def boards(self, page: Page) -> list[Board]:
        """Boards and the boards within them."""
        found: dict[str, Board] = {}
        for link in page.all("a.bbp-forum-title, a.bbp-forum-link"):
            url = without(page.link(link), SESSION)
            if same_site(url, page.url):
                found.setdefault(url, Board(url, words(link)))
        return list(found.values())

    def threads(self, page: Page) -> list[ListedThread]:
        """The rows of a listing."""
        rows: dict[str, ListedThread] = {}
        for link in page.all("a.bbp-topic-permalink"):
            row = above(link, lambda node: bool(_row_id(node)))
            thread_id = _row_id(row) if row is not None else ""
            if row is not None and thread_id:
                rows.setdefault(thread_id, self._listed(page, link, row, thread_id))
        return list(rows.values())

    def _listed(self, page: Page, link: LexborNode, row: LexborNode, thread_id: str) -> ListedThread:
        look = attribute(row, "class")
        count = numbers.read(words(row.css_first(".bbp-topic-reply-count")))
        header = page.words(".bbp-header .bbp-topic-reply-count, .forum-titles .bbp-topic-reply-count").lower()
        is_posts = header.startswith(("post", "bericht", "beitr", "message"))
        return ListedThread(
            thread_id=thread_id,
            url=self.canonical(page.link(link)),
            title=words(link),
            replies=count - 1 if count and is_posts else count,
            last_post=Shown(words(first_of(row, ".bbp-topic-freshness > a", ".bbp-topic-freshness"))),
            author=words(first_of(row, ".bbp-topic-started-by .bbp-author-name", ".bbp-topic-started-by")),
            sticky="sticky" in look.split() or "super-sticky" in look,
            closed="status-closed" in look,
        )

    def posts(self, page: Page) -> list[ShownPost]:
        """The opener and the replies; each has its header before it, or within it in the themes of BuddyBoss."""
        shown: dict[str, ShownPost] = {}
        headings = text.mem_ids(page.all(HEADINGS))
        for body in page.all(BODY):
            node = above(body, _is_numbered) if body.mem_id not in headings else None
            if node is not None:
                post_id = number_in(NUMBER, attribute(node, "class"))
                shown.setdefault(post_id, self._post(page, node, body, post_id))
        return list(shown.values())

    @staticmethod
    def _post(page: Page, node: LexborNode, body: LexborNode, post_id: str) -> ShownPost:
        before = _before(node)
        header = before if before is not None and has_class(before, "bbp-reply-header", "bbp-topic-header") else node
        quotes = text.inside(body, "blockquote")
        cut = text.mem_ids([*quotes, *body.css(NOT_OWN)])
        author = first_of(node, ".bbp-author-name", ".bbp-reply-author", ".bbp-topic-author")
        number = number_in(r"bbp-reply-position-(\d+)", attribute(node, "class"))
        return ShownPost(
            post_id=post_id,
            author=words(author),
            posted=Shown(words(first_of(header, *DATE))),
            text=text.own_words(body, cut),
            url=without(page.link(header.css_first(PERMALINK)), SESSION, fragment=True),
            position=int(number) if number else None,
            quotes=["" for _ in quotes],
            signature=text.own_words(node.css_first(".bbp-signature")) or None,
        )

    def title(self, page: Page) -> str:
        """The last of the breadcrumbs, else the heading."""
        return page.words(".bbp-breadcrumb-current") or page.words("h1.entry-title, h1")

    def thread_id(self, page: Page) -> str:
        """From the list of replies, which is named for its thread."""
        replies = page.first("ul[id^=topic-][id$=-replies], .topic[class*=post-]")
        return number_in(
            r"^topic-(\d+)-replies$|(?:^|\s)post-(\d+)",
            f"{replies.id or attribute(replies, 'class')}" if replies else "",
        )

    def board(self, page: Page) -> str:
        """The last board of the breadcrumbs."""
        crumbs = page.all("a.bbp-breadcrumb-forum")
        return words(crumbs[-1]) if crumbs else ""

    def page_position(self, page: Page) -> Position:
        """The number marked as current."""
        return numbered_pages(page.first(PAGER), "a.page-numbers", ".current")

    def next_page(self, page: Page) -> str | None:
        """The pager's link to the next number."""
        return page_after(page, page.first(PAGER), "a.page-numbers", self.page_position(page).page)

    def canonical(self, url: str) -> str:
        """Without ``/page/2/``."""
        return re.sub(r"/page/\d+/?$", "/", without(url, SESSION | {"paged"}))

    def page_url(self, thread_url: str, page: int, per_page: int) -> str:
        """Pages end in ``/page/2/``."""
        url = self.canonical(thread_url)
        return f"{url.rstrip('/')}/page/{page}/" if page > 1 else url


def _is_numbered(node: LexborNode) -> bool:
    return bool(number_in(NUMBER, attribute(node, "class")))


def _row_id(node: LexborNode) -> str:
    """The thread's number in a row of a listing: a class, or the row's own id."""
    numbered = number_in(NUMBER, attribute(node, "class")) if has_class(node, "topic", "type-topic") else ""
    return numbered or number_in(r"^bbp-topic-(\d+)$", node.id or "")


def _before(node: LexborNode) -> LexborNode | None:
    """The element before a post: its header."""
    before = node.prev
    while before is not None and not before.is_element_node:
        before = before.prev
    return before
