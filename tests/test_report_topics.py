"""Topics on pages 1 and 3: what sentences name stands in the table; a change of a few posts is no percentage."""

from datetime import timedelta
from pathlib import Path

from reports import leads, wording
from reports.journal import Journal
from reports.period import week
from reports.weekly import Weekly, weekly
from tests.reporting.builder import MONDAY, SUNDAY, ZONE, World, local

WEEKS = 9
LARGE = [f"groot-{n}" for n in range(14)]


def told(world: World) -> Weekly:
    world.write()
    return weekly(str(world.root / "data"), Journal(), world.profile(), week("2026-W46", ZONE), {})


def steady(world: World, topic: str, before: int, now: int) -> None:
    """Posts about a topic in every week before, and in the week itself."""
    for n in range(1, WEEKS + 1):
        for k in range(before):
            at = local(MONDAY - timedelta(weeks=n), 8 + k / 10)
            world.post(at, f"{topic}-{n}-{k}", topics=[topic], terms=["UWV"])
    for k in range(now):
        world.post(local(MONDAY, 8 + k / 10), f"{topic}-0-{k}", topics=[topic])


def measured(root: Path) -> World:
    world = World(root, first_visit_days=80)
    world.daily_runs(MONDAY - timedelta(weeks=WEEKS), SUNDAY)
    return world


def test_a_topic_outside_normal_is_printed_before_a_larger_one_that_is_not(tmp_path: Path) -> None:
    world = measured(tmp_path)
    for topic in LARGE:
        steady(world, topic, 12, 12)
    steady(world, "nieuw", 0, 3)
    steady(world, "weg", 4, 0)
    page = told(world).topics_page
    lead = leads.topics(page.w.week)
    assert lead == "Meer dan normaal: “nieuw”. Minder dan normaal: “weg”."
    assert [t.title for t in page.topics[-2:]] == ["nieuw", "weg"]
    assert len(page.topics) < len(LARGE)
    assert page.topics_note.endswith(f" {len(LARGE) + 2 - len(page.topics)} andere onderwerpen staan in de bijlage.")


def test_a_few_posts_more_are_no_percentage(tmp_path: Path) -> None:
    world = measured(tmp_path)
    steady(world, "klein", 1, 9)
    steady(world, "ww", 20, 40)
    week_ = told(world)
    changes = {t.title: wording.topic_change(t) for t in week_.topics}
    assert changes == {"WW": "↑ +100%", "klein": "↑ +8"}
    said = week_.front.topic_note
    assert said == "Verschil met de mediaan van de afgelopen 8 weken, onder de 20 berichten als aantal."


def test_a_new_topic_in_a_week_that_was_measured_whole_is_not_called_badly_measured(tmp_path: Path) -> None:
    world = measured(tmp_path)
    steady(world, "nieuw", 0, 3)
    week_ = told(world)
    assert [wording.topic_change(t) for t in week_.topics] == ["↑ +3"]
    assert "niet elke bron" not in week_.front.topic_note
