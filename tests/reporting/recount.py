"""What a claim of a note says, counted again from the posts, spells and rounds of a generated week."""

import re
from collections.abc import Callable
from functools import cache
from statistics import median

from reports import wording
from reports.dutch import WEEKDAYS
from reports.threads import Spell
from reports.weekly import Weekly
from tests.reporting.weeks import BEGIN, UNTIL, Counted, Said, is_otherwise, local
from tests.reporting.written import about, hours, number

Check = Callable[[Weekly, re.Match[str]], None]


def posts(told: Weekly) -> Counted:
    found = told.facts.posts
    assert isinstance(found, Counted)
    return found


def relevant(told: Weekly) -> list[Said]:
    return posts(told).counted


def spells(told: Weekly) -> list[Spell]:
    return [spell for story in told.facts.stories.values() for spell in story.spells]


def waiting(told: Weekly) -> int:
    return sum(s.is_first and s.ended is None for s in spells(told))


def answers(told: Weekly, *, first: bool = True, precise: bool = True) -> list[Spell]:
    inside = [s for s in spells(told) if s.end == "answered" and BEGIN <= (s.ended or 0) < UNTIL]
    timed = [s for s in inside if (s.is_precise and s.is_answer_precise) or not precise]
    return [s for s in timed if s.is_first == first]


