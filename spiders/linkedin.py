"""LinkedIn: the posts of the organisation's own page and the comments on them; the API shows nothing else."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any
from urllib.parse import quote

from spiders.asking import LONGEST, Answer, AnswerSpider
from spiders.conversation import Place
from spiders.engines.answers import fields, held, objects, shown, string
from spiders.engines.page import ShownPost
from spiders.refusals import CHANGED, Refused

VERSION = "202610"
"""The month of the API's version; LinkedIn serves each for about a year."""
MOST = 50


class LinkedinSpider(AnswerSpider):
    """Set ``page`` (the number of the organisation) in the profile and a token in ``WEBCARE_LINKEDIN_TOKEN``.

    Tokens end after sixty days. Authors come as numbers, without names.
    """

    name = "linkedin"
    title = "LinkedIn"
    url = "https://api.linkedin.com/"
    secret_name = "linkedin_token"  # noqa: S105 (the name of a variable)
    gives_all = True
    expect = (0, 200)
    delay = 1.0
    page: str = ""

    async def gather(self) -> None:
        """The newest posts of the page, each with its comments."""
        self.credentials = {
            "Authorization": f"Bearer {self.secret()}",
            "LinkedIn-Version": VERSION,
            "X-Restli-Protocol-Version": "2.0.0",
        }
        if not self.page:
            raise Refused("login_wall", "overgeslagen: het profiel noemt geen pagina ([sources.linkedin] page).")
        author = f"urn:li:organization:{self.page.rsplit(':', 1)[-1]}"
        query = {"q": "author", "author": author, "sortBy": "LAST_MODIFIED"}
        async for answer in self._pages("rest/posts", query):
            for post in objects(fields(answer).get("elements")):
                await self._read_post(post, answer)

    async def _read_post(self, post: dict[str, Any], answer: Answer) -> None:
        urn = string(post.get("id"))
        place = Place(urn, web_address(urn), board=self.page)
        own = ShownPost(urn, string(post.get("author")), shown(post.get("publishedAt")), string(post.get("commentary")))
        own.url = place.url
        self.keep([own], {urn: place}, answer.clock)
        async for comments in self._pages(f"rest/socialActions/{quote(urn, safe='')}/comments", {}):
            found = [read_comment(comment, place.url) for comment in objects(fields(comments).get("elements"))]
            self.keep(found, dict.fromkeys((comment.post_id for comment in found), place), comments.clock)

    async def _pages(self, path: str, query: dict[str, Any]) -> AsyncIterator[Answer]:
        """The pages of an answer; the API numbers their first entry."""
        for number in range(LONGEST):
            asked = {**query, "count": MOST, "start": number * MOST}
            answer = await self.ask_for(path, asked, self.credentials)
            if "elements" not in fields(answer):
                raise Refused("page_changed", CHANGED)
            self.count("pages_read")
            yield answer
            if len(objects(fields(answer).get("elements"))) < MOST:
                return


def read_comment(comment: dict[str, Any], thread_url: str) -> ShownPost:
    """A comment of the API; only LinkedIn's own program can show it alone."""
    return ShownPost(
        post_id=string(comment.get("$URN")) or string(comment.get("id")),
        author=string(comment.get("actor")),
        posted=shown(held(comment, "created", "time")),
        text=string(held(comment, "message", "text")) or string(comment.get("message")),
        url=thread_url,
    )


def web_address(urn: str) -> str:
    """The page of a post."""
    return f"https://www.linkedin.com/feed/update/{urn}/"
