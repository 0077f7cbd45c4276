"""Worlds at an edge: no source or thirty, nothing measured, the first week, everything long, hostile words."""

import json
from collections.abc import Callable
from datetime import timedelta

from reports.kpis import KPIS
from tests.reporting.builder import MONDAY, SUNDAY, World, local


def few_sources(world: World) -> None:
    world.daily_runs(MONDAY - timedelta(weeks=1), SUNDAY)
    world.question(local(MONDAY, 9))


def nothing_at_all(world: World) -> None:
    world.sources = []
    world.run(local(MONDAY - timedelta(weeks=20), 9))


def all_failed(world: World) -> None:
    world.sources = ["welderforum", "fok"]
    for source in world.sources:
        world.daily_runs(MONDAY - timedelta(weeks=9), MONDAY - timedelta(days=1), source)
        world.daily_runs(MONDAY, SUNDAY, source, frozenset(MONDAY + timedelta(days=n) for n in range(7)))
    for n in range(60):
        world.post(local(MONDAY - timedelta(days=n + 1), 9), str(n))


def many_sources(world: World) -> None:
    world.sources = [f"bron{n}" for n in range(30)]
    for n, source in enumerate(world.sources):
        world.daily_runs(SUNDAY, SUNDAY, source)
        for k in range(1 + n % 4):
            world.question(local(MONDAY + timedelta(days=k), 9), f"{source}-{k}", source, topics=[f"onderwerp-{n}"])


def first_week(world: World) -> None:
    world.first_visit_days = 7
    world.daily_runs(MONDAY + timedelta(days=2), SUNDAY)
    world.question(local(MONDAY + timedelta(days=3), 9))


def everything_long(world: World) -> None:
    """Eighteen sources of which half failed, long titles, and an earlier edition with other figures."""
    world.sources = [f"bron_met_een_naam_{n}" for n in range(18)]
    week_days = frozenset(MONDAY + timedelta(days=n) for n in range(7))
    for n, source in enumerate(world.sources):
        world.daily_runs(SUNDAY - timedelta(days=9), SUNDAY, source, week_days if n % 2 else frozenset())
        for k in range(3):
            title = "Een lange titel over de WW, het UWV en alles wat daarbij komt kijken en meer dan er past"
            at = local(MONDAY + timedelta(days=k), 9)
            world.question(at, f"{n}-{k}", source, thread_title=title, topics=["ww", "wia", "werknl"])
            world.answer(at + timedelta(hours=30), f"{n}-{k}", source, text="Kun je ons bellen?" if k else "Dat kan.")
            world.thanks(at + timedelta(hours=31), f"{n}-{k}", source)
    figures = dict.fromkeys((figure.__name__ for figure in KPIS), 7)
    (world.root / "out").mkdir()
    earlier = json.dumps({"week": "2026-W46", "edition": "team", "figures": figures})
    (world.root / "out" / "weekoverzicht-2026-W46.json").write_text(earlier)


EDGES: dict[str, tuple[Callable[[World], None], str]] = {
    "one source": (few_sources, "1 bericht"),
    "no data in the week": (nothing_at_all, "geen enkele bron gemeten"),
    "all sources failed": (all_failed, "geen enkele bron gemeten"),
    "thirty sources, over forty open": (many_sources, "vragen staan nog open"),
    "first week ever": (first_week, "nog geen normaal"),
    "everything long": (everything_long, "Week 46, herzien"),
}

BAD = [
    "<script>alert(1)</script><img src=file:///etc/passwd><link rel=attachment href='file:///etc/hostname'>",
    "</td></tr></table><style>*{display:none}</style>" + "x" * 10_000,
    "\u202eomgekeerd\u202c en Z\u0341\u0348\u0353a\u0346l\u0301\u0301\u0301g\u0301o " * 20,
    (
        "<svg onload=alert(1)><use href='file:///etc/passwd'/></svg> "
        "\U0001f600\U0001f9d1\u200d\U0001f680 ☎ مرحبا بالعالم 你好"
    ),
    "{{ w.facts }} {% raw %} &amp;lt; \\ \x00\x07 ]]> --> @import url(http://example.invalid/x.css);",
    "=cmd|'/C calc'!A0 +1 -1 @SUM(A1)",
]


def hostile_words(world: World) -> None:
    """Posts whose words, titles and addresses would harm a page that believed them."""
    world.daily_runs(MONDAY - timedelta(weeks=2), SUNDAY)
    for n in range(48):
        bad = BAD[n % len(BAD)]
        title = bad if n % 2 else "Een heel lange titel over de WW en het UWV " * 5
        url = ("javascript:alert(1)", "file:///etc/passwd", "https://ok.example.nl/p1", "http://[bad")[n % 4]
        words = {"text": f"{bad} Hoe zit dat bij het UWV?", "thread_title": title, "author": "klant_geheim"}
        world.question(
            local(MONDAY + timedelta(days=n % 7), 9), str(n), url=url, thread_url=url, abusive=n == 5, **words
        )
        world.thread(str(n), views=n)
    world.post(
        local(MONDAY, 9), "x", text="SCHELDWOORD UWV", abusive=True, intent="complaint", thread_title="SCHELDTITEL"
    )
