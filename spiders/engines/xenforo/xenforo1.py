"""XenForo 1."""

from __future__ import annotations

from typing import ClassVar

from selectolax.lexbor import LexborNode

from crawler import numbers, text
from spiders.engines.engine import SESSION, without
from spiders.engines.markup import ancestor, has_class, own
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
from spiders.engines.xenforo.family import POST, TAIL, THREAD, XenforoStyle

POSTS = "li.message[id^=post-]"
DATE = ".messageMeta .DateTime, .privateControls .DateTime, .messageDetails .DateTime"
NOT_OWN = ".bbCodeBlock > .type, .bbmSpoilerButton, .messageTextEndMarker, .editDate, .bbCodeSpoilerButton"


class Xenforo1(XenforoStyle):
    """XenForo 1 in any style and language; dates have their time in an attribute.

    Recognise it by ``html#XenForo``, ``li.message#post-123`` and ``li.discussionListItem``.
    """

    mark = "html#XenForo"
    headings = ".titleBar h1"
    crumbs = ".breadcrumb .crumbs a[href*=forums], .breadcrumb a.crumb[href*=forums], .breadcrumb a.crumb"
    pager = ".PageNav"
    numbers = "a:not(.text):not(.currentPage)"
    current = "a.currentPage"
    signs: ClassVar[dict[str, str]] = {
        'html id="XenForo"': "html#XenForo",
        "li.message#post-123": POSTS,
        "blockquote.messageText": "blockquote.messageText",
        "li.discussionListItem": "li.discussionListItem",
        ".nodeList .nodeTitle": ".nodeList .nodeTitle",
    }

    def page_kind(self, page: Page) -> PageKind:
        """Posts, rows and boards first; then what stands in their place."""
        if page.first(f"{POSTS} .messageText"):
            return PageKind("thread")
        if page.first("li.discussionListItem"):
            return PageKind("listing")
        if page.first(".nodeList .nodeTitle"):
            return PageKind("index")
        if page.first(".discussionList"):
            return PageKind("listing", "empty_board")
        if page.first("#pageLogin, .errorPanel form input[type=password]"):  # the bar on top asks every guest
            return PageKind("login", "login_wall")
        refused = page.first(".errorPanel, .errorOverlay, .errors")
        return PageKind("error", "information") if refused else PageKind("unknown")

    def boards(self, page: Page) -> list[Board]:
        """The boards of an index or above a listing, and the sub-boards named in them."""
        found: dict[str, Board] = {}
        for node in page.all(".nodeTitle a, .subForumList a"):
            url, row = without(page.link(node), SESSION), ancestor(node, "li")
            moved = row.css_first(".nodeLastPost .DateTime") if row else None
            if same_site(url, page.url):
                found.setdefault(url, Board(url, words(node), _shown(moved) if moved else None))
        return list(found.values())

    def threads(self, page: Page) -> list[ListedThread]:
        """The rows of a listing, the ones on top of every page too."""
        rows: dict[str, ListedThread] = {}
        for row in page.all("li.discussionListItem"):
            links = [a for a in row.css(".title a[href]") if not has_class(a, "prefixLink")]
            thread_id = number_in(r"^thread-(\d+)$", row.id or "")
            thread_id = thread_id or (number_in(THREAD, attribute(links[-1], "href")) if links else "")
            if links and thread_id:
                rows.setdefault(thread_id, self._listed(page, links[-1], row, thread_id))
        return list(rows.values())

    @staticmethod
    def _listed(page: Page, link: LexborNode, row: LexborNode, thread_id: str) -> ListedThread:
        started = row.css_first(".startDate .DateTime")
        return ListedThread(
            thread_id=thread_id,
            url=TAIL.sub("", without(page.link(link), SESSION)),
            title=words(link),
            replies=numbers.read(words(row.css_first(".stats .major dd"))),
            views=numbers.read(words(row.css_first(".stats .minor dd"))),
            last_post=_shown(row.css_first(".lastPost .DateTime")),
            author=attribute(row, "data-author") or words(row.css_first(".posterDate .username")),
            started=_shown(started) if started else None,
            sticky=has_class(row, "sticky"),
            closed=has_class(row, "locked"),
            moved=has_class(row, "redirect"),
        )

    def posts(self, page: Page) -> list[ShownPost]:
        """The posts, each once."""
        posts: dict[str, ShownPost] = {}
        for node in page.all(POSTS):
            post_id = number_in(r"^post-(\d+)$", node.id or "")
            if post_id and post_id not in posts and node.css_first(".messageText"):
                posts[post_id] = self._post(page, node, post_id)
        return list(posts.values())

    def _post(self, page: Page, node: LexborNode, post_id: str) -> ShownPost:
        body, edited = node.css_first(".messageText"), node.css_first(".editDate .DateTime")
        quotes = text.inside(body, ".bbCodeQuote") if body else []
        links = [quote.css_first("a.AttributionLink") for quote in quotes]
        return ShownPost(
            post_id=post_id,
            author=words(node.css_first(".userText .username")) or attribute(node, "data-author"),
            posted=_shown(node.css_first(DATE)),
            text=own(body, quotes, NOT_OWN),
            url=self.permalink(page, node, post_id),
            position=numbers.read(words(node.css_first(".postNumber")).removeprefix("#")),
            quotes=[number_in(POST, attribute(link, "href")) for link in links],
            signature=text.own_words(node.css_first(".signature")) or None,
            edited=_shown(edited) if edited else None,
        )

    def page_position(self, page: Page) -> Position:
        """The pager says its page and its last one in attributes; its numbers are the second choice."""
        pager = page.first(".PageNav")
        last, current = attribute(pager, "data-last"), attribute(pager, "data-page")
        if last.isdecimal() and current.isdecimal():
            return Position(int(current), int(last))
        return super().page_position(page)


def _shown(node: LexborNode | None) -> Shown:
    """The date as shown; its time is in an epoch or in the title ("May 26, 2025 at 11:12 PM")."""
    return Shown(words(node), attribute(node, "data-time") or attribute(node, "title") or None)
