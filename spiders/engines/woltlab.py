"""WoltLab Suite Forum, once Burning Board."""

from __future__ import annotations

import re
from typing import ClassVar

from selectolax.lexbor import LexborNode

from crawler import numbers, text
from spiders.engines.engine import SESSION, Engine, without
from spiders.engines.markup import ancestor, date_in, has_class, own
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

THREAD = r"[/?]thread/(\d+)|[?&;]threadID=(\d+)"
"""``/thread/9-title/``, on boards without friendly addresses ``index.php?thread/9-title/``."""
POST = r"postID=(\d+)|#post(\d+)"
POSTS = "[id^=post]:has(.messageBody)"
ROWS = ".wbbThread, [data-thread-id]:has(.wbbTopicLink)"
NAME = (".messageAuthor .username", ".messageAuthorContainer .username", ".messageSidebar .username", ".username")
"""Beside the post, or in versions 4 and in narrow styles above it."""
DATE = "woltlab-core-date-time, woltlab-core-time, time"
REFUSED = ".exceptionMessage, body[id$=_error], body[id$=_permissionDenied]"
ERROR = "p.error, .error, .userException"
NOT_OWN = ".codeBox > .codeBoxHeader, .codeBoxHeadline, .messageSignature, .spoilerBoxHeader, .jsSpoilerToggle"


