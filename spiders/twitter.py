"""X (Twitter): the API's search of the last seven days, by the search terms and the team's accounts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import timedelta
from typing import Any

from crawler import store
from crawler.accounts import is_noted, note_followers
from spiders.asking import LONGEST, Answer, AnswerSpider
from spiders.conversation import Place
from spiders.earlier import last_whole, left_today
from spiders.engines.answers import fields, held, objects, string
from spiders.engines.x import X
from spiders.refusals import Refused

SEARCH = "2/tweets/search/recent"
FIELDS = {
    "tweet.fields": "author_id,conversation_id,created_at,note_tweet,referenced_tweets",
    "expansions": "author_id,entities.mentions.username,referenced_tweets.id",
    "user.fields": "username,public_metrics",
}
MOST, LEAST = 100, 10
"""Posts an answer may hold by the API's rules; so the last answer of a day may pass the budget by nine."""
REACH = timedelta(days=7) - timedelta(minutes=5)
"""How far the search goes back; the API refuses anything older, also a ``since_id``."""


class TwitterSpider(AnswerSpider):
    """Searches posts in Dutch with a term, whatever the team posts, and whatever names the team.

    Every post read costs money, so a run asks only for posts newer than the newest of the last whole run, and a day's
    ``budget`` ends it. Set the token in ``WEBCARE_X_TOKEN``.

    Attributes:
        longest_query: characters; 512 is what every access allows, some allow 1024.
    """

    name = "twitter"
    title = "X"
    url = "https://api.x.com/"
    reader = X()
    secret_name = "x_token"  # noqa: S105 (the name of a variable)
    budget = 2_000
    expect = (5, 5_000)
    delay = 1.0
    longest_query = 512

    async def gather(self) -> None:
        """One search after the other, each page by page; then the followers of the team's accounts."""
        self.followers: dict[str, int] = {}
        credentials = {"Authorization": f"Bearer {self.secret()}"}
        since = self._since()
        for query in queries(self.words, self.accounts, self.longest_query):
            await self._search({**FIELDS, **since, "query": query}, credentials)
        await self._note_followers(credentials)

    async def _note_followers(self, credentials: dict[str, str]) -> None:
        """Once a day: from the answers where they showed the team, else by a question that costs a user read."""
        today = store.now().astimezone(self.profile.zone).date()
        if not self.accounts or is_noted(self.store, today, self.name):
            return
        for account in self.accounts:
            if account.casefold() not in self.followers:
                path, query = f"2/users/by/username/{account}", {"user.fields": FIELDS["user.fields"]}
                self._count_followers([held(fields(await self.ask_for(path, query, credentials)), "data")])
        if self.followers:
            note_followers(self.store, today, self.name, sum(self.followers.values()))

    async def _search(self, query: dict[str, Any], credentials: dict[str, str]) -> None:
        token = None
        for _ in range(LONGEST):
            most = min(MOST, max(LEAST, left_today(self)))
            answer = await self.ask_for(SEARCH, {**query, "max_results": most, "next_token": token}, credentials)
            self._read(answer)
            token = string(held(fields(answer), "meta", "next_token"))
            if not token:
                return

    def _read(self, answer: Answer) -> None:
        found = fields(answer)
        places = {
            string(post.get("id")): Place(thread, f"https://x.com/i/status/{thread}")
            for post in objects(found.get("data"))
            if (thread := string(post.get("conversation_id")))
        }
        self.keep(self.shown_in(answer), places, answer.clock)
        self.count("api_errors", len(objects(found.get("errors"))))
        self._count_followers(held(found, "includes", "users"))

    def _count_followers(self, users: object) -> None:
        ours = {name.casefold() for name in self.accounts}
        for user in objects(users):
            count = held(user, "public_metrics", "followers_count")
            if string(user.get("username")).casefold() in ours and isinstance(count, int):
                self.followers[string(user["username"]).casefold()] = count

    def refusal(self, status: int, answer: Answer) -> Refused | None:
        """X names the end of the money by a status or a title of its own."""
        if status == 402 or "UsageCapExceeded" in answer.content:
            return Refused("rate_limited", "Het tegoed bij X is op; vul het aan of wacht tot de nieuwe periode.")
        return super().refusal(status, answer)

    def _since(self) -> dict[str, str]:
        """Where the search begins: after the newest post of the last whole run where the API reaches that far."""
        earliest = store.now() - REACH
        whole = last_whole(self, "finished_at")
        if whole:
            where = f"fetched_at <= '{whole.isoformat()}' and posted_at > '{earliest.isoformat()}'"
            ids = self.store.latest("posts", ["post_id"], where, self.name).column("post_id").to_pylist()
            if newest := max((int(post_id) for post_id in ids if post_id.isdecimal()), default=0):
                return {"since_id": str(newest)}
        begun = last_whole(self, "started_at") or self.since
        return {"start_time": f"{max(begun, earliest):%Y-%m-%dT%H:%M:%SZ}"}


def queries(words: Iterable[str], accounts: Iterable[str], longest: int) -> Iterator[str]:
    """The fewest searches that ask for every word, in Dutch, and for every account, without retweets."""
    told = [word if re.fullmatch(r"#?\w+", word) else f'"{word.replace(chr(34), "")}"' for word in words]
    named = [clause for account in accounts for clause in (f"from:{account}", f"@{account}")]
    for clauses, rest in ((told, " lang:nl -is:retweet"), (named, " -is:retweet")):
        for group in _packed(clauses, longest - len(rest) - 2):
            yield f"({' OR '.join(group)}){rest}"


def _packed(clauses: Iterable[str], room: int) -> Iterator[list[str]]:
    """The clauses in groups that fit, joined by OR."""
    group: list[str] = []
    for clause in clauses:
        if group and len(" OR ".join([*group, clause])) > room:
            yield group
            group = []
        group.append(clause)
    if group:
        yield group
