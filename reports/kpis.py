"""The key figures. Each is a definition that computes itself: its docstring is what the PDF prints.

The first line of such a docstring is the figure's name, the rest its definition, in Dutch.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable
from dataclasses import dataclass, replace
from statistics import median

from reports import small
from reports.facts import HISTORY, Facts
from reports.normal import Range, Verdict, normal, percentile, verdict
from reports.threads import Intervention, Spell

DEFINITIONS_VERSION = "1.1"

Figure = Callable[[Facts, int], float | None]


def berichten(facts: Facts, index: int = HISTORY) -> float | None:
    """Berichten.

    Openbare berichten van anderen dan het team, met een zoekterm in de eigen woorden (niet in een citaat of
    onderschrift), die niet als ruis zijn gemarkeerd. Wat alleen via de titel of de gevolgde thread is gevonden,
    telt apart.
    """
    return sum(facts.week_total(source, index) for source in facts.sources)


def threads(facts: Facts, index: int = HISTORY) -> float | None:
    """Threads.

    Gesprekken waarin deze week minstens één bericht met een zoekterm is geplaatst.
    """
    return facts.per_week("threads", "count(distinct (source, thread_id))").get(facts.weeks[index].first, 0)


def nieuwe_vragen(facts: Facts, index: int = HISTORY) -> float | None:
    """Nieuwe vragen.

    Berichten met een concrete vraag die het team met feiten en zonder persoonsgegevens kan beantwoorden, ook
    als de zoekterm alleen in de titel of elders in de thread staat. De regel stelt voor, een mens beslist.
    """
    counts = facts.per_week("questions", "count(*) filter (where is_question)", "kept")
    return counts.get(facts.weeks[index].first, 0)


def open_vragen(facts: Facts, index: int = HISTORY) -> float | None:
    """Open vragen.

    Threads met een concrete vraag of klacht die aan het einde van de week nog op een reactie van het team
    wachten: niet door een besluit gesloten, niet door een ander beantwoord en door de vragensteller bevestigd,
    niet van de site gehaald en niet verlopen (30 dagen zonder beweging).
    """
    asked = bisect_left(facts.spells, facts.end(index), key=lambda s: s.asked)
    return asked - bisect_left(facts.ended, facts.end(index), key=lambda s: s.ended or 0.0)


def interventies(facts: Facts, index: int = HISTORY) -> float | None:
    """Interventies.

    Openbare reacties van het team in threads die het niet zelf begon. Reacties in dezelfde thread binnen 60
    minuten, zonder iemand ertussen, tellen als één.
    """
    return len([i for i in acted(facts, index) if not i.in_own_thread])


def mediane_reactietijd(facts: Facts, index: int = HISTORY) -> float | None:
    """Mediane reactietijd.

    Openingsuren tussen een vraag en de eerste reactie van het team, over de reacties van deze week op een
    eerste vraag in de thread. De helft was sneller. Alleen tijden op de minuut of nauwkeuriger; wie nog wacht,
    staat ernaast.
    """
    hours = response_hours(facts, index)
    return median(hours) if hours else None


def waardering(facts: Facts, index: int = HISTORY) -> float | None:
    """Reacties met waardering.

    Interventies waarop de vragensteller deze week reageerde met een bedankje of compliment.
    """
    return len(thanked(facts, index))


KPIS: tuple[Figure, ...] = (
    berichten, threads, nieuwe_vragen, open_vragen, interventies, mediane_reactietijd, waardering,
)  # fmt: skip
IN_HOURS = frozenset({mediane_reactietijd})


def acted(facts: Facts, index: int = HISTORY) -> list[Intervention]:
    """The interventions of one week, those in the team's own threads too."""
    begin = bisect_left(facts.interventions, facts.end(index - 1), key=lambda i: i.at)
    until = bisect_left(facts.interventions, facts.end(index), key=lambda i: i.at)
    return facts.interventions[begin:until]


def thanked(facts: Facts, index: int = HISTORY) -> list[Intervention]:
    """The interventions that their asker thanked for in one week, each once."""
    begin = bisect_left(facts.thanks, facts.end(index - 1), key=lambda pair: pair[0])
    until = bisect_left(facts.thanks, facts.end(index), key=lambda pair: pair[0])
    return list({id(i): i for _, i in facts.thanks[begin:until]}.values())


def ended(facts: Facts, index: int = HISTORY) -> list[Spell]:
    """The waiting spells that ended in one week, by an answer or otherwise."""
    begin = bisect_left(facts.ended, facts.end(index - 1), key=lambda s: s.ended or 0.0)
    until = bisect_left(facts.ended, facts.end(index), key=lambda s: s.ended or 0.0)
    return facts.ended[begin:until]


