"""Counts straight from the Parquet: only the columns that are needed; the text of posts is looked through there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from crawler.items import SKIPPED, WITHDRAWN
from reports.coverage import Round
from reports.journal import Decision
from reports.parquet import connected
from reports.period import Period
from reports.threads import Remark

if TYPE_CHECKING:
    import duckdb

MARGIN = timedelta(days=1)
"""A part holds the posts of one month on the clock of the organisation; never more than this off from UTC."""
FETCH = 5000
"""Rows that are taken from the database at a time where there may be very many."""
_VERSIONS = """
create temp table versions as
select source, month, post_id, thread_id, fetched_at,
    coalesce(posted_at is null and match_reason = 'text' and not is_team, false) as is_undated,
    coalesce(match_reason in ('text', 'title') and not is_team and posted_at < $until
        and url not in (select url from decided where kind = 'noise')
        and thread_url not in (select url from decided where kind = 'noise'), false) as is_relevant
from posts
"""
"""Every stored version of every post: what a report asks of all of them is read from the parts once."""
_TWICE = """
create temp table twice as select source, month, post_id from versions where (source, post_id) in
    (select (source, post_id) from versions group by source, post_id having count(*) > 1)
"""
_POSTS = """
create temp table seen as
with newest as (
    select * from posts anti join twice using (source, post_id) where month between $from and $to
    union all
    select * from posts semi join twice using (source, month, post_id)
    qualify row_number() over (partition by source, post_id order by fetched_at desc, run_id desc) = 1)
select source, month, post_id, thread_id, url, thread_url, author, is_team, adviser, is_asker, precision, topics,
    intent, abusive, match_reason, position, duplicate_of, fetched_at as version,
    epoch(posted_at) as written, epoch(first_seen_at) as found,
    coalesce(precision in ('second', 'minute'), false) as is_precise,
    timezone($zone, posted_at) as local, (timezone($zone, posted_at))::date as day,
    coalesce(is_team and contains(text, '?'), false) as asks, coalesce(reasons = [$withdrawn], false) as is_withdrawn,
    concrete_question or url in (select url from decided where kind = 'is_question')
        or (position = 1 and thread_url in (select url from decided where kind = 'is_question')) as is_question,
    url in (select url from decided where kind = 'noise')
        or thread_url in (select url from decided where kind = 'noise') as is_noise
from newest where posted_at >= $begin and posted_at < $until
"""
_RELEVANT = "create temp table relevant as select distinct source, thread_id from versions where is_relevant"
_OF_ALL = """
select epoch(max(fetched_at)),
    (select count(*) from (select distinct source, post_id from versions where is_undated)) from versions
"""
_RAN = """
create temp table ran as select source, run_id, planned_at, started_at, finished_at, outcome, reason, detail, requests,
    date_failures from runs
