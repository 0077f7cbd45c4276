"""How often a person decided otherwise than a rule: only where the rule had said something else."""

from __future__ import annotations

from collections import Counter

from reports.facts import Facts

_OTHERWISE = """
with latest as (select p.url, p.thread_url, p.position, p.is_team, p.concrete_question, p.match_reason
    from posts p join seen s on p.source = s.source and p.post_id = s.post_id and p.fetched_at = s.version
    where p.url in (select url from judged) or p.thread_url in (select url from judged))
select distinct j.kind, j.url from judged j join latest p
    on j.url = p.url or (j.url = p.thread_url and (j.kind = 'noise' or p.position = 1))
where not p.is_team and case j.kind when 'noise' then p.match_reason in ('text', 'title')
    else not coalesce(p.concrete_question, false) end
"""


def overruled(facts: Facts) -> Counter[str]:
    """Decisions of the period against a rule, by kind: ``noise`` (it had kept the post), ``is_question`` (it had not).

    The same decision on the same address counts once; one on an address that is not in the data does not count.
    """
    period = facts.period
    made = {
        (d.url, d.kind) for d in facts.journal.decisions
        if d.kind in {"noise", "is_question"} and period.first <= d.day <= period.last
    }  # fmt: skip
    if not made:
        return Counter()
    facts.posts.note("judged", url=[url for url, _ in sorted(made)], kind=[kind for _, kind in sorted(made)])
    return Counter(kind for kind, _ in facts.posts.rows(_OTHERWISE))
