"""Worth: what came of the answers, how many people read them, what customers think."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property

from reports import dutch, small
from reports.colours import DEEP, TINT
from reports.journal import Followers
from reports.shapes import ACCENT, SIGNAL
from reports.yearly import counts, figures, survey
from reports.yearly.charts import QUIET, Share
from reports.yearly.counts import Read
from reports.yearly.facts import YearFacts
from reports.yearly.phrases import Phrase, phrases
from reports.yearly.story import Outcome

COLOURS: dict[survey.Tone, tuple[str, ...]] = {"good": (DEEP, ACCENT, TINT), "neutral": (QUIET,), "bad": (SIGNAL,)}


OUTCOMES: dict[Outcome, str] = {
    "thanked": "bedankt of bevestigd",
    "returned": "kwam terug met een nieuwe vraag",
    "silent": "geen reactie",
}


@dataclass
class Worth:
    """The sections on result, reach, appreciation and signals; the template asks for their parts by name."""

    facts: YearFacts

    @cached_property
    def outcomes(self) -> list[tuple[str, int]]:
        """Interventions by what the one who asked did next."""
        found = Counter(act.outcome for act in self.facts.acts)
        return [(name, found[key]) for key, name in OUTCOMES.items()]

    @property
    def outcome_shares(self) -> list[Share]:
        """The same as parts of a whole."""
        total = max(1, len(self.facts.acts))
        rows = zip(self.outcomes, (DEEP, TINT, QUIET), strict=True)
        return [Share(name, n / total, dutch.percentage(n / total), colour) for (name, n), colour in rows if n]

    @property
    def thanked(self) -> float | None:
        """The share of interventions that was thanked or confirmed."""
        return self.outcomes[0][1] / len(self.facts.acts) if self.facts.acts else None

    @property
    def outcome_finding(self) -> str:
        """What came of the answers."""
        if self.thanked is None:
            return "Er zijn geen interventies"
        return f"Op {dutch.percentage(self.thanked)} van de interventies volgde een bedankje of bevestiging"

    @property
    def outcome_words(self) -> str:
        """The outcomes in words."""
        merged = small.merged(((name, (n,)) for name, n in self.outcomes if n), "overig")
        said = ", ".join(f"{name} {small.said(n)}" for name, (n,) in merged)
        both = sum(act.is_thanked_and_returned for act in self.facts.acts)
        again = f" Wie bedankte én opnieuw vroeg, telt bij bedankt ({small.said(both)})." if both else ""
        return f"{dutch.capital(said)}.{again}" if said else ""

    @property
    def helped(self) -> int:
        """Questions of the period that others answered, confirmed by the one who asked."""
        return sum(spell.end == "community" for spell in self.facts.questions)

    # reach

    @cached_property
    def read(self) -> list[Read]:
        """Views of the threads in which the team answered, per source."""
        return counts.views(self.facts)

    @cached_property
    def _posts(self) -> dict[str, int]:
        return counts.posts_in_answered_threads(self.facts) if self.read else {}

    @property
    def reach(self) -> list[tuple[str, int, int, int, int]]:
        """Per source: views, threads, posts in them, interventions; sources with few are merged."""
        acts = Counter(act.source for act in self.facts.acts)
        rows = [
            (self.facts.title(r.source), (r.views, r.threads, self._posts.get(r.source, 0), acts[r.source]))
            for r in self.read
        ]
        return [(title, *_four(values)) for title, values in small.busiest(rows, "Overige bronnen")]

    @cached_property
    def most_read(self) -> Read | None:
        """The forum where the answers were read most."""
        return figures.first_forum(self.facts, self.read)

    @property
    def views(self) -> int:
        """All views together."""
        return sum(r.views for r in self.read)

    @property
    def reach_finding(self) -> str:
        """Where the answers were read most."""
        if not self.views:
            return "Geen enkele bron toont hoe vaak de threads zijn gelezen"
        best = self.most_read or self.read[0]
        return f"Het meest gelezen forum: {self.facts.title(best.source)}, {dutch.number(best.views)} keer"

    @property
    def reach_note(self) -> str:
        """What the counters mean, and what stays unknown."""
        pinned = [(self.facts.title(r.source), r.pinned) for r in self.read if r.pinned]
        said = ["“Keren gelezen” is de teller van de site zelf; herhaalde bezoeken tellen mee."]
        if pinned:
            said.append(
                "In vastgezette threads: "
                + dutch.listed([f"{title} {dutch.number(n)} keer" for title, n in pinned[:3]]) + "."
            )  # fmt: skip
        unknown = sum(r.unknown for r in self.read)
        if unknown:
            said.append(
                f"Van {small.said(unknown)} {'thread' if unknown == 1 else 'threads'} toont de site geen teller."
            )
        return " ".join(said)

    @cached_property
    def followers(self) -> list[Followers]:
        """The counts of the account with the most followers, in order of time."""
        latest = figures.latest_followers(self.facts)
        inside = [c for c in self.facts.journal.accounts if self.facts.period.first <= c.day <= self.facts.period.last]
        return sorted((c for c in inside if latest and c.source == latest[0][0]), key=lambda c: c.day)

    @property
    def growth(self) -> tuple[list[tuple[float, float]], list[tuple[float, str]]]:
        """Points and month labels between 0 and 1 in time."""
        first, last = self.followers[0].day, self.followers[-1].day
        days = max(1, (last - first).days)
        points = [((c.day - first).days / days, float(c.count)) for c in self.followers]
        starts = [month.first for month in self.facts.months if first <= month.first <= last]
        return points, [((day - first).days / days, dutch.month_name(day)[:3]) for day in starts]

    @property
    def growth_finding(self) -> str:
        """How the followers grew."""
        first, last = self.followers[0], self.followers[-1]
        return (
            f"Op {self.facts.title(last.source)} groeide het aantal volgers van {dutch.number(first.count)} "
            f"naar {dutch.number(last.count)}"
        )

    # appreciation

    @cached_property
    def questions(self) -> list[survey.Question]:
        """The survey."""
        return survey.questions(self.facts.journal.survey, self.facts.period)

    def survey_shares(self, question: survey.Question) -> list[Share]:
        """The answers to one question as parts of a whole."""
        left = {tone: list(colours) for tone, colours in COLOURS.items()}
        shares = []
        for part in survey.printable_parts(question):
            colours = left[part.tone]
            colour = colours.pop(0) if len(colours) > 1 else colours[0]
            figure = "" if part.is_small else dutch.percentage(part.count / question.answered)
            shares.append(Share(part.label, part.count / question.answered, figure, colour))
        return shares

    def survey_words(self, question: survey.Question) -> str:
        """The answers to one question in words, with n and how many were invited."""
        parts = ", ".join(
            f"{p.label} {small.said(p.count)}"
            + ("" if p.is_small else f" ({dutch.percentage(p.count / question.answered)})")
            for p in survey.printable_parts(question)
        )
        asked = (
            f" van de {dutch.number(question.invited)} uitgenodigden ({dutch.percentage(question.response or 0)})"
            if question.invited
            else ""
        )
        return f"{dutch.capital(parts)}. Antwoord van {dutch.number(question.answered)}{asked}."

    @property
    def survey_note(self) -> str:
        """How to read a survey that nobody had to answer."""
        widest = max((q.margin for q in self.questions), default=0.0)
        invited = all(q.invited for q in self.questions)
        return (
            f"Alleen toeval geeft al een marge tot {dutch.number(100 * widest)} procentpunt naar beide kanten. "
            + ("" if invited else "Hoeveel mensen zijn uitgenodigd, is niet overal genoteerd. ")
            + "Wie tevreden is, vult vaker in: lees de cijfers als bovengrens."
        )

    @cached_property
    def thanks(self) -> list[Phrase]:
        """What many customers said in thanks."""
        return phrases(self.facts, "compliment")

    @cached_property
    def complaints(self) -> list[Phrase]:
        """What many customers said in complaints, in threads where the team answered."""
        return phrases(self.facts, "complaint", most=2)


def _four(values: tuple[int, ...]) -> tuple[int, int, int, int]:
    first, second, third, fourth = values
    return first, second, third, fourth
