"""LinkedIn: the posts of the organisation's own page and the comments on them; the API shows nothing else."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any
from urllib.parse import quote

from crawler import store
from spiders.asking import LONGEST, Answer, AnswerSpider
from spiders.conversation import Place
from spiders.engines.answers import fields, held, objects
from spiders.engines.linkedin import Linkedin, urn_of, web_address
from spiders.refusals import Skipped

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
    reader = Linkedin()
    secret_name = "linkedin_token"  # noqa: S105 (the name of a variable)
    gives_all = True
    expect = (0, 200)
    delay = 1.0
    page: str = ""

    async def gather(self) -> None:
        """The posts of the page, last changed first, each with its comments, back to where they are followed."""
        self.credentials = {
            "Authorization": f"Bearer {self.secret()}",
            "LinkedIn-Version": VERSION,
            "X-Restli-Protocol-Version": "2.0.0",
        }
        if not self.page:
            raise Skipped("het profiel noemt geen pagina ([sources.linkedin] page)")
        author = f"urn:li:organization:{self.page.rsplit(':', 1)[-1]}"
        query = {"q": "author", "author": author, "sortBy": "LAST_MODIFIED"}
        since = min(self.since, store.now() - timedelta(days=self.profile.crawl.revisit_days)).timestamp() * 1000
        async for answer in self._pages("rest/posts", query):
            posts = objects(fields(answer).get("elements"))
            recent = [urn_of(post) for post in posts if (post.get("lastModifiedAt") or since) >= since]
            places = {urn: Place(urn, web_address(urn), board=self.page) for urn in recent}
            self.keep((post for post in self.shown_in(answer) if post.post_id in places), places, answer.clock)
            for urn, place in places.items():
                await self.attempt_thread(self._read_comments(urn, place))
            if len(recent) < len(posts):
                return

    async def _read_comments(self, about: str, place: Place) -> None:
        """The comments on a post, each with the replies to it."""
        async for answer in self._pages(f"rest/socialActions/{quote(about, safe='')}/comments", {}):
            shown = self.shown_in(answer)
            self.keep(shown, dict.fromkeys((post.post_id for post in shown), place), answer.clock)
            for comment in objects(fields(answer).get("elements")):
                if about == place.thread_id and held(comment, "commentsSummary", "aggregatedTotalComments"):
                    await self._read_comments(urn_of(comment), place)

    async def _pages(self, path: str, query: dict[str, Any]) -> AsyncIterator[Answer]:
        """The pages of an answer; the API numbers their first entry."""
        for number in range(LONGEST):
            asked = {**query, "count": MOST, "start": number * MOST}
            answer = await self.ask_for(path, asked, self.credentials)
            yield answer
            if len(objects(fields(answer).get("elements"))) < MOST:
                return
