"""Labels what a post says: topics, intent, concrete question, specific case, abuse, each with its reasons."""

from __future__ import annotations

from crawler.items import Post, Visit
from crawler.reading.post import Context, PostText, Reading, read
from pipelines.step import Step


def label(post: Post, reading: Reading) -> None:
    """Copies a reading onto the record."""
    post.topics, post.intent = reading.topics, reading.intent
    post.concrete_question, post.specific_case, post.abusive = (
        reading.concrete_question,
        reading.specific_case,
        reading.abusive,
    )
    doubt = ["twijfel: gaat dit over ons?"] if reading.doubt else []
    post.reasons = doubt + [f"{name}: {', '.join(why)}" for name, why in reading.reasons.items() if why]


class Triage(Step):
    """Reads each kept post in the context of its thread."""

    def open_spider(self) -> None:
        """Loads the rules of the profile."""
        self.rules = self.profile.reading_rules

    def process_item(self, visit: Visit) -> Visit:
        """Labels the posts; a followed thread is about us for every post in it."""
        about = True if visit.thread.relevant else None
        for post in visit.posts:
            context = Context(section=post.board, thread_opener_about=about if not post.is_asker else None)
            label(post, read(PostText(post.text, post.author, post.thread_title, post.kind), context, self.rules))
        return visit
