"""RSS and Atom: Google Alerts, and the feeds of boards."""

from __future__ import annotations

import io
import re
from calendar import timegm
from datetime import UTC, datetime
from functools import lru_cache
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

import feedparser
from selectolax.lexbor import LexborHTMLParser

from crawler import text
from spiders.engines import feed_words
from spiders.engines.engine import Engine
from spiders.engines.page import Board, ListedThread, Page, PageKind, Position, Shown, ShownPost, words

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

ROOT = re.compile(r"<((?:\w+:)?(?:rss|feed|RDF))[\s>]", re.IGNORECASE)
REDIRECT = re.compile(
    r"^https?://(?:www\.)?google\.[\w.]+/url\?(?:.*?&)?(?:url|q)=(.+?)(?=&(?:ct|sa|cd|usg|source)=|$)"
)
DAY_FIRST, TIME = r"\d{1,2}[-./]\d{1,2}[-./]\d{2,4}\b.*", r"\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?"
UNZONED = re.compile(rf"{DAY_FIRST}|\d{{4}}-\d{{2}}-\d{{2}}(?:[T ]{TIME})?|.*\b(?:CES?T|MES?[TZ])")
"""Dates that feedparser takes for another day, or for UTC: they are read as the source prints its dates."""
MAILED = re.compile(r"[^\s@]+@[^\s@]+ \((.+)\)")
HEAD = 2_000
"""Characters within which a feed's first element stands, apart from a comment before it."""


class Feed(Engine):
    """RSS and Atom feeds.

    Set ``url`` (the feed); dates carry their zone. An entry is read both as a row (its title and where it leads) and as
    a post (its words). Google Alerts: the link is unwrapped from Google's redirect, and the date is when Google found
    the page, so an alert is a pointer and no post. A feed holds only the newest entries: what was posted between two
    fetches can be missing.
    """

    name = "feed"
    kind = "feed"
    shows_all = False

    def evidence(self, page: Page) -> list[str]:
        """The root element, what stands in it, and the namespaces it names."""
        head = _head(page.content)
        root = ROOT.search(head)
        if not root or "<html" in head[: root.start()].lower():
            return []
        marks = ("<channel", "<item", "<entry", "<title", "<link", "<updated", "<pubDate", "<generator", "xmlns")
        return [f"<{root[1]}> at the root", *(f"{mark} in the feed" for mark in marks if mark in page.content)]

    def page_kind(self, page: Page) -> PageKind:
        """A feed, which may be empty."""
        if not self.evidence(page):
            return PageKind("unknown")
        return PageKind("feed", None if _entries(page) else "empty_feed")

    def threads(self, page: Page) -> list[ListedThread]:
        """The entries as rows: title, address and date."""
        return [_row(page, entry) for entry in _entries(page)]

    def posts(self, page: Page) -> list[ShownPost]:
        """The entries as posts: author, date and words, without what the feed adds to them."""
        return [_post(page, entry) for entry in _entries(page)]

    def boards(self, page: Page) -> list[Board]:
        """A feed has no boards."""
        return []

    def title(self, page: Page) -> str:
        """The feed's own title."""
        return _plain(str(_parsed(page.content).feed.get("title") or "")) if self.evidence(page) else ""

    def thread_id(self, page: Page) -> str:
        """A feed is no thread."""
        return ""

    def page_position(self, page: Page) -> Position:
        """A feed has one page."""
        return Position(1, 1)

    def next_page(self, page: Page) -> str | None:
        """A feed has no next page."""
        return None

    def canonical(self, url: str) -> str:
        """The address that a redirect leads to."""
        return unwrapped(url)

    def page_url(self, thread_url: str, page: int, per_page: int) -> str:
        """A feed has one page."""
        return thread_url


