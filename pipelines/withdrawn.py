"""Stores what no longer stands on its site once more, without its words: its labels and its count stay."""

from __future__ import annotations

from crawler import store
from crawler.items import Post, Visit
from crawler.retention import withdrawn
from crawler.store import Store
from pipelines.step import Step


class Withdrawn(Step):
    """Makes the newest version of every post that is withdrawn, from the one that is stored."""

    def open_spider(self) -> None:
        """Opens the store of the run."""
        self.store = Store(self.crawler.settings["WEBCARE_DATA"], self.profile.zone)

    def process_item(self, visit: Visit) -> Visit:
        """Adds the versions without words."""
        if visit.withdrawn:
            thread, named = visit.thread, {"withdrawn": visit.withdrawn}
            rows = self.store.latest("posts", None, "list_contains($withdrawn, post_id)", thread.source, **named)
            visit.posts += [withdrawn(Post(**row), store.now(), thread.run_id) for row in rows.to_pylist()]
        return visit
