"""X (Twitter) API v2: searches, lookups and timelines."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING, Any

from spiders.engines.answers import AnswerEngine, fields, held, objects, shown, string, with_parameter
from spiders.engines.page import Page, PageKind, ShownPost

if TYPE_CHECKING:
    from collections.abc import Mapping

NAMES = ("edit_history_tweet_ids", "author_id", "conversation_id", "public_metrics", "referenced_tweets", "text")
REFUSAL = frozenset({"title", "detail", "type", "status"})
REFUSED = frozenset({"401", "403"})
PROBLEM = re.compile(r"https://api\.(?:twitter|x)\.com/2/problems/")


class X(AnswerEngine):
    """Answers of the X API v2.

    Set ``url`` (the request with its query, fields and expansions). Without expansions an answer holds no author and
    no date. A retweet is read with the words it repeats, which stand in ``includes`` only. ``errors`` come together
    with data: an account was suspended, a post is gone.
    """

    name = "x"

    def evidence(self, page: Page) -> list[str]:
        """Field names of the API."""
        answer = fields(page)
        posts = _posts(answer)
        found = [f"post with {name}" for name in NAMES if any(name in post for post in posts)]
        found += [f"refusal with {name}" for name in REFUSAL if not posts and answer.keys() >= REFUSAL]
        problems = [string(error.get("type")) for error in objects(answer.get("errors"))]
        found += ["problem of api.twitter.com or api.x.com" for problem in problems if PROBLEM.match(problem)][:1]
        return ["JSON with data or meta", *found] if found or held(answer, "meta", "result_count") == 0 else []

    def page_kind(self, page: Page) -> PageKind:
        """A feed; an answer without data says why."""
        answer = fields(page)
        if _posts(answer):
            return PageKind("feed")
        if string(answer.get("status")) in REFUSED:
            return PageKind("login", "login_wall")
        if objects(answer.get("errors")) or answer.get("title"):
            return PageKind("error", "information")
        return PageKind("feed", "empty_feed") if "meta" in answer else PageKind("unknown")

    def posts(self, page: Page) -> list[ShownPost]:
        """The posts of the answer, each once."""
        answer = fields(page)
        users = {
            string(user.get("id")): string(user.get("username")) for user in objects(held(answer, "includes", "users"))
        }
        others = {string(post.get("id")): post for post in objects(held(answer, "includes", "tweets"))}
        found = {string(post.get("id")): _post(post, users, others) for post in _posts(answer)}
        return [post for post_id, post in found.items() if post_id]

    def thread_id(self, page: Page) -> str:
        """The conversation, where all posts of the answer are of one."""
        ids = {string(post.get("conversation_id")) for post in _posts(fields(page))}
        return ids.pop() if len(ids) == 1 else ""

    def next_page(self, page: Page) -> str | None:
        """The same request with the answer's ``next_token``."""
        token = string(held(fields(page), "meta", "next_token"))
        return with_parameter(page.url, "next_token", token) if token else None


def _posts(answer: dict[str, Any]) -> list[dict[str, Any]]:
    """The posts of an answer: a list, one by itself, or one taken out of its answer, as collecting tools do."""
    data = answer.get("data", answer)
    posts = objects([data] if isinstance(data, dict) else data)
    return [post for post in posts if string(post.get("id")).isdigit() and "text" in post]


def _post(post: dict[str, Any], users: Mapping[str, str], others: Mapping[str, dict[str, Any]]) -> ShownPost:
    post_id, author_id = string(post.get("id")), string(post.get("author_id"))
    author = users.get(author_id) or string(held(post, "author", "username"))
    references = {string(held(r, "type")): string(held(r, "id")) for r in objects(post.get("referenced_tweets"))}
    repeated = others.get(references.get("retweeted", ""), post)
    quoted = [references[kind] for kind in ("quoted", "retweeted") if kind in references]
    return ShownPost(
        post_id=post_id,
        author=author,
        posted=shown(post.get("created_at")),
        text=unescape(string(held(repeated, "note_tweet", "text")) or string(repeated.get("text"))),
        url=f"https://x.com/{author or 'i'}/status/{post_id}",
        quotes=quoted,
    )
