"""Every key figure of page 1 counted again from the same posts, by other means than the report's."""

import random
from collections import defaultdict
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from statistics import median

import numpy as np
import pytest

from crawler.items import Post
from reports import kpis
from reports.figures import as_csv
from reports.journal import Journal, journal
from reports.period import Period, week
from reports.sentences import changed
from reports.weekly import Weekly, weekly
from reports.yearly.facts import year_facts
from tests.reporting.builder import MONDAY, ZONE, World, lively, local

SUNDAY = MONDAY + timedelta(days=6)


def made(world: World, name: str = "2026-W46", records: Journal | None = None) -> Weekly:
    world.write()
    return weekly(str(world.root / "data"), records or Journal(), world.profile(), week(name, ZONE), {})


def monday_of(post: Post) -> date:
    assert post.posted_at
    day = post.posted_at.astimezone(ZONE).date()
    return day - timedelta(days=day.weekday())


def minutes_open(start: datetime, end: datetime) -> float:
    """Opening hours by walking minute by minute; there are no holidays in the weeks of these tests."""
    minutes = 0
    while start < end:
        here = start.astimezone(ZONE)
        minutes += here.weekday() < 5 and 8 <= here.hour < 17
        start += timedelta(minutes=1)
    return minutes / 60


def latest(posts: list[Post]) -> list[Post]:
    newest: dict[tuple[str, str], Post] = {}
    for post in sorted(posts, key=lambda p: p.fetched_at or datetime.min.replace(tzinfo=UTC)):
        newest[post.source, post.post_id] = post
    return list(newest.values())


def recomputed(posts: list[Post], monday: date) -> dict[str, float | None]:
    """The seven figures from a list of posts, in a few plain loops over threads that a customer began."""
    until = local(monday + timedelta(days=7), 0)
    inside = [p for p in latest(posts) if p.posted_at and monday_of(p) == monday]
    relevant = [p for p in inside if not p.is_team and p.match_reason == "text"]
    threads: dict[tuple[str, str], list[Post]] = defaultdict(list)
    for post in sorted((p for p in latest(posts) if p.posted_at), key=lambda p: p.posted_at or until):
        if post.posted_at < until:
            threads[post.source, post.thread_id].append(post)
    interventions, waits, thanked, waiting = 0, [], 0, 0
    for told in threads.values():
        is_relevant = any(post.match_reason in {"text", "title"} for post in told)
        asked: Post | None = None
        before: Post | None = None
        has_team = False
        was_first = True
        for post in told:
            assert post.posted_at
            if post.is_team:
                is_new = not (before and before.is_team and post.posted_at - before.posted_at <= timedelta(hours=1))
                interventions += is_new and monday_of(post) == monday
                if asked and was_first and monday_of(post) == monday:
                    waits.append(minutes_open(asked.posted_at, post.posted_at))
                was_first = was_first and asked is None
                asked, has_team = None, True
            elif is_relevant and (post.concrete_question or post.intent == "complaint"):
                asked = asked or post
            elif post.intent == "compliment" and has_team and not asked:
                thanked += monday_of(post) == monday
            before = post
        waiting += asked is not None and until - told[-1].posted_at <= timedelta(days=30)
    return {
        "berichten": len(relevant),
        "threads": len({(p.source, p.thread_id) for p in relevant}),
        "nieuwe_vragen": sum(p.concrete_question for p in inside if not p.is_team),
        "open_vragen": waiting,
        "interventies": interventions,
        "mediane_reactietijd": median(waits) if waits else None,
        "waardering": thanked,
    }


@pytest.mark.parametrize("seed", [1, 2])
def test_every_key_figure_equals_an_independent_count(tmp_path: Path, seed: int) -> None:
    world = lively(tmp_path, sources=4, weeks=13, seed=seed)
    told = made(world)
    for back, tiles in ((0, [t.value for t in told.tiles]), (1, [t.previous for t in told.tiles])):
        expected = recomputed(world.posts, MONDAY - timedelta(weeks=back))
        for tile, value in zip(told.tiles, tiles, strict=True):
            assert value == pytest.approx(expected[tile.identity], abs=0.02), (tile.identity, back)