@cache
def opened(start: float, end: float) -> float:
    """Opening hours between two moments, by steps of a minute; the generated weeks hold no holiday."""
    steps = (local(start + 60 * n + 30) for n in range(int((end - start) // 60)))
    return sum(at.weekday() < 5 and 8 <= at.hour < 17 for at in steps) / 60


def waited(told: Weekly, *, first: bool = True) -> list[float]:
    return sorted(opened(s.asked, s.ended or 0) for s in answers(told, first=first))


# one function a claim that is more than one figure


def check_no_percentage(told: Weekly, _: re.Match[str]) -> None:
    assert any(told.facts.coverage[s][-1].grade == "red" for s in told.facts.sources)
    assert not any("%" in wording.difference(tile) for tile in told.tiles)


def check_above(told: Weekly, match: re.Match[str]) -> None:
    rows = zip(WEEKDAYS, told.total.days, told.total.day_usual, strict=True)
    above = {day: n - band.high for day, n, band in rows if band and n is not None and n > band.high}
    assert set(re.findall("|".join(WEEKDAYS), match[1].lower())) == set(above)
    assert number(match[2]) == sum(above.values())
    assert bool(match[3]) == (len(above) < 7)


def check_none_above(told: Weekly, _: re.Match[str]) -> None:
    rows = zip(told.total.days, told.total.day_usual, strict=True)
    assert not any(band and n is not None and n > band.high for n, band in rows)


def check_complete_weeks(told: Weekly, match: re.Match[str]) -> None:
    usable = sum(any(any(told.facts.coverage[s][n].days) for s in told.facts.sources) for n in range(12))
    assert number(match[1]) <= min(8, usable)
    assert not any(told.total.day_usual)


def odd_topics(told: Weekly) -> int:
    return sum(bool(t.usual) and t.verdict in {"hoger", "lager"} for t in told.topics)


def check_more_topics(told: Weekly, match: re.Match[str]) -> None:
    assert odd_topics(told) > 0
    assert number(match[1] or "geen") == odd_topics(told) - len(told.front.unusual_topics)


def check_topics_without_percentage(told: Weekly, match: re.Match[str]) -> None:
    check_more_topics(told, match)
    assert any(told.facts.coverage[s][-1].grade == "red" for s in told.facts.sources)


def check_measured(told: Weekly, match: re.Match[str]) -> None:
    bad = [c for c in (told.facts.coverage[s][-1] for s in told.facts.sources) if c.grade == "red" or not all(c.days)]
    bad += [c for c in (told.facts.coverage[s][-1] for s in told.facts.sources) if c.grade == "not followed"]
    total = len(told.facts.sources)
    assert (number(match[1]), number(match[2])) == (total - len({c.source for c in bad}), total)


def check_rest(told: Weekly, match: re.Match[str]) -> None:
    bad = sum(row.is_bad for row in told.coverage) - sum(row.is_bad for row in told.front.source_list)
    assert number(match[1]) == len(told.coverage) - len(told.front.source_list)
    assert number(match[2] or "geen") == bad


def check_first_answers(told: Weekly, match: re.Match[str]) -> None:
    times, clock = waited(told), [((s.ended or 0) - s.asked) / 3600 for s in answers(told)]
    assert about(match[1], median(times))
    assert about(match[2], median(clock))
    assert min(times) - 0.1 <= hours(match[3]) <= max(times) + 0.15
    assert number(match[4]) == len(times)


def check_within(told: Weekly, match: re.Match[str]) -> None:
    inside = sum(time <= 8 for time in waited(told))
    assert (number(match[1]), number(match[2]), match[3]) == (inside, len(waited(told)), "8")


def check_one_within(told: Weekly, match: re.Match[str]) -> None:
    (time,) = waited(told)
    assert (time <= 8) == (match[1] == "binnen")


def check_again(told: Weekly, match: re.Match[str]) -> None:
    times = waited(told, first=False)
    assert number(match[1]) == len(times)
    assert about(match[2], median(times))


def check_left(told: Weekly, match: re.Match[str]) -> None:
    lapsed = sum(s.end == "expired" and BEGIN <= (s.ended or 0) < UNTIL for s in spells(told))
    assert (number(match[1]), number(match[2])) == (waiting(told), lapsed)


def check_reason(told: Weekly, match: re.Match[str]) -> None:
    rules, week = told.facts.profile.team.engagement, told.facts.period
    made = [d for d in told.facts.journal.decisions if week.first <= d.day <= week.last]
    names = {"Doorverwezen of doorgezet": "forwarded"}
    said = match[2]
    if said in names:
        assert number(match[1]) == sum(d.kind == names[said] for d in made)
        return
    refused = [rules.get(d.reason, d.reason) or "Zonder reden genoteerd" for d in made if d.kind == "no_reply"]
    assert number(match[1]) == refused.count(said)


def check_overruled(told: Weekly, match: re.Match[str]) -> None:
    week = told.facts.period
    made = [d for d in told.facts.journal.decisions if week.first <= d.day <= week.last]
    corrected = {(d.url, d.kind) for d in made if d.kind in {"noise", "is_question"} and is_otherwise(d.url)}
    assert number(match[1]) == len(corrected)


def is_outside(post: Said) -> bool:
    at = local(post.at)
    return at.weekday() > 4 or not 8 <= at.hour < 17


def check_outside(told: Weekly, match: re.Match[str]) -> None:
    known = [post for post in relevant(told) if post.is_precise]
    late = sum(map(is_outside, known))
    assert (number(match[1]), number(match[2])) == (late, len(known))
    assert int(match[3]) == round(100 * late / len(known))
    assert match[4] == ("kwam" if late < 2 else "kwamen")


def check_only_one(told: Weekly, match: re.Match[str]) -> None:
    (only,) = [post for post in relevant(told) if post.is_precise]
    assert is_outside(only) == (match[1] == "buiten")


def check_map(told: Weekly, match: re.Match[str]) -> None:
    known = [local(post.at) for post in relevant(told) if post.is_precise]
    outside = sum(is_outside(post) for post in relevant(told) if post.is_precise)
    assert (number(match[1]), number(match[2])) == (outside, len(known))
    cells = [(at.weekday(), at.hour) for at in known]
    cell = (WEEKDAYS.index(match[3]), int(match[4]))
    assert int(match[5]) == cell[1] + 1
    assert number(match[6]) == cells.count(cell) == max(map(cells.count, cells))


def check_vague(told: Weekly, match: re.Match[str]) -> None:
    vague = sum(not post.is_precise for post in relevant(told))
    assert (number(match[1]), number(match[2])) == (vague, len(relevant(told)))
    assert abs(int(match[3]) - 100 * vague / len(relevant(told))) <= 0.5


def check_all_precise(told: Weekly, match: re.Match[str]) -> None:
    assert number(match[1] or "1") == len(relevant(told))
    assert all(post.is_precise for post in relevant(told))


def check_late(told: Weekly, match: re.Match[str]) -> None:
    begun = {source for source, runs in told.facts.runs.items() if runs[0].planned.timestamp() < UNTIL}
    assert number(match[1]) == sum(post.found >= UNTIL and post.source in begun for post in relevant(told))


def check_team_time(told: Weekly, match: re.Match[str]) -> None:
    timed = [s for s in answers(told, precise=False) if s.is_answer_precise and s.seen <= (s.ended or 0)]
    assert about(match[1], median([opened(s.seen, s.ended or 0) for s in timed]))


def equals(count: Callable[[Weekly], int], group: int = 1) -> Check:
    def check(told: Weekly, match: re.Match[str]) -> None:
        assert number(match[group]) == count(told)

    return check


def holds(condition: Callable[[Weekly], bool]) -> Check:
    def check(told: Weekly, _: re.Match[str]) -> None:
        assert condition(told)

    return check


def reasons(reason: str) -> Callable[[Weekly], int]:
    return lambda told: sum(post.reason == reason for post in posts(told).said)


def own_threads(told: Weekly) -> int:
    acts = [i for story in told.facts.stories.values() for i in story.interventions]
    return sum(i.in_own_thread and BEGIN <= i.at < UNTIL for i in acts)


def running_signals(told: Weekly) -> int:
    return sum(signal.noted <= told.facts.period.last for signal in told.facts.journal.signals)
