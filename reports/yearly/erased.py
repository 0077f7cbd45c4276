"""What was erased, shown and emptied at people's request or by the retention, from the ledger of such acts."""

from __future__ import annotations

from typing import NamedTuple

from reports import small
from reports.yearly.facts import YearFacts

ERASED = ("post", "thread", "author")
_ACTS = """
select kind, count(*), sum(posts)::bigint from privacy where done_at >= $begin and done_at < $until group by 1
"""


class Done(NamedTuple):
    """How often something was done in the period, and with how many posts."""

    times: int = 0
    posts: int = 0


def acts(facts: YearFacts) -> dict[str, Done]:
    """What was done in the period, by kind: ``erased``, ``export`` and ``purge``."""
    rows = facts.posts.rows(_ACTS, begin=facts.period.begin, until=facts.period.until)
    found = {kind: Done(times, posts) for kind, times, posts in rows}
    erased = [found.pop(kind, Done()) for kind in ERASED]
    return found | {"erased": Done(sum(done.times for done in erased), sum(done.posts for done in erased))}


def sentences(facts: YearFacts) -> list[str]:
    """The erasures, the requests for access and the retention of the period, each in a sentence."""
    done = acts(facts)
    erased, shown, purged = done["erased"], done.get("export", Done()), done.get("purge", Done())
    months = facts.profile.privacy.text_months
    if not erased.times and not shown.times:
        asked = "Niemand vroeg om verwijdering of inzage."
    else:
        told = f"{small.said(erased.times)} keer, {small.said(erased.posts)} berichten"
        asked = f"Op verzoek gewist (en niet meer te bewaren): {told}. Inzage gegeven: {small.said(shown.times)} keer."
    emptied = f" In deze periode: {small.said(purged.posts)} berichten." if purged.posts else ""
    return [asked, f"Teksten worden na {months} maanden verwijderd; de aantallen blijven.{emptied}"]
