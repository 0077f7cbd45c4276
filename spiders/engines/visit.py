"""One visit to a thread: the posts of its pages gathered into the two records."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime

from crawler.dates import Clock, Moment, read
from crawler.items import Post, Thread, Visit
from spiders.engines.engine import Engine
from spiders.engines.page import ListedThread, Page, Shown, ShownPost


@dataclass(slots=True)
class ThreadVisit:
    """What one visit gathers, page by page.

    ``known`` is the stored thread, if there is one; ``missing`` are the stored posts that a visit before this one, in
    the same run, did not meet.
    """

    source: str
    kind: str
    row: ListedThread
    known: Thread | None = None
    last_post: Moment | None = None
    is_whole: bool = True
    from_start: bool = True
    thread: Thread | None = None
    posts: dict[str, Post] = field(default_factory=dict)
    pages: set[str] = field(default_factory=set)
    waiting: list[str] = field(default_factory=list)
    named: set[str] = field(default_factory=set)
    date_failures: int = 0
    missing: frozenset[str] = frozenset()
    numbers: set[int] = field(default_factory=set)
    last_number: int = 1
    is_partial: bool = False

    def read(self, page: Page, engine: Engine, clock: Clock, fetched_at: datetime) -> list[Post]:
        """Adds the posts of one page; returns those that no earlier page had."""
        self.pages.add(page.url)
        self.thread = self.thread or self._facts(page, engine)
        position = self._placed(page, engine)
        new = [self._post(shown, clock, fetched_at) for shown in engine.posts(page) if shown.post_id not in self.posts]
        if position == 1 and new and not self.thread.started_at:
            self.thread.author, self.thread.started_at = new[0].author, new[0].posted_at
        self.thread.site_state = engine.site_state(page) or self.thread.site_state
        self.posts.update({post.post_id: post for post in new})
        self.date_failures += sum(post.posted_at is None for post in new)
        return new

    def _placed(self, page: Page, engine: Engine) -> int:
        """Which page of the thread this is, after noting it, and whether the page may leave posts out."""
        position, shown = engine.page_position(page), engine.thread_id(page)
        self.numbers.add(position.page)
        self.last_number = max(self.last_number, position.pages or 1)
        self.is_partial |= not engine.shows_all or shown not in ("", self.row.thread_id)
        return position.page

    @property
    def is_through(self) -> bool:
        """Whether every page was read, from the first to the last, and so every post that stands there."""
        is_all = self.is_whole and self.from_start and not self.is_partial
        return is_all and max(self.numbers, default=0) == len(self.numbers) >= self.last_number

    def again(self, missing: frozenset[str] = frozenset()) -> ThreadVisit:
        """A fresh visit to the same thread, from its first page."""
        return ThreadVisit(self.source, self.kind, self.row, self.known, self.last_post, missing=missing)

    def _facts(self, page: Page, engine: Engine) -> Thread:
        """The thread as its page and its listing row show it; who opened it may be known from before."""
        row, known = self.row, self.known
        return Thread(
            source=self.source,
            thread_id=row.thread_id or engine.thread_id(page),
            url=engine.canonical(row.url or page.url),
            title=engine.title(page) or row.title or (known.title if known else ""),
            board=engine.board(page) or (known.board if known else ""),
            kind=self.kind,
            replies=row.replies,
            views=row.views,
            sticky=row.sticky,
            closed=row.closed,
            site_state=row.site_state,
        )

    def _post(self, shown: ShownPost, clock: Clock, fetched_at: datetime) -> Post:
        assert self.thread is not None  # noqa: S101 (set by read before the first post)
        self.named.update(shown.named)
        posted = moment(shown.posted, clock)
        return Post(
            source=self.source,
            post_id=shown.post_id,
            thread_id=self.thread.thread_id,
            url=shown.url,
            thread_url=self.thread.url,
            thread_title=self.thread.title,
            board=self.thread.board,
            kind=self.kind,
            position=shown.position,
            author=shown.author,
            posted_at=posted.at,
            precision=posted.precision,
            date_text=posted.text,
            edited_at=moment(shown.edited, clock).at if shown.edited else None,
            text=shown.text,
            quotes=shown.quotes,
            fetched_at=fetched_at,
            first_seen_at=fetched_at,
        )

    def result(self, run_id: str, observed_at: datetime) -> Visit | None:
        """The visit as it goes to the pipelines; None when no page could be read."""
        if self.thread is None or not self.posts:
            return None
        posts = list(self.posts.values())
        thread = replace(
            self.thread,
            last_post_at=max(self._dates(posts), default=None),
            complete=self.is_whole,
            relevant=bool(self.known and self.known.relevant),
            observed_at=observed_at,
            run_id=run_id,
        )
        return Visit(thread, [replace(post, run_id=run_id) for post in posts], self.known, self.from_start, self.named)

    def closed(self, run_id: str, observed_at: datetime, withdrawn: list[str], *, is_gone: bool) -> Visit:
        """The thread as one that shows us nothing: gone from the site, and so closed for good, or not for guests.

        With its posts goes its title, unless nobody is known to have opened it: such a thread without a title is taken
        for one whose opener was erased. Without a number of replies a thread that was never read is read from its first
        post when it moves.
        """
        row, known = self.row, self.known
        fresh = Thread(self.source, row.thread_id, row.url, row.title, kind=self.kind, sticky=row.sticky)
        moved_at = self.last_post.at if self.last_post else None
        seen = replace(known or fresh, author="", observed_at=observed_at, run_id=run_id)
        seen.last_post_at = moved_at or seen.last_post_at
        seen.replies = row.replies if known and row.replies is not None else seen.replies
        if is_gone:
            seen.closed, seen.site_state = True, "closed"
        if withdrawn and known and known.author:
            seen.title = ""
        return Visit(seen, [], known, withdrawn=withdrawn)

    def _dates(self, posts: list[Post]) -> list[datetime]:
        """Every date that says when the thread last moved: its posts', its row's, and what was stored before."""
        shown = [post.posted_at for post in posts]
        before = self.known.last_post_at if self.known else None
        listed = self.last_post.at if self.last_post else None
        return [date for date in (*shown, before, listed) if date]


def moment(shown: Shown, clock: Clock) -> Moment:
    """A shown date, read against the page's clock."""
    return read(shown.text, clock, shown.machine)
