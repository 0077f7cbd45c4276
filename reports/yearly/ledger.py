"""How the figures were made: what the reading cost the sites, which versions made it, and a mark of the data itself."""

from __future__ import annotations

from dataclasses import dataclass

from reports.yearly.facts import YearFacts

_ROUNDS = """
with latest as (select * from runs qualify row_number() over
        (partition by source, run_id order by finished_at desc nulls last) = 1),
    used as (select distinct source, run_id from posts where posted_at >= $begin and posted_at < $until)
select l.source, count(*), coalesce(sum(requests), 0)::bigint, coalesce(sum(bytes), 0)::bigint,
    coalesce(sum(retries), 0)::bigint, coalesce(sum(epoch(finished_at) - epoch(started_at)), 0),
    count(*) filter (where outcome = 'blocked'), count(*) filter (where reason = 'rate_limited'),
    coalesce(sum(posts_read), 0)::bigint
from latest l left join used u using (source, run_id)
where u.run_id is not null
    or (coalesce(planned_at, started_at) >= $begin and coalesce(planned_at, started_at) < $until)
group by 1 order by 3 desc, 1
"""
_VERSIONS = """
select distinct software_version, profile_digest from runs
where software_version is not null or profile_digest is not null order by all
"""
_FINGERPRINT = """
select count(*), coalesce(bit_xor(md5_number(source || '/' || post_id || '/' || version::varchar)), 0)
from seen where day between $first and $last
"""


@dataclass(frozen=True, slots=True)
class Politeness:
    """What reading one source asked of its site."""

    source: str
    rounds: int
    requests: int
    bytes: int
    retries: int
    seconds: float
    blocked: int
    slowed: int
    posts_read: int

    @property
    def pace(self) -> float | None:
        """Seconds per request, on average; None where nothing was asked."""
        return self.seconds / self.requests if self.requests else None


def politeness(facts: YearFacts) -> list[Politeness]:
    """Per source, over the rounds that were planned in the period or that found its posts."""
    rows = facts.posts.rows(_ROUNDS, begin=facts.period.begin, until=facts.period.until)
    return [Politeness(*row) for row in rows]


def versions(facts: YearFacts) -> tuple[list[str], list[str]]:
    """The versions of the software, and the digests of the profiles, that made the data."""
    rows = facts.posts.rows(_VERSIONS)
    return (
        sorted({software for software, _ in rows if software}),
        sorted({digest for _, digest in rows if digest}),
    )


def fingerprint(facts: YearFacts) -> tuple[int, str]:
    """How many stored posts the period holds, and a mark that changes when any of them does.

    The mark is the exclusive or of the MD5 numbers of ``source/post id/version``: it does not depend on their order.
    """
    count, mark = facts.posts.rows(_FINGERPRINT, first=facts.period.first, last=facts.period.last)[0]
    return count, f"{int(mark):032x}"
