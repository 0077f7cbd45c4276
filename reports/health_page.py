"""The page on the health of the sources: one file in Dutch that needs no other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from reports import dutch
from reports.edition import inlined
from reports.health import Condition, Health
from reports.render import rendered
from reports.tables import REASONS

if TYPE_CHECKING:
    from crawler.profile import Profile

STATES: dict[Condition, str] = {
    "good": "In orde",
    "quiet": "In orde, minder gevonden dan verwacht",
    "incomplete": "Laatste ronde onvolledig",
    "overdue": "Te lang geen goede ronde",
    "unread": "Nog nooit gelezen",
}


def page(profile: Profile, found: Sequence[Health], titles: Mapping[str, str], now: datetime) -> str:
    """The page as HTML.

    Args:
        profile: the organisation.
        found: the sources.
        titles: their names as people know them.
        now: the moment that was judged.
    """
    rows = [
        {
            "title": titles.get(h.source, h.source),
            "is_healthy": h.is_healthy,
            "state": STATES[h.condition],
            "detail": h.detail,
            "last_good": dutch.day_and_clock(h.last_good, profile.zone) if h.last_good else "nooit",
            "silence": lasted(h.silence),
            "rounds": f"{dutch.number(h.good)} van {dutch.number(h.rounds)}",
            "failures": [f"{dutch.number(n)} × {REASONS.get(reason, reason)}" for reason, n in h.failures.items()],
            "pace": pace(h),
            "is_polite": h.is_polite,
        }
        for h in sorted(found, key=lambda h: (h.is_healthy, titles.get(h.source, h.source).casefold()))
    ]
    return rendered(
        "status.html",
        profile.report.accent,
        organisation=profile.organisation.name,
        at=dutch.long_day_and_clock(now, profile.zone),
        lead=lead(found),
        rows=rows,
        styles=inlined()["styles"],
    )


def lead(found: Sequence[Health]) -> str:
    """How many sources are in order, in one sentence."""
    if not found:
        return "Er staat geen bron aan."
    bad, all_of = sum(not h.is_healthy for h in found), len(found)
    if all_of == 1:
        return "De enige bron heeft aandacht nodig." if bad else "De enige bron is in orde."
    if not bad:
        return f"Alle {all_of} bronnen zijn in orde."
    needs = "heeft" if bad == 1 else "hebben"
    return f"{dutch.capital(dutch.in_words(bad))} van de {all_of} bronnen {needs} aandacht nodig."


def lasted(gap: timedelta | None) -> str:
    """How long something lasted: ``40 minuten``, ``5 uur``, ``3 dagen``."""
    if gap is None:
        return "–"
    hours = gap.total_seconds() / 3600
    if hours < 1:
        return dutch.counted(int(hours * 60), "minuut", "minuten")
    return f"{int(hours)} uur" if hours < 48 else dutch.counted(int(hours // 24), "dag", "dagen")


def pace(found: Health) -> str:
    """The seconds per request that were kept, and those that were asked for."""
    kept = "nog niets gevraagd" if found.kept is None else f"{dutch.number(found.kept, 1)} s"
    return f"{kept} (afgesproken {dutch.number(found.asked, 1)} s)"
