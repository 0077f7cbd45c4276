"""Dates and numbers as Dutch boards print them, in the world's zone."""

from __future__ import annotations

from datetime import datetime, timedelta

from practice.people import MONTHS
from practice.records import ZONE

SHORT = "jan feb mrt apr mei jun jul aug sep okt nov dec".split()
WEEKDAYS = "maandag dinsdag woensdag donderdag vrijdag zaterdag zondag".split()


def clock(moment: datetime) -> str:
    """``09:05``."""
    return moment.astimezone(ZONE).strftime("%H:%M")


def short(moment: datetime) -> str:
    """``15 jul 2010 11:43``."""
    local = moment.astimezone(ZONE)
    return f"{local.day:02} {SHORT[local.month - 1]} {local.year} {clock(moment)}"


def long(moment: datetime) -> str:
    """``23 augustus 2010``."""
    local = moment.astimezone(ZONE)
    return f"{local.day} {MONTHS[local.month - 1]} {local.year}"


def weekday(moment: datetime) -> str:
    """``maandag``."""
    return WEEKDAYS[moment.astimezone(ZONE).weekday()]


def figures(moment: datetime) -> str:
    """``23-08-2010``."""
    return moment.astimezone(ZONE).strftime("%d-%m-%Y")


def near(moment: datetime, now: datetime) -> str | None:
    """``Vandaag`` or ``Gisteren``; None for any other day."""
    days = (now.astimezone(ZONE).date() - moment.astimezone(ZONE).date()).days
    return ("Vandaag", "Gisteren")[days] if 0 <= days <= 1 else None


def ago(moment: datetime, now: datetime) -> str:
    """``3 uur geleden``, ``1 dag geleden``, ``2 weken geleden``: the largest whole unit, as questions pages do."""
    passed = now - moment
    for unit, one, more in (
        (timedelta(days=365), "jaar", "jaar"),
        (timedelta(days=30), "maand", "maanden"),
        (timedelta(weeks=1), "week", "weken"),
        (timedelta(days=1), "dag", "dagen"),
        (timedelta(hours=1), "uur", "uur"),
    ):
        if count := passed // unit:
            return f"{count} {one if count == 1 else more} geleden"
    minutes = max(1, passed // timedelta(minutes=1))
    return f"{minutes} {'minuut' if minutes == 1 else 'minuten'} geleden"


def thousands(count: int) -> str:
    """``9.007``."""
    return f"{count:,}".replace(",", ".")
