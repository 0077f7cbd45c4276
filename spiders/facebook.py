"""Facebook: what is said on the organisation's own page, and posts that tag it; the API shows nothing else."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

from crawler import store
from spiders.asking import LONGEST, Answer, AnswerSpider
from spiders.conversation import Place
from spiders.engines.answers import fields, held, objects, shown, string
from spiders.engines.page import ShownPost
from spiders.refusals import CHANGED, Refused

VERSION = "v26.0"
MOST = 100
FACTS = "id,message,created_time,from,permalink_url"
REASONS = {
    190: ("login_wall", "Het token voor Facebook is verlopen of ongeldig; zet een nieuw in WEBCARE_FACEBOOK_TOKEN."),
    10: ("http_403", "Facebook weigert de toegang tot de pagina; het token mist een recht."),
    200: ("http_403", "Facebook weigert de toegang tot de pagina; het token mist een recht."),
    4: ("rate_limited", "Facebook vindt het te veel vragen; de volgende ronde gaat verder."),
    17: ("rate_limited", "Facebook vindt het te veel vragen; de volgende ronde gaat verder."),
    32: ("rate_limited", "Facebook vindt het te veel vragen; de volgende ronde gaat verder."),
}
"""Error codes of the Graph API, in the words of the contract."""


class FacebookSpider(AnswerSpider):
    """Set ``page`` (the page's id) in the profile and a page token in ``WEBCARE_FACEBOOK_TOKEN``.

    The author of a post is told only where the token may see it; else it is empty. Answers name the next page by an
    address with the token in it, so that address is never used: the cursor is.
    """

    name = "facebook"
    title = "Facebook"
    url = "https://graph.facebook.com/"
    secret_name = "facebook_token"  # noqa: S105 (the name of a variable)
    gives_all = True
    expect = (0, 1_000)
    delay = 1.0
    page: str = ""

    async def gather(self) -> None:
        """The page's own posts of the last weeks with their comments, then the posts that tag it."""
        self.credentials = {"Authorization": f"Bearer {self.secret()}"}
        if not self.page:
            raise Refused("login_wall", "overgeslagen: het profiel noemt geen pagina ([sources.facebook] page).")
        days = timedelta(days=self.profile.crawl.revisit_days)
        since = {"since": int(min(self.since, store.now() - days).timestamp())}
        comments = f"comments.limit({MOST}){{{FACTS},comment_count}}"
        async for answer in self._pages(f"{self.page}/feed", {"fields": f"{FACTS},{comments}", **since}):
            await self._read_posts(answer)
        async for answer in self._pages(f"{self.page}/tagged", {"fields": FACTS, **since}):
            await self._read_posts(answer)

    async def _read_posts(self, answer: Answer) -> None:
        for post in objects(fields(answer).get("data")):
            place = Place(string(post.get("id")), string(post.get("permalink_url")), board=self.page)
            self._keep([post], place, answer)
            comments = held(post, "comments") or {}
            await self._read_comments(objects(comments.get("data")), place, answer)
            if held(comments, "paging", "next"):
                after = held(comments, "paging", "cursors", "after")
                async for more in self._pages(
                    f"{place.thread_id}/comments", {"fields": f"{FACTS},comment_count"}, after
                ):
                    await self._read_comments(objects(fields(more).get("data")), place, more)

    async def _read_comments(self, comments: list[dict[str, Any]], place: Place, answer: Answer) -> None:
        """Comments, each with the replies below it."""
        self._keep(comments, place, answer)
        for comment in comments:
            if comment.get("comment_count"):
                async for replies in self._pages(f"{string(comment.get('id'))}/comments", {"fields": FACTS}):
                    self._keep(objects(fields(replies).get("data")), place, replies)

    def _keep(self, posts: list[dict[str, Any]], place: Place, answer: Answer) -> None:
        told = [read_post(post) for post in posts if post.get("id") and post.get("message")]
        self.keep(told, dict.fromkeys((post.post_id for post in told), place), answer.clock)

    async def _pages(self, path: str, query: dict[str, Any], after: str | None = None) -> AsyncIterator[Answer]:
        for _ in range(LONGEST):
            asked = {**query, "limit": MOST, "after": after}
            answer = await self.ask_for(f"{VERSION}/{path}", asked, self.credentials)
            if "data" not in fields(answer):
                raise Refused("page_changed", CHANGED)
            self.count("pages_read")
            yield answer
            after = string(held(fields(answer), "paging", "cursors", "after"))
            if not after or not held(fields(answer), "paging", "next"):
                return

    def refusal(self, status: int, answer: Answer) -> Refused | None:
        """The Graph API tells by its own code what is wrong, mostly with status 400."""
        code = held(fields(answer), "error", "code")
        return Refused(*REASONS[code]) if code in REASONS else super().refusal(status, answer)


def read_post(post: dict[str, Any]) -> ShownPost:
    """A post, comment or reply of the API."""
    return ShownPost(
        post_id=string(post.get("id")),
        author=string(held(post, "from", "name")),
        posted=shown(post.get("created_time")),
        text=string(post.get("message")),
        url=string(post.get("permalink_url")),
    )
