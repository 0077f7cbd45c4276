"""The sentence of what changed and the lead of every page: rules over the tables, which they so cannot contradict."""

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


def changed(week: Week) -> str:
    """The sentence of what changed: volume against normal, what about, what waits, and what could not be seen."""
    if not week.is_measured:
        return "Deze week is geen enkele bron gemeten; over de week valt dus niets te zeggen."
    parts = [_volume(week), _days(week), _open(week), _unseen(week)]
    if len(" ".join(parts)) > ROOM:
        parts[1] = ""
    return " ".join(part for part in parts if part)


def _volume(week: Week) -> str:
    asked, found = week.tiles["nieuwe_vragen"], week.tiles["berichten"]
    if not found.value and not asked.value:
        return "Geen berichten gevonden."
    if asked.verdict in {"hoger", "lager"}:
        return f"{_more(asked.verdict)} nieuwe vragen dan normaal: {_figure(asked)}{_about(week)}."
    posts = f"{dutch.counted(int(found.value or 0), 'bericht', 'berichten')}"
    if found.verdict in {"hoger", "lager"}:
        return f"{_more(found.verdict)} berichten dan normaal: {_figure(found)}{_topics(week)}."
    questions = dutch.counted(int(asked.value or 0), "nieuwe vraag", "nieuwe vragen")
    if found.verdict == "normaal" and asked.verdict == "normaal":
        return f"Een gewone week: {posts} en {questions}, allebei binnen normaal{_topics(week)}."
    return f"{dutch.capital(questions)} in {posts}{_topics(week)}."


def _more(verdict: Verdict | None) -> str:
    return "Meer" if verdict == "hoger" else "Minder"


def _figure(tile: Tile) -> str:
    usual = tile.usual
    band = f", normaal {dutch.between(usual.low, usual.high)}" if usual else ""
    return f"{dutch.number(tile.value or 0)}{band}"


def _about(week: Week) -> str:
    asked = int(week.tiles["nieuwe_vragen"].value or 0)
    top = max(week.topics, key=lambda t: (t.questions, t.title), default=None)
    if top is None or top.questions < 2 or 4 * top.questions < asked:
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


def _open(week: Week) -> str:
    count, over = len(week.questions), sum(q.is_over for q in week.questions)
    if not count:
        return "Er staat geen vraag open."
    waits = f"{dutch.capital(dutch.in_words(count))} {'vraag staat' if count == 1 else 'vragen staan'} nog open"
    each = "" if count == 1 else "allebei " if count == 2 else "alle "
    if not over:
        return f"{waits}, {each}binnen de norm."
    if count == over:
        return f"{waits}, {each}langer dan de norm."
    return f"{waits}, {dutch.in_words(over)} daarvan langer dan de norm."


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


def volume_lead(week: Week) -> str:
    """What the page on sources says first."""
    if not week.is_measured:
        return "Deze week is geen enkele bron gemeten."
    higher = [row.title for row in week.sources if row.verdict == "hoger"]
    lower = [row.title for row in week.sources if row.verdict == "lager"]
    known = [row for row in week.sources if row.usual is not None]
    parts = []
    if higher:
        parts.append(f"Drukker dan normaal: {_names(higher)}.")
    if lower:
        parts.append(f"Rustiger dan normaal: {_names(lower)}.")
    if not known:
        parts.append("Nog geen bron heeft acht complete weken: er is nog geen normaal om mee te vergelijken.")
    elif not higher and not lower:
        parts.append("Geen bron met een normaal ligt over de hele week daarbuiten.")
    if missed := [row.title for row in week.sources if row.unmeasured]:
        parts.append(f"Niet alle dagen gemeten: {_names(missed)}.")
    return " ".join(parts)


def _names(titles: Sequence[str]) -> str:
    if len(titles) <= 4:
        return dutch.listed(titles)
    return f"{', '.join(titles[:3])} en {dutch.in_words(len(titles) - 3)} andere"


def topics_lead(week: Week) -> str:
    """What the page on topics says first."""
    if not week.is_measured:
        return "Deze week is geen enkele bron gemeten; over onderwerpen valt dus niets te zeggen."
    higher = [named(t.title) for t in week.topics if t.verdict == "hoger"]
    lower = [named(t.title) for t in week.topics if t.verdict == "lager"]
    if not any(t.usual for t in week.topics):
        top = week.topics[0] if week.topics and week.topics[0].count else None
        most = (
            f"Het meest geschreven is over {named(top.title)}: {dutch.counted(top.count, 'bericht', 'berichten')}. "
            if top
            else ""
        )
        return f"{most}Er is nog geen normaal om mee te vergelijken."
    if not higher and not lower:
        return "Geen enkel onderwerp ligt buiten normaal."
    parts = [f"Meer dan normaal: {_names(higher)}."] if higher else []
    return " ".join([*parts, *([f"Minder dan normaal: {_names(lower)}."] if lower else [])])


