"""Page 6: what was measured, how sure the figures are, and what the words mean."""

from __future__ import annotations

from functools import cached_property

from reports import dutch, kpis
from reports.kpis import DEFINITIONS_VERSION, KPIS
from reports.pages import OTHER_WORDS, Page
from reports.tables import CoverageRow

MOST_COVERAGE_ROWS = 18


class MeasurePage(Page):
    """The page that says what the report does not know."""

    @cached_property
    def coverage(self) -> list[CoverageRow]:
        """The sources that are printed; where they are too many, what was not measured first."""
        rows = self.w.coverage
        if len(rows) > MOST_COVERAGE_ROWS:
            rows = sorted(rows, key=lambda row: not row.is_bad)
        return self.shown(rows, MOST_COVERAGE_ROWS)

    @property
    def coverage_note(self) -> str:
        """What the states mean."""
        rest = len(self.w.coverage) - len(self.coverage)
        more = f"Nog {dutch.counted(rest, 'bron', 'bronnen')} in de bijlage. " if rest > 0 else ""
        return (
            f"{more}“Dekking”: gelukte rondes ÷ geplande rondes; onder 80% (slecht) staan er geen percentages van "
            "verandering. “Stil, wel bereikbaar”: alle rondes lukten, er was niets nieuws. “Achteraf gelezen”: de bron "
            "werd pas later gevolgd en is toen teruggelezen."
        )

    @property
    def certainty(self) -> list[str]:
        """What the figures do not know."""
        if not self.facts.is_measured_at_all:
            return ["Deze week is geen enkele bron gemeten."]
        found = int(self.w.tiles[0].value or 0)
        said = []
        if found:
            said.append(self._imprecise(found))
        delay, waited = kpis.crawl_delay(self.facts), kpis.team_time(self.facts)
        if delay is not None:
            found_in = dutch.number(delay, 1)
            said.append(f"Vertraging van het meten: de helft van de berichten was binnen {found_in} klokuren gevonden.")
        if waited is not None:
            said.append(
                f"Tijd van het team: de helft van de antwoorden kwam binnen {dutch.number(waited, 1)} openingsuren "
                "nadat de vraag gevonden was."
            )
        if late := kpis.late_finds(self.facts):
            posts = self.w.week.counted(late, "bericht van deze week is", "berichten van deze week zijn")
            said.append(f"{posts} pas na het einde van de week gevonden.")
        if undated := self.facts.undated:
            posts = self.w.week.counted(undated, "bericht heeft", "berichten hebben")
            count = "telt" if undated == 1 and self.w.is_team else "tellen"
            said.append(f"{posts} geen leesbare datum en {count} in geen enkele week mee.")
        return said or ["Er zijn deze week geen berichten om iets over te zeggen."]

    def _imprecise(self, found: int) -> str:
        vague = self.facts.posts.of_week("count(*) filter (where not is_precise)")
        if not vague:
            whole = "het ene bericht" if found == 1 else f"alle {dutch.number(found)} berichten"
            if self.w.week.is_withheld(found):
                whole = "alle berichten"
            return f"Van {whole} is de tijd op de minuut bekend."
        if self.w.week.is_withheld(vague) or self.w.week.is_withheld(found):
            return "Niet van alle berichten is de tijd op de minuut bekend."
        posts, share = dutch.counted(found, "bericht", "berichten"), dutch.percentage(vague / found)
        return f"Van {dutch.number(vague)} van de {posts} ({share}) is de tijd niet op de minuut bekend."

    @property
    def definitions_version(self) -> str:
        """The version of the definitions."""
        return DEFINITIONS_VERSION

    @property
    def definitions(self) -> list[tuple[str, str]]:
        """Every figure's definition, from the function that computes it, and the words they use."""
        return [(kpis.name_of(f), kpis.definition_of(f)) for f in KPIS] + OTHER_WORDS
