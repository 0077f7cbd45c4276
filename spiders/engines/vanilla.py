"""Vanilla Forums 2 and 3."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, ClassVar

from crawler import numbers, text
from spiders.engines.engine import SESSION, Engine, shown_time, without
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
from spiders.engines.reading import first_of, numbered_pages, page_after, same_site

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

THREAD = r"/discussion/(\d+)"
POST = '[id^="Discussion_"].Item, [id^="Comment_"].Item, [id^="Discussion_"].ItemDiscussion, li[id^="Comment_"]'
ROW = "li.ItemDiscussion, tr.ItemDiscussion, li.Item[id^=Discussion_], ul.Discussions > li.Item"
LINK = ".Title a[href*='/discussion/'], a.Title[href*='/discussion/'], .DiscussionName a[href*='/discussion/']"
CATEGORY = re.compile(r"/categor(?:y|ies)/[^/?#]+$")
PAGER = ".Pager, .NumberedPager"
QUOTE = "blockquote, .Quote, .embedExternal, .js-embed, .embedQuote"


class Vanilla(Engine):
    """Vanilla in its own themes.

    Set ``url`` (the front page or ``/categories``); the markup holds each date in UTC where the text shows the month
    only. Recognise it by ``#Discussion_N`` and ``#Comment_N``. The opener's id is the thread's, a comment's is in
    another series. Listings count comments, without the opener.
    """

    name = "vanilla"
    posts_per_page = 30
    fewest = 2
    signs: ClassVar[dict[str, str]] = {
        "#Discussion_N or #Comment_N": '[id^="Discussion_"] .Message, [id^="Comment_"] .Message',
        ".ItemDiscussion row": ROW,
        ".DataList": "ul.DataList, table.DataTable, .MessageList",
        "/discussion/N": 'a[href*="/discussion/"]',
        "body#vanilla_...": "body[id^=vanilla_], body[id^=dashboard_]",
        "body.Vanilla": "body.Vanilla, body.Dashboard",
    }

    def page_kind(self, page: Page) -> PageKind:
        """Posts, rows and categories first."""
        if self.posts(page):
            return PageKind("thread")
        if self.threads(page):
            return PageKind("listing")
        if page.first("#Form_User_SignIn, form[action*='/entry/signin'] input[type=password]"):
            return PageKind("login", "login_wall")
        if page.first(".CategoryList, .CategoryGroup"):
            return PageKind("index")
        if page.first(".SplashInfo"):
            return PageKind("error", "information")
        return PageKind("listing", "empty_board") if page.first(".Empty") else PageKind("unknown")

    def boards(self, page: Page) -> list[Board]:
        """Categories of the list in the middle of a page, not those of its side."""
        found: dict[str, Board] = {}
        for link in page.all(".CategoryList a[href], .DataTable.CategoryGroup a[href], .ItemCategory h2 a[href], h2 a"):
            url = without(page.link(link), SESSION)
            if CATEGORY.search(url) and words(link) and same_site(url, page.url):
                found.setdefault(url, Board(url, words(link)))
        return list(found.values())

    def threads(self, page: Page) -> list[ListedThread]:
        """The rows of a listing."""
        rows: dict[str, ListedThread] = {}
        for row in page.all(ROW):
            link = row.css_first(LINK)
            thread_id = number_in(THREAD, attribute(link, "href"))
            if thread_id:
                rows.setdefault(thread_id, self._listed(page, row, link, thread_id))
        return list(rows.values())

    def _listed(self, page: Page, row: LexborNode, link: LexborNode | None, thread_id: str) -> ListedThread:
        look = attribute(row, "class")
        moment = first_of(
            row, ".LastCommentDate time", ".LastUser time", ".CommentDate time", "time", ".LastCommentDate"
        )
        return ListedThread(
            thread_id=thread_id,
            url=self.canonical(page.link(link)),
            title=words(link),
            replies=_count(row.css_first(".CommentCount, .CountComments, .CountReplies")),
            views=_count(row.css_first(".ViewCount, .CountViews")),
            last_post=Shown(words(moment), attribute(moment, "datetime") or None),
            author=words(first_of(row, ".DiscussionAuthor a", ".FirstUser .UserLink", ".FirstUser a")),
            sticky="Announcement" in look or row.css_first(".Tag-Announcement") is not None,
            closed="Closed" in look or row.css_first(".Tag-Closed") is not None,
            site_state="answered" if row.css_first(".QnA-Tag-Accepted, .QnA-Tag-Answered") else None,
        )

    def posts(self, page: Page) -> list[ShownPost]:
        """The opener, which the first page shows, and the comments."""
        nodes = {node.id: node for node in page.all(POST) if node.css_first(".Message") is not None}
        return [self._post(page, node) for node in nodes.values() if number_in(r"_(\d+)$", node.id or "")]

    @staticmethod
    def _post(page: Page, node: LexborNode) -> ShownPost:
        body = node.css_first(".Message")
        quotes = text.inside(body, QUOTE) if body else []
        link = node.css_first("a.Permalink")
        moment = first_of(node, ".DateCreated time", ".DateCreated")
        number = number_in(r"Item_(\d+)$", attribute(link, "name"))
        updated = node.css_first(".DateUpdated")
        return ShownPost(
            post_id=number_in(r"_(\d+)$", node.id or ""),
            author=next((name for link in node.css(".Author a") if (name := words(link))), ""),
            posted=Shown(words(moment), attribute(moment, "datetime") or None),
            text=text.own_words(body, text.mem_ids(quotes)),
            url=without(page.link(link), SESSION, fragment=True),
            position=1 if (node.id or "").startswith("Discussion") else int(number) + 1 if number else None,
            quotes=[_quoted(quote) for quote in quotes],
            signature=text.own_words(node.css_first(".Signature, .UserSignature")) or None,
            edited=_edited(updated),
        )

    def title(self, page: Page) -> str:
        """The heading, else the ``<title>`` without the site."""
        return page.words(".PageTitle h1") or page.words("h1") or page.words("title").rpartition(" - ")[0]

    def thread_id(self, page: Page) -> str:
        """From the opener, the canonical address or the page's own."""
        opener = page.first('[id^="Discussion_"]')
        shown = attribute(page.first("link[rel=canonical]"), "href")
        return number_in(r"_(\d+)$", (opener.id or "") if opener else "") or next(
            (found for url in (shown, page.url) if (found := number_in(THREAD, url))), ""
        )

    def board(self, page: Page) -> str:
        """The last category of the breadcrumbs."""
        crumbs = page.all(".Breadcrumbs .CrumbLabel:not(.HomeCrumb) a")
        return words(crumbs[-1]) if crumbs else ""

    def page_position(self, page: Page) -> Position:
        """The number marked in the pager."""
        return numbered_pages(page.first(PAGER), "a[href]:not(.Highlight)", ".Highlight, .active")

    def next_page(self, page: Page) -> str | None:
        """The pager's next number, else its arrow."""
        link = page.first(f":is({PAGER}) a.Next[href]")
        following = page_after(page, page.first(PAGER), "a[href]", self.page_position(page).page)
        return following or (without(page.link(link), SESSION) if link else None)

    def page_clock(self, page: Page) -> Shown | None:
        """Vanilla prints none, unless a theme adds one."""
        return shown_time(page, "#Foot time[datetime]")

    def canonical(self, url: str) -> str:
        """Without the page's ``/p2``."""
        return re.sub(r"/p\d+$", "", without(url, SESSION | {"page"}))

    def page_url(self, thread_url: str, page: int, per_page: int) -> str:
        """Pages end in ``/p2``."""
        return f"{self.canonical(thread_url)}/p{page}" if page > 1 else self.canonical(thread_url)


def _quoted(quote: LexborNode) -> str:
    """The id of the comment that a quote names: in its link, or in what version 3 keeps beside it."""
    kept = attribute(quote, "data-embedjson")
    return number_in(r"[cC]omment[/_](\d+)", attribute(quote.css_first("a"), "href")) or (
        number_in(r'"recordID":"?(\d+)', kept) if '"comment"' in kept else ""
    )


def _count(node: LexborNode | None) -> int | None:
    """A count that the text shortens ("1.2K") stands in full in a ``title``."""
    titled = node.css_first("[title]") if node is not None else None
    return numbers.read(attribute(titled, "title")) or numbers.read(words(node))


def _edited(node: LexborNode | None) -> Shown | None:
    found = re.search(r"^\w+ (.+?) (?:by|door|par|von) ", attribute(node, "title"))
    return Shown(found[1], found[1]) if found else None