def rising_lead(week: Week) -> str:
    """What is said above the topics and terms that rise."""
    if not week.risen.is_known:
        return "Nog niet te bepalen: daarvoor moeten deze week en de 8 weken ervoor volledig gemeten zijn."
    if not week.risen.topics and not week.risen.terms:
        return "Geen onderwerp of term komt vaker voor dan toeval verklaart."
    if not week.risen.topics:
        return "Geen onderwerp stijgt meer dan toeval verklaart; deze termen wel."
    return f"Meer dan toeval verklaart: {_names([named(topic.name) for topic in week.risen.topics])}."


def open_lead(week: Week) -> str:
    """What the page of open questions says first."""
    if not week.is_measured:
        return "Er is niet gemeten; nieuwe vragen van deze week zijn niet bekend."
    if not week.questions:
        return "Alle vragen zijn beantwoord, gesloten of verlopen: er staat niets open."
    if len(week.questions) == 1:
        return _open(week)
    norm = dutch.opening_hours(week.norm_hours)
    order = f"Bovenaan wat langer wacht dan {norm}, dan wat een termijn heeft, dan wat het meest gelezen wordt."
    return f"{_open(week)} {order}"


def work_lead(week: Week, hours: float | None) -> str:
    """What the page on the team's work says first."""
    if not week.is_measured:
        return "Deze week is geen enkele bron gemeten; wat het team deed, is niet bekend."
    done, thanks = int(week.tiles["interventies"].value or 0), int(week.tiles["waardering"].value or 0)
    response = week.tiles["mediane_reactietijd"].value
    parts = [f"{dutch.capital(dutch.counted(done, 'interventie', 'interventies') if done else 'geen interventies')}"]
    parts[0] += f" in {dutch.number(hours, 1 if hours % 1 else 0)} uur." if hours else "."
    if thanks:
        parts.append(f"Op {dutch.counted(thanks, 'reactie', 'reacties')} kwam een bedankje terug.")
    if response is not None:
        parts.append(f"De helft van de eerste antwoorden kwam binnen {dutch.number(response, 1)} openingsuren.")
    return " ".join(parts)


def coverage_lead(week: Week) -> str:
    """What the page on coverage says first."""
    bad = [row for row in week.coverage if row.is_bad]
    if not week.coverage:
        return "Er zijn geen bronnen ingeschakeld."
    if not bad:
        return "Ja: alle bronnen zijn volledig gemeten of achteraf gelezen."
    if len(bad) == len(week.coverage):
        return "Nee: geen enkele bron is volledig gemeten. Wat niet gemeten is, telt niet als rustig."
    names, verb = _names([row.title for row in bad]), "is" if len(bad) == 1 else "zijn"
    return f"Niet helemaal: {names} {verb} niet volledig gemeten. Wat niet gemeten is, telt niet als rustig."


def hours_lead(outside: int, known: int) -> str:
    """What is said above the map of hours."""
    if not known:
        return "Van geen enkel bericht is het uur bekend."
    frame = "Het kader geeft de openingstijden."
    if known == 1:
        return f"Het ene bericht met een bekend uur kwam {'buiten' if outside else 'binnen'} openingstijd. {frame}"
    late = dutch.number(outside) if outside else "Geen"
    return (
        f"{late} van de {dutch.counted(known, 'bericht', 'berichten')} met een bekend uur "
        f"({dutch.percentage(outside / known)}) {'kwamen' if outside > 1 else 'kwam'} buiten openingstijd. {frame}"
    )


def day_finding(row: SourceRow, *, hides_small: bool = False) -> str:
    """The text alternative of a day plot; few posts stay few where outsiders read."""
    values = ", ".join(_said(n, hides_small=hides_small) for n in row.days)
    odd = [dutch.WEEKDAYS[n] for n, judged in enumerate(row.day_verdicts) if judged in {"hoger", "lager"}]
    known = any(row.day_usual)
    finding = (
        f"Buiten het normale bereik: {dutch.listed(odd)}." if odd
        else "Geen dag ligt buiten het normale bereik." if known
        else "Er is nog geen normaal bereik."
    )  # fmt: skip
    return f"{row.title}, berichten per dag van maandag tot en met zondag: {values}. {finding}"


def _said(found: int | None, *, hides_small: bool) -> str:
    if found is None:
        return "geen meting"
    return small.said(found) if hides_small else dutch.number(found)


def line_finding(name: str, line: Sequence[float | None], usual: object, digits: int) -> str:
    """The text alternative of a line of twelve weeks."""
    known = [v for v in line if v is not None]
    if not known:
        return f"{name}: in deze twaalf weken is niets volledig gemeten."
    now = "niet volledig gemeten" if line[-1] is None else dutch.number(line[-1], digits)
    normal = "" if usual else f"; {NO_NORMAL}"
    low, high = dutch.number(min(known), digits), dutch.number(max(known), digits)
    return f"{name}, verloop over twaalf weken: laagste {low}, hoogste {high}, deze week {now}{normal}."
