"""Invision Community 4 and 5."""

from __future__ import annotations

from typing import ClassVar

from selectolax.lexbor import LexborNode

from crawler import numbers, text
from spiders.engines.engine import SESSION, without
from spiders.engines.invision.family import THREAD, InvisionStyle
from spiders.engines.markup import ancestor, below, own
from spiders.engines.page import Board, ListedThread, Page, PageKind, Shown, ShownPost, attribute, number_in, words
from spiders.engines.reading import first_of, same_site

POSTS = "[id^=elComment_]"
BODY = ("[data-role=commentContent]", ".cPost_contentWrap .ipsType_richText", ".ipsRichText", ".ipsType_richText")
NAME = (".cAuthorPane_author a", ".cAuthorPane_author", ".ipsEntry__username", ".ipsComment_author a")
DATE = (".ipsComment_meta time", ".ipsEntry__date time", ".ipsComment_header time", ".ipsType_light time", "time")
ROWS = "li.ipsDataItem:has(.ipsDataItem_title), li.ipsData__item:has(.ipsData__title)"
BOARDS = below(".cForumRow, .cForumGrid, .ipsForumRow", "a[href*='/forum/']")
TITLES = below(".ipsDataItem_title, .ipsData__title", "a[href*='/topic/']")
STATS = ".ipsDataItem_stats li, .ipsDataItem_stats dl, .ipsData__stats li"
NOT_OWN = (
    "span.ipsType_light:has(time), [data-excludequote], .ipsEdited, .ipsSpoiler_header, [data-role=memberSignature], "
    ".ipsCode__title"
)


class Ips(InvisionStyle):
    """Invision Community 4 and 5 in any style and language; dates carry their zone.

    Recognise it by ``article#elComment_123``, ``[data-role=commentContent]`` and classes that begin with ``ips``.
    """

    mark = "[id^=elComment_], .ipsDataList, .ipsData"
    headings = "h1.ipsType_pageTitle, h1.ipsPageHeader__title, .ipsPageHeader h1, h1"
    crumbs = ".ipsBreadcrumb [data-role=breadcrumbList] a[href*=forum], .ipsBreadcrumb a[href*='/forum/']"
    pager = "ul.ipsPagination"
    current = ".ipsPagination_active, .ipsPagination__active"
    signs: ClassVar[dict[str, str]] = {
        "#elComment_123": POSTS,
        "[data-role=commentContent]": "[data-role=commentContent]",
        "li.ipsDataItem or li.ipsData__item": "li.ipsDataItem, li.ipsData__item",
        ".cForumRow": ".cForumRow, .cForumGrid, .ipsForumRow",
        "body.ipsApp": ".ipsApp, [data-pageapp]",
        ".ipsBreadcrumb": ".ipsBreadcrumb",
    }

    def page_kind(self, page: Page) -> PageKind:
        """Posts, rows and boards first; then what stands in their place."""
        if page.first(POSTS):
            return PageKind("thread")
        if page.first("li.ipsDataItem[data-rowid], li.ipsData__item[data-rowid]") or self.threads(page):
            return PageKind("listing")
        if page.first(".cForumRow, .cForumGrid, .ipsForumRow"):
            return PageKind("index")
        if page.first("#elError"):  # every page asks a guest for a password, in the menu on top
            return PageKind("error", "information")
        if page.first("#elSignIn_form input[type=password], form[action*='/login'] input[type=password]"):
            return PageKind("login", "login_wall")
        if page.first("[data-role=tableRows], .cForumTopicTable"):
            return PageKind("listing", "empty_board")
        return PageKind("error", "information") if page.first(".ipsMessage_error") else PageKind("unknown")

    def boards(self, page: Page) -> list[Board]:
        """The boards of an index or above a listing, and the sub-boards named in them."""
        found: dict[str, Board] = {}
        for node in page.all(BOARDS):
            url, row = without(page.link(node), SESSION), ancestor(node, "li")
            moved = row.css_first(".ipsDataItem_lastPoster time, .ipsData__last time") if row else None
            if same_site(url, page.url) and words(node) and row is not None:
                found.setdefault(url, Board(url, words(node), _shown(moved) if moved else None))
        return list(found.values())

    def threads(self, page: Page) -> list[ListedThread]:
        """The rows of a listing that link to a thread."""
        rows: dict[str, ListedThread] = {}
        for row in page.all(ROWS):
            links = row.css(TITLES)
            link = next((a for a in links if words(a)), None)
            thread_id = attribute(row, "data-rowid") or number_in(THREAD, attribute(link, "href"))
            if link and thread_id:
                rows.setdefault(thread_id, self._listed(page, link, row, thread_id))
        return list(rows.values())

    @staticmethod
    def _listed(page: Page, link: LexborNode, row: LexborNode, thread_id: str) -> ListedThread:
        stats = [numbers.read(words(stat)) for stat in row.css(STATS)]
        meta = row.css_first(".ipsDataItem_meta, .ipsData__meta")
        started = meta.css_first("time") if meta else None
        return ListedThread(
            thread_id=thread_id,
            url=without(page.link(link), SESSION),
            title=words(link),
            replies=stats[0] if stats else None,
            views=stats[1] if len(stats) > 1 else None,
            last_post=_shown(row.css_first(".ipsDataItem_lastPoster time, .ipsData__last time")),
            author=words(meta.css_first("a[href*='/profile/'], .ipsUsername")) if meta else "",
            started=_shown(started) if started else None,
            sticky=row.css_first(".fa-thumb-tack, .fa-thumbtack, .ipsBadge--pinned") is not None,
            closed=row.css_first(".fa-lock, .ipsBadge--locked") is not None,
            moved=row.css_first(".fa-arrow-right, .ipsBadge--moved") is not None,
        )

    def posts(self, page: Page) -> list[ShownPost]:
        """The posts; a recommended one that stands above them again counts once, one without words or date is none."""
        shown = [node for node in reversed(page.all(POSTS)) if first_of(node, *BODY, "time") is not None]
        nodes = {number_in(r"^elComment_(\d+)$", node.id or ""): node for node in shown}
        nodes.pop("", None)
        first = self.first_position(page) if nodes else None
        numbered = enumerate(reversed(nodes.items()))
        return [self._post(page, node, post_id, first + n if first else None) for n, (post_id, node) in numbered]

    @staticmethod
    def _post(page: Page, node: LexborNode, post_id: str, position: int | None) -> ShownPost:
        body = next((found for place in BODY if (found := node.css_first(place))), None)
        quotes = text.inside(body, "blockquote") if body else []
        edited = node.css_first("span.ipsType_light strong time, .ipsEdited time")
        times = (time for place in DATE for time in node.css(place) if words(time))
        link = node.css_first(f"a[href*='comment={post_id}'], a[href*='findComment-{post_id}']")
        return ShownPost(
            post_id=post_id,
            author=next((name for place in NAME if (name := words(node.css_first(place)))), ""),
            posted=_shown(next(times, None)),
            text=own(body, quotes, NOT_OWN),
            url=page.link(link) or f"{page.url.split('#')[0]}#comment-{post_id}",
            position=position,
            quotes=[
                attribute(quote, "data-ipsquote-contentcommentid") or attribute(quote, "data-cid") for quote in quotes
            ],
            signature=text.own_words(node.css_first("[data-role=memberSignature]")) or None,
            edited=_shown(edited) if edited else None,
        )


def _shown(node: LexborNode | None) -> Shown:
    return Shown(words(node), attribute(node, "datetime") or None)
