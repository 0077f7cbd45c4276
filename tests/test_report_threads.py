"""The story of a thread: interventions, waiting spells, thanks and states, as the contract defines them."""

import pytest

from reports.threads import DAY, Conversation, Remark, conversations

HOUR = 3600.0
START = 1_700_000_000.0


def remark(hours: float, who: str, *marks: str) -> Remark:
    """A post so many hours after the start; ``who`` is "asker", "team" or another member."""
    at = START + hours * HOUR
    return Remark(
        source="s", thread_id="t", post_id=f"{hours}", author=who, at=at, is_precise="vague" not in marks,
        is_team=who == "team", adviser="RN" if who == "team" else None, is_asker=who == "asker" or "opens" in marks,
        is_question="question" in marks, is_complaint="complaint" in marks, is_compliment="thanks" in marks,
        asks="asks" in marks, seen=at + 60,
    )  # fmt: skip


def story(*remarks: Remark, days: float = 3, decisions: object = None) -> Conversation:
    return conversations(remarks, START + days * DAY, decisions)["s", "t"]  # type: ignore[arg-type]


def state(*remarks: Remark, days: float = 3, **options: object) -> str | None:
    told = story(*remarks, days=days, **options)
    waited = 1.0 if told.waiting else 0.0
    return told.state(START + days * DAY, waited)


QUESTION = remark(0, "asker", "question")
ANSWER = remark(2, "team")


def test_team_posts_within_an_hour_with_nobody_between_are_one_intervention() -> None:
    told = story(QUESTION, ANSWER, remark(2.5, "team"), remark(3.4, "team"), remark(4.5, "team"))
    assert [i.at for i in told.interventions] == [START + 2 * HOUR, START + 4.5 * HOUR]


def test_somebody_between_two_team_posts_makes_them_two() -> None:
    told = story(QUESTION, ANSWER, remark(2.1, "other"), remark(2.3, "team"))
    assert len(told.interventions) == 2


def test_posts_in_a_thread_that_the_team_began_are_counted_apart() -> None:
    told = story(remark(0, "team", "opens"), remark(5, "other", "question"), remark(6, "team"))
    assert told.is_own
    assert all(i.in_own_thread for i in told.interventions)
    assert [s.end for s in told.spells] == ["answered"]


def test_the_first_intervention_after_the_question_answers_it() -> None:
    (spell,) = story(QUESTION, ANSWER, remark(30, "team")).spells
    assert (spell.asked, spell.ended, spell.end, spell.is_first) == (START, START + 2 * HOUR, "answered", True)


def test_a_new_question_after_the_answer_opens_a_spell_that_is_reported_apart() -> None:
    first, second = story(QUESTION, ANSWER, remark(5, "asker", "question")).spells
    assert (first.is_first, second.is_first, second.end) == (True, False, None)


def test_more_questions_while_waiting_open_no_second_spell() -> None:
    assert len(story(QUESTION, remark(1, "asker", "question"), remark(2, "other", "question")).spells) == 1


def test_an_answer_before_the_question_answers_nothing() -> None:
    assert story(remark(-1, "team"), QUESTION).waiting is not None


def test_a_reply_by_others_closes_only_when_the_asker_confirms_it() -> None:
    helped = (QUESTION, remark(1, "other"))
    assert story(*helped).waiting is not None
    assert story(*helped, remark(2, "asker", "thanks")).spells[0].end == "community"
    assert story(QUESTION, remark(2, "asker", "thanks")).waiting is not None


def test_a_thread_expires_after_thirty_days_without_movement() -> None:
    assert story(QUESTION, days=30).waiting is not None
    expired = story(QUESTION, days=31).spells[0]
    assert (expired.end, expired.ended) == ("expired", START + 30 * DAY)
    assert story(QUESTION, remark(24 * 20, "other"), days=45).waiting is not None


def test_the_askers_new_post_opens_an_expired_thread_again() -> None:
    told = story(QUESTION, remark(24 * 40, "asker"), days=41)
    assert [s.end for s in told.spells] == ["expired", None]


def test_thanks_go_to_the_intervention_before_them() -> None:
    told = story(QUESTION, ANSWER, remark(5, "asker", "thanks"), remark(6, "other", "thanks"))
    assert told.interventions[0].thanked == [START + 5 * HOUR]