@pytest.mark.parametrize(("monday", "name"), [(date(2026, 10, 19), "2026-W43"), (date(2020, 12, 28), "2020-W53")])
def test_figures_hold_in_a_week_with_a_clock_change_and_in_week_53(tmp_path: Path, monday: date, name: str) -> None:
    world = lively(tmp_path, sources=2, weeks=2, monday=monday)
    for day, hour in ((6, 0.5), (6, 2.5), (6, 23.9), (0, 0.0)):
        world.post(local(monday + timedelta(days=day), hour), f"edge-{day}-{hour}")
    told = made(world, name)
    expected = recomputed(world.posts, monday)
    for tile in told.tiles:
        if tile.identity != "mediane_reactietijd" or name == "2026-W43":
            assert tile.value == pytest.approx(expected[tile.identity], abs=0.02), tile.identity
    assert told.total.total == told.tiles[0].value == sum(map(sum, told.hours_part.hours))


def test_normal_on_page_1_is_the_percentile_of_the_eight_weeks_before(tmp_path: Path) -> None:
    world = lively(tmp_path, sources=3, weeks=13)
    tiles = {t.identity: t for t in made(world).tiles}
    history = [recomputed(world.posts, MONDAY - timedelta(weeks=n))["berichten"] for n in range(8, 0, -1)]
    low, high = np.percentile([float(n or 0) for n in history], [10, 90])
    assert tiles["berichten"].usual
    assert (tiles["berichten"].usual.low, tiles["berichten"].usual.high) == (round(low), round(high))


def test_the_latest_version_of_a_post_counts_once_where_it_was_posted(tmp_path: Path) -> None:
    world = World(tmp_path)
    first = world.post(local(MONDAY, 9))
    for hours, text in ((30, "later"), (50, "laatst")):
        world.post(first.posted_at, post_id=first.post_id, text=text, fetched_at=local(MONDAY, 9 + hours))
    world.post(local(MONDAY, 10), post_id="moved", fetched_at=local(MONDAY, 11))
    world.post(local(MONDAY - timedelta(days=1), 10), post_id="moved", fetched_at=local(MONDAY, 12))
    assert made(world).tiles[0].value == 1


@pytest.mark.parametrize("weeks", [8, 60, -60])
def test_a_version_whose_date_lies_in_a_month_that_is_not_reported_still_wins(tmp_path: Path, weeks: int) -> None:
    world = World(tmp_path)
    world.daily_runs(MONDAY - timedelta(weeks=3), SUNDAY)
    world.post(local(MONDAY, 10), post_id="stays", text="Wat zegt het UWV?", fetched_at=local(MONDAY, 12))
    elsewhere = local(MONDAY - timedelta(weeks=weeks), 10)
    for post_id, moments in {"gone": (local(MONDAY, 10), elsewhere), "came": (elsewhere, local(MONDAY, 10))}.items():
        for hour, at in enumerate(moments, 20):
            world.post(at, post_id=post_id, fetched_at=local(MONDAY, hour))
    assert kpis.berichten(made(world).facts) == 2


def test_late_finds_of_every_source_that_was_followed_count(tmp_path: Path) -> None:
    world = World(tmp_path, ["welderforum", "fok", "start"])
    for source, since in (("welderforum", 3), ("fok", 3), ("start", -1)):
        world.daily_runs(MONDAY - timedelta(weeks=since), SUNDAY + timedelta(weeks=2), source)
        world.post(local(MONDAY, 9), source=source, first_seen_at=local(SUNDAY, 40))
        world.post(local(MONDAY, 10), source=source)
    assert kpis.late_finds(made(world).facts) == 2


def test_a_post_that_lost_its_date_counts_in_no_week(tmp_path: Path) -> None:
    world = World(tmp_path)
    world.daily_runs(MONDAY - timedelta(weeks=3), SUNDAY)
    world.post(local(MONDAY, 10), post_id="stays")
    world.post(local(MONDAY, 10), post_id="lost", fetched_at=local(MONDAY, 12))
    world.post(None, post_id="lost", fetched_at=local(MONDAY, 13))
    facts = made(world).facts
    assert (kpis.berichten(facts), facts.undated) == (1, 1)