"""
"""What a report asks of the runs, read from their parts once."""
_VISITS = """
create temp table visits as select source, thread_id, views, replies, observed_at from threads
"""
"""What a report asks of the visits to threads, read from their parts once."""
_KEPT = "not is_team and not is_noise and coalesce(match_reason, '') <> ''"
_COUNTED = "not is_team and not is_noise and match_reason = 'text'"


@dataclass(slots=True)
class Volumes:
    """The stored posts from the first week of the line to the end of the report's week, without their text."""

    connection: duckdb.DuckDBPyConnection
    period: Period
    fetched: float | None = None
    """When the newest version of any post was fetched, in seconds since 1970."""
    undated: int = 0
    """Relevant posts without a readable date: they belong to no week."""

    def rows(self, query: str, **values: object) -> list[tuple[Any, ...]]:
        """The rows of a query over the table ``seen`` (``kept`` and ``counted`` are its two views)."""
        return self.connection.execute(query, values or None).fetchall()

    def note(self, table: str, **columns: Sequence[str]) -> None:
        """Makes a small table of strings that later queries join with, in place of an earlier one of that name."""
        values = ", ".join(f"unnest(${name}::varchar[]) as {name}" for name in columns)
        self.connection.execute(f"create or replace temp table {table} as select {values}", columns)

    def per_source_and_day(self) -> dict[str, dict[date, int]]:
        """Relevant posts per source and day."""
        counts: dict[str, dict[date, int]] = {}
        for source, day, count in self.rows("select source, day, count(*) from counted group by all order by all"):
            counts.setdefault(source, {})[day] = count
        return counts

    def per_week(self, what: str, table: str = "counted") -> dict[date, int]:
        """A count per week, by its Monday: ``what`` is an SQL aggregate."""
        query = f"select date_trunc('week', day)::date, {what} from {table} group by 1"  # noqa: S608 (our own literals)
        return dict(self.rows(query))

    def per_topic(self, table: str = "counted", where: str = "true") -> dict[str, dict[date, int]]:
        """Posts per topic and week, by its Monday; a post counts for each of its topics."""
        each = f"select unnest(topics) as topic, day from {table} where {where}"  # noqa: S608 (our own literals)
        query = f"select topic, date_trunc('week', day)::date, count(*) from ({each}) group by all"  # noqa: S608 (same)
        counts: dict[str, dict[date, int]] = {}
        for topic, monday, count in self.rows(query):
            counts.setdefault(topic, {})[monday] = count
        return counts

    def per_hour(self) -> list[list[int]]:
        """Relevant posts of the week per weekday and hour, where the hour is known."""
        counts = [[0] * 24 for _ in range(7)]
        query = (
            "select isodow(local) - 1, hour(local), count(*) from counted "
            "where is_precise and day between $first and $last group by all"
        )
        for day, hour, count in self.rows(query, first=self.period.first, last=self.period.last):
            counts[day][hour] = count
        return counts

    def of_week(self, what: str, where: str = "true", table: str = "counted") -> int:
        """One count over the week's own posts: ``what`` is an SQL aggregate."""
        query = f"select {what} from {table} where day between $first and $last and {where}"  # noqa: S608 (our literals)
        return int(self.rows(query, first=self.period.first, last=self.period.last)[0][0])

    def delay(self, where: str, values: list[Any]) -> float | None:
        """Median hours from posting to first sight, over the week's precise relevant posts that satisfy a condition."""
        asked = f"is_precise and found >= written and day between ? and ? and ({where})"
        query = f"select median(found - written) / 3600 from counted where {asked}"  # noqa: S608 (placeholders only)
        row = self.connection.execute(query, [self.period.first, self.period.last, *values]).fetchone()
        return row[0] if row else None

    def found_after(self, sources: Sequence[str], moment: float) -> int:
        """Relevant posts of the week on some sources that were first seen at or after a moment."""
        query = (
            "select count(*) from counted where list_contains($sources::varchar[], source) and found >= $moment "
            "and day between $first and $last"
        )
        span = {"first": self.period.first, "last": self.period.last}
        return int(self.rows(query, sources=sources, moment=moment, **span)[0][0])

    def moments(self) -> list[float]:
        """When the relevant posts of the week were written, where that is known to the minute."""
        query = "select written from counted where is_precise and day between $first and $last"
        return [row[0] for row in self.rows(query, first=self.period.first, last=self.period.last)]

    def remarks(self) -> list[Remark]:
        """The posts of every thread that somebody asked or complained in, or the team wrote in, in order."""
        return list(self.told())

    def told(self) -> Iterator[Remark]:
        """The same posts a few thousand at a time, for a year of them; no other query may run in between."""
        query = """
            with lively as (select distinct source, thread_id from seen
                where is_team or (not is_noise and (is_question or intent = 'complaint')))
            select source, thread_id, post_id, coalesce(author, ''), written, is_precise, is_team, adviser, is_asker,
                is_question and not is_noise and r.thread_id is not null,
                intent = 'complaint' and not is_team and not is_noise and r.thread_id is not null,
                intent = 'compliment' and not is_team, asks, coalesce(found, written),
                case when is_withdrawn then epoch(version) end
            from seen join lively using (source, thread_id)
            left join relevant r using (source, thread_id)
            order by source, thread_id, written, position nulls last, length(post_id), post_id
        """
        self.connection.execute(query)
        while rows := self.connection.fetchmany(FETCH):
            yield from map(Remark._make, rows)