class Woltlab(Engine):
    """WoltLab Suite 3 to 6 and Burning Board 4 in any style and language; dates carry their zone.

    Set ``url`` (the board index). Recognise it by ``article.wbbPost`` in ``li#post123`` and ``a.wbbTopicLink``.
    """

    name = "woltlab"
    signs: ClassVar[dict[str, str]] = {
        "article.wbbPost": ".wbbPost",
        "a.wbbTopicLink": ".wbbTopicLink, .wbbThread",
        ".wbbBoard": ".wbbBoard, .wbbBoardContainer, .wbbBoardList",
        'body id="tpl_wbb_..."': "body[id^=tpl_]",
        "woltlab-core elements": "woltlab-core-date-time, woltlab-core-reaction-summary, woltlab-core-pagination",
        ".messageBody .messageText": ".messageBody .messageText",
    }

    def page_kind(self, page: Page) -> PageKind:
        """Posts, rows and boards first; then what stands in their place."""
        if page.first(POSTS):
            return PageKind("thread")
        if page.first(".wbbTopicLink"):
            return PageKind("listing")
        if page.first("body[id$=_board], .wbbThreadList"):
            return PageKind("listing", "empty_board")
        if page.first(".wbbBoard, .wbbBoardContainer"):
            return PageKind("index")
        if page.first(REFUSED):  # every page asks a guest for a password, in a box of its own
            return PageKind("error", "information")
        if page.first("#loginForm input[type=password], body[id$=login] input[type=password]"):
            return PageKind("login", "login_wall")
        return PageKind("error", "information") if page.first(ERROR) else PageKind("unknown")

    def boards(self, page: Page) -> list[Board]:
        """The boards of an index or above a listing, and the sub-boards named in them."""
        found: dict[str, Board] = {}
        for node in page.all(".wbbBoard a[href*='board/'], .wbbBoardContainer a[href*='board/'], .wbbSubBoards a"):
            url, row = without(page.link(node), SESSION), ancestor(node, "li")
            moved = row.css_first(f".wbbLastPost :is({DATE}), .columnLastPost :is({DATE})") if row else None
            if same_site(url, page.url) and words(node):
                found.setdefault(url, Board(url, words(node), _shown(moved) if moved else None))
        return list(found.values())

    def threads(self, page: Page) -> list[ListedThread]:
        """The rows of a listing, each thread once."""
        rows: dict[str, ListedThread] = {}
        for row in page.all(ROWS):
            link = row.css_first("a.wbbTopicLink")
            thread_id = attribute(row, "data-thread-id") or number_in(THREAD, attribute(link, "href"))
            if link and thread_id:
                rows.setdefault(thread_id, self._listed(page, link, row, thread_id))
        return list(rows.values())

    @staticmethod
    def _listed(page: Page, link: LexborNode, row: LexborNode, thread_id: str) -> ListedThread:
        stats = [numbers.read(words(node)) for node in row.css(".columnStats dd, .columnReplies, .columnViews")]
        started = row.css_first(f".columnSubject :is({DATE})")
        return ListedThread(
            thread_id=thread_id,
            url=without(page.link(link), SESSION),
            title=words(link),
            replies=stats[0] if stats else None,
            views=stats[1] if len(stats) > 1 else None,
            last_post=_shown(row.css_first(f".columnLastPost :is({DATE})")),
            author=words(row.css_first(".columnSubject .messageGroupAuthor, .columnSubject .userLink")),
            started=_shown(started) if started else None,
            sticky=has_class(row, "sticky", "announcement") or row.css_first(".jsIconSticky") is not None,
            closed=row.css_first(".jsIconClosed, .fa-lock") is not None,
            moved=has_class(row, "messageGroupLink") or row.css_first(".fa-arrow-right") is not None,
        )

    def posts(self, page: Page) -> list[ShownPost]:
        """The posts, each once."""
        posts: dict[str, ShownPost] = {}
        for node in page.all(POSTS):
            post_id = number_in(r"^post(\d+)$", node.id or "")
            if post_id and post_id not in posts:
                posts[post_id] = self._post(page, node, post_id)
        return list(posts.values())

    @staticmethod
    def _post(page: Page, node: LexborNode, post_id: str) -> ShownPost:
        body = node.css_first(".messageText")
        quotes = text.inside(body, ".quoteBox") if body else []
        links = (words(a) for a in node.css(".messageQuickOptions a, .wsShareButton, .postNumber"))
        note = date_in(words(node.css_first(".messageFooterNote")))
        return ShownPost(
            post_id=post_id,
            author=words(first_of(node, *NAME)),
            posted=_shown(node.css_first(f".messagePublicationTime :is({DATE})") or node.css_first(DATE)),
            text=own(body, quotes, NOT_OWN),
            url=page.link(node.css_first("a.permalink, a.wsShareButton")) or f"{page.url.split('#')[0]}#post{post_id}",
            position=next((numbers.read(link[1:]) for link in links if link.startswith("#")), None),
            quotes=[number_in(POST, attribute(quote, "cite")) for quote in quotes],
            signature=text.own_words(node.css_first(".messageSignature")) or None,
            edited=Shown(note) if note else None,
        )

    def title(self, page: Page) -> str:
        """The heading of the thread or board, without the counts and labels in it."""
        heading = page.first("h1.contentTitle, .contentTitle, .boxHeadline h1, h1")
        title = text.line(text.own_words(heading, text.mem_ids(heading.css(".badge") if heading else [])))
        return title or page.words("title").split(" - ")[0]

    def thread_id(self, page: Page) -> str:
        """From the canonical address, else the page's own."""
        canonical = attribute(page.first("link[rel=canonical]"), "href")
        return number_in(THREAD, canonical) or number_in(THREAD, page.url)

    def board(self, page: Page) -> str:
        """The last link of the breadcrumbs."""
        links = [words(a) for a in page.all(".breadcrumbs a")]
        return links[-1] if links else ""

    def page_position(self, page: Page) -> Position:
        """From the pager element's attributes, else from its numbers."""
        pager = page.first("woltlab-core-pagination")
        current, pages = attribute(pager, "page"), attribute(pager, "count")
        if current.isdecimal() and pages.isdecimal():
            return Position(int(current), int(pages))
        return numbered_pages(_pager(page), "a", ".active, .current")

    def next_page(self, page: Page) -> str | None:
        """The address behind the next number, else what the page itself marks as next."""
        position = self.page_position(page)
        pager = _pager(page)
        marked = page.first("link[rel=next]") or (pager.css_first("a[rel=next]") if pager else None)
        found = page_after(page, pager, "a", position.page)
        return found or (without(page.link(marked), SESSION) if marked else None)

    def canonical(self, url: str) -> str:
        """Without session, page, sorting and what points to a single post."""
        return without(url, SESSION | {"pageno", "postid", "action", "sortfield", "sortorder"})

    def page_url(self, thread_url: str, page: int, per_page: int) -> str:
        """Pages are numbered; ``per_page`` does not matter."""
        url = self.canonical(thread_url)
        return f"{url}{'&' if re.search(r'[?]', url) else '?'}pageNo={page}" if page > 1 else url


def _shown(node: LexborNode | None) -> Shown:
    """A date with what its element says for machines."""
    return Shown(words(node), attribute(node, "date") or attribute(node, "datetime") or None)


def _pager(page: Page) -> LexborNode | None:
    """The pager of the page; the rows of a listing have small ones of their own."""
    return next((pager for pager in page.all(".pagination, nav.pageNavigation") if above(pager, _is_row) is None), None)


def _is_row(node: LexborNode) -> bool:
    return has_class(node, "tabularListRow", "columnSubject", "statusDisplay")
