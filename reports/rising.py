"""Rising terms: words and pairs of words that relevant posts use more than in the weeks before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

from reports.facts import HISTORY, Facts
from reports.normal import WEEKS

LEAST = 5
"""Posts that a term must stand in this week; so many people are no longer one person."""
LEAST_AUTHORS = 3
FACTOR = 1.5
SAMPLE = 2000
"""Posts a week that are read at most; a busier week is read by a sample, and the page says so."""

STOP = frozenset(
    """aan al alle alleen alles als altijd ander andere anders ben bent beste bij bijna daar daarna dan dank dat de deze
    dit die dus door dr echt een één eens er ergens even gaan gaat ga geen gewoon goed graag groet groeten gr had hallo
    heb hebben hebt heeft heel helemaal hem hen het hier hij hoe hoi hun iemand iets ik in is ja je jij jou jouw jullie
    kan kun kunnen kunt laat laten later maar maken mag me mee meer men met mij mijn misschien moest moet moeten mvg na
    naar niet niets nog nou nu of om ook op over per snel staat steeds te tegen toch toen tot u uit uw van vandaag veel
    vind volgens voor waar waarom wanneer want waren was wat we week weer weet weken weten wel welke werd wie wij wil
    willen word worden wordt zal ze zei zelf zelfs zich zie zij zijn zit zo zoals zonder zou zouden""".split()
)

_WORDS = """
with numbered as (
    select source, post_id, author, date_trunc('week', day)::date as monday, version,
        row_number() over (partition by date_trunc('week', day) order by md5(source || '/' || post_id)) as place
    from counted where not abusive and date_trunc('week', day)::date in (select monday::date from compared)),
chosen as (select * from numbered where place <= $sample),
written as (
    select c.source, c.post_id, any_value(c.author) as author, any_value(c.monday) as monday,
        regexp_extract_all(lower(regexp_replace(any_value(p.text), 'https?://\\S+|\\[[^\\]]*\\]', ' ', 'g')),
            '[a-zà-ÿ][a-zà-ÿ0-9]*(?:[.''-][a-zà-ÿ0-9]+)*') as words
    from chosen c join posts p on p.source = c.source and p.post_id = c.post_id and p.fetched_at = c.version
    where p.posted_at >= $begin and p.posted_at < $until group by all),
said as (
    select source, post_id, author, monday, unnest(list_distinct(
        list_filter(words, lambda w: len(w) > 2 and not list_contains($stop, w))
        || list_transform(list_filter(list_zip(words[:-2], words[2:]), lambda p: len(p[1]) > 1 and len(p[2]) > 1
            and not list_contains($stop, p[1]) and not list_contains($stop, p[2])), lambda p: p[1] || ' ' || p[2])
        )) as term from written)
select term, count(*) filter (where monday = $now) as now, count(*) filter (where monday <> $now) as before,
    count(distinct author) filter (where monday = $now) as authors,
    min(source || '/' || post_id) filter (where monday = $now)
from said group by term having now >= $least and authors >= $authors
"""


@dataclass(frozen=True, slots=True)
class Rising:
    """A term with its posts this week, its mean over the eight complete weeks before, and one post that holds it."""

    term: str
    count: int
    mean: float
    example: tuple[str, str]

    @property
    def factor(self) -> float | None:
        """How many times the mean; None for a term that is new."""
        return self.count / self.mean if self.mean else None


def compared_weeks(facts: Facts) -> list[int]:
    """The newest eight complete weeks before this one; empty where there are fewer."""
    complete = [n for n in range(HISTORY) if facts.is_usable(n)][-WEEKS:]
    return complete if len(complete) == WEEKS else []


def rising(facts: Facts, most: int = 8) -> list[Rising]:
    """The terms that rise most, by how far they lie above chance; empty without eight weeks to compare with."""
    weeks = compared_weeks(facts)
    if not weeks or not facts.is_usable():
        return []
    mondays = [facts.weeks[n].first for n in (*weeks, HISTORY)]
    facts.posts.note("compared", monday=[day.isoformat() for day in mondays])
    rows = facts.posts.rows(
        _WORDS, sample=SAMPLE, stop=sorted(STOP), now=facts.period.first, least=LEAST, authors=LEAST_AUTHORS,
        begin=facts.weeks[weeks[0]].begin, until=facts.period.until,
    )  # fmt: skip
    terms = [
        Rising(term, now, before / WEEKS, tuple(example.split("/", 1)))
        for term, now, before, _, example in rows
        if now >= FACTOR * before / WEEKS and now > before / WEEKS + 2 * sqrt(before / WEEKS + 1)
    ]
    ranked = sorted(terms, key=lambda t: (-_surprise(t), t.term))
    return _without_parts(ranked)[:most]


def is_sampled(facts: Facts) -> bool:
    """Whether a week held more posts than are read for the terms."""
    return any(sum(facts.week_total(s, n) for s in facts.sources) > SAMPLE for n in range(HISTORY + 1))


def _surprise(term: Rising) -> float:
    return (term.count - term.mean) / sqrt(term.mean + 1)


def _without_parts(terms: Sequence[Rising]) -> list[Rising]:
    kept: list[Rising] = []
    for term in sorted(terms, key=lambda t: -len(t.term.split())):
        whole = [k for k in kept if term.term in k.term.split()]
        if not any(k.count >= 0.6 * term.count for k in whole):
            kept.append(term)
    return sorted(kept, key=lambda t: (-_surprise(t), t.term))
