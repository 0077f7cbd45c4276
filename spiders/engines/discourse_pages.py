"""What Discourse shows without its JSON: the plain pages for crawlers of every age, and pages saved from a browser."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from crawler import numbers, text
from spiders.engines.engine import SESSION, without
from spiders.engines.markup import has_class
from spiders.engines.page import Board, ListedThread, Page, Shown, ShownPost, attribute, number_in, words
from spiders.engines.reading import first_of, same_site

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

TOPIC = r"/t/(?:(?!\d+/)[^/?#]+/)?(\d+)(?=[/.?#]|$)"
"""``/t/slug/77/3``, or without its slug ``/t/77/3``: the third post of topic 77; no slug is a number."""
POST = ".crawler-post, [itemtype*=DiscussionForumPosting], article[id^=post_]"
"""Since 2018, before it (the posts themselves; later all posts of a thread stand in one), and in a browser."""
BODY = (".cooked", ".post")
NAME = (".creator [itemprop=name]", ".creator [itemprop=author]", ".creator a", ".names .username a", ".names a")
ROW = "tr.topic-list-item"
OLD_ROW = "[itemprop=itemListElement]:has(a[href*='/t/'])"
CATEGORY = "td.category h3 a[href*='/c/'], .category-list h3 a[href*='/c/'], .category-list a.category-title-link"
NOT_OWN = ".lightbox-wrapper .meta, aside.onebox, .d-lazyload-hidden, .cooked-selection-barrier, .cooked-date"
QUOTE = "aside.quote, blockquote"


def own_words(body: LexborNode | None) -> tuple[str, list[LexborNode]]:
    """A post's own words, and the quotes in it."""
    quotes = text.inside(body, QUOTE) if body is not None else []
    return text.own_words(body, text.mem_ids([*quotes, *(body.css(NOT_OWN) if body is not None else [])])), quotes


def posts(page: Page) -> list[ShownPost]:
    """The posts, each once; they are numbered within their thread, only a browser's page holds their ids."""
    shown: dict[str, ShownPost] = {}
    for node in page.all(POST):
        body, number = first_of(node, *BODY), _number(node)
        is_around = any(inner.mem_id != node.mem_id for inner in node.css(POST))
        if body is not None and number and not is_around:
            post = _post(page, node, body, number)
            shown.setdefault(post.post_id, post)
    return list(shown.values())


def _number(node: LexborNode) -> str:
    shown = words(first_of(node, ".crawler-post-meta [itemprop=position]", ".creator [itemprop=position]"))
    return number_in(r"^post_(\d+)$", node.id or "") or number_in(r"^#?(\d+)$", shown)


def _post(page: Page, node: LexborNode, body: LexborNode, number: str) -> ShownPost:
    own, quotes = own_words(body)
    return ShownPost(
        post_id=attribute(node, "data-post-id") or number,
        author=words(first_of(node, *NAME)),
        posted=_moment(first_of(node, "time[datetime]", ".post-date .relative-date", ".relative-date")),
        text=own,
        url=f"{without(page.url, SESSION | {'page'})}/{number}",
        position=int(number),
        quotes=["" for _ in quotes],
    )


def rows(page: Page) -> list[ListedThread]:
    """The rows of a listing, which lead to the JSON of their threads."""
    return [_row(page, row) for row in page.all(ROW)] or [_old_row(page, row) for row in page.all(OLD_ROW)]


def _row(page: Page, row: LexborNode) -> ListedThread:
    link, moved, cells = row.css_first("a.raw-topic-link, a.title"), row.css_first(".relative-date"), row.css("td")
    address = page.link(link)
    return ListedThread(
        thread_id=number_in(TOPIC, address),
        url=f"{without(address, SESSION)}.json",
        title=words(link),
        replies=numbers.read(words(first_of(row, ".posts .number", ".posts"))),
        views=numbers.read(words(first_of(row, ".views .number", "span.views", ".views"))),
        last_post=_moment(moved) if moved else Shown(words(cells[-1])) if cells else Shown(),
        sticky=has_class(row, "pinned"),
        closed=has_class(row, "closed", "archived"),
    )


def _old_row(page: Page, row: LexborNode) -> ListedThread:
    """A row of the lists before 2018: a link and the number of posts, ``(12)``."""
    link = row.css_first("a[href*='/t/']")
    address, count = page.link(link), re.search(r"\((\d+)\)", words(row).removeprefix(words(link)))
    return ListedThread(
        thread_id=number_in(TOPIC, address),
        url=f"{without(address, SESSION)}.json",
        title=words(link),
        replies=int(count[1]) - 1 if count else None,
    )


def boards(page: Page) -> list[Board]:
    """The categories of the front page, as JSON to read on."""
    links = [(without(page.link(link), SESSION), words(link)) for link in page.all(CATEGORY)]
    return [Board(f"{url}.json", name) for url, name in dict(links).items() if same_site(url, page.url)]


def _moment(node: LexborNode | None) -> Shown:
    """A date; a browser's page shortens it to an age and keeps it whole beside."""
    machine = attribute(node, "datetime") or attribute(node, "data-time") or attribute(node, "title")
    return Shown(words(node), machine or None)
