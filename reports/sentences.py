"""The sentence of what changed, and charts in words: rules over the tables, which they so cannot contradict."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reports import dutch, small
from reports.daily import SourceRow
from reports.kpis import Tile
from reports.normal import Verdict
from reports.questions import Question
from reports.rising import Risen
from reports.tables import CoverageRow, TopicRow

NO_NORMAL = "nog geen normaal"
MERGED = "Kleine {} zijn samengevoegd; die zijn niet met normaal te vergelijken."
"""Said where the only rows that readers outside the team may see have no normal, because they are sums of others."""
ROOM = 235
"""Characters on the three lines that the sentence of what changed may take."""


@dataclass(frozen=True, slots=True)
class Week:
    """What the sentences speak about; every claim in them is a fact of one of these."""

    tiles: dict[str, Tile]
    total: SourceRow
    sources: list[SourceRow]
    topics: list[TopicRow]
    questions: list[Question]
    coverage: list[CoverageRow]
    risen: Risen
    norm_hours: float
    is_measured: bool
    hides_small: bool = False
    """For readers outside the team: counts under five are few."""

    def said(self, count: int) -> str:
        """A count in digits."""
        return small.said(count) if self.hides_small else dutch.number(count)

    def worded(self, count: int) -> str:
        """A count in a word where it has one."""
        return self.said(count) if self.is_withheld(count) else dutch.in_words(count)

    def counted(self, count: int, one: str, many: str) -> str:
        """A count with its noun."""
        return (small.counted if self.hides_small else dutch.counted)(count, one, many)

    def is_withheld(self, count: int) -> bool:
        """Whether a count may not be said."""
        return self.hides_small and small.is_small(count)


def changed(week: Week) -> str:
    """The sentence of what changed: volume against normal, what about, what waits, and what could not be seen."""
    if not week.is_measured:
        return "Deze week is geen enkele bron gemeten; over de week valt dus niets te zeggen."
    parts = [_volume(week), _days(week), still_open(week), _unseen(week)]
    if len(" ".join(parts)) > ROOM:
        parts[1] = ""
    return " ".join(part for part in parts if part)


def _volume(week: Week) -> str:
    asked, found = week.tiles["nieuwe_vragen"], week.tiles["berichten"]
    if not found.value and not asked.value:
        return "Geen berichten gevonden."
    if asked.verdict in {"hoger", "lager"}:
        return f"{_more(asked.verdict)} nieuwe vragen dan normaal: {_figure(week, asked)}{_about(week)}."
    posts = week.counted(int(found.value or 0), "bericht", "berichten")
    if found.verdict in {"hoger", "lager"}:
        return f"{_more(found.verdict)} berichten dan normaal: {_figure(week, found)}{_topics(week)}."
    questions = week.counted(int(asked.value or 0), "nieuwe vraag", "nieuwe vragen")
    if found.verdict == "normaal" and asked.verdict == "normaal":
        return f"Een gewone week: {posts} en {questions}, allebei binnen normaal{_topics(week)}."
    return f"{dutch.capital(questions)} in {posts}{_topics(week)}."


def _more(verdict: Verdict | None) -> str:
    return "Meer" if verdict == "hoger" else "Minder"


def _figure(week: Week, tile: Tile) -> str:
    usual = tile.usual
    band = f", normaal {dutch.between(usual.low, usual.high)}" if usual else ""
    return f"{week.said(int(tile.value or 0))}{band}"


def _about(week: Week) -> str:
    asked = int(week.tiles["nieuwe_vragen"].value or 0)
    top = max((t for t in week.topics if t.identity), key=lambda t: (t.questions, t.title), default=None)
    if top is None or top.questions < 2 or 4 * top.questions < asked or week.is_withheld(top.questions):
        return ""
    if top.questions == asked:
        return f"; {'allebei' if asked == 2 else 'allemaal'} over {named(top.title)}"
    return f"; {dutch.number(top.questions)} daarvan gaan over {named(top.title)}"


def _topics(week: Week) -> str:
    higher = [t for t in week.topics if t.verdict == "hoger"][:2]
    return f"; {dutch.listed([named(t.title) for t in higher])} meer dan normaal" if higher else ""


def _days(week: Week) -> str:
    busy = [dutch.WEEKDAYS[n] for n, judged in enumerate(week.total.day_verdicts) if judged == "hoger"]
    if not busy or len(busy) > 3:
        return ""
    return f"{dutch.capital(dutch.listed(busy))} {'was' if len(busy) == 1 else 'waren'} drukker dan normaal."


def still_open(week: Week) -> str:
    """How many questions wait, and how many of them longer than the norm."""
    count, over = len(week.questions), sum(q.is_over for q in week.questions)
    if not count:
        return "Er staat geen vraag open."
    is_one = count == 1 and not week.hides_small
    waits = f"{dutch.capital(week.worded(count))} {'vraag staat' if is_one else 'vragen staan'} nog open"
    each = "" if is_one else "allebei " if count == 2 and not week.hides_small else "alle "
    if not over:
        return f"{waits}, {each}binnen de norm."
    if count == over:
        return f"{waits}, {each}langer dan de norm."
    return f"{waits}, {_late(week, count, over)} langer dan de norm."


def _late(week: Week, count: int, over: int) -> str:
    if week.is_withheld(count):
        return "een deel daarvan"
    return "de meeste" if over >= small.LEAST and week.is_withheld(count - over) else f"{week.worded(over)} daarvan"


def _unseen(week: Week) -> str:
    bad = [row.title for row in week.coverage if row.is_bad]
    if not bad:
        return ""
    if len(bad) <= 2:
        return f"Niet volledig gemeten: {dutch.listed(bad)}."
    sources = dutch.in_words(len(week.coverage))
    return f"{dutch.capital(dutch.in_words(len(bad)))} van de {sources} bronnen zijn niet volledig gemeten."


def named(title: str) -> str:
    """A topic's title inside a sentence: in quotation marks, because a title may hold "en" or begin with a capital."""
    return f"“{title}”"


