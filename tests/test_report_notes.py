"""A thousand generated weeks, page by page: every claim in a note is counted again from posts, spells and rounds."""

import inspect
import re
from collections.abc import Callable
from functools import cache
from statistics import median

import pytest

from reports import dutch, sentences, wording
from reports.certainty import MeasurePage
from reports.dutch import SHORT_DAYS, WEEKDAYS, WORDS
from reports.front import FrontPage
from reports.pages import Document, Page
from reports.proof import TopicsPage, VolumePage
from reports.threads import Spell
from reports.weekly import Weekly
from reports.work import HoursPart, OpenPage, TeamPage
from tests.reporting.builder import TITLES, World
from tests.reporting.weeks import BEGIN, UNTIL, Counted, Said, generated, is_otherwise, local

NUMBER = r"(\d[\d.]*)"
DECIMAL = r"(\d[\d.]*,\d)"
COUNT = rf"([Ee]én|één|{'|'.join((*WORDS, *(w.capitalize() for w in WORDS[2:]), 'Geen'))}|\d[\d.]*)"
Check = Callable[[Weekly, re.Match[str]], None]


@pytest.fixture(scope="module")
def weeks(tmp_path_factory: pytest.TempPathFactory) -> list[Weekly]:
    profiles = []
    for size in (1, 2, 4, 26):
        world = World(tmp_path_factory.mktemp("weeks"), [*TITLES, *(f"bron{n}" for n in range(17))][:size])
        profiles.append(world.profile())
    return [generated(seed, profiles[3 if seed % 50 == 0 else seed % 3]) for seed in range(1000)]


def number(text: str) -> int:
    word = text.lower().replace("eén", "één")
    return WORDS.index(word) if word in WORDS else int(text.replace(".", ""))


def hours(text: str) -> float:
    return float(text.replace(".", "").replace(",", "."))


def posts(told: Weekly) -> Counted:
    found = told.facts.posts
    assert isinstance(found, Counted)
    return found


def relevant(told: Weekly) -> list[Said]:
    return posts(told).counted


def spells(told: Weekly) -> list[Spell]:
    return [spell for story in told.facts.stories.values() for spell in story.spells]


def waiting(told: Weekly) -> int:
    return sum(s.is_first and s.ended is None for s in spells(told))


def answers(told: Weekly, *, first: bool = True, precise: bool = True) -> list[Spell]:
    inside = [s for s in spells(told) if s.end == "answered" and BEGIN <= (s.ended or 0) < UNTIL]
    timed = [s for s in inside if (s.is_precise and s.is_answer_precise) or not precise]
    return [s for s in timed if s.is_first == first]


