"""Something Awful's forums: a vBulletin 2 that went its own way."""

from __future__ import annotations

from typing import ClassVar

from selectolax.lexbor import LexborNode

from crawler import numbers, text
from spiders.engines.engine import SESSION, without
from spiders.engines.markup import date_in, own
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

BOARDS = "#forums a.forum, #forums .subforums a, #subforums a[href*=forumid]"


class SomethingAwful(VbulletinStyle):
    """vBulletin 2 as Something Awful runs it.

    Bytes are windows-1252 without a declared charset, dates have no zone, and 40 posts stand on a page. Recognise it
    by ``table.post#post123`` and ``body#something_awful``.
    """

    mark = "body#something_awful"
    posts_per_page = 40
    headings = ".breadcrumbs a.bclast, a.bclast"
    crumbs = ".breadcrumbs a[href*=forumid]"
    pager = ".pages"
    of = ".pages"
    message = ".standarderror, #notregistered"
    bodies = "table.post[id^=post]"
    rows = "tr.thread[id^=thread]"
    board_links = BOARDS
    empty_list = "table#forum"
    signs: ClassVar[dict[str, str]] = {
        "body#something_awful": "body#something_awful",
        "table.post#post123": "table.post[id^=post]",
        "td.postdate": "td.postdate, .postdate .user_jump",
        "tr.thread#thread123": "tr.thread[id^=thread]",
        "#forums td.lastpost": "table#forums, table#forum.threadlist",
    }

    def boards(self, page: Page) -> list[Board]:
        """The boards and sub-boards that the index names."""
        found: dict[str, Board] = {}
        for node in page.all(BOARDS):
            url = without(page.link(node), SESSION)
            if same_site(url, page.url):
                found.setdefault(url, Board(url, words(node)))
        return list(found.values())

    def threads(self, page: Page) -> list[ListedThread]:
        """Numbered rows; an announcement has no number and no replies."""
        rows: dict[str, ListedThread] = {}
        for row in page.all("tr.thread[id^=thread]"):
            thread_id, link = number_in(r"^thread(\d+)$", row.id or ""), row.css_first("a.thread_title")
            if thread_id and link:
                rows.setdefault(thread_id, self._listed(page, link, row, thread_id))
        return list(rows.values())

    @staticmethod
    def _listed(page: Page, link: LexborNode, row: LexborNode, thread_id: str) -> ListedThread:
        return ListedThread(
            thread_id=thread_id,
            url=without(page.link(link), SESSION),
            title=words(link),
            replies=numbers.read(words(row.css_first("td.replies"))),
            views=numbers.read(words(row.css_first("td.views"))),
            last_post=Shown(words(row.css_first("td.lastpost .date"))),
            author=words(row.css_first("td.author")),
            sticky=row.css_first(".title_sticky") is not None,
            closed="closed" in attribute(row, "class"),
        )

    def posts(self, page: Page) -> list[ShownPost]:
        """The posts in their tables, whichever order a theme puts author, text and date in."""
        posts: dict[str, ShownPost] = {}
        for node in page.all("table.post[id^=post]"):
            post_id = number_in(r"^post(\d+)$", node.id or "")
            if post_id and post_id not in posts:
                posts[post_id] = self._post(page, node, post_id)
        return list(posts.values())

    def _post(self, page: Page, node: LexborNode, post_id: str) -> ShownPost:
        body = node.css_first(".complete_shit") or node.css_first(".postbody")
        quotes = text.inside(body, ".bbc-block:has(blockquote):not(.code)") if body else []
        note, number = date_in(words(node.css_first(".editedby"))), attribute(node, "data-idx")
        return ShownPost(
            post_id=post_id,
            author=words(node.css_first(".author")),
            posted=Shown(words(node.css_first(".postdate")).lstrip("#? ")),
            text=own(body, quotes, ".editedby, .bbc-block.code h5, .postdate, .author"),
            url=self.permalink(page, node, post_id),
            position=int(number) if number.isdecimal() else None,
            quotes=quoted(quotes),
            edited=Shown(note) if note else None,
        )

    def thread_id(self, page: Page) -> str:
        """From the body, else from the last breadcrumb or the address."""
        addresses = (attribute(page.first("a.bclast"), "href"), page.url)
        named = next((found for url in addresses if (found := number_in(THREAD, url))), "")
        return attribute(page.first("body"), "data-thread") or named

    def page_position(self, page: Page) -> Position:
        """The number chosen in the pager, and its last one."""
        pager = page.first(".pages")
        if pager is None:
            return Position(1, 1)
        shown = [numbers.read(words(option)) or 1 for option in pager.css("option")]
        return Position(numbers.read(words(pager.css_first("option[selected]"))) or 1, max([1, *shown]))

    def next_page(self, page: Page) -> str | None:
        """The single arrow behind the list of numbers."""
        position = self.page_position(page)
        links = [page.link(a) for pager in page.all(".pages") for a in pager.css("a[href*=pagenumber]")]
        wanted = str(position.page + 1)
        found = [url for url in links if number_in(r"pagenumber=(\d+)", url) == wanted]
        return without(found[0], SESSION) if found else None
