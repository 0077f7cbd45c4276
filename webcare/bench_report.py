"""What a weekly report costs in CPU seconds and memory, measured in a process of its own; for ``make bench``."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median

NORMAL = (600, 20_000)
"""Posts in the week, and in the year around it, as the team knows it."""
LARGE = (100_000, 1_000_000)
CPU_LIMIT, MEMORY_LIMIT, ELAPSED_LIMIT = 3.0, 200.0, 10.0
"""CPU seconds and megabytes that a normal week may take, and seconds that a large one may take."""
WEEK = "2026-W46"
MOCK = Path(__file__).resolve().parents[1] / ".." / "shared" / "mock" / "html" / "weekoverzicht-2010-41.html"
"""The client's own sketch of the weekly: no data, only WeasyPrint's work."""
MOCK_SECONDS = 2.0
"""What a sketch takes on two idle cores where it was made (`reports.md`, section 1), to tell the machine's pace."""
PAIRS = 3
"""How often week and sketch are measured, in turns."""

_PROFILE = """
[organisation]
name = "Proef"
contact = "https://example.nl/webcare"
[[opening_hours]]
from = 2020-01-01
days = ["ma", "di", "wo", "do", "vr"]
open = 08:00:00
close = 17:00:00
[team]
name = "Proefteam"
[[terms]]
term = "Proefdienst"
[sources]
"""
_MEASURED = """
import resource, sys, time
from pathlib import Path
from crawler.profile import load
from webcare.report import weekly
folder = Path(sys.argv[1])
start = time.perf_counter()
weekly(load(folder / "profile.toml"), str(folder / "data"), sys.argv[2], folder / "out")
elapsed, used = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_SELF)
peak = next(line.split()[1] for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmHWM"))
print(f"{elapsed:.1f} {used.ru_utime + used.ru_stime:.1f} {int(peak) / 1024:.0f}")
"""
_SKETCHED = """
import logging, os, sys
logging.disable()
from weasyprint import HTML
HTML(sys.argv[1]).write_pdf(os.devnull, pdf_variant="pdf/ua-1")
used = os.times()
print(used.user + used.system)
"""


def main() -> None:
    """Prints one line for a normal week and one for a week of 100,000 posts in a year of a million.

    The normal week takes turns with the client's sketch of a weekly, which tells how quick the machine is just then.
    """
    with tempfile.TemporaryDirectory() as folder:
        fill(Path(folder), *NORMAL)
        turns = [(measured(Path(folder)), sketched()) for _ in range(PAIRS)]
    elapsed, cpu, memory = (median(figures) for figures in zip(*(week for week, _ in turns), strict=True))
    _say("normal week", NORMAL, (elapsed, cpu, memory), f"at most {CPU_LIMIT:g} CPU-seconds and {MEMORY_LIMIT:g} MB")
    print(_beside(cpu, median(seconds for _, seconds in turns)))
    with tempfile.TemporaryDirectory() as folder:
        fill(Path(folder), *LARGE)
        _say("large week", LARGE, measured(Path(folder)), f"at most {ELAPSED_LIMIT:g} s elapsed")


def _beside(cpu: float, sketch: float) -> str:
    """What a week's CPU seconds mean on a machine that takes so many for the sketch."""
    if not sketch:
        return "  the client's sketch (../shared/mock) is not here: nothing to hold the machine against"
    return (
        f"  the client's sketch, in turns: {sketch:.1f} CPU-seconds; the week takes {cpu / sketch:.2f} of that, "
        f"which is {cpu / sketch * MOCK_SECONDS:.1f} s where the sketch takes {MOCK_SECONDS:g} s, on two idle cores"
    )


def _say(name: str, posts: tuple[int, int], figures: tuple[float, float, float], bound: str) -> None:
    (week, year), (elapsed, cpu, memory) = posts, figures
    print(
        f"{name}: {week:,} posts in a year of {year:,}: {elapsed} s elapsed, {cpu} CPU-seconds, {memory:g} MB ({bound})"
    )


def sketched() -> float:
    """CPU seconds that the client's sketch of a weekly costs; 0 where it is not here."""
    if not MOCK.is_file():
        return 0.0
    command = [sys.executable, "-c", _SKETCHED, str(MOCK)]
    return float(subprocess.run(command, capture_output=True, text=True, check=True).stdout)  # noqa: S603 (ours)


