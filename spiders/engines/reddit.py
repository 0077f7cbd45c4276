"""Reddit: ``old.reddit.com`` pages, and the API's listings and comment trees."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING, Any, ClassVar

from crawler import numbers, text
from spiders.engines.answers import count, document, held, markup, objects, shown, string, with_parameter
from spiders.engines.engine import SESSION, Engine, without
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

SITE = "https://www.reddit.com"
GONE = frozenset({"[deleted]", "[removed]"})
MOST = 5_000
"""Comments of one answer that are read; the API sends fewer."""


class Reddit(Engine):
    """Reddit by its old pages or its API.

    Set ``url`` (``https://old.reddit.com/r/x/new`` or ``https://oauth.reddit.com/r/x/new``); dates are UTC. Recognise
    it by ``.thing[id^=thing_t]`` and by ``kind: Listing``. A submission is a post where its author wrote a text; a bare
    link is none. Comments stand in a tree: a new one may stand anywhere, and deep or many ones on pages of their own.
    """

    name = "reddit"
    kind = "social"
    appends = False
    shows_all = False
    signs: ClassVar[dict[str, str]] = {
        ".thing id t1 or t3": ".thing[id^=thing_t1_], .thing[id^=thing_t3_]",
        ".tagline with a.author": ".tagline a.author",
        ".usertext-body .md": ".usertext-body .md",
    }

    def evidence(self, page: Page) -> list[str]:
        """Things on a page, or the API's listing."""
        if _children(page):
            names = ("subreddit", "created_utc", "permalink", "num_comments", "body", "author")
            return ["JSON kind Listing", *(f"field {name}" for name in names if name in _children(page)[0]["data"])]
        return super().evidence(page)

    def page_kind(self, page: Page) -> PageKind:
        """Comments make a thread, submissions alone a listing, by the API a feed."""
        if answer := document(page):
            if held(answer, "error") in (401, 403) or held(answer, "reason") == "private":
                return PageKind("login", "login_wall")
            if isinstance(answer, list):
                return PageKind("thread" if _children(page) else "unknown")
            is_listing = held(answer, "kind") == "Listing"
            return PageKind("feed", None if _children(page) else "empty_feed") if is_listing else PageKind("unknown")
        if page.first(".commentarea"):
            return PageKind("thread")
        return PageKind("listing") if page.first(".thing.link") else PageKind("unknown")

    def boards(self, page: Page) -> list[Board]:
        """A subreddit is a source of its own."""
        return []

    def threads(self, page: Page) -> list[ListedThread]:
        """The submissions of a listing, without adverts."""
        if document(page):
            found = [child["data"] for child in _children(page) if child.get("kind") == "t3"]
            return [_listed(submission) for submission in found] if not isinstance(document(page), list) else []
        rows = [] if page.first(".commentarea") else page.all(".thing.link[id^=thing_t3_]:not(.promotedlink)")
        return [_row(page, row) for row in rows]

    def posts(self, page: Page) -> list[ShownPost]:
        """The submission where it has words, and the comments in page order."""
        if document(page):
            found = {post.post_id: post for child in _children(page) if (post := _answered(child, page)) is not None}
            return list(found.values())
        if not page.first(".commentarea"):
            return []
        things = page.all(".thing.link[id^=thing_t3_], .thing.comment[id^=thing_t1_]")
        nodes = {thing.id: thing for thing in things if _body(thing) is not None}
        return [_post(page, node, (node.id or "").removeprefix("thing_")) for node in nodes.values()]

    def title(self, page: Page) -> str:
        """The submission's title."""
        submission = _submission(page)
        return unescape(string(submission.get("title"))) if submission else page.words("a.title")

    def thread_id(self, page: Page) -> str:
        """The submission's full name (``t3_...``)."""
        if isinstance(document(page), list):
            return string(_submission(page).get("name"))
        thing = page.first(".thing.link[id^=thing_t3_]") if page.first(".commentarea") else None
        named = number_in(r"/comments/(\w+)", page.url)
        return (thing.id or "").removeprefix("thing_") if thing is not None else f"t3_{named}" if named else ""

    def board(self, page: Page) -> str:
        """The subreddit."""
        return page.words(".pagename a") or next((string(c["data"].get("subreddit")) for c in _children(page)), "")

    def page_position(self, page: Page) -> Position:
        """A thread is one page; a listing does not tell how many follow."""
        return Position(1, 1 if self.thread_id(page) else None)

    def next_page(self, page: Page) -> str | None:
        """The listing after this one."""
        after = string(held(document(page), "data", "after"))
        link = page.first(".nextprev .next-button a[href], .nextprev a[rel~=next]")
        if after:
            return with_parameter(page.url, "after", after)
        return page.link(link) or None if link else None

    def more(self, page: Page) -> list[str]:
        """The pages on which deep branches of the comments go on."""
        return list(dict.fromkeys(without(page.link(a), SESSION) for a in page.all(".deepthread a[href]")))

    def site_state(self, page: Page) -> str | None:
        """Locked or archived threads take no answers."""
        return "closed" if page.first(".locked-tagline, .archived-infobar") else None

    def canonical(self, url: str) -> str:
        """Without order, count or one comment's branch."""
        plain = without(url, SESSION | {"after", "before", "count", "limit", "sort", "context"})
        return re.sub(r"(/comments/\w+/[^/]+/)\w+/?$", r"\1", plain)

    def page_url(self, thread_url: str, page: int, per_page: int) -> str:
        """Pages have names, not numbers."""
        return thread_url


def _children(page: Page) -> list[dict[str, Any]]:
    """The things of a listing, or of a thread's two listings with all replies, in reading order."""
    answer = document(page)
    listings = answer if isinstance(answer, list) else [answer]
    waiting = [child for listing in objects(listings) for child in objects(held(listing, "data", "children"))]
    found: list[dict[str, Any]] = []
    while waiting and len(found) < MOST:
        child = waiting.pop(0)
        waiting = [*objects(held(child, "data", "replies", "data", "children")), *waiting]
        if child.get("kind") in ("t1", "t3") and isinstance(child.get("data"), dict):
            found.append(child)
    return found


def _submission(page: Page) -> dict[str, Any]:
    return next((child["data"] for child in _children(page) if child.get("kind") == "t3"), {})


def _listed(data: dict[str, Any]) -> ListedThread:
    return ListedThread(
        thread_id=string(data.get("name")),
        url=f"{SITE}{string(data.get('permalink'))}",
        title=unescape(string(data.get("title"))),
        replies=count(data.get("num_comments")),
        last_post=shown(data.get("created_utc")),
        author=string(data.get("author")),
        started=shown(data.get("created_utc")),
        sticky=data.get("stickied") is True,
        closed=data.get("locked") is True,
    )


def _answered(child: dict[str, Any], page: Page) -> ShownPost | None:
    """A submission or comment of the API; in a thread a bare link is no post, in a listing it counts."""
    data = child["data"]
    html = unescape(string(data.get("selftext_html") or data.get("body_html")))
    plain = unescape(string(data.get("selftext") or data.get("body")))
    is_bare = child["kind"] == "t3" and not plain and isinstance(document(page), list)
    if is_bare or plain in GONE or not data.get("name"):
        return None
    body = markup(html)
    quotes = text.inside(body, "blockquote") if body is not None else []
    return ShownPost(
        post_id=string(data["name"]),
        author=string(data.get("author")),
        posted=shown(data.get("created_utc")),
        text=text.own_words(body, text.mem_ids(quotes)) if body is not None else text.tidy(plain),
        url=f"{SITE}{string(data.get('permalink'))}",
        quotes=["" for _ in quotes],
        edited=shown(data["edited"]) if data.get("edited") else None,
    )


def _row(page: Page, row: LexborNode) -> ListedThread:
    link = row.css_first("a.comments") or row.css_first("a.title")
    moment = row.css_first(".tagline time")
    return ListedThread(
        thread_id=(row.id or "").removeprefix("thing_"),
        url=without(page.link(link), SESSION),
        title=words(row.css_first("a.title")),
        replies=numbers.read(number_in(r"(\d[\d.,]*)", words(row.css_first("a.comments")))) or 0,
        last_post=Shown(words(moment), attribute(moment, "datetime") or None),
        author=words(row.css_first(".tagline a.author")),
        sticky="stickied" in attribute(row, "class").split(),
        closed="locked" in attribute(row, "class").split(),
    )


def _body(thing: LexborNode) -> LexborNode | None:
    """The text of a thing itself: its entry is before the things that answer it."""
    entry = thing.css_first(".entry")
    return entry.css_first(".usertext-body .md") if entry is not None else None


def _post(page: Page, node: LexborNode, post_id: str) -> ShownPost:
    entry, body = node.css_first(".entry"), _body(node)
    quotes = text.inside(body, "blockquote") if body is not None else []
    times = entry.css(".tagline time") if entry is not None else []
    link = entry.css_first("a.bylink[href]") if entry is not None else None
    edited = next((time for time in times if "edited" in attribute(time, "class")), None)
    return ShownPost(
        post_id=post_id,
        author=words(entry.css_first(".tagline a.author, .tagline em")) if entry is not None else "",
        posted=Shown(words(times[0]), attribute(times[0], "datetime") or None) if times else Shown(),
        text=text.own_words(body, text.mem_ids(quotes)),
        url=without(page.link(link), SESSION) or f"{page.url.split('#')[0]}#{post_id}",
        quotes=["" for _ in quotes],
        edited=Shown(words(edited), attribute(edited, "datetime") or None) if edited is not None else None,
    )