def answered(facts: Facts, index: int = HISTORY, *, first: bool = True) -> list[Spell]:
    """The waiting spells that the team ended in one week: of first questions, or of later ones in a thread."""
    return [s for s in ended(facts, index) if s.end == "answered" and s.is_first == first]


def response_hours(facts: Facts, index: int = HISTORY, *, first: bool = True) -> list[float]:
    """Response times in opening hours, shortest first, where question and answer are known to the minute."""
    precise = [s for s in answered(facts, index, first=first) if s.is_precise and s.is_answer_precise]
    return sorted(facts.opening.hours(s.asked, s.ended or 0.0) for s in precise)


def clock_hours(facts: Facts, index: int = HISTORY) -> list[float]:
    """The same response times in clock hours, shortest first."""
    precise = [s for s in answered(facts, index) if s.is_precise and s.is_answer_precise]
    return sorted(((s.ended or 0.0) - s.asked) / 3600 for s in precise)


def middle(ordered: list[float]) -> float:
    """The median of ordered values that are not none."""
    return percentile(ordered, 0.5)


def crawl_delay(facts: Facts) -> float | None:
    """Median clock hours between a post of the week and its first sight, for sources that were read by then."""
    begun = [(source, runs[0].planned.timestamp()) for source, runs in facts.runs.items() if runs]
    if not begun:
        return None
    since = " or ".join("(source = ? and written > ?)" for _ in begun)
    return facts.posts.delay(since, [value for pair in begun for value in pair])


def team_time(facts: Facts, index: int = HISTORY) -> float | None:
    """Median opening hours between the first sight of a question and its answer, over the week's first answers."""
    hours = [
        facts.opening.hours(max(s.asked, s.seen), s.ended or 0.0)
        for s in answered(facts, index) if s.is_answer_precise and s.seen <= (s.ended or 0.0)
    ]  # fmt: skip
    return median(hours) if hours else None


def late_finds(facts: Facts) -> int:
    """Relevant posts of the week that were first seen after it, on sources that were followed by then."""
    begun = [source for source, runs in facts.runs.items() if runs and runs[0].planned < facts.period.until]
    return facts.posts.found_after(begun, facts.end())


def ninetieth(ordered: list[float]) -> float | None:
    """The 90th percentile of ordered values."""
    return percentile(ordered, 0.9) if ordered else None


def expired(facts: Facts, index: int = HISTORY) -> int:
    """Spells that ran out in one week.

    Unanswered, shown as their own number.
    """
    return sum(s.end == "expired" for s in ended(facts, index))


@dataclass(frozen=True, slots=True)
class Tile:
    """One key figure with its history, oldest week first; None is a week that was not measured."""

    name: str
    identity: str
    value: float | None
    line: tuple[float | None, ...]
    usual: Range | None
    verdict: Verdict | None
    previous: float | None
    is_comparable: bool
    digits: int

    @property
    def is_outside(self) -> bool:
        """Whether the figure lies outside its normal."""
        return self.verdict in {"hoger", "lager"}


def veiled(tile: Tile) -> Tile:
    """A key figure for readers outside the team: its small counts look alike in the line, and give no difference."""
    if tile.digits:
        return tile
    few = any(n is not None and small.is_small(int(n)) for n in (tile.value, tile.previous))
    return replace(tile, line=small.coarse(tile.line), is_comparable=tile.is_comparable and not few)


def name_of(figure: Callable[..., float | None]) -> str:
    """The printed name of a figure."""
    return (figure.__doc__ or "").partition(".")[0]


def definition_of(figure: Callable[..., float | None]) -> str:
    """The printed definition of a figure."""
    return " ".join((figure.__doc__ or "").partition(".")[2].split())


def tile(facts: Facts, figure: Figure) -> Tile:
    """A key figure with everything that is shown beside it.

    Weeks that were badly measured are no part of what is normal; while a source is red, a figure cannot be called
    lower than normal.
    """
    digits = 1 if figure in IN_HOURS else 0
    past = tuple(figure(facts, n) if facts.is_usable(n) else None for n in range(HISTORY))
    value = figure(facts, HISTORY) if facts.is_measured_at_all else None
    usual = normal(past, digits)
    judged = verdict(value, usual, digits)
    if judged == "lager" and not facts.is_complete():
        judged = None
    comparable = facts.is_complete() and facts.is_complete(HISTORY - 1)
    return Tile(
        name_of(figure), figure.__name__, value, (*past, value), usual, judged,
        past[-1], comparable, digits,
    )  # fmt: skip
