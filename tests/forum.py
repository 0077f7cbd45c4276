"""A small phpBB board written by hand: its pages for the walk's tests, served or handed over directly."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from html import escape
from urllib.parse import parse_qs, urlsplit

from crawler.store import now

NOW = now().replace(second=0, microsecond=0)
FRAME = '<!DOCTYPE html><html><head><title>Bord</title></head><body id="phpbb">{}</body></html>'


@dataclass
class Post:
    """A post; ``age`` in days before the tests began."""

    post_id: int
    text: str
    age: float
    author: str = "lezer"

    @property
    def at(self) -> datetime:
        """When it was posted, to the minute."""
        return (NOW - timedelta(days=self.age)).replace(second=0)


@dataclass
class Thread:
    """A thread of one board."""

    thread_id: int
    title: str
    posts: list[Post]
    look: str = "topic_read"
    board: int = 1

    def add(self, text: str, age: float = 0.0, author: str = "lezer") -> Post:
        """A further post."""
        post = Post(self.thread_id * 1000 + len(self.posts), text, age, author)
        self.posts.append(post)
        return post

    @property
    def is_sticky(self) -> bool:
        """Whether it stands above the rest of its board."""
        return "sticky" in self.look or "announce" in self.look


@dataclass
class Forum:
    """The board: its threads, and how many rows and posts a page shows."""

    threads: list[Thread] = field(default_factory=list)
    rows: int = 4
    per_page: int = 3
    links: list[str] = field(default_factory=list)
    broken: dict[str, int] = field(default_factory=dict)
    endless: bool = False
    """Whether the pager always names a further page, which then shows what was shown before."""

    def thread(self, thread_id: int, *ages: float, text: str = "Mijn vraag over UWV", **facts: object) -> Thread:
        """A new thread with a post of each age, the first one in ``text``."""
        made = Thread(thread_id, f"Draad {thread_id}", [], **facts)  # type: ignore[arg-type]
        for age in ages:
            made.add(text if age == ages[0] else f"reactie van {age} dagen", age)
        self.threads.append(made)
        return made

    def page(self, url: str) -> tuple[int, str]:
        """Status and HTML of an address."""
        parts = urlsplit(url)
        query = {name: values[0] for name, values in parse_qs(parts.query).items()}
        shown = parts.path.lstrip("/") + (f"?{parts.query}" if parts.query else "")
        for piece, status in self.broken.items():
            if piece in shown:
                return status, FRAME.format("<p>weg</p>")
        start = int(query.get("start", 0))
        if "viewforum" in parts.path:
            return 200, FRAME.format(self._listing(int(query["f"]), start))
        if "viewtopic" in parts.path:
            found = [thread for thread in self.threads if thread.thread_id == int(query["t"])]
            body = self._thread(found[0], start) if found else '<div id="message">Deze draad bestaat niet.</div>'
            return (200 if found else 404), FRAME.format(body)
        return 200, FRAME.format(self._index())

    def _index(self) -> str:
        own = [f"./viewforum.php?f={board}" for board in sorted({thread.board for thread in self.threads})]
        return "".join(f'<li class="row"><a class="forumtitle" href="{escape(a)}">B</a></li>' for a in own + self.links)

    def _listing(self, board: int, start: int) -> str:
        here = [thread for thread in self.threads if thread.board == board]
        above = [thread for thread in here if thread.is_sticky]
        plain = sorted((t for t in here if not t.is_sticky), key=lambda t: min(p.age for p in t.posts))
        first = 0 if self.endless else start
        rows = above + plain[first : first + self.rows]
        pager = self._pager(f"viewforum.php?f={board}", start, len(plain), self.rows)
        return '<h2 class="forum-title">Bord</h2>' + pager + "".join(map(self._row, rows))

    def _row(self, thread: Thread) -> str:
        last = min(thread.posts, key=lambda post: post.age)
        return (
            f'<li class="row"><dl class="{thread.look}"><dt><a class="topictitle" '
            f'href="./viewtopic.php?f={thread.board}&amp;t={thread.thread_id}">{thread.title}</a></dt>'
            f'{self._offsets(thread)}<dd class="posts">{len(thread.posts) - 1}</dd><dd class="views">9</dd>'
            f'<dd class="lastpost"><time datetime="{last.at.isoformat()}">toen</time></dd></dl></li>'
        )

    def _offsets(self, thread: Thread) -> str:
        """The small pager in a row, as phpBB shows it: it tells how many posts a page holds."""
        starts = range(0, len(thread.posts), self.per_page)
        pages = (
            f'<a href="./viewtopic.php?f={thread.board}&amp;t={thread.thread_id}&amp;start={n}">p</a>' for n in starts
        )
        return f'<div class="pagination">{"".join(pages)}</div>' if len(starts) > 1 else ""

    def _thread(self, thread: Thread, start: int) -> str:
        address = f"viewtopic.php?f={thread.board}&amp;t={thread.thread_id}"
        first = start if start < len(thread.posts) else (len(thread.posts) - 1) // self.per_page * self.per_page
        shown = "".join(
            f'<div id="p{post.post_id}" class="post"><p class="author"><a class="username">{post.author}</a> '
            f'<time datetime="{post.at.isoformat()}">toen</time></p><div class="content">{post.text}</div></div>'
            for post in thread.posts[first : first + self.per_page]
        )
        pager = self._pager(address, start if self.endless else first, len(thread.posts), self.per_page)
        return f'<h2 class="topic-title"><a href="./{address}">{thread.title}</a></h2>{pager}{shown}'

    def _pager(self, address: str, start: int, total: int, size: int) -> str:
        here, last = start // size + 1, -(-total // size)
        if self.endless:
            last = here + 1
        links = (
            f'<li class="active"><span>{n}</span></li>'
            if n == here
            else f'<li><a href="./{address}&amp;start={(n - 1) * size}">{n}</a></li>'
            for n in range(1, last + 1)
        )
        return f'<div class="action-bar"><div class="pagination"><ul>{"".join(links)}</ul></div></div>'
