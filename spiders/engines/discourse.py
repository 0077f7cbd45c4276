"""Discourse by its JSON, and by the plain pages that it gives to crawlers."""

from __future__ import annotations

import re
from html import unescape
from typing import Any, ClassVar
from urllib.parse import urljoin, urlsplit

from selectolax.lexbor import LexborHTMLParser

from spiders.engines import discourse_pages
from spiders.engines.answers import count, fields, held, objects, shown, string
from spiders.engines.engine import SESSION, Engine, without
from spiders.engines.page import (
    Board,
    ListedThread,
    Page,
    PageKind,
    Position,
    ShownPost,
    attribute,
    number_in,
)

FIELDS = (
    *("post_stream", "topic_list", "category_list", "latest_posts"),
    *("posts_count", "highest_post_number", "post_number", "cooked", "fancy_title"),
)
"""Field names of the API; one of the first four makes an answer a page of Discourse."""
SMALL_ACTION = 3
"""The ``post_type`` of "X closed this topic"; 1 is a post, 2 a moderator's."""
LOCKED_OUT = frozenset({"not_logged_in", "invalid_access"})


class Discourse(Engine):
    """Discourse of any version, in any language.

    Set ``url`` (the front page); the walk reads ``latest.json`` and ``/t/5.json``, whose dates are UTC and whose post
    ids are the site's. The pages for crawlers number posts per thread, so they are read for inspection only: listings
    lead to the JSON, which counts posts with the opener. Recognise it by ``.crawler-post``, its generator, or
    ``post_stream``.
    """

    name = "discourse"
    posts_per_page = 20
    signs: ClassVar[dict[str, str]] = {
        "generator Discourse": 'meta[name=generator][content^="Discourse"]',
        "#post_1.crawler-post": ".crawler-post .crawler-post-meta",
        "#post_1.onscreen-post": "article.onscreen-post .cooked, article[data-post-id] .cooked",
        "tr.topic-list-item": "tr.topic-list-item a.raw-topic-link",
    }

    def evidence(self, page: Page) -> list[str]:
        """Signs of Discourse: field names of its API, its generator, its markup for crawlers."""
        if any(name in fields(page) for name in FIELDS[:4]) or {"errors", "error_type"} <= fields(page).keys():
            return [f"JSON field {name}" for name in (*FIELDS, "error_type") if f'"{name}"' in page.content]
        return super().evidence(page)

    def page_kind(self, page: Page) -> PageKind:
        """By the fields of the JSON or the parts of the page."""
        document = fields(page)
        if document.get("error_type"):
            is_wall = string(document["error_type"]) in LOCKED_OUT
            return PageKind("login", "login_wall") if is_wall else PageKind("error", "information")
        if self.posts(page):
            return PageKind("feed" if "latest_posts" in document else "thread")
        if "topic_list" in document or self.threads(page):
            return PageKind("listing", None if self.threads(page) else "empty_board")
        if self.boards(page):
            return PageKind("index")
        return PageKind("error", "information") if page.first(".page-not-found") else PageKind("unknown")

    def boards(self, page: Page) -> list[Board]:
        """Categories, as JSON to read on."""
        if not fields(page):
            return discourse_pages.boards(page)
        categories = objects(held(fields(page).get("category_list"), "categories"))
        subs = [sub for category in categories for sub in objects(held(category, "subcategory_list"))]
        named = [c for c in [*categories, *subs] if c.get("slug") and c.get("id")]
        return [Board(urljoin(page.url, f"/c/{c['slug']}/{c['id']}.json"), str(c.get("name", ""))) for c in named]

    def threads(self, page: Page) -> list[ListedThread]:
        """The rows of a listing, each with the address of its JSON; "related topics" below a thread are none."""
        if page.first(discourse_pages.POST):
            return []
        found = [_listed(page, row) for row in objects(held(fields(page).get("topic_list"), "topics"))]
        found += discourse_pages.rows(page) if not fields(page) else []
        rows: dict[str, ListedThread] = {}
        for row in found:
            if row.thread_id:
                rows.setdefault(row.thread_id, row)
        return list(rows.values())

    def posts(self, page: Page) -> list[ShownPost]:
        """The posts of a thread, or of the feed of the latest posts; deleted ones and notices of the site are none."""
        document = fields(page)
        if not document:
            return discourse_pages.posts(page)
        stream = [*objects(held(document.get("post_stream"), "posts")), *objects(held(document, "latest_posts"))]
        kept = [p for p in stream if p.get("id") and p.get("post_type") != SMALL_ACTION and not _is_deleted(p)]
        ids = {(string(p.get("topic_id")), string(p.get("post_number"))): str(p["id"]) for p in kept}
        return [_post(page, post, ids) for post in kept]

    def title(self, page: Page) -> str:
        """The thread's title."""
        document = fields(page)
        heading = unescape(str(document.get("title") or "")) or page.words("#topic-title h1, h1[data-topic-id], h1")
        return heading or page.words("title").rpartition(" - ")[0]

    def thread_id(self, page: Page) -> str:
        """The thread's number."""
        document = fields(page)
        if "post_stream" in document:
            return str(document.get("id") or "")
        address = attribute(page.first("link[rel=canonical]"), "href") or attribute(
            page.first("#topic-title a"), "href"
        )
        return number_in(discourse_pages.TOPIC, address) or number_in(discourse_pages.TOPIC, urlsplit(page.url).path)

    def board(self, page: Page) -> str:
        """The category, which only the page for crawlers names."""
        return page.words(".topic-category .category-name")

    def page_position(self, page: Page) -> Position:
        """From the address and the number of posts."""
        current = int(number_in(r"[?&]page=(\d+)", page.url) or 0)
        document = fields(page)
        if "post_stream" in document:
            stream = held(document, "post_stream", "stream")
            total = len(stream) if isinstance(stream, list) else 0
            return Position(current or 1, max(1, -(-total // self.posts_per_page)))
        if "topic_list" in document or self.threads(page):
            return Position(current + 1, None)
        return Position(current or 1, None if page.first("a[rel=next], link[rel=next]") else current or 1)

    def next_page(self, page: Page) -> str | None:
        """The listing's own "more" address, or the thread's next chunk of twenty."""
        document = fields(page)
        if isinstance(listed := document.get("topic_list"), dict):
            more = listed.get("more_topics_url")
            return urljoin(page.url, re.sub(r"^([^?]*?)(?:\.json)?(?=\?|$)", r"\1.json", str(more))) if more else None
        position = self.page_position(page)
        if position.pages is None or position.page >= position.pages:
            link = page.first("a[rel=next], link[rel=next]") if not document else None
            return page.link(link) or None if link else None
        return self.page_url(page.url, position.page + 1, self.posts_per_page)

    def site_state(self, page: Page) -> str | None:
        """``answered`` where a solution was accepted, ``closed`` where the thread is."""
        document = fields(page)
        if document.get("accepted_answer"):
            return "answered"
        return "closed" if document.get("closed") or document.get("archived") else None

    def start_url(self, url: str) -> str:
        """The JSON of a front page, category or thread."""
        parts = urlsplit(url)
        if parts.path.endswith(".json"):
            return url
        path = parts.path.rstrip("/") if re.search(r"/[ct]/", parts.path) else f"{parts.path.rstrip('/')}/latest"
        return parts._replace(path=f"{path}.json").geturl()

    def canonical(self, url: str) -> str:
        """The page that people read: no page, no post number, no ``.json``."""
        plain = without(url, SESSION | {"page", "no_definitions", "print", "u"})
        plain = re.sub(r"\.json(?=\?|$)", "", plain)
        return re.sub(r"(/t/(?:[^/?]*[^\d/?][^/?]*/)?\d+)(?:/\d+)?", r"\1", plain)

    def page_url(self, thread_url: str, page: int, per_page: int) -> str:
        """Chunks of twenty are numbered from 1."""
        url = without(thread_url, SESSION | {"page"})
        return f"{url}{'&' if '?' in url else '?'}page={page}" if page > 1 else url


def _is_deleted(post: dict[str, Any]) -> bool:
    return bool(post.get("deleted_at") or post.get("user_deleted"))


def _listed(page: Page, thread: dict[str, Any]) -> ListedThread:
    posts = count(thread.get("posts_count"))
    is_closed = bool(thread.get("closed") or thread.get("archived"))
    return ListedThread(
        thread_id=str(thread.get("id") or ""),
        url=urljoin(page.url, f"/t/{thread.get('slug') or '-'}/{thread.get('id')}.json"),
        title=unescape(str(thread.get("title") or "")),
        replies=posts - 1 if posts else None,
        views=count(thread.get("views")),
        last_post=shown(thread.get("last_posted_at") or thread.get("bumped_at")),
        started=shown(thread.get("created_at")),
        sticky=bool(thread.get("pinned")),
        closed=is_closed,
        site_state="answered" if thread.get("has_accepted_answer") else "closed" if is_closed else None,
    )


def _post(page: Page, post: dict[str, Any], ids: dict[tuple[str, str], str]) -> ShownPost:
    own, quotes = discourse_pages.own_words(LexborHTMLParser(str(post.get("cooked") or "")).body)
    topic, number = post.get("topic_id"), post.get("post_number")
    quoted = [attribute(quote, "data-post") for quote in quotes]
    return ShownPost(
        post_id=str(post["id"]),
        author=str(post.get("username") or ""),
        posted=shown(post.get("created_at")),
        text=own,
        url=urljoin(page.url, f"/t/{post.get('topic_slug') or '-'}/{topic}/{number}"),
        position=count(number),
        quotes=[ids.get((string(topic), post_number), "") for post_number in quoted],
        edited=shown(post.get("updated_at")) if string(post.get("version")) not in ("", "1") else None,
    )