def measured(folder: Path) -> tuple[float, float, float]:
    """Elapsed seconds, CPU seconds and peak megabytes of one weekly report, imports included."""
    command = [sys.executable, "-c", _MEASURED, str(folder), WEEK]
    done = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603 (our own interpreter)
    elapsed, cpu, memory = (float(word) for word in done.stdout.split())
    return elapsed, cpu, memory


def fill(folder: Path, week: int, year: int) -> None:
    """Writes a year of posts on ten sources, with this many in the week that is reported.

    About one post in eight asks something, and nine of ten questions are answered by the team.
    """
    import duckdb

    sources = 10
    (folder / "profile.toml").write_text(_PROFILE + "".join(f"s{n} = {{ enabled = true }}\n" for n in range(sources)))
    connection = duckdb.connect()
    connection.execute("set timezone = 'UTC'")
    for table, query in (("posts", _POSTS), ("threads", _THREADS), ("runs", _RUNS)):
        target = folder / "data" / table
        target.mkdir(parents=True)
        connection.execute(
            f"copy ({query.format(week=week, year=year, sources=sources)}) to '{target}' "
            "(format parquet, compression zstd, partition_by (source, month), filename_pattern 'part-{i}')"
        )


_POSTS = """
select 's' || (thread % {sources}) as source, n::varchar as post_id, thread::varchar as thread_id,
    'https://example.nl/p' || n as url, 'https://example.nl/t' || thread as thread_url,
    'Vraag ' || thread as thread_title, 'Werk' as board, 'forum' as kind, null::integer as position,
    'k' || (hash(n) % 5000) as author, is_team, null::varchar as adviser, place = 0 as is_asker, posted_at,
    'minute' as precision, '' as date_text, null::timestamptz as edited_at,
    'Hoe zit het met mijn uitkering bij het loket, ' || repeat(md5(n::varchar) || ' ', 8) as text,
    []::varchar[] as quotes, ['loket'] as terms, case when is_team then 'team' else 'text' end as match_reason,
    [['ww', 'wia', 'wajong', 'betaling'][1 + (hash(n) % 4)::int]] as topics,
    case when asks then 'question' else 'other' end as intent, asks as concrete_question,
    false as specific_case, false as abusive, []::varchar[] as pii, []::varchar[] as reasons,
    null::varchar as duplicate_of, md5(n::varchar) as text_hash, posted_at + interval 1 hour as fetched_at,
    posted_at + interval 1 hour as first_seen_at, 'r' as run_id, strftime(posted_at, '%Y-%m') as month
from (select n, n // 4 as thread, n % 4 as place, place = 0 and thread % 2 = 0 as asks,
    place = 2 and thread % 2 = 0 and hash(thread) % 10 > 0 as is_team,
    case when n < {week}
    then timestamptz '2026-11-08 23:00:00+00' + to_microseconds((n::double / {week} * 604000000000)::bigint)
    else timestamptz '2025-11-15 00:00:00+00'
        + to_microseconds(((n - {week})::double / ({year} - {week}) * 31000000000000)::bigint) end as posted_at
    from range({year}) t(n))
"""
_THREADS = """
select 's' || (n % {sources}) as source, n::varchar as thread_id, (hash(n) % 3000)::integer as views, 3 as replies,
    false as sticky,
    timestamptz '2025-11-15 00:00:00+00'
        + to_microseconds((n::double / {year} * 4 * 31000000000000)::bigint) as observed_at,
    strftime(observed_at, '%Y-%m') as month
from range({year} // 4) t(n)
"""
_RUNS = """
select 'r' || d || '-' || s as run_id, 's' || s as source, planned_at as started_at, planned_at as finished_at,
    planned_at, 'complete' as outcome, null::varchar as reason,
    null::varchar as detail, 20::bigint as requests, 0::bigint as date_failures,
    90000::bigint as bytes, 0::bigint as retries, 40::bigint as posts_read, '0' as software_version,
    '' as profile_digest,
    strftime(planned_at, '%Y-%m') as month
from (select d, s, timestamptz '2025-11-15 05:00:00+00' + to_hours(d * 6) as planned_at
    from range(1460) a(d), range({sources}) b(s))
"""

if __name__ == "__main__":
    main()
