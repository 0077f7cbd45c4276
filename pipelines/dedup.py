"""Keeps a post once: unchanged ones are not written again, changed ones become a new version, copies are linked."""

from __future__ import annotations

import hashlib
import re
from datetime import datetime, timedelta
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from rapidfuzz import fuzz
from rensa import RMinHash, RMinHashLSH

from crawler import store
from crawler.items import Post, Visit
from crawler.reading.normal import normal
from crawler.store import Store
from crawler.watermark import Known, stored_posts
from pipelines.step import Step

SHORTEST = 40
"""Characters of normalised own words from which on equal words are a cross-post (contract, section 8)."""
WINDOW = timedelta(days=7)
LOOK_BACK = timedelta(days=45)
"""Further back than a thread is re-read for edits, by more than the window: an edited copy finds its first again."""
NEXT = timedelta(microseconds=1)
"""How much later a version counts as fetched that differs in nothing but its link: the least that the store tells."""
PERMUTATIONS, BANDS, SEED = 128, 32, 42
ALIKE = 90.0
"""Per cent of alikeness from which words are the same but for a typing error or a sign that one site drops.

At 70 per cent, 266 of 1,400 posts of the practice world were linked where 15 were cross-posts."""


def fingerprint(text: str) -> str:
    """The hash of the normalised own words: free of layout, capitals and marks."""
    return hashlib.blake2b(plain(text).encode(), digest_size=16).hexdigest()


def plain(text: str) -> str:
    """The words of a text in normal form, with one space between them."""
    return " ".join(re.findall(r"[0-9a-z]+", normal(text)))


def shingles(words: str) -> list[str]:
    """All pairs of neighbouring words."""
    parts = words.split()
    return [f"{first} {second}" for first, second in pairwise(parts)] or parts


class Text(NamedTuple):
    """The words of a post: ``source/post_id``, the words in normal form, and when they were posted."""

    place: str
    words: str
    posted_at: datetime


class Copies:
    """The texts of the last weeks, to find the first place where the same words stood.

    Of several it is the one that was posted first. What is stored as a first stays one, also where the same words
    are found later with an earlier date, so that no post has to be written twice; both are linked all the same.
    """

    def __init__(self) -> None:
        """Starts empty."""
        self.index = RMinHashLSH(0.5, PERMUTATIONS, BANDS)
        self.texts: list[Text] = []
        self.copy_of: dict[str, str] = {}

    def first(self, place: str, text: str, posted_at: datetime) -> str | None:
        """The first place of (nearly) the same words within the window, after adding this one; None for a first."""
        new = Text(place, plain(text), posted_at)
        self.copy_of.pop(place, None)
        if len(new.words) < SHORTEST:
            return None
        firsts = [other for other in self._alike(new) if other.place not in self.copy_of]
        first = min(firsts, key=lambda other: other.posted_at, default=None)
        if first:
            self.copy_of[place] = first.place
        return first and first.place

    def _alike(self, new: Text) -> list[Text]:
        """The texts with the same words within the window, in the order in which they came; adds the new one."""
        sketch = RMinHash(PERMUTATIONS, SEED)
        sketch.update(shingles(new.words))
        found = (self.texts[number] for number in sorted(self.index.query(sketch)))
        alike = [other for other in found if _is_copy(new, other)]
        self.index.insert(len(self.texts), sketch)
        self.texts.append(new)
        return alike


def _is_copy(new: Text, other: Text) -> bool:
    is_near = abs(new.posted_at - other.posted_at) <= WINDOW
    return other.place != new.place and is_near and fuzz.ratio(new.words, other.words) >= ALIKE


@cache
def copies_in(root: str) -> Copies:
    """The copies that all sources of one process share, begun with the links of the last weeks."""
    return _stored(Store(root), _recent())


def link(data: Store, run_id: str) -> int:
    """Links the copies among the posts of one run; returns how many posts were written anew for that.

    For a run whose sources were read by several processes: none saw what the others read. All links of the run are
    made again, in the order in which the posts were written, so that all copies name the same first place.
    """
    copies = _stored(data, f"{_recent()} and run_id <> '{run_id}'")
    rows = data.latest("posts", where=f"{_recent()} and run_id = '{run_id}' and text <> ''").to_pylist()
    changed = []
    for row in sorted(rows, key=lambda row: (row["posted_at"], row["source"], row["post_id"])):
        first = copies.first(f"{row['source']}/{row['post_id']}", row["text"], row["posted_at"])
        if first != row["duplicate_of"]:
            changed.append(Post(**{**row, "duplicate_of": first, "fetched_at": row["fetched_at"] + NEXT}))
    return data.append("posts", changed)


def _recent() -> str:
    """The condition that holds for posts in which copies are looked for."""
    return f"posted_at >= '{(store.now() - LOOK_BACK).isoformat()}'"


def _stored(data: Store, where: str) -> Copies:
    """The copies among stored posts, with their links."""
    copies = Copies()
    columns = ["source", "post_id", "text", "posted_at", "duplicate_of"]
    for row in data.latest("posts", columns, where).to_pylist():
        place = f"{row['source']}/{row['post_id']}"
        copies.first(place, row["text"], row["posted_at"])
        copies.copy_of.pop(place, None)
        copies.copy_of.update({place: row["duplicate_of"]} if row["duplicate_of"] else {})
    return copies


class Dedup(Step):
    """Compares with what is stored, then with the texts of all sources."""

    def open_spider(self) -> None:
        """Reads the fingerprints of this source's posts."""
        root = self.crawler.settings["WEBCARE_DATA"]
        assert self.crawler.spider is not None  # noqa: S101 (set before a pipeline opens)
        self.known = stored_posts(Store(root, self.profile.zone), self.crawler.spider.name)
        self.thread_of = {post_id: thread_id for thread_id, posts in self.known.items() for post_id in posts}
        self.copies = copies_in(root)

    def process_item(self, visit: Visit) -> Visit:
        """Leaves only posts that are new or changed, and withdrawn ones that were not before."""
        visit.posts = [post for post in visit.posts if self._is_news(post)]
        visit.withdrawn = [post_id for post_id in visit.withdrawn if self._is_lost(visit.thread.thread_id, post_id)]
        visit.thread.posts_stored = len(self.known[visit.thread.thread_id])
        return visit

    def _is_news(self, post: Post) -> bool:
        """Whether a post is new, or says something else, or stands in another thread than before."""
        post.text_hash = fingerprint(post.text)
        place = self.thread_of.get(post.post_id, post.thread_id)
        before = self.known[place].get(post.post_id)
        if before and before.text_hash == post.text_hash and place == post.thread_id:
            return False
        if post.posted_at:
            post.duplicate_of = self.copies.first(f"{post.source}/{post.post_id}", post.text, post.posted_at)
        if before:
            post.first_seen_at = before.first_seen_at
        assert post.first_seen_at is not None  # noqa: S101 (set by the visit)
        self.known[place].pop(post.post_id, None)
        self.known[post.thread_id][post.post_id] = Known(post.text_hash, post.first_seen_at)
        self.thread_of[post.post_id] = post.thread_id
        self.count("posts_changed" if before else "posts_new")
        self.count("posts_matched", int(post.match_reason == "text"))
        return True

    def _is_lost(self, thread_id: str, post_id: str) -> bool:
        """Whether a post that a thread no longer shows was there with its words, and stands nowhere else."""
        before = self.known[thread_id].get(post_id)
        if before is None or not before.text_hash:
            return False
        self.known[thread_id][post_id] = before._replace(text_hash="")
        self.count("posts_changed")
        return True
