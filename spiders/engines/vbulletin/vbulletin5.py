"""vBulletin 5 and 6: nodes with machine dates, and comments within posts."""

from __future__ import annotations

from typing import ClassVar

from selectolax.lexbor import LexborNode

from crawler import numbers, text
from spiders.engines.engine import REPLY, SESSION, without
from spiders.engines.markup import date_in, has_class, own, row_of
from spiders.engines.page import (
    Board,
    ListedThread,
    Page,
    Position,
    Shown,
    ShownPost,
    attribute,
    number_in,
    words,
)
from spiders.engines.reading import same_site
from spiders.engines.vbulletin.family import THREAD, VbulletinStyle, quoted

BOARDS = "a.forum-title, .forum-title a, .subforum-item a, .subforum-list a"
NOT_OWN = ".bbcode_description, .b-post__edit, .post-signature, .b-post__signature"
EPOCH = "data-node-publishdate"


class Vbulletin5(VbulletinStyle):
    """vBulletin 5 and 6 in any style and language; what is counted are the numbered posts, not comments below them.

    Set ``timezone`` for pages whose attributes were lost; else dates come from the markup. Recognise it by
    ``li.b-post[data-node-id]``, ``.js-post__content-text`` and ``tr.topic-item``.
    """

    mark = "#vb-page-body"
    headings = "h1.main-title, .js-post-title"
    crumbs = "#breadcrumbs a.crumb-link, .breadcrumbs a"
    pager = ".pagenav, .pagenav-form, .js-pagenav"
    of = ".pagenav"
    message = ".error-page, #error-page, .message-wrapper"
    bodies = "li.b-post .js-post__content-text"
    rows = "tr.topic-item"
    board_links = BOARDS
    empty_list = ".topic-list, .conversation-list"
    signs: ClassVar[dict[str, str]] = {
        "generator vBulletin 5 or 6": "meta[name=generator]:is([content^='vBulletin 5'], [content^='vBulletin 6'])",
        "body#vb-page-body": "#vb-page-body",
        "li.b-post": "li.b-post",
        "tr.topic-item": "tr.topic-item",
        ".js-post__content-text": ".js-post__content-text",
        ".canvas-layout": ".canvas-layout, #channel-subscribe-or-content, .forum-item",
    }

    def boards(self, page: Page) -> list[Board]:
        """Rows of boards with what moved there last, and the sub-boards named in them."""
        found: dict[str, Board] = {}
        for node in page.all(BOARDS):
            url = without(page.link(node), SESSION)
            moved = row_of(node).css_first(".lastpost-date, .post-date")
            if same_site(url, page.url):
                found.setdefault(url, Board(url, words(node), Shown(words(moved)) if moved else None))
        return list(found.values())

    def threads(self, page: Page) -> list[ListedThread]:
        """The rows of the list, those on top of every page too, each once."""
        rows: dict[str, ListedThread] = {}
        for row in page.all("tr.topic-item"):
            link = row.css_first("a.topic-title")
            thread_id = attribute(row, "data-node-id") or number_in(THREAD, attribute(link, "href"))
            if link and thread_id:
                rows.setdefault(thread_id, self._listed(page, link, row, thread_id))
        return list(rows.values())

    @staticmethod
    def _listed(page: Page, link: LexborNode, row: LexborNode, thread_id: str) -> ListedThread:
        started = row.css_first(".topic-info .date")
        return ListedThread(
            thread_id=thread_id,
            url=without(page.link(link), SESSION),
            title=words(link),
            replies=numbers.read(words(row.css_first(".posts-count"))),
            views=numbers.read(words(row.css_first(".views-count"))),
            last_post=Shown(words(row.css_first(".post-date")), attribute(row, "data-lastcontent") or None),
            author=words(row.css_first(".topic-info a")),
            started=Shown(words(started)) if started else None,
            sticky=has_class(row, "sticky", "announcement"),
            closed=has_class(row, "closed", "locked"),
            moved=has_class(row, "redirect", "moved"),
        )

    def posts(self, page: Page) -> list[ShownPost]:
        """The numbered posts; comments stand within them and have no number."""
        posts: dict[str, ShownPost] = {}
        for node in page.all("li.b-post"):
            anchor = node.css_first("a.anchor[id^=post]")
            post_id = attribute(node, "data-node-id") or number_in(r"^post(\d+)$", attribute(anchor, "id"))
            if post_id and post_id not in posts and has_class(node, "js-comment-entry__parent"):
                posts[post_id] = self._post(page, node, post_id)
        return list(posts.values())

    def _post(self, page: Page, node: LexborNode, post_id: str) -> ShownPost:
        body = node.css_first(".js-post__content-text")
        quotes = text.inside(body, ".bbcode_quote, .bbcode_container:has(.message)") if body else []
        time = node.css_first(".b-post__timestamp time, time[itemprop=dateCreated]")
        note = date_in(words(node.css_first(".b-post__edit")))
        return ShownPost(
            post_id=post_id,
            author=words(node.css_first(".author")),
            posted=Shown(words(time), attribute(node, EPOCH) or attribute(time, "datetime") or None),
            text=self._without_title(page, own(body, quotes, NOT_OWN)),
            url=self.permalink(page, node, post_id),
            position=numbers.read(words(node.css_first(".b-post__count")).removeprefix("#")),
            quotes=quoted(quotes),
            signature=text.own_words(node.css_first(".post-signature, .b-post__signature")) or None,
            edited=Shown(note) if note else None,
        )

    def _without_title(self, page: Page, shown: str) -> str:
        """The words without a first line "Re: TITLE", which boards that came from vBulletin 3 keep in the text."""
        first, _, rest = shown.partition("\n")
        is_title = REPLY.match(first) and REPLY.sub("", first) == self.title(page)
        return rest.strip() if is_title else shown

    def thread_id(self, page: Page) -> str:
        """From the canonical address, the first post of page 1, or the page's own address."""
        first = page.first("li.js-conversation-starter")
        found = super().thread_id(page) if first is None else attribute(first, "data-node-id")
        return found or number_in(THREAD, attribute(page.first("meta[itemprop=url]"), "content"))

    def page_position(self, page: Page) -> Position:
        """The page typed in the pager; a page may have several lists, and the longest counts."""
        totals = [numbers.read(words(node)) or 1 for node in page.all(".pagetotal")]
        typed = [numbers.read(attribute(node, "value")) or 1 for node in page.all("input.js-pagenum")]
        return Position(max([1, *typed]), max([1, *totals, *typed]))

    def next_page(self, page: Page) -> str | None:
        """The arrow to the right, where it leads somewhere."""
        arrow = page.first("a.right-arrow[href], a.js-pagenav-next-button[href], link[rel=next]")
        position = self.page_position(page)
        return without(page.link(arrow), SESSION) if arrow and position.page != position.pages else None