def test_runs_without_a_post_are_a_week_too(tmp_path: Path) -> None:
    world = World(tmp_path)
    world.daily_runs(MONDAY - timedelta(weeks=3), SUNDAY)
    facts = made(world).facts
    assert (kpis.berichten(facts), facts.is_measured_at_all, facts.posts.fetched) == (0, True, None)
    assert facts.cutoff == local(SUNDAY, 23) + timedelta(minutes=5)


def test_team_posts_noise_and_posts_without_a_term_in_their_own_words_do_not_count(tmp_path: Path) -> None:
    world = World(tmp_path)
    world.post(local(MONDAY, 9), thread="1")
    world.answer(local(MONDAY, 10), thread="1")
    for reason in ("title", "thread", None):
        world.post(local(MONDAY, 11), thread="1", match_reason=reason)
    noise = world.post(local(MONDAY, 12), thread="2")
    (tmp_path / "decisions.csv").write_text(
        f"\ufeffdate;url;decision;note\r\n2026-11-10;{noise.url};noise;reclame\r\n", encoding="utf-8"
    )
    told = made(world, records=journal(tmp_path))
    assert [t.value for t in told.tiles[:2]] == [1, 1]
    assert "alleen via de titel gevonden" in told.volume_page.volume_note


def test_a_person_overrules_the_rule_on_what_is_a_question(tmp_path: Path) -> None:
    world = World(tmp_path)
    post = world.post(local(MONDAY, 9))
    (tmp_path / "decisions.csv").write_text(
        f"date;url;decision;note\n2026-11-10;{post.url};is_question;\n", encoding="utf-8"
    )
    told = made(world, records=journal(tmp_path))
    assert (told.tiles[2].value, len(told.questions)) == (1, 1)
    assert any("besliste een mens" in fact for fact in told.team_page.unanswered_facts)


def test_a_decision_not_to_react_closes_the_question_and_is_counted_by_its_reason(tmp_path: Path) -> None:
    world = World(tmp_path)
    post = world.question(local(MONDAY, 9), intent="question")
    (tmp_path / "decisions.csv").write_text(
        f"date;url;decision;note\n2026-11-15;{post.url};no_reply;schelden\n", encoding="utf-8"
    )
    told = made(world, records=journal(tmp_path))
    assert told.tiles[3].value == 0
    assert told.team_page.unanswered_facts == ["1 × Wij reageren niet op berichten met buitensporig schelden."]


def test_an_imprecise_time_is_counted_but_never_timed(tmp_path: Path) -> None:
    world = World(tmp_path)
    world.question(local(MONDAY, 0), thread="1", precision="day")
    world.answer(local(MONDAY, 15), thread="1")
    world.question(local(MONDAY, 9), thread="2")
    world.answer(local(MONDAY, 11), thread="2")
    told = made(world)
    assert told.tiles[5].value == pytest.approx(2.0)
    assert told.tiles[4].value == 2
    assert "Van 1 van de 2 berichten (50%)" in told.measure_page.certainty[0]


def test_crawl_delay_and_team_time_are_told_apart(tmp_path: Path) -> None:
    world = World(tmp_path)
    world.daily_runs(MONDAY - timedelta(days=1), SUNDAY)
    world.question(local(MONDAY, 9), first_seen_at=local(MONDAY, 12))
    world.answer(local(MONDAY, 16))
    told = made(world)
    assert kpis.crawl_delay(told.facts) == pytest.approx(3.0)
    assert kpis.team_time(told.facts) == pytest.approx(4.0)


def test_a_red_source_forbids_every_percentage_of_change(tmp_path: Path) -> None:
    world = lively(tmp_path, sources=7, weeks=13)
    told = made(world)
    assert "Startpagina.nl" in [row.title for row in told.coverage if row.is_bad]
    assert not any(t.is_comparable for t in told.tiles)
    assert all(topic.change is None for topic in told.topics)


