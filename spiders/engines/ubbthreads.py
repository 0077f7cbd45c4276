"""UBB.threads 7."""

from __future__ import annotations

import re
from typing import ClassVar

from selectolax.lexbor import LexborNode

from crawler import numbers, text
from spiders.engines.engine import REPLY, SESSION, Engine, without
from spiders.engines.markup import ancestor, date_in, has_class, own, row_of
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
from spiders.engines.reading import numbered_pages, page_after, same_site

THREAD = r"/(?:topics|galleries|showflat|showthreaded)/(?:Number/)?(\d+)|[?&;]Number=(\d+)"
POST = r"#Post(\d+)|/(?:topics|galleries|showflat)/(?:Number/)?(\d+)"
NAME = (".author-name [id^=menu_control]", ".author-content .author-name", ".author-name a", ".author-name")
NOT_OWN = ".ubbcode-block:has(pre) .ubbcode-header, .edited-wording"
ROWS = (
    "td.topicsubject a[href*='/topics/'], td.topicsubject a[href*='/galleries/'], td.topicsubject a[href*='showflat']"
)


class Ubbthreads(Engine):
    """UBB.threads 7 in any style and language.

    Dates carry no zone, and numeric ones no order: set ``timezone`` and ``date_order``. Recognise it by its generator,
    ``#number123`` in ``.subjecttable`` and ``ubbthreads.php`` addresses.
    """

    name = "ubbthreads"
    signs: ClassVar[dict[str, str]] = {
        "generator UBB.threads": 'meta[name=generator][content^="UBB.threads"]',
        "#number123 in .subjecttable": ".subjecttable [id^=number]",
        "td.topicsubject": "td.topicsubject",
        "ubbthreads.php addresses": 'a[href*="ubbthreads.php"]',
        ".author-content": "td.author-content",
    }

    def page_kind(self, page: Page) -> PageKind:
        """Posts, rows and boards first; then what stands in their place."""
        if page.first(".subjecttable [id^=number]"):
            return PageKind("thread")
        if page.first("td.topicsubject"):
            return PageKind("listing")
        if page.first("td.forumtitle, .forumtitle"):
            return PageKind("index")
        if page.first("form input[name=Loginpass], form input[name=Password]"):
            return PageKind("login", "login_wall")
        return PageKind("error", "information") if page.first("td.tdheader, .alt-1 .error") else PageKind("unknown")

    def boards(self, page: Page) -> list[Board]:
        """Rows of boards with what moved there last."""
        found: dict[str, Board] = {}
        for node in page.all(".forumtitle a[href*='/forums/'], td.forumtitle a[href*='postlist']"):
            url = without(page.link(node), SESSION)
            date = date_in(words(row_of(node).css_first(".posttime, .forumposttime")))
            if same_site(url, page.url):
                found.setdefault(url, Board(url, words(node), Shown(date) if date else None))
        return list(found.values())

    def threads(self, page: Page) -> list[ListedThread]:
        """The rows of a listing, each thread once."""
        rows: dict[str, ListedThread] = {}
        for node in page.all(ROWS):
            thread_id = number_in(THREAD, attribute(node, "href"))
            if thread_id and words(node):
                rows.setdefault(thread_id, self._listed(page, node, row_of(node), thread_id))
        return list(rows.values())

    @staticmethod
    def _listed(page: Page, node: LexborNode, row: LexborNode, thread_id: str) -> ListedThread:
        last = row.css_first("td.topictime")
        icons = " ".join(f"{attribute(n, 'src')} {attribute(n, 'class')}" for n in row.css("img, i"))
        return ListedThread(
            thread_id=thread_id,
            url=without(page.link(node), SESSION),
            title=words(node),
            replies=numbers.read(words(row.css_first("td.topicreplies"))),
            views=numbers.read(words(row.css_first("td.topicviews"))),
            last_post=Shown(_moment(last)) if last else Shown(),
            author=words(row.css_first("td.topicsubject .author, td.topicsubject a[href*='/users/']")),
            sticky="sticky" in icons or has_class(row, "sticky"),
            closed="lock" in icons,
            moved="moved" in icons,
        )

    def posts(self, page: Page) -> list[ShownPost]:
        """The posts around their numbers; the first post's anchor is doubled, so each id counts once."""
        posts: dict[str, ShownPost] = {}
        for number in page.all("[id^=number]"):
            post_id, around = number_in(r"^number(\d+)$", number.id or ""), _around(number)
            if post_id and around is not None and post_id not in posts:
                posts[post_id] = self._post(page, around, number, post_id)
        return list(posts.values())

    @staticmethod
    def _post(page: Page, around: LexborNode, number: LexborNode, post_id: str) -> ShownPost:
        body = around.css_first("div[id^=body]")
        blocks = text.inside(body, ".ubbcode-block") if body else []
        quotes = [block for block in blocks if not block.css_first("pre, code")]
        links = [quote.css_first("a[href*=Post], a[href*='/topics/']") for quote in quotes]
        return ShownPost(
            post_id=post_id,
            author=next((name for place in NAME if (name := words(around.css_first(place)))), ""),
            posted=Shown(_moment(around.css_first(".subjecttable"))),
            text=own(body, quotes, NOT_OWN),
            url=page.link(number) or f"{page.url.split('#')[0]}#Post{post_id}",
            quotes=[number_in(POST, attribute(link, "href")) for link in links],
            signature=text.own_words(around.css_first(".signature")) or None,
            edited=_edited(around),
        )

    def title(self, page: Page) -> str:
        """The subject of the first post, else what the page says it is about."""
        subject = attribute(page.first(".subjecttable [title].bold"), "title") or page.words(".subjecttable .bold")
        named = attribute(page.first('meta[property="og:title"]'), "content")
        return REPLY.sub("", subject or named or page.words("title").rsplit(" - ", 1)[0])

    def thread_id(self, page: Page) -> str:
        """From the canonical address, the first post's link or the page's own address."""
        addresses = [
            attribute(node, "href")
            for node in page.all("link[rel=canonical], .subjecttable .bold a, .subjecttable [id^=number] a")
        ]
        return next((found for url in [*addresses, page.url] if (found := number_in(THREAD, url))), "")

    def board(self, page: Page) -> str:
        """The last link of the breadcrumbs."""
        links = [words(a) for a in page.all("#breadcrumbs a[href*='/forums/'], .breadcrumbs a[href*='/forums/']")]
        return links[-1] if links else ""

    def page_position(self, page: Page) -> Position:
        """The number marked as current in the pager, and the highest one."""
        return numbered_pages(page.first("td.pagination, .pagination"), "a", ".page-cur, .pagecurrent, .active")

    def next_page(self, page: Page) -> str | None:
        """The address behind the next number, else what the page itself marks as next."""
        marked = page.first("link[rel=next]")
        found = page_after(page, page.first("td.pagination, .pagination"), "a", self.page_position(page).page)
        return found or (without(page.link(marked), SESSION) if marked else None)

    def canonical(self, url: str) -> str:
        """Without session, page and fragment."""
        return re.sub(r"(/(?:topics|galleries)/\d+)/\d+(?=/)", r"\1", without(url, SESSION | {"page", "fpart"}))

    def page_url(self, thread_url: str, page: int, per_page: int) -> str:
        """The page's number follows the thread's; ``per_page`` does not matter."""
        url = self.canonical(thread_url)
        return re.sub(r"(/(?:topics|galleries)/\d+)", rf"\1/{page}", url) if page > 1 else url


def _around(number: LexborNode) -> LexborNode | None:
    """The table of a whole post: the nearest one that holds a body."""
    table = ancestor(number, "table")
    while table is not None and table.css_first("div[id^=body]") is None:
        table = ancestor(table, "table")
    return table


def _moment(node: LexborNode | None) -> str:
    """The date and the time, which stand in elements of their own."""
    shown = [words(node.css_first(place)) for place in (".date", ".time")] if node else []
    return " ".join(part for part in shown if part)


def _edited(around: LexborNode) -> Shown | None:
    date = date_in(words(around.css_first(".edited-wording")))
    return Shown(date) if date else None
