"""Opening hours: how long somebody waited while the team could have answered."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from holidays import registry

from crawler.tables import DAYS, OpeningHours

if TYPE_CHECKING:
    from holidays import HolidayBase

QUARTER = 15 * 60
"""Seconds in a quarter of an hour."""


@lru_cache(maxsize=64)
def public_holidays(country: str, year: int) -> frozenset[date]:
    """The public holidays of a country in a year; none where the country is empty."""
    return frozenset(_calendar(country)(years=year)) if country else frozenset()


@lru_cache(maxsize=8)
def _calendar(country: str) -> type[HolidayBase]:
    """The calendar of one country, from its own file: importing it by name imports those of 250 countries."""
    name, codes = next((name, codes) for name, codes in registry.COUNTRIES.items() if country in codes)
    path = Path(registry.__file__).parent / "countries" / f"{name}.py"
    spec = spec_from_file_location(f"{__name__}.{name}", path)
    if spec is None or spec.loader is None:
        raise ImportError(f"no calendar of {country} at {path}")
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    calendar: type[HolidayBase] = getattr(module, codes[0])
    return calendar


class Opening:
    """The opening hours of a profile, by the table that was valid on each day, with its holidays and closing days.

    Days before the first table follow that first table. All moments are seconds since 1970 in UTC, so that a change
    of the clock costs or gives the hour it really has.
    """

    def __init__(self, tables: Sequence[OpeningHours], zone: ZoneInfo) -> None:
        """Takes the profile's ``[[opening_hours]]`` and the zone in which they are meant."""
        self.tables = sorted(tables, key=lambda table: table.from_)
        self.zone = zone
        self._windows: dict[date, tuple[float, float] | None] = {}
        self._days: dict[int, date] = {}

    def table_on(self, day: date) -> OpeningHours:
        """The table that is valid on a day."""
        valid = [table for table in self.tables if table.from_ <= day]
        return valid[-1] if valid else self.tables[0]

    def window(self, day: date) -> tuple[float, float] | None:
        """When a day opens and closes; None where it stays closed."""
        if day not in self._windows:
            self._windows[day] = self._computed(day)
        return self._windows[day]

    def _computed(self, day: date) -> tuple[float, float] | None:
        table = self.table_on(day)
        if DAYS[day.weekday()] not in table.days or self._is_closed(table, day):
            return None
        opens = datetime.combine(day, table.open, self.zone)
        return opens.timestamp(), datetime.combine(day, table.close, self.zone).timestamp()

    @staticmethod
    def _is_closed(table: OpeningHours, day: date) -> bool:
        is_holiday = day in public_holidays(table.holidays, day.year) and day not in table.not_closed
        return is_holiday or day in table.closed

    def hours(self, start: float, end: float) -> float:
        """Opening hours between two moments; 0 where the end comes first."""
        seconds = 0.0
        day, last = self.day_of(start), self.day_of(end)
        while day <= last:
            if window := self.window(day):
                seconds += max(0.0, min(end, window[1]) - max(start, window[0]))
            day += timedelta(days=1)
        return seconds / 3600

    def is_open(self, moment: float) -> bool:
        """Whether the team is at work at a moment."""
        window = self.window(self.day_of(moment))
        return window is not None and window[0] <= moment < window[1]

    def day_of(self, moment: float) -> date:
        """The day of a moment on the organisation's clock; clocks differ from UTC by whole quarters of an hour."""
        quarter = int(moment // QUARTER)
        if quarter not in self._days:
            self._days[quarter] = datetime.fromtimestamp(QUARTER * quarter, UTC).astimezone(self.zone).date()
        return self._days[quarter]