def unwrapped(url: str) -> str:
    """Where a Google redirect leads; another address as it is.

    The target is percent-encoded in part or not at all, so it is cut from ``url=`` or ``q=`` to Google's own next
    parameter and decoded once: a query parser would lose all after the first ``&`` of a forum's address.
    """
    found = REDIRECT.match(url)
    return unquote(found[1]) if found else url


@lru_cache(maxsize=2)
def _parsed(content: str) -> feedparser.FeedParserDict:
    """The feed, parsed once and from memory: a bare string that looks like an address would be fetched.

    Its markup is only read as text here, so that it needs no cleaning (which takes four fifths of the time).
    """
    body = content.lstrip("\ufeff \r\n\t").encode("utf-8", errors="replace")
    headers = {"content-type": "application/xml; charset=utf-8"}
    return feedparser.parse(io.BytesIO(body), response_headers=headers, sanitize_html=False)


def _head(content: str) -> str:
    """The start of a page; a long comment before the first element does not count."""
    before, comment, _ = content[:HEAD].partition("<!--")
    end = content.find("-->") if comment and not ROOT.search(before) else -1
    return content[:HEAD] if end < 0 else before + content[end : end + HEAD]


def _entries(page: Page) -> list[Any]:
    if not ROOT.search(_head(page.content)):
        return []
    found = {_id(entry): entry for entry in reversed(_parsed(page.content).entries)}
    return list(reversed(found.values()))


def _id(entry: Any) -> str:  # noqa: ANN401 (feedparser has no types)
    return str(entry.get("id") or unwrapped(str(entry.get("link") or "")) or entry.get("title") or "")


def _at(entry: Any) -> Shown:  # noqa: ANN401 (feedparser has no types)
    # Asked in its own way for a date that an entry lacks, feedparser warns and gives another.
    shown, stamp = (
        dict.get(entry, f"published{part}") or dict.get(entry, f"updated{part}") for part in ("", "_parsed")
    )
    printed = str(shown or "").strip()
    if not stamp or UNZONED.fullmatch(printed):
        return Shown(printed)
    return Shown(printed, datetime.fromtimestamp(timegm(stamp), UTC).isoformat())


def _plain(markup: str) -> str:
    """One line of text from markup: titles may be HTML, escaped once or twice."""
    return text.line(text.own_words(LexborHTMLParser(markup).body)) if markup else ""


def _row(page: Page, entry: Any) -> ListedThread:  # noqa: ANN401 (feedparser has no types)
    return ListedThread(
        thread_id=_id(entry),
        url=page.link(unwrapped(str(entry.get("link") or ""))),
        title=_plain(str(entry.get("title") or "")),
        last_post=_at(entry),
        author=_author(entry, _body(entry)),
    )


def _post(page: Page, entry: Any) -> ShownPost:  # noqa: ANN401 (feedparser has no types)
    whole, link = _body(entry), str(entry.get("link") or "")
    own, quotes = feed_words.own_words(whole, link, _plain(str(entry.get("title") or "")))
    return ShownPost(
        post_id=_id(entry),
        author=_author(entry, whole),
        posted=_at(entry),
        text=own,
        url=page.link(unwrapped(link)),
        quotes=quotes,
    )


def _body(entry: Any) -> LexborNode | None:  # noqa: ANN401 (feedparser has no types)
    contents = [str(content.get("value") or "") for content in entry.get("content") or []]
    return LexborHTMLParser(max([*contents, str(entry.get("summary") or "")], key=len)).body


def _author(entry: Any, body: LexborNode | None) -> str:  # noqa: ANN401 (feedparser has no types)
    """The author element, which MyBB fills with a link; in Reddit's RSS only the text names the author.

    RSS asks for an address, ``pia@example.nl (Pia)``: the name in it is enough.
    """
    author = str(entry.get("author") or "")
    mailed = MAILED.fullmatch(author)
    named = _plain(mailed[1] if mailed else author)
    link = body.css_first('a[href*="reddit.com/user/"]') if body is not None and not named else None
    return named or words(link)
