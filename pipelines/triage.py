"""Labels what a post says: topics, intent, concrete question, specific case, abuse, each with its reasons."""

from __future__ import annotations

from crawler.items import Post, Visit
from crawler.reading.post import Context, PostText, Reading, read
from crawler.reading.rules import Rules
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
            context = Context(_spoken_for(post.board, self.rules), thread_opener_about=None if post.is_asker else about)
            label(post, read(PostText(post.text, post.author, post.thread_title, post.kind), context, self.rules))
        return visit


def _spoken_for(board: str, rules: Rules) -> str:
    """A board's name where it names us, else nothing: on "Werk en inkomen" people ask about us too, and there most."""
    return board if rules.names_us(board) else ""
