"""The sentence at the head of each page, in a thousand drawn weeks: it names exactly what the numbers show."""

import re

from reports import dutch, leads
from tests.reporting.drawn import WEEKS
from tests.reporting.written import SOME, number


def test_the_lead_on_sources_names_exactly_those_outside_normal() -> None:
    for week in (w for w in WEEKS if w.is_measured):
        lead = leads.volume(week)
        for word, wanted in (("Drukker", "hoger"), ("Rustiger", "lager"), ("Niet alle dagen gemeten", None)):
            match = re.search(rf"{word}(?: dan normaal)?: (.+?)(?=\. |\.$)", lead)
            titles = {r.title for r in week.sources if (r.verdict == wanted if wanted else None in r.days)}
            if len(titles) > 4:
                assert match
                assert match[1].endswith(f"en {dutch.in_words(len(titles) - 3)} andere")
                continue
            assert (set(re.split(", | en ", match[1])) if match else set()) == titles


def test_the_lead_on_topics_names_exactly_those_outside_normal() -> None:
    for week in WEEKS:
        lead = leads.topics(week)
        if not week.is_measured:
            assert lead == "Deze week is geen enkele bron gemeten; over onderwerpen valt dus niets te zeggen."
            continue
        for word, is_outside in (
            ("Meer dan normaal", lambda t: t.count > t.usual.high),
            ("Minder dan normaal", lambda t: t.count < t.usual.low),
        ):
            titles = {t.title for t in week.topics if t.usual and is_outside(t)}
            match = re.search(rf"{word}: (.+?)(?=\. [A-Z]|\.$)", lead)
            named = set(re.findall("“(.+?)”", match[1])) if match else set()
            assert named == titles if len(titles) <= 4 else named < titles


def test_the_lead_on_what_rises_names_exactly_the_rising_topics() -> None:
    seen = set()
    for week in WEEKS:
        lead = leads.rising(week)
        named = set(re.findall("“(.+?)”", lead))
        titles = {topic.name for topic in week.risen.topics}
        assert named == titles if len(titles) <= 4 else named < titles
        assert lead.startswith("Meer dan toeval") == bool(titles)
        assert ("deze termen wel" in lead) == (not titles and bool(week.risen.terms))
        assert lead.startswith("Nog niet te bepalen") == (not week.risen.is_known)
        seen.add(lead[:20])
    assert len(seen) == 4


def test_the_leads_on_work_and_open_questions_repeat_the_figures() -> None:
    for week in (w for w in WEEKS if w.is_measured):
        lead = leads.work(week, 40.0)
        done, thanks = week.tiles["interventies"].value, week.tiles["waardering"].value
        assert lead.startswith(f"{done} interventie" if done else "Geen interventies")
        assert (f"Op {thanks} reactie" in lead) == bool(thanks)
        assert ("binnen 4,6 openingsuren" in lead) == (week.tiles["mediane_reactietijd"].value is not None)
        if week.questions:
            match = re.match(rf"{SOME} ", leads.questions(week), re.IGNORECASE)
            assert match
            assert number(match[1]) == len(week.questions)


def test_the_lead_on_coverage_says_yes_only_when_all_was_measured() -> None:
    for week in (w for w in WEEKS if w.coverage):
        bad = [r.title for r in week.coverage if r.is_bad]
        lead = leads.coverage(week)
        assert lead.startswith("Ja") == (not bad)
        if bad and len(bad) < len(week.coverage) and len(bad) <= 4:
            assert all(title in lead for title in bad)
