"""The lower half of page 5: when posts come in."""

from __future__ import annotations

from datetime import time
from functools import cached_property

from reports import dutch, leads
from reports.pages import Page


class HoursPart(Page):
    """The map of hours and weekdays."""

    @cached_property
    def hours(self) -> list[list[int]]:
        """Posts per weekday and hour."""
        return self.facts.posts.per_hour()

    @property
    def known_hours(self) -> int:
        """Posts of which the hour is known."""
        return sum(map(sum, self.hours))

    @property
    def lead(self) -> str:
        """What is said above the map."""
        return leads.hours(self.outside, self.known_hours, hides_small=not self.w.is_team)

    @cached_property
    def outside(self) -> int:
        """Posts of which the hour is known and the team was not at work."""
        rows = self.facts.posts.moments()
        return sum(not self.facts.opening.is_open(moment) for moment in rows)

    @property
    def unknown_note(self) -> str:
        """How many posts of the week are not in the map."""
        unknown = self.facts.posts.of_week("count(*) filter (where not is_precise)")
        return f" Van {self.w.week.counted(unknown, 'bericht', 'berichten')} is het uur niet bekend." if unknown else ""

    @property
    def opening_frame(self) -> list[tuple[float, float] | None]:
        """Per weekday the opening hours, as hours of the day."""
        frame: list[tuple[float, float] | None] = []
        for day in self.facts.period.days:
            window = self.facts.opening.window(day)
            start = self.facts.opening.table_on(day)
            frame.append((_hour(start.open), _hour(start.close)) if window else None)
        return frame

    @property
    def heat_finding(self) -> str:
        """The text alternative of the map of hours."""
        if not self.w.is_team:
            return f"Berichten per uur en weekdag. {self.lead.partition('. ')[0]}. De aantallen staan in de bijlage."
        cells = [(count, day, hour) for day, line in enumerate(self.hours) for hour, count in enumerate(line)]
        count, day, hour = max(cells, key=lambda cell: (cell[0], -cell[1], -cell[2]))
        if not count:
            return "Berichten per uur en weekdag: van geen enkel bericht is het uur bekend."
        busiest = dutch.counted(count, "bericht", "berichten")
        came = "kwam" if self.outside == 1 else "kwamen"
        return (
            f"Berichten per uur en weekdag. {dutch.number(self.outside)} van {dutch.number(self.known_hours)} {came} "
            f"buiten openingstijd. Het drukste uur is {dutch.WEEKDAYS[day]} van {hour} tot {hour + 1} uur, met "
            f"{busiest}. Alle aantallen staan in de bijlage."
        )


def _hour(moment: time) -> float:
    return moment.hour + moment.minute / 60
