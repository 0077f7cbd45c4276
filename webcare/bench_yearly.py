"""What a year-end summary costs in CPU seconds and memory, measured in a process of its own; for ``make bench``."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from webcare.bench_report import fill

POSTS = 1_000_000
LIMITS = (30.0, 500.0)
"""Seconds and megabytes that a report on so many posts may take."""
_MEASURED = """
import resource, sys, time
from datetime import date
from pathlib import Path
from crawler.profile import load
from webcare.yearly import period
folder = Path(sys.argv[1])
start = time.perf_counter()
profile = load(folder / "profile.toml")
period(profile, str(folder / "data"), date(2025, 11, 15), date(2026, 11, 15), None, folder / "out")
elapsed, used = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_SELF)
peak = next(line.split()[1] for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmHWM"))
print(f"{elapsed:.1f} {used.ru_utime + used.ru_stime:.1f} {int(peak) / 1024:.0f}")
"""


def main() -> None:
    """Prints one line for a report on a year of a million posts."""
    with tempfile.TemporaryDirectory() as folder:
        fill(Path(folder), POSTS // 52, POSTS)
        command = [sys.executable, "-c", _MEASURED, folder]
        done = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603 (our own interpreter)
    elapsed, cpu, memory = (float(word) for word in done.stdout.split())
    seconds, megabytes = LIMITS
    print(
        f"yearly report: a year of {POSTS:,} posts: {elapsed} s elapsed (at most {seconds:g}), {cpu} CPU-seconds, "
        f"{memory:g} MB (at most {megabytes:g})"
    )


if __name__ == "__main__":
    main()
