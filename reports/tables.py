"""The tables behind the pages: volume per source and day, topics, the team's work, and what was measured."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from crawler.items import SKIPPED
from reports import dutch, small
from reports.coverage import NOT_STARTED, Coverage
from reports.facts import HISTORY, Facts
from reports.journal import Signal
from reports.kpis import acted, thanked
from reports.normal import LEAST_FOR_PERCENTAGE, Range, Verdict, normal, verdict

Line = tuple[float | None, ...]


def merged_topics(rows: Sequence[TopicRow]) -> list[TopicRow]:
    """The rows with every topic under five posts in one row; never one small topic alone."""
    kept, joined = small.parted(rows, lambda row: (max(row.count, row.questions),))
    kept = [replace(row, line=small.coarse(row.line), is_comparable=_is_sayable(row)) for row in kept]
    if not joined:
        return kept
    count, asked = sum(row.count for row in joined), sum(row.questions for row in joined)
    title = small.together(joined, "onderwerpen")
    return [*kept, TopicRow("", title, count, asked, (None,) * 13, None, None, is_comparable=False)]


def _is_sayable(row: TopicRow) -> bool:
    """Whether the change of a topic tells no count under five."""
    return row.is_comparable and not (
        row.usual and any(small.is_small(round(n)) for n in (row.count, row.usual.middle))
    )


@dataclass(frozen=True, slots=True)
class TopicRow:
    """One topic: its relevant posts this week against normal, and the concrete questions among what was kept."""

    identity: str
    title: str
    count: int
    questions: int
    line: Line
    usual: Range | None
    verdict: Verdict | None
    is_comparable: bool

    @property
    def change(self) -> str | None:
        """The change against the median of the past eight weeks; None where the weeks may not be compared.

        A percentage of a few posts says nothing: of those the difference is given.
        """
        if not self.is_comparable or self.usual is None:
            return None
        if min(self.count, self.usual.middle) < LEAST_FOR_PERCENTAGE:
            return dutch.gap(self.count - self.usual.middle)
        return dutch.change(self.count, self.usual.middle)


def topic_rows(facts: Facts) -> list[TopicRow]:
    """One row a topic that was written about now or in the weeks before, the largest first."""
    counts = facts.per_topic
    asked = facts.posts.per_topic("kept", "is_question")
    rows = [_topic_row(facts, topic, counts.get(topic, {}), asked.get(topic, {})) for topic in {*counts, *asked}]
    return sorted(rows, key=lambda row: (-row.count, -row.questions, row.title))


def _topic_row(facts: Facts, topic: str, counts: dict[date, int], asked: dict[date, int]) -> TopicRow:
    weekly = [counts.get(week.first, 0) for week in facts.weeks]
    past = tuple(n if facts.is_usable(index) else None for index, n in enumerate(weekly[:HISTORY]))
    usual, now = normal(past), weekly[HISTORY] if facts.is_measured_at_all else None
    judged = verdict(now, usual)
    if judged == "lager" and not facts.is_complete():
        judged = None
    return TopicRow(
        topic, facts.topic(topic), weekly[HISTORY], asked.get(facts.period.first, 0), (*past, now), usual, judged,
        facts.is_complete(),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class WorkRow:
    """The interventions on one source, and per adviser where the profile asks for that."""

    title: str
    count: int
    thanked: int
    per_adviser: dict[str, int]


def work_rows(facts: Facts) -> list[WorkRow]:
    """One row a source where the team reacted this week, the most first."""
    done = [i for i in acted(facts) if not i.in_own_thread]
    thanks = Counter(i.source for i in thanked(facts))
    advisers = {
        source: Counter(i.adviser or "onbekend" for i in done if i.source == source) for source in facts.sources
    }
    rows = [
        WorkRow(facts.title(source), counts.total(), thanks[source], dict(counts))
        for source, counts in advisers.items()
        if counts or thanks[source]
    ]
    return sorted(rows, key=lambda row: (-row.count, row.title))


def merged_work(rows: Sequence[WorkRow]) -> list[WorkRow]:
    """The rows with every source under five interventions or thanks in one row; never one small source alone."""
    kept, joined = small.parted(rows, lambda row: (row.count, row.thanked))
    if not joined:
        return kept
    count, thanks = sum(row.count for row in joined), sum(row.thanked for row in joined)
    return [*kept, WorkRow(small.together(joined, "bronnen"), count, thanks, {})]


def unanswered_by_reason(facts: Facts) -> list[tuple[str, int]]:
    """Decisions of the week not to react, by reason of the rule book, the most frequent first."""
    rules = facts.profile.team.engagement
    made = [
        d for d in facts.journal.decisions
        if d.kind in {"no_reply", "forwarded"} and facts.period.first <= d.day <= facts.period.last
    ]  # fmt: skip
    reasons = Counter(_reason(d.kind, rules.get(d.reason, d.reason)) for d in made)
    return sorted(reasons.items(), key=lambda pair: (-pair[1], pair[0]))


def merged_reasons(rows: Sequence[tuple[str, int]]) -> list[tuple[str, int]]:
    """The reasons with all under five decisions in one; never one small reason alone."""
    merged = small.merged(((reason, (count,)) for reason, count in rows), "om andere redenen samen")
    return [(reason, count) for reason, (count,) in merged]


def _reason(kind: str, text: str) -> str:
    return "Doorverwezen of doorgezet" if kind == "forwarded" else text or "Zonder reden genoteerd"


def signals(facts: Facts) -> list[Signal]:
    """Signals that were noted by the end of the week and not answered before it, the newest first."""
    current = [
        s for s in facts.journal.signals
        if s.noted <= facts.period.last and (s.answered is None or s.answered >= facts.period.first)
    ]  # fmt: skip
    return sorted(current, key=lambda s: (s.noted, s.number), reverse=True)


def signal_state(signal: Signal, last: date) -> str:
    """Where a signal stands at the end of the week."""
    if signal.answered and signal.answered <= last:
        return dutch.capital(signal.outcome) or "Beantwoord"
    return "Wacht op antwoord" if signal.sent and signal.sent <= last else "Nieuw, nog niet verstuurd"


@dataclass(frozen=True, slots=True)
class CoverageRow:
    """What was done to measure one source, in words."""

    title: str
    rhythm: str
    done: str
    share: str
    state: str
    remark: str
    is_bad: bool


REASONS = {
    "dns": "adres niet gevonden",
    "refused": "verbinding geweigerd",
    "timeout": "geen antwoord op tijd",
    "tls": "beveiligde verbinding mislukt",
    "http_5xx": "storing op de site",
    "http_403": "toegang geweigerd",
    "rate_limited": "site vroeg om langzamer te lezen",
    "robots": "site staat lezen niet toe",
    "consent_wall": "toestemmingsscherm",
    "login_wall": "alleen voor leden",
    "page_changed": "opmaak van de site veranderd",
    "below_expectation": "minder gevonden dan verwacht",
    "interrupted": "ronde afgebroken",
    NOT_STARTED: "ronde niet gestart",
    SKIPPED: "sleutel of instelling ontbreekt",
}
"""The classes of failure (contract, section 3) in words, the round that left no trace, and the source left out."""


def coverage_rows(facts: Facts) -> list[CoverageRow]:
    """One row a source, in the order of the page on volume."""
    return [_coverage_row(facts, source) for source in facts.sources]


def _coverage_row(facts: Facts, source: str) -> CoverageRow:
    covered = facts.coverage[source][HISTORY]
    share = "–" if covered.share is None else dutch.percentage(covered.share)
    done = f"{dutch.number(covered.done)} van {dutch.number(covered.planned)}" if covered.planned else "–"
    remark = ", ".join(REASONS.get(reason, reason) for reason in covered.reasons)
    return CoverageRow(
        facts.title(source), rhythm(covered.rhythm), done, share, coverage_state(covered), remark, is_bad(covered)
    )


def is_bad(covered: Coverage) -> bool:
    """Whether a source was not, or not well enough, measured."""
    return covered.grade in {"red", "not followed"} or not all(covered.days)


def coverage_state(covered: Coverage) -> str:
    """The state of a source in a week, in words."""
    if covered.grade == "red" and not covered.done and not any(covered.days):
        return "Niet gemeten"
    if covered.grade == "not followed":
        return "Nog niet gevolgd"
    if covered.grade == "read back":
        return "Achteraf gelezen"
    if is_bad(covered) or covered.grade == "amber":
        return "Deels gemist"
    return "Stil, wel bereikbaar" if covered.is_silent else "Compleet"


def rhythm(gap: timedelta | None) -> str:
    """How often a source is read: ``elke 2 uur``."""
    if gap is None:
        return "–"
    hours = gap.total_seconds() / 3600
    if hours < 0.9:
        return f"elke {dutch.number(gap.total_seconds() / 60)} minuten"
    if hours < 1.5:
        return "elk uur"
    if hours < 22:
        return f"elke {dutch.number(hours)} uur"
    return "elke dag" if hours < 36 else f"elke {dutch.number(hours / 24)} dagen"