def test_a_machine_that_was_off_two_days_is_no_quiet_week(tmp_path: Path) -> None:
    world = World(tmp_path)
    world.daily_runs(MONDAY - timedelta(weeks=13), MONDAY + timedelta(days=4))
    for n in range(7 * 14):
        world.post(local(MONDAY - timedelta(weeks=13) + timedelta(days=n), 9), str(n))
    told = made(world)
    (row,) = told.coverage
    assert (row.done, row.share, row.state, row.remark, row.is_bad) == (
        "20 van 28", "71%", "Deels gemist", "ronde niet gestart", True,
    )  # fmt: skip
    assert not told.facts.is_complete()
    assert "Niet volledig gemeten: Welderforum." in changed(told.week)


def test_the_year_counts_rounds_that_did_not_start_as_the_week_does(tmp_path: Path) -> None:
    world = World(tmp_path)
    world.daily_runs(MONDAY - timedelta(weeks=4), MONDAY + timedelta(days=4))
    world.post(local(MONDAY - timedelta(weeks=4), 9))
    world.post(local(SUNDAY, 9))
    world.write()
    period = Period(MONDAY - timedelta(weeks=4), SUNDAY, ZONE)
    year = year_facts(str(tmp_path / "data"), Journal(), world.profile(), period, {})
    assert [(c.done, c.planned) for c in year.weekly_coverage["welderforum"]] == [(28, 28)] * 4 + [(20, 28)]
    assert [c.grade for c in year.weekly_coverage["welderforum"]][-2:] == ["green", "red"]


def test_unmeasured_is_never_zero(tmp_path: Path) -> None:
    failing = frozenset(MONDAY + timedelta(days=n) for n in range(7))
    world = World(tmp_path, ["welderforum", "start", "lot", "fok"])
    world.daily_runs(MONDAY - timedelta(weeks=4), SUNDAY)
    world.daily_runs(MONDAY - timedelta(weeks=4), SUNDAY, "start", failing)
    for n in range(7):
        world.run(local(MONDAY + timedelta(days=n), 6), "lot", "silent")
    world.post(local(MONDAY, 9))
    rows = {row.title: row for row in made(world).sources}
    assert rows["Startpagina.nl"].days == (None,) * 7
    assert rows["Startpagina.nl"].total is None
    assert rows["Lotgenotenforum.nl"].days == (0,) * 7
    assert rows["Fok.nl"].total is None
    assert rows["Welderforum"].days == (1, 0, 0, 0, 0, 0, 0)


def test_open_questions_come_in_the_order_over_the_norm_deadline_views(tmp_path: Path) -> None:
    world = World(tmp_path)
    chance = random.Random(3)
    for n in range(30):
        late = chance.random() < 0.5
        at = local(MONDAY + timedelta(days=chance.randrange(4) if late else 5), 9)
        text = "Hoe zit dat bij het UWV? " + ("Ik moet het uiterlijk maandag weten." if chance.random() < 0.4 else "")
        world.question(at, thread=str(n), text=text)
        world.thread(str(n), views=chance.randrange(5000))
    questions = made(world).questions
    assert len(questions) == 30
    keys = [(not q.is_over, not q.has_deadline, -(q.views or 0)) for q in questions]
    assert keys == sorted(keys)
    assert any(q.has_deadline for q in questions)


def test_the_first_to_answer_are_the_three_that_wait_longest_over_the_norm(tmp_path: Path) -> None:
    world = World(tmp_path)
    for n in range(6):
        world.question(local(MONDAY + timedelta(days=n), 9), thread=str(n))
        world.thread(str(n), views=100 * n)
    told = made(world)
    assert [round(q.waited) for q in told.longest_over] == [44, 35, 26]