def volumes(data: str, decisions: Iterable[Decision], span: Period, week: Period) -> Volumes:
    """Reads the posts of a span, the latest version of each, and applies the decisions of people."""
    posts = Volumes(connected(data), week)
    made = [(d.url, d.kind) for d in decisions]
    posts.note("decided", url=[url for url, _ in made], kind=[kind for _, kind in made])
    connection = posts.connection
    connection.execute(_VERSIONS, {"until": span.until})
    (posts.fetched, posts.undated), *_ = posts.rows(_OF_ALL)
    connection.execute(_RELEVANT)
    connection.execute(_TWICE)
    connection.execute("drop table versions")
    months = {"from": f"{span.begin - MARGIN:%Y-%m}", "to": f"{span.until + MARGIN:%Y-%m}"}
    named = {"zone": str(span.zone), "begin": span.begin, "until": span.until, "withdrawn": WITHDRAWN}
    connection.execute(_POSTS, {**named, **months})
    connection.execute(f"create temp view kept as select * from seen where {_KEPT}")  # noqa: S608 (a constant)
    connection.execute(f"create temp view counted as select * from seen where {_COUNTED}")  # noqa: S608 (a constant)
    return posts


def rounds(connection: duckdb.DuckDBPyConnection, since: datetime | None = None) -> list[Round]:
    """The runs by their planned moment (their start where no plan is known), in order.

    Args:
        connection: knows the runs.
        since: leaves out what was planned before, but for the first run of every source ever; None takes every run.
    """
    query = """
        with newest as (select * from ran qualify row_number() over
            (partition by source, run_id order by finished_at desc nulls last) = 1),
        planned as (select *, coalesce(planned_at, started_at) as moment from newest where moment is not null)
        select source, epoch(moment) as begun, outcome,
            case when outcome = 'blocked' and starts_with(detail, $skipped) then $skipped else reason end as why,
            requests, date_failures from planned
        qualify moment >= coalesce($since, moment) or row_number() over (partition by source order by moment) = 1
        order by begun
    """
    _once(connection, "ran", _RAN)
    found = connection.execute(query, {"since": since, "skipped": SKIPPED}).fetchall()
    return [Round(source, datetime.fromtimestamp(planned, UTC), *rest) for source, planned, *rest in found]


def cutoff(connection: duckdb.DuckDBPyConnection, fetched: float | None = None) -> datetime | None:
    """The newest moment that anything in the data was fetched, observed or run: what the report knows up to.

    Args:
        connection: knows the threads and runs.
        fetched: when the newest post was fetched, in seconds since 1970; None where there is none.
    """
    query = """
        select greatest($fetched::double, epoch(max(moment))) from (select max(observed_at) as moment from visits
            union all select max(coalesce(finished_at, started_at)) from ran)
    """
    _once(connection, "ran", _RAN)
    _once(connection, "visits", _VISITS)
    row = connection.execute(query, {"fetched": fetched}).fetchone()
    return datetime.fromtimestamp(row[0], UTC) if row and row[0] is not None else None


def _once(connection: duckdb.DuckDBPyConnection, table: str, query: str) -> None:
    """Makes a table where it is not there: of ``create if not exists`` DuckDB reads the parts again each time."""
    known = connection.execute("select 1 from duckdb_tables() where table_name = ?", [table]).fetchone()
    if known is None:
        connection.execute(query)
