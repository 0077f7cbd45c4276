"""Facebook: what is said on the organisation's own page, and posts that tag it; the API shows nothing else."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

from crawler import store
from spiders.asking import LONGEST, Answer, AnswerSpider
from spiders.conversation import Place
from spiders.engines.answers import fields, held, objects, string
from spiders.engines.facebook import Facebook
from spiders.refusals import Gone, Refused, Skipped

VERSION = "v26.0"
MOST = 100
FACTS = "id,message,message_tags,created_time,from,permalink_url"
REASONS = {
    190: ("login_wall", "Het token voor Facebook is verlopen of ongeldig; zet een nieuw in WEBCARE_FACEBOOK_TOKEN."),
    10: ("http_403", "Facebook weigert de toegang tot de pagina; het token mist een recht."),
    200: ("http_403", "Facebook weigert de toegang tot de pagina; het token mist een recht."),
    4: ("rate_limited", "Facebook vindt het te veel vragen; de volgende ronde gaat verder."),
    17: ("rate_limited", "Facebook vindt het te veel vragen; de volgende ronde gaat verder."),
    32: ("rate_limited", "Facebook vindt het te veel vragen; de volgende ronde gaat verder."),
}
"""Error codes of the Graph API, in the words of the contract."""

NOT_THERE = (100, 33)
"""Code and subcode for an object that does not exist, or that the token may not see."""


class FacebookSpider(AnswerSpider):
    """Set ``page`` (the page's id) in the profile and a page token in ``WEBCARE_FACEBOOK_TOKEN``.

    The author of a post is told only where the token may see it; else it is empty. Answers name the next page by an
    address with the token in it, so that address is never used: the cursor is.
    """

    name = "facebook"
    title = "Facebook"
    url = "https://graph.facebook.com/"
    reader = Facebook()
    secret_name = "facebook_token"  # noqa: S105 (the name of a variable)
    gives_all = True
    expect = (0, 1_000)
    delay = 1.0
    page: str = ""

    async def gather(self) -> None:
        """The page's own posts of the last weeks with their comments, then the posts that tag it."""
        self.credentials = {"Authorization": f"Bearer {self.secret()}"}
        if not self.page:
            raise Skipped("het profiel noemt geen pagina ([sources.facebook] page)")
        days = timedelta(days=self.profile.crawl.revisit_days)
        since = {"since": int(min(self.since, store.now() - days).timestamp())}
        comments = f"comments.limit({MOST}){{{FACTS},comment_count}}"
        for edge, asked in (("feed", f"{FACTS},{comments}"), ("tagged", FACTS)):
            async for answer in self._pages(f"{self.page}/{edge}", {"fields": asked, **since}):
                await self._read(answer)

    async def _read(self, answer: Answer, place: Place | None = None) -> None:
        """Keeps the posts of an answer, or the comments at a place; then what the answer leaves out below them."""
        nodes = objects(fields(answer).get("data"))
        places = {string(node.get("id")): place or self._place(node) for node in nodes}
        inner = [(comment, places[string(node.get("id"))]) for node in nodes for comment in below(node)]
        of_comments = {string(comment.get("id")): at for comment, at in inner}
        self.keep(self.shown_in(answer), places | of_comments, answer.clock)
        for node in nodes:
            if held(node, "comments", "paging", "next"):
                after = string(held(node, "comments", "paging", "cursors", "after"))
                at, facts = places[string(node.get("id"))], f"{FACTS},comment_count"
                await self.attempt_thread(self._read_below(node, at, facts, after))
        for comment, at in inner if place is None else [(node, place) for node in nodes]:
            if comment.get("comment_count"):
                await self.attempt_thread(self._read_below(comment, at, FACTS))

    async def _read_below(self, node: dict[str, Any], place: Place, facts: str, after: str | None = None) -> None:
        async for answer in self._pages(f"{string(node.get('id'))}/comments", {"fields": facts}, after):
            await self._read(answer, place)

    def _place(self, node: dict[str, Any]) -> Place:
        return Place(string(node.get("id")), string(node.get("permalink_url")), board=self.page)

    async def _pages(self, path: str, query: dict[str, Any], after: str | None = None) -> AsyncIterator[Answer]:
        for _ in range(LONGEST):
            asked = {**query, "limit": MOST, "after": after}
            answer = await self.ask_for(f"{VERSION}/{path}", asked, self.credentials)
            yield answer
            after = string(held(fields(answer), "paging", "cursors", "after"))
            if not after or not held(fields(answer), "paging", "next"):
                return

    def refusal(self, status: int, answer: Answer) -> Refused | None:
        """The Graph API tells by its own code what is wrong, mostly with status 400."""
        code, part = (held(fields(answer), "error", name) for name in ("code", "error_subcode"))
        if (code, part) == NOT_THERE:
            return Gone()
        return Refused(*REASONS[code]) if code in REASONS else super().refusal(status, answer)


def below(node: dict[str, Any]) -> list[dict[str, Any]]:
    """The comments that stand in a post."""
    return objects(held(node, "comments", "data"))