@cache
def opened(start: float, end: float) -> float:
    """Opening hours between two moments, by steps of a minute; the generated weeks hold no holiday."""
    steps = (local(start + 60 * n + 30) for n in range(int((end - start) // 60)))
    return sum(at.weekday() < 5 and 8 <= at.hour < 17 for at in steps) / 60


def waited(told: Weekly, *, first: bool = True) -> list[float]:
    return sorted(opened(s.asked, s.ended or 0) for s in answers(told, first=first))


def about(shown: str, true: float) -> bool:
    return abs(hours(shown) - true) <= 0.09


# one function a claim that is more than one figure


def check_no_percentage(told: Weekly, _: re.Match[str]) -> None:
    assert any(told.facts.coverage[s][-1].grade == "red" for s in told.facts.sources)
    assert not any("%" in wording.difference(tile) for tile in told.tiles)


def check_above(told: Weekly, match: re.Match[str]) -> None:
    rows = zip(WEEKDAYS, told.total.days, told.total.day_usual, strict=True)
    above = {day: n - band.high for day, n, band in rows if band and n is not None and n > band.high}
    assert set(re.findall("|".join(WEEKDAYS), match[1].lower())) == set(above)
    assert number(match[2]) == sum(above.values())
    assert bool(match[3]) == (len(above) < 7)


def check_none_above(told: Weekly, _: re.Match[str]) -> None:
    rows = zip(told.total.days, told.total.day_usual, strict=True)
    assert not any(band and n is not None and n > band.high for n, band in rows)


def check_complete_weeks(told: Weekly, match: re.Match[str]) -> None:
    usable = sum(any(any(told.facts.coverage[s][n].days) for s in told.facts.sources) for n in range(12))
    assert number(match[1]) <= min(8, usable)
    assert not any(told.total.day_usual)


def odd_topics(told: Weekly) -> int:
    return sum(bool(t.usual) and t.verdict in {"hoger", "lager"} for t in told.topics)


def check_more_topics(told: Weekly, match: re.Match[str]) -> None:
    assert odd_topics(told) > 0
    assert number(match[1] or "geen") == odd_topics(told) - len(told.front.unusual_topics)


def check_measured(told: Weekly, match: re.Match[str]) -> None:
    bad = [c for c in (told.facts.coverage[s][-1] for s in told.facts.sources) if c.grade == "red" or not all(c.days)]
    bad += [c for c in (told.facts.coverage[s][-1] for s in told.facts.sources) if c.grade == "not followed"]
    total = len(told.facts.sources)
    assert (number(match[1]), number(match[2])) == (total - len({c.source for c in bad}), total)


def check_rest(told: Weekly, match: re.Match[str]) -> None:
    bad = sum(row.is_bad for row in told.coverage) - sum(row.is_bad for row in told.front.source_list)
    assert number(match[1]) == len(told.coverage) - len(told.front.source_list)
    assert number(match[2] or "geen") == bad


def check_first_answers(told: Weekly, match: re.Match[str]) -> None:
    times, clock = waited(told), [((s.ended or 0) - s.asked) / 3600 for s in answers(told)]
    assert about(match[1], median(times))
    assert about(match[2], median(clock))
    assert min(times) - 0.1 <= hours(match[3]) <= max(times) + 0.15
    assert number(match[4]) == len(times)


def check_within(told: Weekly, match: re.Match[str]) -> None:
    inside = sum(time <= 8 for time in waited(told))
    assert (number(match[1]), number(match[2]), match[3]) == (inside, len(waited(told)), "8")


def check_again(told: Weekly, match: re.Match[str]) -> None:
    times = waited(told, first=False)
    assert number(match[1]) == len(times)
    assert about(match[2], median(times))


def check_left(told: Weekly, match: re.Match[str]) -> None:
    lapsed = sum(s.end == "expired" and BEGIN <= (s.ended or 0) < UNTIL for s in spells(told))
    assert (number(match[1]), number(match[2])) == (waiting(told), lapsed)


def check_reason(told: Weekly, match: re.Match[str]) -> None:
    rules, week = told.facts.profile.team.engagement, told.facts.period
    made = [d for d in told.facts.journal.decisions if week.first <= d.day <= week.last]
    names = {"Doorverwezen of doorgezet": "forwarded"}
    said = match[2]
    if said in names:
        assert number(match[1]) == sum(d.kind == names[said] for d in made)
        return
    refused = [rules.get(d.reason, d.reason) or "Zonder reden genoteerd" for d in made if d.kind == "no_reply"]
    assert number(match[1]) == refused.count(said)


def check_overruled(told: Weekly, match: re.Match[str]) -> None:
    week = told.facts.period
    made = [d for d in told.facts.journal.decisions if week.first <= d.day <= week.last]
    corrected = {(d.url, d.kind) for d in made if d.kind in {"noise", "is_question"} and is_otherwise(d.url)}
    assert number(match[1]) == len(corrected)


def is_outside(post: Said) -> bool:
    at = local(post.at)
    return at.weekday() > 4 or not 8 <= at.hour < 17


def check_outside(told: Weekly, match: re.Match[str]) -> None:
    known = [post for post in relevant(told) if post.is_precise]
    late = sum(map(is_outside, known))
    assert (number(match[1]), number(match[2])) == (late, len(known))
    assert int(match[3]) == round(100 * late / len(known))
    assert match[4] == ("kwam" if late < 2 else "kwamen")


def check_only_one(told: Weekly, match: re.Match[str]) -> None:
    (only,) = [post for post in relevant(told) if post.is_precise]
    assert is_outside(only) == (match[1] == "buiten")


def check_map(told: Weekly, match: re.Match[str]) -> None:
    known = [local(post.at) for post in relevant(told) if post.is_precise]
    outside = sum(is_outside(post) for post in relevant(told) if post.is_precise)
    assert (number(match[1]), number(match[2])) == (outside, len(known))
    cells = [(at.weekday(), at.hour) for at in known]
    cell = (WEEKDAYS.index(match[3]), int(match[4]))
    assert int(match[5]) == cell[1] + 1
    assert number(match[6]) == cells.count(cell) == max(map(cells.count, cells))


def check_vague(told: Weekly, match: re.Match[str]) -> None:
    vague = sum(not post.is_precise for post in relevant(told))
    assert (number(match[1]), number(match[2])) == (vague, len(relevant(told)))
    assert abs(int(match[3]) - 100 * vague / len(relevant(told))) <= 0.5


def check_all_precise(told: Weekly, match: re.Match[str]) -> None:
    assert number(match[1] or "1") == len(relevant(told))
    assert all(post.is_precise for post in relevant(told))


def check_late(told: Weekly, match: re.Match[str]) -> None:
    begun = {source for source, runs in told.facts.runs.items() if runs[0].planned.timestamp() < UNTIL}
    assert number(match[1]) == sum(post.found >= UNTIL and post.source in begun for post in relevant(told))


def check_team_time(told: Weekly, match: re.Match[str]) -> None:
    timed = [s for s in answers(told, precise=False) if s.is_answer_precise and s.seen <= (s.ended or 0)]
    assert about(match[1], median([opened(s.seen, s.ended or 0) for s in timed]))


def equals(count: Callable[[Weekly], int], group: int = 1) -> Check:
    def check(told: Weekly, match: re.Match[str]) -> None:
        assert number(match[group]) == count(told)

    return check


def holds(condition: Callable[[Weekly], bool]) -> Check:
    def check(told: Weekly, _: re.Match[str]) -> None:
        assert condition(told)

    return check


def reasons(reason: str) -> Callable[[Weekly], int]:
    return lambda told: sum(post.reason == reason for post in posts(told).said)


def own_threads(told: Weekly) -> int:
    acts = [i for story in told.facts.stories.values() for i in story.interventions]
    return sum(i.in_own_thread and BEGIN <= i.at < UNTIL for i in acts)


def running_signals(told: Weekly) -> int:
    return sum(signal.noted <= told.facts.period.last for signal in told.facts.journal.signals)


ALWAYS = holds(lambda _: True)
"""A sentence that explains and claims nothing about the week."""
CLAIMS: dict[tuple[type[Page], str], list[tuple[str, Check]]] = {
    (FrontPage, "tiles_note"): [
        (rf"Mediane reactietijd: {NUMBER} eerste vra(?:ag wacht nog en telt|gen wachten nog en tellen) niet mee\.",
         equals(waiting)),
        (r"Deze week is niet elke bron volledig gemeten: daarom staan er geen percentages\.", check_no_percentage),
    ],
    (FrontPage, "all_open"): [
        (r"De open vraag", holds(lambda told: len(told.questions) == 1)),
        (rf"Alle {COUNT} open vragen", equals(lambda told: len(told.questions))),
    ],
    (FrontPage, "day_note"): [
        (r"Geen enkele dag is gemeten\.", holds(lambda told: set(told.total.days) == {None})),
        (rf"Nog geen normaal: daarvoor zijn 8 volledig gemeten weken nodig, er (?:is|zijn) er {COUNT}\.",
         check_complete_weeks),
        (r"Geen enkele dag lag boven normaal\.", check_none_above),
        ((rf"([A-Z][a-z, ]+?) (?:lag|lagen samen) {NUMBER} bericht(?:en)? boven normaal\."
         r"( De andere dagen lagen daar niet boven\.)?"), check_above),
    ],
    (FrontPage, "topic_note"): [
        (r"Niet gemeten\.", holds(lambda told: not told.facts.is_measured_at_all)),
        (r"Nog geen normaal om de onderwerpen mee te vergelijken\.",
         holds(lambda told: not any(t.usual for t in told.topics))),
        (r"Geen enkel onderwerp ligt buiten normaal\.", holds(lambda told: not odd_topics(told))),
        (rf"Verschil met de mediaan van de afgelopen 8 weken\.(?: Nog {COUNT} buiten normaal: pagina 3\.)?",
         check_more_topics),
        ((rf"Zonder percentage: niet elke bron is deze week volledig gemeten\.(?: Nog {COUNT} buiten normaal: "
         r"pagina 3\.)?"), check_more_topics),
    ],
    (FrontPage, "measured"): [(rf"Gemeten: {NUMBER} van de {NUMBER} bron(?:nen)?", check_measured)],
    (FrontPage, "more_sources"): [
        (rf"En {NUMBER} andere bron(?:nen)?(?:, waarvan {NUMBER} niet volledig gemeten|, gemeten): pagina 6\.",
         check_rest),
    ],
    (VolumePage, "multiples_note"): [
        (r"Eerst de bronnen buiten normaal, dan de drukste\.",
         holds(lambda told: len(told.volume_page.multiples) < len(told.sources))),
    ],
    (VolumePage, "volume_note"): [
        (r"Pijl voor een dag: boven of onder normaal voor die weekdag\.",
         holds(lambda told: any(row.has_unusual_day for row in told.volume_page.volume_rows))),
        (rf"{NUMBER} bron(?:nen)? staa[nt]+ alleen in de bijlage\.",
         equals(lambda told: len(told.sources) + 1 - len(told.volume_page.volume_rows))),
        (rf"Niet meegeteld: {NUMBER} bericht(?:en)? alleen via de titel gevonden\.", equals(reasons("title"))),
        (rf"Niet meegeteld: {NUMBER} bericht(?:en)? uit gevolgde threads zonder zoekterm\.", equals(reasons("thread"))),
    ],
    (TopicsPage, "topics_note"): [
        (rf"{NUMBER} kleinere? onderwerp(?:en)? staa[nt]+ in de bijlage\.",
         equals(lambda told: sum(t.count > 0 for t in told.topics) - len(told.topics_page.topics))),
    ],
    (TopicsPage, "rising_note"): [
        (rf"Nog {NUMBER} term(?:en)? in de bijlage\.",
         equals(lambda told: len(told.risen.terms) - len(told.topics_page.terms))),
        ((r"“Stijgt”: meer dan toeval verklaart tegen de 8 weken ervoor, met minstens 3 berichten van 3 schrijvers\. "
          r"De streep in de balk is het gemiddelde van die weken\."), holds(lambda told: told.risen.is_known)),
        (r"Termen in drukke weken: uit een steekproef van 800 berichten\.", holds(lambda told: told.risen.is_sampled)),
    ],
    (OpenPage, "open_note"): [
        (rf"Nog {NUMBER} open vra(?:ag|gen): in de bijlage en op de webpagina\.",
         equals(lambda told: len(told.questions) - len(told.open_page.open))),
        ((r"Wachttijd telt alleen openingstijden, zonder feestdagen, tot het einde van deze week \(zondag 24 uur\)\. "
         r"De streep in de balk is de norm van 8 openingsuren; de balk loopt tot drie keer de norm\."), ALWAYS),
        (r"Met ±: van de vraag is alleen de dag bekend\.",
         holds(lambda told: not all(q.is_asked_precise for q in told.open_page.open))),
        (r"Gemarkeerd: de zoektermen\. Klik op de titel om de thread te openen\.", ALWAYS),
    ],
    (OpenPage, "more_pending"): [
        (rf"; en nog {COUNT}\.", equals(lambda told: len(told.pending) - len(told.open_page.pending))),
        (r"\.", holds(lambda told: len(told.pending) <= 3)),
    ],
    (OpenPage, "expiring"): [
        (rf"{COUNT} open vra(?:ag verloopt|gen verlopen) binnen een week als er niets beweegt\.",
         equals(lambda told: sum(q.days_left <= 7 for q in told.questions))),
    ],
    (TeamPage, "work_notes"): [
        (rf"Daarnaast {NUMBER} bericht(?:en)? van het team in eigen threads\.", equals(own_threads)),
        (rf"Nog {NUMBER} bronnen tellen mee in de som\.",
         equals(lambda told: len(told.work) - len(told.team_page.work))),
    ],
    (TeamPage, "response_facts"): [
        (r"Niet gemeten\.", holds(lambda told: not told.facts.is_measured_at_all)),
        ((rf"Mediaan {DECIMAL} openingsuren, op de klok {DECIMAL} uur; 90% binnen {DECIMAL} openingsuren "
         rf"\({NUMBER} eerste antwoord(?:en)?\)\."), check_first_answers),
        (rf"{COUNT} van de {COUNT} binnen de norm van (\d) uur\.", check_within),
        (rf"Vervolgvragen: {NUMBER} antwoord(?:en)?, mediaan {DECIMAL} openingsuren\.", check_again),
        (rf"Nog zonder eerste antwoord: {COUNT}\. Verlopen deze week: {COUNT}\.", check_left),
    ],
    (TeamPage, "unanswered_facts"): [
        (rf"{NUMBER} × ([^.]+\.?)", check_reason),
        (rf"{NUMBER} bericht(?:en)? met schelden of een bedreiging \(door de regel herkend\)\.",
         equals(lambda told: sum(post.is_abusive for post in relevant(told)))),
        (rf"{NUMBER} keer besliste een mens anders dan de regel\.", check_overruled),
        (r"Geen besluiten genoteerd\.", holds(lambda told: not any(p.is_abusive for p in relevant(told)))),
    ],
    (TeamPage, "signals_note"): [
        (r"Geen signalen genoteerd die nog lopen of deze week zijn beantwoord\.",
         holds(lambda told: not running_signals(told))),
        (rf"Nog {NUMBER} signa(?:al|len) in het eigen register\.",
         equals(lambda told: running_signals(told) - len(told.team_page.signals))),
        (r"Signalen die nog lopen of deze week zijn beantwoord\.",
         holds(lambda told: running_signals(told) == len(told.team_page.signals))),
    ],
    (HoursPart, "lead"): [
        (r"Van geen enkel bericht is het uur bekend\.",
         holds(lambda told: not any(post.is_precise for post in relevant(told)))),
        (r"Het ene bericht met een bekend uur kwam (buiten|binnen) openingstijd\. Het kader geeft de openingstijden\.",
         check_only_one),
        ((rf"{COUNT} van de {NUMBER} berichten met een bekend uur \((\d+)%\) (kwam|kwamen) buiten openingstijd\. "
         r"Het kader geeft de openingstijden\."), check_outside),
    ],
    (HoursPart, "unknown_note"): [
        (rf"Van {NUMBER} bericht(?:en)? is het uur niet bekend\.",
         equals(lambda told: sum(not post.is_precise for post in relevant(told)))),
    ],
    (HoursPart, "heat_finding"): [
        (r"Berichten per uur en weekdag: van geen enkel bericht is het uur bekend\.",
         holds(lambda told: not any(post.is_precise for post in relevant(told)))),
        ((rf"Berichten per uur en weekdag\. {NUMBER} van {NUMBER} kwam(?:en)? buiten openingstijd\. Het drukste uur is "
         rf"({'|'.join(WEEKDAYS)}) van (\d+) tot (\d+) uur, met {NUMBER} bericht(?:en)?\. Alle aantallen staan in de "
         r"bijlage\."), check_map),
    ],
    (MeasurePage, "coverage_note"): [
        (rf"Nog {NUMBER} bron(?:nen)? in de bijlage\.",
         equals(lambda told: len(told.coverage) - len(told.measure_page.coverage))),
        ((r"“Deel”: gelukte rondes ÷ geplande rondes; onder 80% \(rood\) staan er geen percentages van verandering\. "
         r"“Stil, wel bereikbaar”: alle rondes lukten, er was niets nieuws\. “Achteraf gelezen”: de bron werd pas "
         r"later gevolgd en is toen teruggelezen\."), ALWAYS),
    ],
    (MeasurePage, "certainty"): [
        (r"Deze week is geen enkele bron gemeten\.", holds(lambda told: not told.facts.is_measured_at_all)),
        (rf"Van (?:het ene bericht|alle {NUMBER} berichten) is de tijd op de minuut bekend\.", check_all_precise),
        (rf"Van {NUMBER} van de {NUMBER} bericht(?:en)? \((\d+)%\) is de tijd niet op de minuut bekend\.", check_vague),
        (r"Vertraging van het meten: de helft van de berichten was binnen 1,[23] klokuren gevonden\.",
         holds(lambda told: posts(told).delayed == 1.25)),
        ((rf"Tijd van het team: de helft van de antwoorden kwam binnen {DECIMAL} openingsuren nadat de vraag gevonden "
         r"was\."), check_team_time),
        (rf"{NUMBER} bericht(?:en)? van deze week (?:is|zijn) pas na het einde van de week gevonden\.", check_late),
        (rf"{NUMBER} bericht(?:en)? he(?:eft|bben) geen leesbare datum en tel(?:t|len) in geen enkele week mee\.",
         equals(lambda told: told.facts.undated)),
        (r"Er zijn deze week geen berichten om iets over te zeggen\.", holds(lambda told: not relevant(told))),
    ],
}  # fmt: skip


def page_of(told: Weekly, kind: type[Page]) -> Page:
    pages = (
        told.front, told.volume_page, told.topics_page, told.open_page, told.team_page, told.hours_part,
        told.measure_page,
    )  # fmt: skip
    return next(page for page in pages if type(page) is kind)


def check(told: Weekly, text: str, claims: list[tuple[str, Check]]) -> set[str]:
    """Checks a text claim by claim, until nothing is left; gives the claims that were met."""
    met, left = set(), text.strip()
    while left:
        for pattern, checked in claims:
            if match := re.match(pattern, left):
                checked(told, match)
                met.add(pattern)
                left = left[match.end() :].lstrip()
                break
        else:
            pytest.fail(f"a claim that no rule checks: {left!r}")
    return met


@pytest.mark.parametrize(("kind", "name"), CLAIMS, ids=[f"{kind.__name__}.{name}" for kind, name in CLAIMS])
def test_every_claim_of_every_note_is_in_the_numbers(weeks: list[Weekly], kind: type[Page], name: str) -> None:
    met: set[str] = set()
    for told in weeks:
        said = getattr(page_of(told, kind), name)
        for text in [said] if isinstance(said, str) else said:
            met |= check(told, text, CLAIMS[kind, name])
    assert met == {pattern for pattern, _ in CLAIMS[kind, name]}, "a claim that no week made"


NOT_OF_THE_WEEK = {
    (Document, "previous"), (Document, "made"), (Document, "foot"), (Document, "attachment"),
    (MeasurePage, "definitions_version"),
}  # fmt: skip
"""Names and dates, which other tests hold."""
QUOTED = {(TeamPage, "thanks"), (TeamPage, "advisers")}
"""Words of others, and initials."""


def test_no_sentence_of_a_page_is_left_out() -> None:
    written = set()
    for kind in (Document, FrontPage, VolumePage, TopicsPage, OpenPage, TeamPage, HoursPart, MeasurePage):
        for name, member in vars(kind).items():
            getter = getattr(member, "fget", None) or getattr(member, "func", None)
            if getter and inspect.signature(getter).return_annotation in {"str", "list[str]"}:
                written.add((kind, name))
    assert written == set(CLAIMS) | NOT_OF_THE_WEEK | QUOTED


def test_words_beside_the_tiles_are_their_figures(weeks: list[Weekly]) -> None:
    arrows = set()
    for told in weeks[::5]:
        for tile in told.tiles:
            said = wording.difference(tile)
            if said:
                assert tile.value is not None
                assert tile.previous is not None
                gap = round(tile.value, tile.digits) - round(tile.previous, tile.digits)
                assert said[0] == ("→" if "gelijk" in said else "↑" if gap > 0 else "↓")
                assert tile.is_comparable
                arrows.add(said[0])
            before = wording.last_week(tile, is_first=told.is_first)
            if tile.previous is not None:
                assert before == f"was {dutch.number(tile.previous, tile.digits)}"
            else:
                assert before in {"eerste week", "vorige week zonder", "vorige week onvolledig"}
                assert (before == "eerste week") == told.is_first
            place = wording.usual(tile.usual, tile.digits, tile.verdict).partition(" ")[0]
            if tile.usual and tile.value is not None and place != "normaal":
                shown = round(tile.value, tile.digits)
                assert place == ("boven" if shown > tile.usual.high else "onder")
                assert not tile.usual.low <= shown <= tile.usual.high
            assert (place == "nog") == (tile.usual is None)
    assert arrows == {"↑", "↓", "→"}


def test_text_alternatives_of_days_and_lines_are_their_figures(weeks: list[Weekly]) -> None:
    for told in weeks[::5]:
        for row in [*told.sources, told.total]:
            said = sentences.day_finding(row)
            values = re.search(r"zondag: (.+?)\. ", said)
            assert values
            found = ["geen meting" if n is None else dutch.number(n) for n in row.days]
            assert values[1] == ", ".join(found)
            odd = [
                day for day, n, band in zip(WEEKDAYS, row.days, row.day_usual, strict=True)
                if band and n is not None and not band.low <= n <= band.high
            ]  # fmt: skip
            named = re.search(r"Buiten het normale bereik: (.+)\.", said)
            assert (re.findall("|".join(WEEKDAYS), named[1]) if named else []) == odd
            assert ("nog geen normaal" in said) == (not any(row.day_usual))
        for tile in told.tiles:
            line = tile.line[1:]
            said = sentences.line_finding(tile.name, line, tile.usual, tile.digits)
            known = [n for n in line if n is not None]
            if not known:
                assert said.endswith("is niets volledig gemeten.")
                continue
            assert f"laagste {dutch.number(min(known), tile.digits)}, " in said
            assert f"hoogste {dutch.number(max(known), tile.digits)}, " in said
            now = "niet volledig gemeten" if line[-1] is None else dutch.number(line[-1], tile.digits)
            assert f"deze week {now}" in said


def test_remarks_beside_sources_on_page_1_are_their_days(weeks: list[Weekly]) -> None:
    for told in weeks:
        rows = {row.title: row for row in told.every_source}
        for listed in told.front.source_list:
            missed = [SHORT_DAYS[n] for n, count in enumerate(rows[listed.title].days) if count is None]
            if 0 < len(missed) < 4:
                assert listed.remark == f"{dutch.listed(missed)} niet gemeten"
            elif 4 <= len(missed) < 7:
                assert listed.remark == f"{len(missed)} dagen niet gemeten"
            assert listed.is_bad <= bool(listed.remark)


def test_the_weeks_are_of_every_kind(weeks: list[Weekly]) -> None:
    assert any(not told.facts.is_measured_at_all for told in weeks)
    assert any(told.facts.is_complete() for told in weeks)
    assert any(told.is_first for told in weeks)
    assert {len(told.facts.sources) for told in weeks} == {1, 2, 4, 26}
