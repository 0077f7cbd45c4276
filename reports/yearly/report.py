"""The report on a year or a free period as files: the PDF for the committee, and its figures."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from crawler.profile import Profile
from reports import dutch, kpis, small
from reports.journal import Journal
from reports.period import Period
from reports.texts import printable, shortened
from reports.yearly import figures, span
from reports.yearly.annex import Annex
from reports.yearly.answers import Answers
from reports.yearly.behind import Behind
from reports.yearly.choices import Choices
from reports.yearly.conduct import Conduct
from reports.yearly.demanded import Demanded
from reports.yearly.facts import YearFacts, year_facts
from reports.yearly.measured import Measured
from reports.yearly.signalled import Signalled
from reports.yearly.supplied import Supplied
from reports.yearly.timed import Timed
from reports.yearly.worked import Worked
from reports.yearly.worth import Worth


@dataclass
class Phase:
    """A stretch of the period with what the team did in it."""

    when: str
    name: str
    what: str


@dataclass
class Yearly:
    """Everything that stands in the report, computed when a page asks for it."""

    facts: YearFacts
    heading: str
    asked: str
    name: str
    """The name of the files without their ending."""

    def __post_init__(self) -> None:
        """Opens the sections; each computes its parts when they are asked for."""
        facts = self.facts
        self.demanded, self.supplied, self.timed = Demanded(facts), Supplied(facts), Timed(facts)
        self.worth, self.measured, self.signalled = Worth(facts), Measured(facts), Signalled(facts)
        self.worked, self.conduct = Worked(facts, self.timed), Conduct(facts)
        self.answers = Answers(self.supplied, self.timed, self.worked, self.worth, self.signalled)
        self.choices = Choices(facts, self.demanded, self.supplied, self.timed, self.worked)
        behind = Behind(
            facts, self.demanded, self.supplied, self.timed, self.worked, self.worth, self.measured, self.conduct
        )
        self.annex = Annex(facts, behind, self.signalled)

    @property
    def weeks(self) -> int:
        """How many weeks the period lasts."""
        return max(1, round(len(self.facts.period.days) / 7))

    @property
    def dates(self) -> str:
        """``13 juli 2010 tot en met 17 december 2010, 23 weken``."""
        period = self.facts.period
        start = (
            dutch.day_and_month(period.first)
            if period.first.year == period.last.year
            else dutch.full_date(period.first)
        )  # fmt: skip
        return f"{start} tot en met {dutch.full_date(period.last)}, {dutch.counted(self.weeks, 'week', 'weken')}"

    @property
    def foot(self) -> str:
        """The line at the foot of every page."""
        cut = dutch.day_and_clock(self.facts.cutoff, self.facts.profile.zone)
        return f"{self.facts.profile.organisation.name} · gegevens tot {cut} {self.facts.cutoff.year}"

    @property
    def made(self) -> str:
        """The data's cut-off, as the date of the document."""
        return self.facts.cutoff.isoformat(timespec="seconds")

    @property
    def attachment(self) -> str:
        """The name of the tables inside the PDF."""
        return f"tabellen-{self.name}.csv"

    @cached_property
    def key_figures(self) -> list[tuple[str, str, str]]:
        """The figures of the results slide: value, name, and what belongs under it."""
        said = [(self._value(f), self._name(kpis.name_of(f)), "") for f in figures.FIGURES]
        return said + [
            (dutch.percentage(q.good), f"“{q.good_words}”", f"vraag {n} van de enquête")
            for n, q in enumerate(self.worth.questions[:3], 1)
        ]

    def _value(self, figure: figures.YearFigure) -> str:
        value = self.values[figure.__name__]
        return "–" if value is None else dutch.number(value)

    def _name(self, name: str) -> str:
        """A figure's name with the source that it is about."""
        if name == "Volgers" and self.worth.followers:
            return f"volgers op {self.facts.title(self.worth.followers[0].source)}"
        if name == "Keren gelezen" and self.worth.most_read:
            return f"keer gelezen op {self.facts.title(self.worth.most_read.source)}"
        return name[:1].lower() + name[1:]

    @cached_property
    def values(self) -> dict[str, float | None]:
        """The figures by their identity."""
        return {figure.__name__: figure(self.facts) for figure in figures.FIGURES}

    @property
    def phases(self) -> list[Phase]:
        """Monitoring and practising, then intervening: told from what was done when."""
        period, first = self.facts.period, self.facts.first_act
        if first is None:
            return [Phase(self._between(period.first, period.last), "Monitoren", self._did(period))]
        rows = []
        if (first - period.first).days > 0:
            before = Period(period.first, first, period.zone).back(0)
            rows.append(
                Phase(f"tot {dutch.day_and_month(first)}", "Monitoren en oefenen", self._did(before, is_practice=True))
            )
        during = Period(first, period.last, period.zone)
        rows.append(Phase(self._between(first, period.last), "Monitoren en interveniëren", self._did(during)))
        return rows

    def _between(self, first: date, last: date) -> str:
        return f"{dutch.day_and_month(first)} t/m {dutch.day_and_month(last)}"

    def _did(self, part: Period, *, is_practice: bool = False) -> str:
        posts = sum(
            n for days in self.facts.daily.values() for day, n in days.items()
            if part.first <= day <= part.last and not (is_practice and day == part.last)
        )  # fmt: skip
        hours = sum(
            h.hours for h in self.facts.journal.hours
            if part.first <= h.day <= part.last and not (is_practice and h.day == part.last)
        )  # fmt: skip
        acts = 0 if is_practice else sum(part.first <= day <= part.last for day in self.facts.act_days)
        said = [f"{dutch.counted(posts, 'bericht', 'berichten')} gevonden"]
        if acts:
            said.append(f"{dutch.counted(acts, 'interventie', 'interventies')}")
        if hours:
            said.append(f"{dutch.number(hours)} uur genoteerd")
        return ", ".join(said)

    def said(self, count: int) -> str:
        """A count of people's posts in print."""
        return small.said(count)

    def short(self, text: str, length: int) -> str:
        """Words of the team, cleaned and cut."""
        return shortened(printable(text), length)

    @property
    def thanks_words(self) -> str:
        """How many thanks there were, and how many complaints about the team itself."""
        thanks = sum(self.facts.holds(at) for i in self.facts.interventions for at in i.thanked)
        blamed = self.facts.told.grievances
        return (
            f"In alle threads samen: {small.said(thanks)} bedankjes na een reactie van het team. Van alle klachten "
            f"noemen er {small.said(blamed) if blamed else 'geen'} het team zelf."
        )

    @property
    def mandate(self) -> list[str]:
        """The rules that the team works by, from the profile."""
        return [printable(rule) for rule in self.facts.profile.team.engagement.values()]

    @property
    def staff(self) -> str:
        """Who did the work, without names."""
        inside = [h for h in self.facts.journal.hours if self.facts.period.first <= h.day <= self.facts.period.last]
        advisers = len({h.adviser for h in inside if h.adviser})
        weekly = self.worked.weekly_hours
        people = (
            f"{dutch.capital(dutch.in_words(advisers))} {'adviseur' if advisers == 1 else 'adviseurs'}"
            if advisers
            else "Het team"
        )
        time = f", samen {dutch.number(weekly)} uur per week" if weekly else ""
        norm = dutch.opening_hours(self.facts.profile.team.norm_hours)
        return f"{people}{time}. Norm: een vraag is binnen {norm} beantwoord."


def yearly(
    data: str, journal: Journal, profile: Profile, asked_for: Period, titles: Mapping[str, str], *, name: str,
    heading: str, asked: str | None = None,
) -> Yearly:  # fmt: skip
    """The report on a period, from the data, the team's records, the profile and nothing else.

    Args:
        data: folder or object-store address of the datasets.
        journal: the team's own records.
        profile: the organisation; its ``report.asked`` is what the committee is asked.
        asked_for: the period.
        titles: names of built-in sources, by source.
        name: the name of the files without their ending.
        heading: the title on page 1.
        asked: what is asked of the committee, in place of what the profile says.

    Raises:
        PeriodError: the period ends before it begins, or is too long.
    """
    span.checked(asked_for.first, asked_for.last)
    facts = year_facts(data, journal, profile, asked_for, titles)
    return Yearly(facts, heading, asked if asked is not None else profile.report.asked, name)
