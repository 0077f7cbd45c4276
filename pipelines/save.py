"""Writes visits to Parquet in batches: posts before the thread row that says they were read."""

from __future__ import annotations

import time

from crawler import store
from crawler.items import Post, Thread, Visit
from crawler.retention import horizon, without_old_words
from crawler.store import Store
from pipelines.step import Step

BATCH = 500
SECONDS = 60.0
"""What a crash can cost: at most so many posts or seconds are read again, none is lost or doubled."""


class Save(Step):
    """The last step of the crawl."""

    def open_spider(self) -> None:
        """Opens the store of the run."""
        self.store = Store(self.crawler.settings["WEBCARE_DATA"], self.profile.zone)
        self.posts: list[Post] = []
        self.threads: list[Thread] = []
        self.saved_at = time.monotonic()

    def process_item(self, visit: Visit) -> Visit:
        """Keeps the visit for the next batch; writes one when it is large or old enough."""
        self.posts += visit.posts
        self.threads.append(visit.thread)
        self.count("unsaved")
        if len(self.posts) >= BATCH or time.monotonic() - self.saved_at > SECONDS:
            self.save()
        return visit

    def save(self) -> None:
        """Writes what has gathered: first the posts, then the threads, whose rows are the watermark.

        What was forgotten the store does not take; what the retention has emptied comes back empty.
        """
        before = horizon(store.now(), self.profile.privacy.text_months, self.profile.zone)
        self.store.append("posts", [without_old_words(post, before) for post in self.posts])
        self.store.append("threads", self.threads)
        self.count("unsaved", -len(self.threads))
        self.posts, self.threads, self.saved_at = [], [], time.monotonic()

    def close_spider(self) -> None:
        """Writes the last batch."""
        self.save()
