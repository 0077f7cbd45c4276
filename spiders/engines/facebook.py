"""Facebook's Graph API: the feed of a page, the posts that tag it, and comments."""

from __future__ import annotations

from typing import Any

from spiders.engines.answers import AnswerEngine, count, fields, held, objects, shown, string, with_parameter
from spiders.engines.page import Page, PageKind, ShownPost

NAMES = ("created_time", "permalink_url", "comment_count", "message_tags", "message")
NO_ENTRY = frozenset({10, 102, 190, 200})
"""Error codes that say that the token opens nothing: https://developers.facebook.com/docs/graph-api/guides/error-handling"""


class Facebook(AnswerEngine):
    """Answers of the edges ``feed``, ``tagged`` and ``comments``.

    Set ``url`` (the request with its ``fields``). A post without words (a photo) is left out, its comments are not.
    The author is told only where the token may see it.
    """

    name = "facebook"

    def evidence(self, page: Page) -> list[str]:
        """Field names of a post with the date that only this API writes, or those of its refusals."""
        answer = fields(page)
        nodes = objects(answer.get("data"))
        found = [f"post with {name}" for name in NAMES if any("created_time" in n and name in n for n in nodes)]
        is_refusal = all(held(answer, "error", name) is not None for name in ("code", "type", "fbtrace_id"))
        return [*found, *(["error with fbtrace_id"] if is_refusal else [])]

    def page_kind(self, page: Page) -> PageKind:
        """A feed; a refusal tells its reason by a code."""
        answer = fields(page)
        if "data" in answer:
            return PageKind("feed", None if self.posts(page) else "empty_feed")
        if "error" in answer:
            is_wall = held(answer, "error", "code") in NO_ENTRY
            return PageKind("login", "login_wall") if is_wall else PageKind("error", "information")
        return PageKind("unknown")

    def posts(self, page: Page) -> list[ShownPost]:
        """The posts, each followed by the comments that stand in it."""
        found: dict[str, ShownPost] = {}
        waiting = objects(fields(page).get("data"))
        while waiting:
            node = waiting.pop(0)
            waiting = [*objects(held(node, "comments", "data")), *waiting]
            if node.get("id") and node.get("message"):
                found.setdefault(string(node["id"]), _post(node))
        return list(found.values())

    def next_page(self, page: Page) -> str | None:
        """The same request with the answer's cursor: the address that the answer names holds the token."""
        paging = fields(page).get("paging")
        after = string(held(paging, "cursors", "after")) if held(paging, "next") else ""
        return with_parameter(page.url, "after", after) if after else None


def _post(node: dict[str, Any]) -> ShownPost:
    """A post, comment or reply."""
    text = string(node.get("message"))
    return ShownPost(
        post_id=string(node.get("id")),
        author=string(held(node, "from", "name")),
        posted=shown(node.get("created_time")),
        text=text,
        url=string(node.get("permalink_url")),
        named=[name for tag in _tags(node) if (name := _tagged(text, tag))],
    )


def _tags(node: dict[str, Any]) -> list[dict[str, Any]]:
    """The people whom a text tags: not pages, groups and the like."""
    return [tag for tag in objects(node.get("message_tags")) if tag.get("type") in (None, "user")]


def _tagged(text: str, tag: dict[str, Any]) -> str:
    """The name as the text has it, else as the tag has it; ranges count code points."""
    start, length = count(tag.get("offset")), count(tag.get("length"))
    return text[start : start + length] if start is not None and length else string(tag.get("name"))