def day_finding(row: SourceRow) -> str:
    """The text alternative of a day plot; few posts stay few where outsiders read."""
    values = ", ".join(_said(count, is_withheld=n in row.withheld) for n, count in enumerate(row.days))
    odd = [dutch.WEEKDAYS[n] for n, judged in enumerate(row.day_verdicts) if judged in {"hoger", "lager"}]
    known = any(row.day_usual)
    finding = (
        f"Buiten het normale bereik: {dutch.listed(odd)}." if odd
        else "Geen dag ligt buiten het normale bereik." if known
        else "Er is nog geen normaal bereik."
    )  # fmt: skip
    return f"{row.title}, berichten per dag van maandag tot en met zondag: {values}. {finding}"


def _said(found: int | None, *, is_withheld: bool) -> str:
    if found is None:
        return "geen meting"
    return dutch.number(found) if not is_withheld else small.said(found) if small.is_small(found) else "niet genoemd"


def line_finding(
    name: str, line: Sequence[float | None], usual: object, digits: int, *, hides_small: bool = False
) -> str:
    """The text alternative of a line of twelve weeks; few stay few where outsiders read."""
    known = [v for v in line if v is not None]
    if not known:
        return f"{name}: in deze twaalf weken is niets volledig gemeten."

    def said(value: float) -> str:
        return small.said(int(value)) if hides_small and not digits else dutch.number(value, digits)

    now = "niet volledig gemeten" if line[-1] is None else said(line[-1])
    normal = "" if usual else f"; {NO_NORMAL}"
    low, high = said(min(known)), said(max(known))
    return f"{name}, verloop over twaalf weken: laagste {low}, hoogste {high}, deze week {now}{normal}."
