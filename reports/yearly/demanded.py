"""Demand: what people wrote and asked, when, where and about what."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from reports import dutch, small
from reports.coverage import Coverage
from reports.normal import Range, normal
from reports.sentences import named
from reports.yearly import counts
from reports.yearly.charts import Bar, Column
from reports.yearly.counts import Demand
from reports.yearly.facts import YearFacts

MOST_TOPICS = 9
MOST_SOURCES = 10
MOST_MARKS = 6


@dataclass(frozen=True, slots=True)
class Mark:
    """A week that stands out, with the letter that the chart shows."""

    letter: str
    place: int
    text: str


@dataclass
class Demanded:
    """The section on demand; the template asks for its parts by name."""

    facts: YearFacts

    @cached_property
    def whole(self) -> Demand:
        """Posts, threads and questions of the period."""
        return counts.whole(self.facts)

    @cached_property
    def monthly(self) -> dict[str, Demand]:
        """The same by month."""
        return counts.per_month(self.facts)

    @property
    def lead(self) -> str:
        """How much was written and asked."""
        if not self.whole.posts and not self.whole.questions:
            return "Er zijn in deze periode geen berichten gevonden."
        outside, known = self.outside
        late = f" {dutch.percentage(outside / known)} van de berichten kwam buiten openingstijd." if known else ""
        return (
            f"{dutch.counted(self.whole.posts, 'bericht', 'berichten')} met een zoekterm in "
            f"{dutch.counted(self.whole.threads, 'thread', 'threads')}, en "
            f"{dutch.counted(self.whole.questions, 'concrete vraag', 'concrete vragen')}.{late}"
        )

    @cached_property
    def outside(self) -> tuple[int, int]:
        """Posts outside opening hours, and posts of which the time is known."""
        return counts.outside_hours(self.facts)

    def columns(self, measure: str) -> list[Column]:
        """One measure (``posts``, ``threads``, ``questions``) by month."""
        return [
            Column(month.name[:1] if len(self.facts.months) > 7 else month.name[:3], value, said, month.is_part)
            for month in self.facts.months
            for value in [getattr(self.monthly.get(month.key, Demand(0, 0, 0)), measure)]
            for said in [small.said(value) if not small.is_small(value) else "<5"]
        ]

    def finding(self, measure: str, name: str) -> str:
        """The text alternative of one of these charts."""
        rows = [(self.monthly.get(m.key, Demand(0, 0, 0)), m) for m in self.facts.months]
        most, month = max(rows, key=lambda row: (getattr(row[0], measure), -row[1].first.toordinal()))
        return (
            f"{name} per maand. De meeste in {month.name}: {small.said(getattr(most, measure))}. "
            "Alle aantallen staan in de bijlage."
        )

    @cached_property
    def weekly(self) -> list[int | None]:
        """Relevant posts per week; None where no source was measured and nothing was found."""
        found = counts.per_week(self.facts)
        seen = [any(self._is_seen(row[n]) for row in self.facts.weekly_coverage.values()) for n in range(len(found))]
        return [count if count or is_seen else None for count, is_seen in zip(found, seen, strict=True)]

    @staticmethod
    def _is_seen(covered: Coverage) -> bool:
        return any(covered.days)

    @property
    def week_labels(self) -> list[str]:
        """Every other week number, or every fourth in a long period."""
        step = 1 if len(self.facts.calendar) <= 16 else 2 if len(self.facts.calendar) <= 30 else 4
        return [
            str(week.first.isocalendar().week) if n % step == 0 else "" for n, week in enumerate(self.facts.calendar)
        ]

    @cached_property
    def marks(self) -> list[Mark]:
        """Noted events and weeks above normal, in order of time."""
        found = [(place, text) for event in self._events() for place, text in [event]] + self._peaks()
        ordered = sorted(found, key=lambda pair: pair[0])[:MOST_MARKS]
        return [Mark(chr(ord("A") + n), place, text) for n, (place, text) in enumerate(ordered)]

    @property
    def chart_marks(self) -> list[tuple[int, str]]:
        """The same as the chart takes them: weeks with their letters, more than one where more is said of a week."""
        letters: dict[int, str] = {}
        for mark in self.marks:
            letters[mark.place] = f"{letters.get(mark.place, '')} {mark.letter}".strip()
        return list(letters.items())

    def _events(self) -> list[tuple[int, str]]:
        placed = []
        for event in self.facts.journal.events:
            for place, week in enumerate(self.facts.calendar):
                if week.first <= event.day <= week.last and self.facts.period.first <= event.day:
                    placed.append((place, f"{dutch.day_and_month(event.day)}: {event.text}"))
        return placed[:MOST_MARKS]

    def _peaks(self) -> list[tuple[int, str]]:
        high = []
        for place, count in enumerate(self.weekly):
            usual = normal(self.weekly[:place])
            if usual and count and count > usual.high:
                high.append((count - usual.high, place, count, usual))
        return [(place, self._peak(place, count, usual)) for _, place, count, usual in sorted(high, reverse=True)[:3]]

    def _peak(self, place: int, count: int, usual: Range) -> str:
        monday = self.facts.calendar[place].first
        about = [(weeks.get(monday, 0), topic) for topic, weeks in self._topic_weeks.items()]
        most, topic = max(about, default=(0, ""))
        told = f", het meest over {named(self.facts.topic(topic))}" if most >= small.LEAST else ""
        band = dutch.between(usual.low, usual.high)
        return (
            f"week {monday.isocalendar().week} ({dutch.day_and_month(monday)}): {dutch.number(count)} berichten, "
            f"normaal {band}{told}"
        )

    @cached_property
    def _topic_weeks(self) -> dict[str, dict[date, int]]:
        return self.facts.posts.per_topic()

    @property
    def week_finding(self) -> str:
        """The text alternative of the weeks."""
        known = [(n, place) for place, n in enumerate(self.weekly) if n is not None]
        if not known:
            return "Berichten per week: er is niets gemeten."
        most, place = max(known)
        number = self.facts.calendar[place].first.isocalendar().week
        weeks = len(self.chart_marks)
        marked = f" {dutch.counted(weeks, 'week is', 'weken zijn')} gemarkeerd." if weeks else ""
        return f"Berichten per week. De drukste is week {number}, met {small.said(most)} berichten.{marked}"

    @cached_property
    def per_source(self) -> dict[str, Demand]:
        """Posts, threads and questions by source."""
        return counts.demand(self.facts, "source")

    @cached_property
    def source_rows(self) -> list[small.Row]:
        """The sources with posts, threads and questions; what is small is merged."""
        rows: list[small.Row] = [
            (self.facts.title(s), (d.posts, d.threads, d.questions))
            for s in self.facts.sources
            if (d := self.per_source.get(s))
        ]
        return small.busiest(rows, "Overige bronnen", MOST_SOURCES)

    @property
    def source_bars(self) -> list[Bar]:
        """Posts per source, with the questions at the right."""
        return [
            Bar(title, posts, small.said(posts), _asked(questions))
            for title, (posts, _, questions) in self.source_rows
        ]  # fmt: skip

    @property
    def source_finding(self) -> str:
        """What the sources show, as heading and text alternative."""
        if not self.source_rows or not self.whole.posts:
            return "Er zijn geen berichten gevonden"
        title, (posts, _, _) = max(self.source_rows, key=lambda row: row[1][0])
        return f"{dutch.percentage(posts / self.whole.posts)} van de berichten staat op {title}"

    @cached_property
    def topic_rows(self) -> list[tuple[str, list[int], list[str]]]:
        """The largest topics with their posts by month and in all; small cells are not shown."""
        table = counts.per_topic_and_month(self.facts)
        ordered = sorted(table.items(), key=lambda pair: (-sum(pair[1].values()), pair[0]))
        rows = []
        for topic, months in ordered:
            monthly = [months.get(month.key, 0) for month in self.facts.months]
            if sum(monthly) >= small.LEAST:
                rows.append((self.facts.topic(topic), monthly, [*small.hidden(monthly), dutch.number(sum(monthly))]))
        return rows

    @property
    def shown_topics(self) -> list[tuple[str, list[int], list[str]]]:
        """The topics that the chart holds."""
        return self.topic_rows[:MOST_TOPICS]

    @property
    def month_labels(self) -> list[str]:
        """The names of the months, short, and the word for the sum."""
        return [*(month.name[:3] for month in self.facts.months), "samen"]

    @property
    def topic_finding(self) -> str:
        """What the topics show."""
        if not self.topic_rows:
            return "Over geen onderwerp is vijf keer of vaker geschreven"
        title, monthly, _ = self.topic_rows[0]
        place = max(range(len(monthly)), key=lambda n: monthly[n])
        return f"Het meest geschreven is over {named(title)}, het vaakst in {self.facts.months[place].name}"


def _asked(questions: int) -> str:
    return f"{small.said(questions)} {'vraag' if questions == 1 else 'vragen'}" if questions else "geen vragen"