@pytest.mark.parametrize(("hours", "waited"), [("", 11.0), ("closed = [2026-11-10]", 2.0)])
def test_a_closing_day_of_the_profile_is_no_waiting_time(tmp_path: Path, hours: str, waited: float) -> None:
    world = World(tmp_path, hours=hours)
    world.question(local(MONDAY, 16))
    world.answer(local(MONDAY + timedelta(days=2), 9))
    world.question(local(MONDAY, 16), thread="2")
    told = made(world)
    assert told.tiles[5].value == pytest.approx(waited)
    assert told.questions[0].waited == pytest.approx(waited + 8 + 9 + 9)
    assert told.hours_part.opening_frame[1] == (None if hours else (8.0, 17.0))


def test_what_waits_for_the_asker_and_what_expires_is_named(tmp_path: Path) -> None:
    world = World(tmp_path)
    world.question(local(MONDAY, 9), thread="1")
    world.answer(local(MONDAY, 10), thread="1", text="Kun je ons een DM sturen?")
    world.question(local(MONDAY - timedelta(days=20), 9), thread="2")
    told = made(world)
    assert [p.source for p in told.pending] == ["Welderforum"]
    assert told.open_page.expiring == "Eén open vraag verloopt binnen een week als er niets beweegt."


def test_figures_per_adviser_are_off_unless_the_profile_says_otherwise(tmp_path: Path) -> None:
    world = World(tmp_path)
    world.question(local(MONDAY, 9))
    world.answer(local(MONDAY, 10), adviser="RN")
    assert made(world).team_page.advisers == []
    world.report = "per_adviser = true"
    told = weekly(str(tmp_path / "data"), Journal(), world.profile(), week("2026-W46", ZONE), {})
    assert told.team_page.advisers == ["RN"]
    told.edition = "committee"
    assert told.team_page.advisers == []


def test_the_committee_reads_no_count_under_five(tmp_path: Path) -> None:
    world = World(tmp_path, ["welderforum", "fok", "lot", "radar"])
    for source, posts, topic in (
        ("welderforum", 9, "ww"),
        ("fok", 2, "wia"),
        ("lot", 1, "vakantie"),
        ("radar", 6, "ww"),
    ):
        for n in range(posts):
            world.post(local(MONDAY, 9), f"{source}-{n}", source, topics=[topic])
    told = made(world)
    told.edition = "committee"
    assert [(row.title, row.total) for row in told.sources] == [
        ("Welderforum", 9), ("TROS Radar forum", 6), ("Twee kleine bronnen samen", 3),
    ]  # fmt: skip
    assert [(row.title, row.count) for row in told.topics] == [("WW", 15), ("Twee kleine onderwerpen samen", 3)]
    assert sum(row.total or 0 for row in told.sources) == told.tiles[0].value
    rows = as_csv(told).decode("utf-8-sig").splitlines()
    assert not [row for row in rows if row.endswith((";1", ";2", ";3", ";4")) and "samen" not in row]


def test_one_small_source_is_never_left_alone_beside_the_total(tmp_path: Path) -> None:
    world = World(tmp_path, ["welderforum", "fok", "radar"])
    for source, posts in (("welderforum", 9), ("fok", 2), ("radar", 6)):
        for n in range(posts):
            world.post(local(MONDAY, 9), f"{source}-{n}", source)
    told = made(world)
    told.edition = "committee"
    assert [row.total for row in told.sources] == [9, 8]


def test_nobodys_handle_is_printed_but_the_teams_own(tmp_path: Path) -> None:
    world = World(tmp_path)
    text = "@UWV_Webcare en @jan.klant: hoe zit dat, mail me niet op a@b.nl?"
    world.question(local(MONDAY, 9), text=text, thread_title="")
    profile = world.profile('[[team.accounts]]\nsource = "welderforum"\nname = "uwv_webcare"\n')
    world.write()
    told = weekly(str(tmp_path / "data"), Journal(), profile, week("2026-W46", ZONE), {})
    (question,) = told.questions
    said = "".join(part for part, _ in question.snippet)
    assert "@UWV_Webcare en @…: hoe" in said
    assert "jan.klant" not in said + question.title
    assert question.title.startswith("@UWV_Webcare")
