"""NodeBB 1 to 4, by its pages and by its API, whose addresses are the same behind ``/api``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, ClassVar
from urllib.parse import urlsplit

from crawler import numbers, text
from spiders.engines import nodebb_api
from spiders.engines.engine import SESSION, Engine, without
from spiders.engines.markup import below, has_class
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
from spiders.engines.reading import first_of, same_site

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

TOPIC = r"/topic/(\d+)"
POST = 'li[component="post"], [component="post"][data-pid]'
ROW = 'li[component="category/topic"]'
BOARD = 'li[component="categories/category"]'
PAGER = '[component="pagination"], ul.pagination'
STATS = ".stats:not(.stats-votes)"
REFUSED = ".page-403, .page-status-403"
GONE = ".page-404, .page-500, [class*=page-status-4], [class*=page-status-5]"


class Nodebb(Engine):
    """NodeBB in its own themes (Persona, Harmony) in any language.

    Set ``url``: the front page, or ``.../api/categories`` to read the API throughout (a fifth of the bytes, where the
    site leaves it open to guests). All dates in the markup are UTC. Recognise it by ``component="post"`` attributes and
    ``/topic/5/title`` addresses. Placeholders of deleted posts are no posts. Listings count posts with the opener.
    """

    name = "nodebb"
    posts_per_page = 20
    signs: ClassVar[dict[str, str]] = {
        'component="post"': POST,
        'component="category/topic"': ROW,
        'component="categories/category"': BOARD,
        'component="pagination"': '[component="pagination"], [component="breadcrumb"]',
        "/assets/nodebb.min.js": 'script[src*="/assets/nodebb"], link[href*="/assets/client"]',
    }

    def evidence(self, page: Page) -> list[str]:
        """Signs of NodeBB: its component attributes, its script, its API's field names."""
        if nodebb_api.is_api(page):
            return ["NodeBB API: template and relative_path", "NodeBB API: loggedInUser"]
        return super().evidence(page)

    def page_kind(self, page: Page) -> PageKind:
        """By the API's template, or by the components on the page."""
        if nodebb_api.is_api(page):
            return nodebb_api.page_kind(page)
        if page.first(POST):
            return PageKind("thread")
        if page.first(ROW):
            return PageKind("listing")
        if page.first("#login-form, form[action$='/login'] input[type=password]"):
            return PageKind("login", "login_wall")
        if page.first('[component="category"]'):
            return PageKind("listing", "empty_board")
        if page.first(BOARD):
            return PageKind("index")
        if page.first(REFUSED) and page.first(".alert a[href$='/login']"):
            return PageKind("login", "login_wall")
        return PageKind("error", "information") if page.first(f"{REFUSED}, {GONE}") else PageKind("unknown")

    def boards(self, page: Page) -> list[Board]:
        """Categories and sub-categories of this site, with what moved there last."""
        if nodebb_api.is_api(page):
            return nodebb_api.boards(page)
        found: dict[str, Board] = {}
        for node in page.all(BOARD):
            for link in node.css('a[itemprop=url], .title a[href*="/category/"], a[href*="/category/"]'):
                url = _plain(page.link(link))
                if same_site(url, page.url) and words(link):
                    moved = node.css_first(".lastpost .timeago, .timeago")
                    found.setdefault(url, Board(url, words(link), _when(moved) if moved else None))
        return list(found.values())

    def threads(self, page: Page) -> list[ListedThread]:
        """The rows of a listing."""
        if nodebb_api.is_api(page):
            return nodebb_api.threads(page)
        found = [self._listed(page, row) for row in page.all(ROW)]
        return list({row.thread_id: row for row in reversed(found) if row.thread_id}.values())[::-1]

    def _listed(self, page: Page, row: LexborNode) -> ListedThread:
        link = row.css_first('[component="topic/header"] a[href*="/topic/"]') or row.css_first('h3 a[href*="/topic/"]')
        url, stats = _plain(page.link(link)), row.css(f"{STATS} .human-readable-number")
        posts = _count(
            first_of(row, ".stats-postcount span", '[component="topic/post-count"]') or next(iter(stats), None)
        )
        return ListedThread(
            thread_id=number_in(TOPIC, url),
            url=url,
            title=words(link),
            replies=posts - 1 if posts else None,
            views=_count(row.css_first(".stats-viewcount span") or (stats[1] if len(stats) > 1 else None)),
            last_post=_when(first_of(row, ".lastpost .timeago", ".teaser .timeago", ".timeago")),
            author=attribute(row.css_first(".avatar-tooltip[title], [data-uid][title]"), "title"),
            sticky=_is_shown(row, "topic/pinned"),
            closed=_is_shown(row, "topic/locked"),
        )

    def posts(self, page: Page) -> list[ShownPost]:
        """The posts of a page; not the placeholders of deleted ones."""
        if nodebb_api.is_api(page):
            return nodebb_api.posts(page)
        nodes = [node for node in page.all(POST) if "deleted" not in attribute(node, "class").split()]
        shown = {post.post_id: post for post in (self._post(page, node) for node in nodes) if post.post_id}
        return list(shown.values())

    @staticmethod
    def _post(page: Page, node: LexborNode) -> ShownPost:
        number = node.css_first("a.post-index")
        link = number or node.css_first('a.timeago[href*="/post/"], .post-header a[href*="/post/"]')
        published = attribute(node.css_first("meta[itemprop=datePublished]"), "content")
        name = attribute(node.css_first('[itemprop=author] meta[itemprop="name"]'), "content")
        edited = attribute(node.css_first('[component="post/editor"] .timeago'), "title")
        own, quotes = nodebb_api.own_words(node.css_first('[component="post/content"]'))
        index = attribute(node, "data-index")
        return ShownPost(
            post_id=attribute(node, "data-pid") or number_in(r"/post/(\d+)", attribute(link, "href")),
            author=name or attribute(node, "data-username") or _author(node),
            posted=Shown(published, published or attribute(node.css_first(".timeago"), "title") or None),
            text=own,
            url=page.link(link),
            position=int(index) + 1 if index.isdecimal() else numbers.read(words(number).lstrip("#")),
            quotes=quotes,
            signature=text.own_words(node.css_first('[component="post/signature"]')) or None,
            edited=Shown(edited) if re.search(r"\d", edited) else None,
        )

    def title(self, page: Page) -> str:
        """The title of the thread or category."""
        if nodebb_api.is_api(page):
            return nodebb_api.title(page)
        heading = page.words('[component="topic/title"]') or page.words("h1:not([component='topic/header'])")
        return heading or page.words("title").rpartition(" | ")[0]

    def thread_id(self, page: Page) -> str:
        """From the address or the list of posts."""
        if nodebb_api.is_api(page):
            return nodebb_api.thread_id(page)
        canonical = attribute(page.first("link[rel=canonical]"), "href")
        return (
            number_in(TOPIC, page.url)
            or number_in(TOPIC, canonical)
            or attribute(page.first('[component="topic"][data-tid]'), "data-tid")
        )

    def board(self, page: Page) -> str:
        """The thread's category."""
        if nodebb_api.is_api(page):
            return nodebb_api.board(page)
        return page.words('[component="topic/category"]') or page.words('.breadcrumb a[href*="/category/"]')

    def page_position(self, page: Page) -> Position:
        """From the pager that browsers without scripts get."""
        if nodebb_api.is_api(page):
            return nodebb_api.page_position(page)
        links = page.all(below(PAGER, 'a[href*="page="]'))
        pages = [int(number_in(r"[?&]page=(\d+)", attribute(link, "href")) or 1) for link in links]
        here = page.first(below(PAGER, "li.active a"))
        current = number_in(r"page=(\d+)", attribute(here, "href") or page.url) or "1"
        following = page.first("link[rel=next]") if not links else None
        return Position(int(current), None if following else max([*pages, int(current)]))

    def next_page(self, page: Page) -> str | None:
        """The next number, at this page's own address."""
        position = self.page_position(page)
        if position.pages is None:
            return page.link(page.first("link[rel=next]")) or None
        return (
            self.page_url(page.url, position.page + 1, self.posts_per_page) if position.page < position.pages else None
        )

    def canonical(self, url: str) -> str:
        """The page people read: without the API's prefix, page, language, or the number of a post."""
        parts = urlsplit(_plain(without(url, SESSION | {"page", "sort"})))
        path = re.sub(r"/api/(?=topic/|category/|categories)", "/", parts.path)
        return parts._replace(path=re.sub(r"(/topic/\d+/[^/]+)/\d+$", r"\1", path)).geturl()

    def page_url(self, thread_url: str, page: int, per_page: int) -> str:
        """Pages are numbered from 1, on the API too."""
        url = re.sub(r"(/topic/\d+/[^/?]+)/\d+", r"\1", without(thread_url, SESSION | {"page", "lang"}))
        return f"{url}{'&' if '?' in url else '?'}page={page}" if page > 1 else url


def _plain(url: str) -> str:
    return without(url, SESSION | {"lang"})


def _when(node: LexborNode | None) -> Shown:
    """The visible date is filled in by a script; the ``title`` holds it in UTC."""
    return Shown(words(node) or attribute(node, "title"), attribute(node, "title") or None)


def _count(node: LexborNode | None) -> int | None:
    return numbers.read(attribute(node, "title") or words(node))


def _is_shown(row: LexborNode, component: str) -> bool:
    """Every row holds every badge; those that do not apply are hidden."""
    badge = row.css_first(f'[component="{component}"]')
    return badge is not None and not has_class(badge, "hidden", "hide")


def _author(node: LexborNode) -> str:
    """The first link to a member that shows a name; a picture without an image shows a letter."""
    links = node.css('[itemprop=author], a[href*="/user/"]')
    named = (words(link) for link in links if link.css_first("img, .avatar, .user-icon") is None)
    return next((name for name in named if name), "")
