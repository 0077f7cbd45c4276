"""Leaves out what was erased before anything is made of it; the store itself refuses to write it in any case."""

from __future__ import annotations

from crawler import tombstones
from crawler.items import Post, Visit
from crawler.store import Store
from crawler.tombstones import Tombstones
from pipelines.step import Step


def without_erased(visit: Visit, erased: Tombstones) -> Visit:
    """A visit without the posts that were erased, and without a title whose writer was."""
    thread, known = visit.thread, visit.known
    is_erased = erased.has("thread", thread.source, thread.thread_id)
    visit.posts = [post for post in visit.posts if not is_erased and not _is_erased(post, erased)]
    # Who opened an erased author's later thread is known only while its first page is read.
    was_bare = known is not None and not known.author and not known.title
    if was_bare or _has_erased_opener(visit, erased):
        thread.title = ""
        for post in visit.posts:
            post.thread_title = ""
    return visit


def _is_erased(post: Post, erased: Tombstones) -> bool:
    return erased.has("post", post.source, post.post_id) or erased.has("author", post.source, post.author)


def _has_erased_opener(visit: Visit, erased: Tombstones) -> bool:
    thread = visit.thread
    return erased.has("title", thread.source, thread.thread_id) or erased.has("author", thread.source, thread.author)


class Erased(Step):
    """Knows the marks of what was erased before this crawl began."""

    def open_spider(self) -> None:
        """Reads the marks."""
        self.erased = tombstones.load(Store(self.crawler.settings["WEBCARE_DATA"], self.profile.zone))

    def process_item(self, visit: Visit) -> Visit:
        """Leaves out what was erased."""
        return without_erased(visit, self.erased) if self.erased.marks else visit
