"""What NodeBB's API answers, read into the same facts as its pages; and how NodeBB writes a quote."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin

from crawler import text
from spiders.engines.answers import count, held, markup, objects
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

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

SAID = re.compile(r"^@.{1,80}?\s(?:said|zei|schreef|wrote|sagte|schrieb|dijo|a dit|a écrit)\b.*:$", re.IGNORECASE)


def own_words(body: LexborNode | None) -> tuple[str, list[str]]:
    """A post's own words, and the ids of the posts it quotes.

    NodeBB writes "@X said in <a>title</a>:" outside the quote; that line goes with it.
    """
    if body is None:
        return "", []
    quotes = text.inside(body, "blockquote")
    heads = [_head(quote) for quote in quotes]
    cut = text.mem_ids([*quotes, *(head for head in heads if head is not None)])
    ids = [number_in(r"/post/(\d+)", attribute(h.css_first('a[href*="/post/"]'), "href")) if h else "" for h in heads]
    return text.own_words(body, cut), ids


def _head(quote: LexborNode) -> LexborNode | None:
    """The line before a quote that says whose words they are, if there is one."""
    before = quote.prev
    while before is not None and not before.is_element_node:
        before = before.prev
    if before is None or before.tag != "p":
        return None
    line = words(before)
    is_linked = before.css_first('a[href*="/post/"]') is not None and line.endswith(":")
    return before if is_linked or SAID.match(line) else None


def is_api(page: Page) -> bool:
    """Whether a page is an answer of NodeBB's API."""
    return isinstance(page.json, dict) and "relative_path" in page.json and "template" in page.json


def page_kind(page: Page) -> PageKind:
    """By what the answer holds."""
    if posts(page):
        return PageKind("thread")
    if objects(page.json.get("topics")):
        return PageKind("listing")
    if objects(page.json.get("categories")):
        return PageKind("index")
    return PageKind("listing", "empty_board") if "topics" in page.json else PageKind("unknown")


def boards(page: Page) -> list[Board]:
    """Categories with an address of their own, and those within them."""
    found: dict[str, Board] = {}
    waiting = [*objects(page.json.get("categories")), *objects(page.json.get("children"))]
    while waiting:
        category = waiting.pop(0)
        waiting += objects(category.get("children"))
        url = urljoin(page.url, f"{_root(page)}/api/category/{category.get('slug')}")
        if category.get("slug") and not category.get("link"):
            found.setdefault(
                url, Board(url, unescape(str(category.get("name", ""))), _iso(held(category, "teaser", "timestampISO")))
            )
    return list(found.values())


def threads(page: Page) -> list[ListedThread]:
    """The threads of a listing; a count of posts is one more than that of replies."""
    return [_listed(page, row) for row in objects(page.json.get("topics")) if row.get("tid") and row.get("slug")]


def _listed(page: Page, thread: dict[str, Any]) -> ListedThread:
    posts_count = count(thread.get("postcount"))
    return ListedThread(
        thread_id=str(thread["tid"]),
        url=urljoin(page.url, f"{_root(page)}/api/topic/{thread['slug']}"),
        title=unescape(str(thread.get("titleRaw") or thread.get("title") or "")),
        replies=posts_count - 1 if posts_count else None,
        views=count(thread.get("viewcount")),
        last_post=_iso(thread.get("lastposttimeISO")) or Shown(),
        author=_name(thread),
        started=_iso(thread.get("timestampISO")),
        sticky=bool(thread.get("pinned")),
        closed=bool(thread.get("locked")),
    )


def posts(page: Page) -> list[ShownPost]:
    """The posts of a thread, without deleted ones."""
    if "tid" not in page.json:
        return []
    return [
        _post(page, post) for post in objects(page.json.get("posts")) if post.get("pid") and not post.get("deleted")
    ]


def _post(page: Page, post: dict[str, Any]) -> ShownPost:
    own, quotes = own_words(markup(post.get("content")))
    index = count(post.get("index"))
    return ShownPost(
        post_id=str(post["pid"]),
        author=_name(post),
        posted=_iso(post.get("timestampISO")) or Shown(),
        text=own,
        url=urljoin(page.url, f"{_root(page)}/post/{post['pid']}"),
        position=index + 1 if index is not None else None,
        quotes=quotes,
        signature=text.own_words(markup(held(post, "user", "signature"))) or None,
        edited=_iso(post.get("editedISO")) if post.get("edited") else None,
    )


def title(page: Page) -> str:
    """The title of the thread or category."""
    return unescape(str(page.json.get("titleRaw") or page.json.get("title") or page.json.get("name") or ""))


def thread_id(page: Page) -> str:
    """The thread's id."""
    return str(page.json.get("tid") or "")


def board(page: Page) -> str:
    """The thread's category."""
    return unescape(str(held(page.json, "category", "name") or ""))


def page_position(page: Page) -> Position:
    """As the answer's ``pagination`` says."""
    current, last = (count(held(page.json, "pagination", name)) for name in ("currentPage", "pageCount"))
    return Position(current or 1, last or current or 1)


def _name(holder: dict[str, Any]) -> str:
    name = unescape(str(held(holder, "user", "displayname") or held(holder, "user", "username") or ""))
    # The API leaves what stands for a name in the reader's language as a key: [[global:guest]].
    return re.sub(r"^\[\[\w+:([\w-]+)\]\]$", r"\1", name)


def _iso(value: object) -> Shown | None:
    return Shown(str(value), str(value)) if value else None


def _root(page: Page) -> str:
    """The path below which NodeBB is installed; empty at the root of a host."""
    return str(page.json.get("relative_path") or "")
