"""FluxBB 1.4 and 1.5, and PunBB 1.2, which has the same markup (``punbb.py`` reads the later PunBB)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, ClassVar

from crawler import numbers, text
from spiders.engines.engine import REPLY, SESSION, Engine, without
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
from spiders.engines.reading import above, numbered_pages, page_after, same_site

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

# Friendly addresses of mods and of PunBB: topic/5/title/, topic5.html, topic5-p2.html.
THREAD = r"viewtopic\.php[^#]*?\bid=(\d+)|\btopic[/-]?(\d+)"
ROW = ".tcl a[href*=topic], td.tc1 a[href*=topic]"
BOARDS = ".tcl h3 a[href*=forum]"
QUOTE = ".quotebox, blockquote, .incqbox"


class Fluxbb(Engine):
    """FluxBB and its parent PunBB 1.2, in any style (they differ in CSS only) and language.

    Set ``url`` (the board index) and ``timezone``: no date carries a zone, and guests see one offset all year unless
    the board has a daylight setting (``Etc/GMT-1``). Recognise it by ``viewtopic.php?id=`` addresses,
    ``div#p123.blockpost`` and ``td.tcl``. Boards that a guest may not read answer 404.
    """

    name = "fluxbb"
    posts_per_page = 25
    signs: ClassVar[dict[str, str]] = {
        "div#p123.blockpost with .postmsg": "div.blockpost .postmsg",
        "td.tcl to viewtopic.php?id=": ROW,
        "td.tcl to viewforum.php?id=": BOARDS,
        ".pun with #brdmain": ".pun #brdmain, .pun #brdheader",
        "Powered by FluxBB": '#poweredby a[href*="fluxbb"], #brdfooter a[href*="punbb"]',
    }

    def page_kind(self, page: Page) -> PageKind:
        """Posts, rows and boards first; then the message or form in their place."""
        if _post_nodes(page):
            return PageKind("thread")
        if page.first(ROW):
            return PageKind("listing")
        if page.first(BOARDS):
            return PageKind("index")
        if page.first("form#login, form[action*='login.php?action=in'], #msg a[href*='login.php']"):
            return PageKind("login", "login_wall")
        if page.first("#msg"):
            return PageKind("error", "information")
        return PageKind("listing", "empty_board") if page.first("#vf") else PageKind("unknown")

    def boards(self, page: Page) -> list[Board]:
        """The rows of an index, with what moved there last; boards that only redirect off the site are none."""
        found: dict[str, Board] = {}
        for link in page.all(BOARDS):
            url, row = self.canonical(page.link(link)), above(link, lambda node: node.tag == "tr")
            if same_site(url, page.url):
                found.setdefault(url, Board(url, words(link), _last_post(row)))
        return list(found.values())

    def threads(self, page: Page) -> list[ListedThread]:
        """The rows of a listing; a moved thread's shadow row carries the real thread's id and no counts."""
        rows: dict[str, ListedThread] = {}
        for link in page.all(ROW):
            thread_id = number_in(THREAD, attribute(link, "href"))
            row = above(link, lambda node: node.tag == "tr") if thread_id and thread_id not in rows else None
            if row is not None:
                rows[thread_id] = self._listed(page, link, row, thread_id)
        return list(rows.values())

    def _listed(self, page: Page, link: LexborNode, row: LexborNode, thread_id: str) -> ListedThread:
        look = attribute(row, "class")
        return ListedThread(
            thread_id=thread_id,
            url=self.canonical(page.link(link)),
            title=words(link),
            replies=numbers.read(words(row.css_first("td.tc2"))),
            views=numbers.read(words(row.css_first("td.tc3"))),
            last_post=_last_post(row) or Shown(),
            author=re.sub(r"^\S+\s+", "", words(row.css_first(".tcl .byuser"))),
            sticky="isticky" in look,
            closed="iclosed" in look,
            moved="imoved" in look,
        )

    def posts(self, page: Page) -> list[ShownPost]:
        """The posts; the number of each in the thread stands beside its date."""
        return [self._post(page, node) for node in _post_nodes(page)]

    def _post(self, page: Page, node: LexborNode) -> ShownPost:
        body = node.css_first(".postmsg:not(.postsignature)")
        quotes = text.inside(body, QUOTE) if body else []
        edit = node.css_first(".postedit")
        head = node.css_first("h2 a")
        return ShownPost(
            post_id=(node.id or "")[1:],
            author=words(node.css_first(".postleft dt, .postleft strong")),
            posted=Shown(words(head)),
            text=text.own_words(body, text.mem_ids([*quotes, *([edit] if edit else [])])),
            url=without(page.link(head), SESSION, fragment=True),
            position=numbers.read(words(node.css_first("h2 .conr")).lstrip("#")),
            quotes=["" for _ in quotes],
            signature=text.own_words(node.css_first(".postsignature")) or None,
            edited=_edited(edit),
        )

    def title(self, page: Page) -> str:
        """The last of the crumbs, else the heading."""
        crumbs = page.first(".crumbs")
        last = words(crumbs.css("li")[-1]) if crumbs and crumbs.css_first("li") else page.words("#brdmain h2 span")
        return REPLY.sub("", last.lstrip("» "))

    def thread_id(self, page: Page) -> str:
        """From the crumbs: an address of one post does not name its thread."""
        addresses = [attribute(a, "href") for a in page.all(".crumbs a, .linkst a[href*=topic]")]
        return next((found for url in [page.url, *addresses] if (found := number_in(THREAD, url))), "")

    def board(self, page: Page) -> str:
        """The last board in the crumbs."""
        crumbs = page.all(".crumbs a[href*=forum], .linkst li a[href*=forum]")
        return words(crumbs[-1]) if crumbs else ""

    def page_position(self, page: Page) -> Position:
        """The page in bold, and the highest number in the pager."""
        return numbered_pages(page.first(".pagelink"), "a[href]", "strong")

    def next_page(self, page: Page) -> str | None:
        """The pager's link to the next number; from page 1 it names only 2, 3 and the last."""
        return page_after(page, page.first(".pagelink"), "a[href]", self.page_position(page).page)

    def canonical(self, url: str) -> str:
        """First page of the thread or board."""
        return without(url, SESSION | {"p", "pid", "action"})

    def page_url(self, thread_url: str, page: int, per_page: int) -> str:
        """Pages are numbered from 1."""
        return f"{self.canonical(thread_url)}&p={page}" if page > 1 else self.canonical(thread_url)


def _post_nodes(page: Page) -> list[LexborNode]:
    nodes = {node.id: node for node in page.all("div.blockpost[id]") if re.fullmatch(r"p\d+", node.id or "")}
    return list(nodes.values())


def _last_post(row: LexborNode | None) -> Shown | None:
    """The date in the last cell; a shadow row shows dashes."""
    shown = words(row.css_first("td.tcr a[href]")) if row is not None else ""
    return Shown(shown) if shown else None


def _edited(note: LexborNode | None) -> Shown | None:
    """The date in "Last edited by X (DATE)"; X may hold brackets too."""
    found = re.search(r"\(([^()]*\d[^()]*)\)\s*$", words(note))
    return Shown(found[1]) if found else None
