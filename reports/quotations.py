"""Words of customers in a weekly report: an example per topic and per rising term, and thanks."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from reports.facts import Facts
from reports.questions import Quoted, quoted
from reports.rising import Risen, Rising
from reports.texts import printable, sentence_with_question, shortened
from reports.threads import Conversation


@dataclass
class Quotations:
    """What is quoted of a week's posts, masked and never of an abusive post; nothing outside the team."""

    facts: Facts
    risen: Risen
    is_team: bool

    @cached_property
    def words(self) -> dict[tuple[str, str], Quoted]:
        """The posts that are quoted: an example per topic and rising term, and thanks."""
        if not self.is_team:
            return {}
        rising = [r.example for r in (*self.risen.topics, *self.risen.terms) if r.example]
        wanted = [*self._examples.values(), *rising, *self._thanks]
        return quoted(self.facts, sorted(set(wanted)))

    @cached_property
    def _examples(self) -> dict[str, tuple[str, str]]:
        query = """
            select topic, arg_min((source, post_id), (not is_question, intent <> 'complaint', md5(source || post_id)))
            from (select unnest(topics) as topic, * from kept
                where day between $first and $last and not abusive and not is_withdrawn)
            group by topic
        """
        rows = self.facts.posts.rows(query, first=self.facts.period.first, last=self.facts.period.last)
        return {topic: tuple(key.values()) if isinstance(key, dict) else tuple(key) for topic, key in rows}

    @cached_property
    def _thanks(self) -> list[tuple[str, str]]:
        asked = {key for key, c in self.facts.stories.items() if any(map(self.facts.inside, _thanked(c)))}
        query = """
            select source, thread_id, post_id from kept where intent = 'compliment' and not abusive
                and not is_withdrawn and day between $first and $last order by written desc, post_id
        """
        rows = self.facts.posts.rows(query, first=self.facts.period.first, last=self.facts.period.last)
        return [(source, post) for source, thread, post in rows if (source, thread) in asked][:6]

    def topic_example(self, topic: str, length: int = 100) -> str:
        """A few words of one post about a topic; empty where there is none to show."""
        return self._shown(self._examples.get(topic), length)

    def rising_example(self, found: Rising, length: int = 64) -> str:
        """A few words of one post around a rising term, or the term that explains a rising topic."""
        words = self.words.get(found.example) if found.example else None
        if words is None or words.is_abusive:
            return ""
        text = printable(words.text)
        term = next(iter(found.terms), "") if found.identity else found.name
        place = max(0, text.casefold().find(term) - length // 3)
        start = text.rfind(" ", 0, place) + 1 if place else 0
        return ("…" if start else "") + shortened(text[start:], length)

    def thanks(self, length: int = 120) -> list[str]:
        """What customers said in thanks, at most two."""
        return list(dict.fromkeys(text for text in (self._shown(key, length) for key in self._thanks) if text))[:2]

    def _shown(self, key: tuple[str, str] | None, length: int) -> str:
        words = self.words.get(key) if key else None
        if words is None or words.is_abusive:
            return ""
        return sentence_with_question(printable(words.text), length)


def _thanked(story: Conversation) -> list[float]:
    return [at for intervention in story.interventions for at in intervention.thanked]
