"""vBulletin 4: lists instead of tables, the same numbered ids."""

from __future__ import annotations

from typing import ClassVar

from selectolax.lexbor import LexborNode

from crawler import numbers, text
from spiders.engines.engine import SESSION, without
from spiders.engines.markup import ancestor, date_in, own
from spiders.engines.page import Board, ListedThread, Page, Shown, ShownPost, attribute, number_in, words
from spiders.engines.reading import same_site
from spiders.engines.vbulletin.family import VbulletinStyle, listed_id, quoted

BOARDS = "li .forumtitle a[href], .subforumlist a[href], .subforum a[href]"
NOT_OWN = ".bbcode_description, .lastedited, .signature, .attachments"


class Vbulletin4(VbulletinStyle):
    """vBulletin 4 in any style and language.

    Dates carry no zone, and numeric ones no order: set ``timezone`` and ``date_order``. Recognise it by
    ``li#post_123.postcontainer``, ``li.threadbit`` and ``blockquote.postcontent``.
    """

    mark = "blockquote.postcontent, li.threadbit, li.forumbit_post, html#vbulletin_html"
    headings = "#pagetitle .threadtitle, .threadtitle a, #pagetitle .forumtitle, #pagetitle h1"
    crumbs = "[id*=breadcrumb] a[href*=forumdisplay], [class*=breadcrumb] a[href*=forumdisplay], .navbit a"
    pager = ".pagination, .pagination_top, .threadpagenav"
    of = ".pagination .popupctrl, .pagination_top .popupctrl"
    message = ".standard_error"
    bodies = "[id^=post_message_]"
    rows = "a[id^=thread_title_]"
    board_links = BOARDS
    empty_list = "#threadlist, .threadlist"
    signs: ClassVar[dict[str, str]] = {
        "generator vBulletin 4": "meta[name=generator][content^='vBulletin 4']",
        "li#post_123.postcontainer": "li[id^=post_].postcontainer",
        "blockquote.postcontent": "blockquote.postcontent",
        "li.threadbit": "li.threadbit",
        "li.forumbit_post": "li.forumbit_post",
        ".postdetails in #postlist": "#postlist .posthead, #posts .posthead",
        "#pagetitle, #pagination_top": "#pagetitle, #pagination_top, .above_postlist",
    }

    def boards(self, page: Page) -> list[Board]:
        """Rows of boards with what moved there last, and the sub-boards named in them."""
        found: dict[str, Board] = {}
        for node in page.all(BOARDS):
            url = without(page.link(node), SESSION)
            row = ancestor(node, "li")
            if same_site(url, page.url):
                moved = row.css_first(".lastpostdate") if row else None
                found.setdefault(url, Board(url, words(node), Shown(words(moved)) if moved else None))
        return list(found.values())

    def threads(self, page: Page) -> list[ListedThread]:
        """Rows with a numbered title; a moved thread counts nothing and links to where it went."""
        rows: dict[str, ListedThread] = {}
        for node in page.all("a[id^=thread_title_]"):
            thread_id = listed_id(node)
            row = _row(node)
            if thread_id and row is not None:
                rows.setdefault(thread_id, self._listed(page, node, row, thread_id))
        return list(rows.values())

    @staticmethod
    def _listed(page: Page, node: LexborNode, row: LexborNode, thread_id: str) -> ListedThread:
        shown = [count for li in row.css(".threadstats li") if (count := numbers.read(words(li))) is not None]
        look = " ".join(attribute(node, "class") for node in (row, row.parent, row.css_first(".threadinfo")))
        return ListedThread(
            thread_id=thread_id,
            url=without(page.link(node), SESSION),
            title=words(node),
            replies=shown[0] if shown else None,
            views=shown[1] if len(shown) > 1 else None,
            last_post=Shown(words(next(reversed(row.css(".threadlastpost dd")), None))),
            author=words(row.css_first(".author .username, .author a")),
            started=_started(row),
            sticky="stick" in look,
            closed="lock" in look,
            moved="moved" in look or not shown,
        )

    def posts(self, page: Page) -> list[ShownPost]:
        """The posts around each ``post_message_123``; their number stands in their heading."""
        posts: dict[str, ShownPost] = {}
        for body in page.all("[id^=post_message_]"):
            post_id = number_in(r"^post_message_(\d+)$", body.id or "")
            around = _row(body)
            if post_id and around is not None and post_id not in posts:
                posts[post_id] = self._post(page, body, around, post_id)
        return list(posts.values())

    def _post(self, page: Page, body: LexborNode, around: LexborNode, post_id: str) -> ShownPost:
        quotes = text.inside(body, ".bbcode_quote, .quote_container, blockquote:not(.postcontent)")
        note = date_in(words(around.css_first(".lastedited")))
        return ShownPost(
            post_id=post_id,
            author=words(around.css_first(".username_container .username") or around.css_first(".username")),
            posted=Shown(words(around.css_first(".postdate .date") or around.css_first(".postdate"))),
            text=own(body, quotes, NOT_OWN),
            url=self.permalink(page, around, post_id),
            position=numbers.read(words(around.css_first(".postcounter")).removeprefix("#")),
            quotes=quoted(quotes),
            signature=text.own_words(around.css_first(".signature")) or None,
            edited=Shown(note) if note else None,
        )


def _row(node: LexborNode) -> LexborNode | None:
    """The list element of a post or thread: the nearest one that has an id of its own."""
    row = ancestor(node, "li")
    while row is not None and not row.id:
        row = ancestor(row, "li")
    return row


def _started(row: LexborNode) -> Shown | None:
    """The date in "Started by NAME, 12-03-2011 10:10"."""
    date = date_in(words(row.css_first(".author")))
    return Shown(date) if date else None
