"""Gathering of Tweakers and its kin: the ``list_topics`` and ``list_messages`` software, the old Viva among them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, ClassVar

from crawler import numbers, text
from spiders.engines.engine import SESSION, Engine, without
from spiders.engines.markup import date_in
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
from spiders.engines.reading import above, same_site

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

THREAD = r"/list_messages/(\d+)"
PLACE = re.compile(r"(/list_(?:messages|topics)/\d+)(?:/(\d+|last)|/{2,}\d*)?/*(?=$|[?#])")
ROW = "td.topic a[href*=list_messages], td.topic-name a.topic-link"
POST = "div.message, ol#firstmessage > li.message, ol#messages > li.message"
BODY = ".messagecontent, .message-content-content"
PAGER = ".pageDistribution, dl.page-navigation"
TOO_FAST = "je gaat even iets te snel"


class Tweakers(Engine):
    """Gathering of Tweakers, and older boards on the same software (Viva until its redesign).

    Set ``url`` (the board list) and ``timezone``. Recognise it by ``/list_messages/`` addresses and
    ``div.message[data-message-id]``. Pages are counted from 0 in addresses: ``/list_messages/5/1`` is the second. On
    Tweakers the markup holds each post's time in UTC. A page fetched while logged in prints a personal token: fetch
    logged out.
    """

    name = "tweakers"
    posts_per_page = 100
    signs: ClassVar[dict[str, str]] = {
        "div.message with .messagecontent": f"div.message :is({BODY}), li.message :is({BODY})",
        "td.topic to list_messages": ROW,
        "list_topics addresses": 'a[href*="/forum/list_topics/"], a[href*="/list_topics/"]',
        ".pageDistribution": PAGER,
    }

    def page_kind(self, page: Page) -> PageKind:
        """Messages, rows and boards first; then the walls that come instead."""
        if _nodes(page):
            return PageKind("thread")
        if page.first(ROW):
            return PageKind("listing")
        if TOO_FAST in page.content:
            return PageKind("wall", "rate_limited")
        if page.first("td a[href*='/list_topics/'], h3 a[href*='/list_topics/']"):
            return PageKind("index")
        if page.first('form[action*="login"] input[type=password]'):
            return PageKind("login", "login_wall")
        return PageKind("listing", "empty_board") if page.first("table.listing") else PageKind("unknown")

    def boards(self, page: Page) -> list[Board]:
        """The boards that an index links to; a listing's column of boards repeats them and is left out."""
        outside = text.mem_ids(page.all(".breadcrumb a, td.frm a"))
        found: dict[str, Board] = {}
        for link in page.all("a[href*='/list_topics/']"):
            url = self.canonical(page.link(link))
            if link.mem_id not in outside and words(link) and same_site(url, page.url):
                found.setdefault(url, Board(url, words(link)))
        return list(found.values())

    def threads(self, page: Page) -> list[ListedThread]:
        """The rows of a listing; there is no column of views."""
        rows: dict[str, ListedThread] = {}
        for link in page.all(ROW):
            thread_id = number_in(THREAD, attribute(link, "href"))
            row = above(link, lambda node: node.tag == "tr") if thread_id and thread_id not in rows else None
            if row is not None and not attribute(link, "class").endswith("page"):
                rows[thread_id] = self._listed(page, link, row, thread_id)
        return list(rows.values())

    def _listed(self, page: Page, link: LexborNode, row: LexborNode, thread_id: str) -> ListedThread:
        icon = " ".join(attribute(image, "src").rsplit("/", 1)[-1].lower() for image in row.css("td.topicicon img"))
        poster = row.css_first("td.poster a, td.poster .user")
        started = number_in(r"(\d{1,2}-\d{1,2}-\d{4} \d{1,2}:\d{2})", attribute(poster, "title"))
        return ListedThread(
            thread_id=thread_id,
            url=self.canonical(page.link(link)),
            title=words(link),
            replies=numbers.read(words(row.css_first("td.replies, td.topic-replies"))),
            last_post=Shown(words(row.css_first("td.time a") or row.css_first("td.time"))),
            author=words(poster) or attribute(row.css_first("td.poster [title]"), "title").split(", ")[0],
            started=Shown(started) if started else None,
            sticky="stucky" in icon or "sticky" in icon,
            closed="closed" in icon,
            site_state="answered" if "answered" in icon else "open" if "question" in icon else None,
        )

    def posts(self, page: Page) -> list[ShownPost]:
        """The messages of a page."""
        position, size = self.page_position(page), self.posts_per_page
        first = 1 if position.page == 1 else None if position.pages is None else (position.page - 1) * size + 1
        nodes = _nodes(page)
        return [self._post(page, node, first + n if first else None) for n, node in enumerate(nodes)]

    @staticmethod
    def _post(page: Page, node: LexborNode, position: int | None) -> ShownPost:
        post_id = _id(node)
        body = node.css_first(BODY)
        quotes = text.inside(body, "blockquote") if body else []
        notes = body.css("p.edit, .edited") if body else []
        link = node.css_first(".date a[href], a[href*='/list_message/']")
        edited = date_in(words(notes[-1])) if notes else ""
        return ShownPost(
            post_id=post_id,
            author=_author(node),
            posted=_posted(node),
            text=text.own_words(body, text.mem_ids([*quotes, *notes])),
            url=without(page.link(link), SESSION, fragment=True) or f"{page.url.split('#')[0]}#{post_id}",
            position=position,
            quotes=[number_in(r"#(\d+)|/list_message/(\d+)", attribute(q.css_first("a"), "href")) for q in quotes],
            signature=text.own_words(node.css_first("p.signature, .signature")) or None,
            edited=Shown(edited) if edited else None,
        )

    def title(self, page: Page) -> str:
        """The heading, without the page number that Viva adds to it."""
        return re.sub(r"\s+-\s+Pagina \d+$", "", page.words("h1 .topic-name") or page.words("#title h1, h1"))

    def thread_id(self, page: Page) -> str:
        """From the address, the breadcrumbs or the canonical address."""
        if not _nodes(page):
            return number_in(THREAD, page.url)
        links = page.all("link[rel=canonical], .breadcrumb a[href*=list_messages]")
        addresses = [page.url, *(attribute(link, "href") for link in links)]
        return next((found for url in addresses if (found := number_in(THREAD, url))), "")

    def board(self, page: Page) -> str:
        """The last board of the breadcrumbs."""
        crumbs = page.all(".breadcrumb a[href*=list_topics]")
        return words(crumbs[-1]) if crumbs else ""

    def page_position(self, page: Page) -> Position:
        """The page marked as current; a listing without numbers tells only whether there is more."""
        pager = page.first(PAGER)
        if pager is None:
            return Position(1, 1 if _nodes(page) else None)
        current = numbers.read(words(pager.css_first(".current, .selected, strong"))) or 1
        shown = [int(words(a)) for a in pager.css("a") if words(a).isdecimal()]
        return Position(current, max([*shown, current]))

    def next_page(self, page: Page) -> str | None:
        """Where "Volgende" leads."""
        link = page.first("a.next[href], a[rel=next][href]")
        return without(page.link(link), SESSION) if link else None

    def canonical(self, url: str) -> str:
        """Without page number, filters or the reader's own place."""
        plain = re.sub(r"([?&])data(?:\[|%5B)\w+(?:\]|%5D)=[^&]*", r"\1", without(url, SESSION)).rstrip("?&")
        return PLACE.sub(r"\1", plain)

    def page_url(self, thread_url: str, page: int, per_page: int) -> str:
        """Pages are counted from 0."""
        return f"{self.canonical(thread_url)}/{page - 1}" if page > 1 else self.canonical(thread_url)


def _id(node: LexborNode) -> str:
    anchor = node.css_first("a[name]")
    return attribute(node, "data-message-id") or number_in(r"(\d+)$", attribute(anchor, "name") or node.id or "")


def _nodes(page: Page) -> list[LexborNode]:
    nodes = {_id(node): node for node in page.all(POST) if node.css_first(BODY) is not None}
    return [node for post_id, node in nodes.items() if post_id]


def _author(node: LexborNode) -> str:
    """The opener's name; co-authors and the hidden card that repeats it come elsewhere."""
    name = node.css_first(".userheader .username a, .userheader .user, .poster .username a")
    if name is not None:
        return words(name)
    block = node.css_first(".author-data")
    cut = text.mem_ids(block.css(".posted-at, img")) if block is not None else set()
    return text.own_words(block, cut).split("\n")[0]


def _posted(node: LexborNode) -> Shown:
    stamp = node.css_first(".date [data-timestamp]")
    shown = words(stamp) or words(node.css_first(".date a, .date, address.posted-at"))
    return Shown(shown, attribute(stamp, "data-timestamp") or None)
