"""LinkedIn's API: posts of an organisation, and comments."""

from __future__ import annotations

import re
from typing import Any

from spiders.engines.answers import AnswerEngine, count, fields, held, objects, shown, string, with_parameter
from spiders.engines.engine import query_value
from spiders.engines.page import Page, PageKind, ShownPost

POST_NAMES = ("commentary", "lifecycleState", "publishedAt", "lastModifiedAt", "visibility")
COMMENT_NAMES = ("$URN", "commentUrn", "actor", "object", "message", "commentsSummary")
MEMBER = "com.linkedin.common.MemberAttributedEntity"
MENTION = re.compile(r"@\[((?:[^\]\\]|\\.)*)\]\s?\((urn:li:\w+:[^)]*)\)")
HASHTAG = re.compile(r"\{hashtag\|\\?[#＃]\|((?:[^}\\]|\\.)*)\}")
CODE = re.compile(r"[A-Z]+(?:_[A-Z]+)+")
ESCAPED = re.compile(r"\\([|{}@\[\]()<>#＃\\*_~])")
"""Elements and reserved characters of the text format ``little``:
https://learn.microsoft.com/linkedin/marketing/community-management/shares/little-text-format"""


class Linkedin(AnswerEngine):
    """Answers of ``rest/posts`` and ``rest/socialActions/.../comments``.

    Set ``url`` (the request). Authors come as numbers. A post is written in the format ``little``; a comment is plain,
    with the people whom it names beside it as ranges.
    """

    name = "linkedin"

    def evidence(self, page: Page) -> list[str]:
        """Field names of a post or comment whose id is one of LinkedIn's names, or those of a refusal."""
        answer = fields(page)
        nodes = [node for node in objects(answer.get("elements")) if urn_of(node).startswith("urn:li:")]
        found = [name for name in (*POST_NAMES, *COMMENT_NAMES) if any(name in node for node in nodes)]
        is_paged = all(held(answer, "paging", name) is not None for name in ("start", "count"))
        is_empty = not nodes and is_paged and "elements" in answer
        is_refusal = {"status", "message"} <= answer.keys() and CODE.fullmatch(string(answer.get("code"))) is not None
        signs = {"elements with paging": is_empty, "refusal with status and code": is_refusal}
        return [*(f"element with {name}" for name in found), *(sign for sign, is_there in signs.items() if is_there)]

    def page_kind(self, page: Page) -> PageKind:
        """A feed; a refusal tells its reason by its status."""
        answer = fields(page)
        if "elements" in answer:
            return PageKind("feed", None if self.posts(page) else "empty_feed")
        if "status" in answer:
            is_wall = answer["status"] in (401, 403)
            return PageKind("login", "login_wall") if is_wall else PageKind("error", "information")
        return PageKind("unknown")

    def posts(self, page: Page) -> list[ShownPost]:
        """The posts or comments of the answer, each once."""
        nodes = [node for node in objects(fields(page).get("elements")) if urn_of(node)]
        found = {urn_of(node): _post(node) if "commentary" in node else _comment(node) for node in nodes}
        return [post for post in found.values() if post.text]

    def next_page(self, page: Page) -> str | None:
        """The same request from the number of the next entry on, while a page comes full."""
        size = count(held(fields(page), "paging", "count"))
        if not size or len(objects(fields(page).get("elements"))) < size:
            return None
        start = query_value(page.url, "start")
        return with_parameter(page.url, "start", str(size + (int(start) if start.isdecimal() else 0)))


def plain(little: str) -> tuple[str, list[str]]:
    """A text in the format ``little`` as people read it, and the people whom it mentions."""
    people = [ESCAPED.sub(r"\1", name) for name, urn in MENTION.findall(little) if not urn.startswith("urn:li:org")]
    shown_text = HASHTAG.sub(r"#\1", MENTION.sub(r"\1", little))
    return ESCAPED.sub(r"\1", shown_text), people


def urn_of(node: dict[str, Any]) -> str:
    """What LinkedIn calls a post or a comment."""
    return string(node.get("$URN")) or string(node.get("commentUrn")) or string(node.get("id"))


def _post(node: dict[str, Any]) -> ShownPost:
    urn, (text, people) = urn_of(node), plain(string(node.get("commentary")))
    return ShownPost(
        post_id=urn,
        author=string(node.get("author")),
        posted=shown(node.get("publishedAt") or node.get("createdAt")),
        text=text,
        url=web_address(urn),
        named=people,
    )


def _comment(node: dict[str, Any]) -> ShownPost:
    """A comment; only LinkedIn's own program can show it alone, so its address is that of its post."""
    text = string(held(node, "message", "text")) or string(node.get("message"))
    return ShownPost(
        post_id=urn_of(node),
        author=string(node.get("actor")),
        posted=shown(held(node, "created", "time")),
        text=text,
        url=web_address(string(node.get("object"))),
        named=[name for mark in objects(held(node, "message", "attributes")) if (name := _marked(text, mark))],
    )


def _marked(text: str, mark: dict[str, Any]) -> str:
    """The words of a text that name a person; empty for a company or a link. Ranges count UTF-16, as Java does."""
    start, length = count(mark.get("start")), count(mark.get("length"))
    is_person = MEMBER in (mark.get("value") or {})
    if not is_person or start is None or not length:
        return ""
    return text.encode("utf-16-le")[2 * start : 2 * (start + length)].decode("utf-16-le", errors="ignore")


def web_address(urn: str) -> str:
    """The page of a post."""
    return f"https://www.linkedin.com/feed/update/{urn}/"
