"""Every claim that a note of a page can make, as a pattern, and what must be true of the week that makes it."""

from reports.certainty import MeasurePage
from reports.dutch import WEEKDAYS
from reports.front import FrontPage
from reports.hours import HoursPart
from reports.pages import Page
from reports.proof import TopicsPage, VolumePage
from reports.work import OpenPage, TeamPage
from tests.reporting.recount import (
    Check,
    check_above,
    check_again,
    check_all_precise,
    check_complete_weeks,
    check_first_answers,
    check_late,
    check_left,
    check_map,
    check_measured,
    check_more_topics,
    check_no_percentage,
    check_none_above,
    check_one_within,
    check_only_one,
    check_outside,
    check_overruled,
    check_reason,
    check_rest,
    check_team_time,
    check_topics_without_percentage,
    check_vague,
    check_within,
    equals,
    holds,
    odd_topics,
    own_threads,
    posts,
    reasons,
    relevant,
    running_signals,
    waiting,
)
from tests.reporting.written import COUNT, DECIMAL, NUMBER

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
        (r"Beide open vragen", holds(lambda told: len(told.questions) == 2)),
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
        (r"Geen enkel bericht gaat over een van de onderwerpen\.", holds(lambda told: not told.topics)),
        (r"Geen enkel onderwerp ligt buiten normaal\.", holds(lambda told: not odd_topics(told))),
        ((r"Verschil met de mediaan van de afgelopen 8 weken(?:, onder de 20 berichten als aantal)?\."
          rf"(?: Nog {COUNT} buiten normaal: pagina 3\.)?"), check_more_topics),
        ((rf"Zonder percentage: niet elke bron is deze week volledig gemeten\.(?: Nog {COUNT} buiten normaal: "
         r"pagina 3\.)?"), check_topics_without_percentage),
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
        (rf"{NUMBER} andere? onderwerp(?:en)? staa[nt]+ in de bijlage\.",
         equals(lambda told: len({t for t in told.topics if t.count} - set(told.topics_page.topics)))),
    ],
    (TopicsPage, "rising_note"): [
        (rf"Nog {NUMBER} term(?:en)? in de bijlage\.",
         equals(lambda told: len(told.risen.terms) - len(told.topics_page.terms))),
        ((r"“Stijgt”: meer dan toeval verklaart, vergeleken met de 8 weken ervoor, met minstens 3 berichten van "
          r"3 schrijvers\."), holds(lambda told: told.risen.is_known and any((told.risen.topics, told.risen.terms)))),
        (r"De streep in de balk is het gemiddelde van die weken\.",
         holds(lambda told: bool(told.topics_page.terms))),
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
        (rf"{COUNT} open vra(?:ag is|gen zijn) na deze week van de site gehaald: wel geteld, sta(?:at|an) hier niet\.",
         equals(lambda told: told.withdrawn)),
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
        (rf"Nog {NUMBER} bron(?: telt|nen tellen) mee in de som\.",
         equals(lambda told: len(told.work) - len(told.team_page.work))),
    ],
    (TeamPage, "response_facts"): [
        (r"Niet gemeten\.", holds(lambda told: not told.facts.is_measured_at_all)),
        ((rf"Mediaan {DECIMAL} openingsuren, op de klok {DECIMAL} uur; 90% binnen {DECIMAL} openingsuren "
         rf"\({NUMBER} eerste antwoord(?:en)?\)\."), check_first_answers),
        (rf"{COUNT} van de {COUNT} binnen de norm van (\d) openingsuren\.", check_within),
        (r"Dat is (binnen|boven) de norm van 8 openingsuren\.", check_one_within),
        (rf"Vervolgvragen: {NUMBER} antwoord(?:en)?, mediaan {DECIMAL} openingsuren\.", check_again),
        (rf"Nog zonder eerste antwoord: {COUNT}\. Verlopen deze week: {COUNT}\.", check_left),
    ],
    (TeamPage, "unanswered_facts"): [
        (rf"{NUMBER} × ([^.]+\.?)", check_reason),
        (rf"{NUMBER} bericht(?:en)? met schelden of een bedreiging \(automatisch herkend\)\.",
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
        ((r"“Dekking”: gelukte rondes ÷ geplande rondes; onder 80% \(slecht\) staan er geen percentages van "
          r"verandering\. “Stil, wel bereikbaar”: alle rondes lukten, er was niets nieuws\. “Achteraf gelezen”: de "
          r"bron werd pas later gevolgd en is toen teruggelezen\."), ALWAYS),
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