def test_thanks_with_a_new_question_are_both() -> None:
    told = story(QUESTION, ANSWER, remark(5, "asker", "thanks", "question"))
    assert told.interventions[0].thanked
    assert told.waiting is not None


@pytest.mark.parametrize("kind", ["no_reply", "forwarded", "closed"])
def test_a_persons_decision_closes_what_waits(kind: str) -> None:
    decided = {("s", "t"): [(START + 5 * HOUR, kind)]}
    told = story(QUESTION, decisions=decided)
    assert told.spells[0].end == kind
    assert state(QUESTION, decisions=decided) == "closed"
    assert story(QUESTION, remark(9, "asker"), decisions=decided).waiting is not None


def test_posts_after_the_moment_are_not_told() -> None:
    assert story(QUESTION, remark(24 * 4, "team"), days=3).waiting is not None


def test_what_was_open_at_an_earlier_moment_is_inside_a_spell() -> None:
    (spell,) = story(QUESTION, ANSWER).spells
    assert [spell.is_open(START + h * HOUR) for h in (0, 1, 2, 3)] == [False, True, True, False]


@pytest.mark.parametrize(
    ("posts", "days", "expected"),
    [
        ([QUESTION], 3, "waiting for us"),
        ([QUESTION, ANSWER], 3, "answered"),
        ([QUESTION, remark(2, "team", "asks")], 3, "waiting for asker"),
        ([QUESTION, remark(2, "team", "asks"), remark(3, "asker")], 3, "waiting for us"),
        ([QUESTION, ANSWER, remark(3, "asker", "thanks")], 3, "closed"),
        ([QUESTION, ANSWER], 15, "closed"),
        ([QUESTION], 31, "closed"),
        ([remark(0, "asker", "complaint")], 3, "waiting for us"),
        ([remark(0, "asker")], 3, None),
    ],
)
def test_the_states_of_a_thread(posts: list[Remark], days: float, expected: str | None) -> None:
    assert state(*posts, days=days) == expected


def test_a_question_is_new_until_the_first_opening_hour_has_passed() -> None:
    assert story(QUESTION).state(START + DAY, 0.0) == "new"


def gone(remark: Remark, hours: float) -> Remark:
    """A post that its site was seen to show no longer, so many hours after the start."""
    return remark._replace(gone=START + hours * HOUR)


def test_a_withdrawn_question_waits_until_it_was_missed() -> None:
    (spell,) = story(gone(QUESTION, 30), remark(1, "other")).spells
    assert (spell.asked, spell.ended, spell.end) == (START, START + 30 * HOUR, "gone")
    assert state(gone(QUESTION, 30)) == "closed"


def test_a_question_that_was_missed_after_the_moment_still_waits_then() -> None:
    (spell,) = story(gone(QUESTION, 80), days=3).spells
    assert (spell.end, state(gone(QUESTION, 80))) == (None, "waiting for us")


def test_an_answer_before_it_was_missed_stays_the_end() -> None:
    assert [s.end for s in story(gone(QUESTION, 30), ANSWER).spells] == ["answered"]


def test_a_team_post_after_it_was_missed_answers_nothing() -> None:
    assert [s.end for s in story(gone(QUESTION, 30), remark(40, "team")).spells] == ["gone"]
    assert state(gone(QUESTION, 30), remark(40, "team")) == "closed"


def test_who_asked_again_goes_on_waiting_when_the_first_question_is_withdrawn() -> None:
    again = remark(5, "asker", "question")
    (spell,) = story(gone(QUESTION, 30), again).spells
    assert (spell.asked, spell.end, spell.post_id) == (START, None, again.post_id)
    (spell,) = story(gone(QUESTION, 30), gone(again, 30)).spells
    assert (spell.end, spell.ended) == ("gone", START + 30 * HOUR)
    (spell,) = story(gone(QUESTION, 40), gone(again, 30)).spells
    assert (spell.end, spell.ended) == ("gone", START + 40 * HOUR)


def test_the_asker_s_new_post_opens_a_spell_after_a_withdrawn_question() -> None:
    told = story(gone(QUESTION, 30), remark(40, "asker"))
    assert [(s.end, s.is_first) for s in told.spells] == [("gone", True), (None, False)]


def test_a_withdrawn_question_that_ran_out_before_stays_expired() -> None:
    (spell,) = story(gone(QUESTION, 40 * 24), days=50).spells
    assert (spell.end, spell.ended) == ("expired", START + 30 * DAY)
