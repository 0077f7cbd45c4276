"""How each source is doing, from the run log: its last good round, its silence, what failed, and the pace kept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING, Literal

from crawler.items import GOOD, SKIPPED
from reports.coverage import WEEK
from reports.parquet import connected

if TYPE_CHECKING:
    from crawler.profile import Profile

Condition = Literal["good", "quiet", "incomplete", "overdue", "unread"]
"""``quiet`` is good, with less found than expected; ``overdue`` was good, too long ago; ``unread`` was never read."""
LOOK_BACK = timedelta(days=30)
"""Rounds longer ago say nothing of how a source is doing."""
DAY = timedelta(days=1)
RUNNING = timedelta(hours=6)
"""A round that has not ended after so long was cut off; before that it may be at work, and is not judged."""
_ROUNDS = """
with latest as (select * from runs qualify row_number() over
        (partition by source, run_id order by finished_at desc nulls last, started_at desc) = 1)
select source, coalesce(planned_at, started_at), finished_at, outcome,
    case when outcome = 'blocked' and starts_with(detail, $skipped) then $skipped else reason end, detail,
    coalesce(requests, 0), coalesce(epoch(finished_at) - epoch(started_at), 0)
from latest where finished_at is not null or started_at < $running order by started_at
"""


@dataclass(frozen=True, slots=True)
class Round:
    """One round of one source that has ended, or was cut off."""

    planned: datetime
    finished: datetime | None
    outcome: str
    reason: str | None
    detail: str
    requests: int
    seconds: float


@dataclass(frozen=True, slots=True)
class Health:
    """One source.

    Attributes:
        source: its name.
        condition: how it is doing.
        last_good: when its last good round ended; None without any.
        silence: how long ago that is.
        detail: what the last round says of itself, where it was not good.
        good: good rounds of the last thirty days.
        rounds: all rounds of the last thirty days.
        failures: how often each class of failure ended or marked a round in that time, the most frequent first.
        asked: seconds between two requests that the source asks for.
        kept: seconds per request in that time; None where nothing was asked.
    """

    source: str
    condition: Condition
    last_good: datetime | None
    silence: timedelta | None
    detail: str
    good: int
    rounds: int
    failures: dict[str, int]
    asked: float
    kept: float | None

    @property
    def is_healthy(self) -> bool:
        """Whether nobody needs to look."""
        return self.condition in ("good", "quiet")

    @property
    def is_polite(self) -> bool:
        """Whether the pace that was asked for was kept."""
        return self.kept is None or self.kept >= self.asked


def health(profile: Profile, data: str, delays: Mapping[str, float], now: datetime) -> list[Health]:
    """Every source that the profile switches on, in the order of the profile.

    Args:
        profile: the organisation; its schedule (``rounds_a_week``) says when a source is overdue.
        data: folder or object-store address of the Parquet data.
        delays: seconds between two requests, by source.
        now: the moment that is judged.
    """
    rounds: dict[str, list[Round]] = {name: [] for name, source in profile.sources.items() if source.enabled}
    with connected(data) as connection:
        for source, *facts in connection.execute(_ROUNDS, {"running": now - RUNNING, "skipped": SKIPPED}).fetchall():
            rounds.setdefault(source, []).append(Round(*facts))
    on = [name for name, source in profile.sources.items() if source.enabled]
    return [_health(name, rounds[name], profile.crawl.rounds_a_week, delays[name], now) for name in on]


def _health(source: str, rounds: Sequence[Round], a_week: int | None, asked: float, now: datetime) -> Health:
    recent = [r for r in rounds if r.planned >= now - LOOK_BACK]
    last_good = max((r.finished for r in rounds if r.finished and r.outcome in GOOD), default=None)
    silence = now - last_good if last_good else None
    failures = {r.reason: sum(other.reason == r.reason for other in recent) for r in recent if r.reason}
    timed = [r for r in recent if r.requests > 1 and r.seconds]
    gaps = sum(r.requests - 1 for r in timed)
    return Health(
        source,
        _condition(rounds, silence, _longest(recent, a_week)),
        last_good,
        silence,
        rounds[-1].detail if rounds and rounds[-1].outcome not in GOOD else "",
        sum(r.outcome in GOOD for r in recent),
        len(recent),
        dict(sorted(failures.items(), key=lambda pair: (-pair[1], pair[0]))),
        asked,
        sum(r.seconds for r in timed) / gaps if gaps else None,
    )


def _condition(rounds: Sequence[Round], silence: timedelta | None, longest: timedelta) -> Condition:
    if not rounds:
        return "unread"
    if rounds[-1].outcome not in GOOD or silence is None:
        return "incomplete"
    if silence > longest:
        return "overdue"
    return "quiet" if rounds[-1].outcome == "silent" else "good"


def _longest(recent: Sequence[Round], a_week: int | None) -> timedelta:
    """How long ago the last good round may be: twice the usual time between two rounds, at least a day."""
    gaps = [later.planned - earlier.planned for earlier, later in pairwise(recent)]
    usual = WEEK / a_week if a_week else timedelta(seconds=median(gap.total_seconds() for gap in gaps) if gaps else 0)
    return max(DAY, 2 * usual)
