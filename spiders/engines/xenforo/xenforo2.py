"""XenForo 2, the "Fora" theme of VerticalScope too."""

from __future__ import annotations

import re
from typing import ClassVar

from selectolax.lexbor import LexborNode

from crawler import numbers, text
from spiders.engines.engine import SESSION, without
from spiders.engines.markup import ancestor, has_class, own
from spiders.engines.page import Board, ListedThread, Page, PageKind, Shown, ShownPost, attribute, number_in, words
from spiders.engines.reading import above, same_site
from spiders.engines.xenforo.family import POST, TAIL, THREAD, XenforoStyle

POSTS = "[id^=js-post-], article[data-content^=post-]"
DATE = (".MessageCard__date-created time", ".message-attribution-main time", ".message-attribution time", "time.u-dt")
NAME = (
    *(".message-name .username", ".message-name", ".MessageCard__user-info__name"),
    *(".message-articleUserName", ".message-attribution .username", "[itemprop=author] [itemprop=name]"),
)
"""Where the author stands; the opener of an article has no column of its own for its author."""
ROWS = ".structItem--thread, .articlePreview"
TITLES = ".structItem-title a[href], .articlePreview-title a[href]"
BOARD = "html[data-template=forum_view], html[class*=template-forum_view], .filterBar, a[href*=post-thread]"
COUNTS = ".structItem-cell--meta dd, .articlePreview-replies"
NOT_OWN = (
    ".contentRow-snippet, .contentRow-minor, .bbCodeBlock--code > .bbCodeBlock-title, .bbCodeSpoiler-button, "
    ".js-selectToQuoteEnd, .message-lastEdit, .message-signature, .message-attachments"
)


