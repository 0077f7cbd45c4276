"""What each page of the weekly says first: rules over the tables, which a lead so cannot contradict."""

from __future__ import annotations

from collections.abc import Sequence

from reports import dutch, small
from reports.sentences import MERGED, Week, named, still_open


def volume(week: Week) -> str:
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
    if not known and any(row.is_merged for row in week.sources):
        parts.append(MERGED.format("bronnen"))
    elif not known:
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


def topics(week: Week) -> str:
    """What the page on topics says first."""
    if not week.is_measured:
        return "Deze week is geen enkele bron gemeten; over onderwerpen valt dus niets te zeggen."
    higher = [named(t.title) for t in week.topics if t.verdict == "hoger"]
    lower = [named(t.title) for t in week.topics if t.verdict == "lager"]
    if not week.topics:
        return "Geen enkel bericht gaat over een van de onderwerpen."
    if not any(t.usual for t in week.topics):
        if not all(t.identity for t in week.topics):
            return MERGED.format("onderwerpen")
        top = week.topics[0] if week.topics and week.topics[0].count else None
        most = (
            f"Het meest geschreven is over {named(top.title)}: {week.counted(top.count, 'bericht', 'berichten')}. "
            if top
            else ""
        )
        return f"{most}Er is nog geen normaal om mee te vergelijken."
    if not higher and not lower:
        return "Geen enkel onderwerp ligt buiten normaal."
    parts = [f"Meer dan normaal: {_names(higher)}."] if higher else []
    return " ".join([*parts, *([f"Minder dan normaal: {_names(lower)}."] if lower else [])])


def rising(week: Week) -> str:
    """What is said above the topics and terms that rise."""
    if not week.risen.is_known:
        return "Nog niet te bepalen: daarvoor moeten deze week en de 8 weken ervoor volledig gemeten zijn."
    if not week.risen.topics and not week.risen.terms:
        return "Geen onderwerp of term komt vaker voor dan toeval verklaart."
    if not week.risen.topics:
        return "Geen onderwerp stijgt meer dan toeval verklaart; deze termen wel."
    return f"Meer dan toeval verklaart: {_names([named(topic.name) for topic in week.risen.topics])}."


def questions(week: Week) -> str:
    """What the page of open questions says first."""
    if not week.is_measured:
        return "Er is niet gemeten; nieuwe vragen van deze week zijn niet bekend."
    if not week.questions:
        return "Alle vragen zijn beantwoord, gesloten of verlopen: er staat niets open."
    if len(week.questions) == 1 and not week.hides_small:
        return still_open(week)
    norm = dutch.opening_hours(week.norm_hours)
    order = f"Bovenaan wat langer wacht dan {norm}, dan wat een termijn heeft, dan wat het meest gelezen wordt."
    return f"{still_open(week)} {order}"


def work(week: Week, hours: float | None) -> str:
    """What the page on the team's work says first."""
    if not week.is_measured:
        return "Deze week is geen enkele bron gemeten; wat het team deed, is niet bekend."
    done, thanks = int(week.tiles["interventies"].value or 0), int(week.tiles["waardering"].value or 0)
    response = week.tiles["mediane_reactietijd"].value
    parts = [dutch.capital(week.counted(done, "interventie", "interventies") if done else "geen interventies")]
    parts[0] += f" in {dutch.number(hours, 1 if hours % 1 else 0)} uur." if hours else "."
    if thanks:
        parts.append(f"Op {week.counted(thanks, 'reactie', 'reacties')} kwam een bedankje terug.")
    if response is not None:
        parts.append(f"De helft van de eerste antwoorden kwam binnen {dutch.number(response, 1)} openingsuren.")
    return " ".join(parts)


def coverage(week: Week) -> str:
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


def hours(outside: int, known: int, *, hides_small: bool = False) -> str:
    """What is said above the map of hours; neither part of the posts where it is of few and outsiders read."""
    if not known:
        return "Van geen enkel bericht is het uur bekend."
    frame = "Het kader geeft de openingstijden."
    if hides_small and any(map(small.is_small, (known, outside, known - outside))):
        part = "Meer dan" if 2 * outside > known else "Minder dan" if 2 * outside < known else "Precies"
        return f"{part} de helft van de berichten met een bekend uur kwam buiten openingstijd. {frame}"
    if known == 1:
        return f"Het ene bericht met een bekend uur kwam {'buiten' if outside else 'binnen'} openingstijd. {frame}"
    late = dutch.number(outside) if outside else "Geen"
    return (
        f"{late} van de {dutch.counted(known, 'bericht', 'berichten')} met een bekend uur "
        f"({dutch.percentage(outside / known)}) {'kwamen' if outside > 1 else 'kwam'} buiten openingstijd. {frame}"
    )