class Xenforo2(XenforoStyle):
    """XenForo 2 in any style and language.

    Recognise it by ``html#XF``, ``article.message--post#js-post-123`` and ``.structItem--thread``.
    """

    mark = "html#XF"
    locked = ".blockStatus-message--locked"
    headings = "h1.p-title-value, h1.MessageCard__thread-title"
    crumbs = ".p-breadcrumbs a"
    pager = ".pageNav"
    numbers = ".pageNav-page > a"
    current = ".pageNav-page--current"
    signs: ClassVar[dict[str, str]] = {
        'html id="XF"': "html#XF",
        "#js-post-123 with .bbWrapper": "[id^=js-post-] .bbWrapper",
        ".structItem--thread": ".structItem--thread",
        ".p-body-main": ".p-body-main, .p-pageWrapper",
        ".node-main": ".node--forum .node-title",
    }

    def page_kind(self, page: Page) -> PageKind:
        """Posts, rows and boards first; then what stands in their place."""
        if page.first("[id^=js-post-] .bbWrapper, article[data-content^=post-] .bbWrapper"):
            return PageKind("thread")
        if page.first(ROWS):
            return PageKind("listing")
        if page.first(BOARD) or _is_board(page):
            return PageKind("listing", "empty_board")
        if page.first(".node-title"):
            return PageKind("index")
        if page.first('form[action*="login/login"] input[type=password]'):
            return PageKind("login", "login_wall")
        return PageKind("error", "information") if page.first(".blockMessage") else PageKind("unknown")

    def boards(self, page: Page) -> list[Board]:
        """The boards of an index or above a listing, and the sub-boards named in them."""
        found: dict[str, Board] = {}
        for node in page.all(".node-title a, .node-subNodeFlatList a, .node-subNodeMenu a.subNodeLink"):
            url = without(page.link(node), SESSION)
            around = ancestor(ancestor(node, "h3") or node, "div")
            row = ancestor(around, "div") if around else None
            moved = row.css_first(".node-extra-date") if row else None
            if same_site(url, page.url):
                date = Shown(words(moved), attribute(moved, "datetime") or None) if moved else None
                found.setdefault(url, Board(url, words(node), date))
        return list(found.values())

    def threads(self, page: Page) -> list[ListedThread]:
        """The rows of a listing, the ones on top of every page too."""
        rows: dict[str, ListedThread] = {}
        for row in page.all(ROWS):
            links = [a for a in row.css(TITLES) if "labelLink" not in attribute(a, "class")]
            listed = number_in(r"js-threadListItem-(\d+)", attribute(row, "class"))
            thread_id = listed or (number_in(THREAD, attribute(links[-1], "href")) if links else "")
            if links and thread_id:
                rows.setdefault(thread_id, self._listed(page, links[-1], row, thread_id))
        return list(rows.values())

    @staticmethod
    def _listed(page: Page, link: LexborNode, row: LexborNode, thread_id: str) -> ListedThread:
        counts = [numbers.read(words(node)) for node in row.css(COUNTS)]
        last = row.css_first(".structItem-latestDate")
        started = row.css_first(".structItem-startDate time, .articlePreview-date time")
        return ListedThread(
            thread_id=thread_id,
            url=TAIL.sub("", without(page.link(link), SESSION)),
            title=words(link),
            replies=counts[0] if counts else None,
            views=counts[1] if len(counts) > 1 else None,
            last_post=Shown(words(last), attribute(last, "datetime") or None),
            author=attribute(row, "data-author") or words(row.css_first(".structItem-parts .username")),
            started=Shown(words(started), attribute(started, "datetime") or None) if started else None,
            sticky=row.css_first(".structItem-status--sticky") is not None or _is_on_top(row),
            closed=row.css_first(".structItem-status--locked") is not None,
            moved=row.css_first(".structItem-status--redirect, .structItem-status--moved") is not None,
        )

    def posts(self, page: Page) -> list[ShownPost]:
        """The posts, each once though some themes repeat them; a solution that stands on top too has its own place."""
        posts: dict[str, ShownPost] = {}
        for node in page.all(POSTS):
            post_id = number_in(r"post-(\d+)$", node.id or attribute(node, "data-content"))
            if post_id in posts:
                posts[post_id] = posts.pop(post_id)
            elif post_id and node.css_first(".bbWrapper"):
                posts[post_id] = self._post(page, node, post_id)
        return list(posts.values())

    def _post(self, page: Page, node: LexborNode, post_id: str) -> ShownPost:
        body = node.css_first(".message-body .bbWrapper") or node.css_first(".bbWrapper")
        quotes = text.inside(body, "blockquote.bbCodeBlock, .bbCodeBlock--quote") if body else []
        edited = node.css_first(".message-lastEdit time")
        time = next((found for place in DATE if (found := node.css_first(place))), None)
        return ShownPost(
            post_id=post_id,
            author=_author(node),
            posted=Shown(words(time), attribute(time, "datetime") or None),
            text=own(body, quotes, NOT_OWN),
            url=self.permalink(page, node, post_id),
            position=_position(node),
            quotes=[_quoted(quote) for quote in quotes],
            signature=text.own_words(node.css_first(".message-signature")) or None,
            edited=Shown(words(edited), attribute(edited, "datetime") or None) if edited else None,
        )


def _is_on_top(row: LexborNode) -> bool:
    """Whether a row stands in the block above the ordinary ones, where a style may leave out the pin."""
    return above(row, lambda node: has_class(node, "structItemContainer-group--sticky")) is not None


def _is_board(page: Page) -> bool:
    """Whether the page calls itself one board, not the index of them."""
    canonical = attribute(page.first("link[rel=canonical]"), "href")
    return bool(re.search(r"forums/(?:[^/]*\.)?\d+(?:/|$)", canonical))


def _author(node: LexborNode) -> str:
    shown = next((name for place in NAME if (name := words(node.css_first(place)))), "")
    return shown or attribute(node, "data-author")


def _position(node: LexborNode) -> int | None:
    """The number in "#41" beside the date."""
    links = node.css(".message-attribution-opposite a, .MessageCard__post-position, .message-attribution a")
    shown = (words(link) for link in links)
    return next((numbers.read(number[1:]) for number in shown if number.startswith("#")), None)


def _quoted(quote: LexborNode) -> str:
    """The id of the post that a quote names; empty where it does not tell."""
    link = quote.css_first(".bbCodeBlock-sourceJump")
    return number_in(POST, attribute(link, "data-content-selector")) or number_in(POST, attribute(link, "href"))
