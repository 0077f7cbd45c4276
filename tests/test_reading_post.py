"""The whole reading: context, long posts, team look-alikes, masking, triage lines, model and training."""

import json
import shutil
import time
from dataclasses import replace
from pathlib import Path
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler import profile
from crawler.profile import LANGUAGE
from crawler.reading import model as models
from crawler.reading.learning import fit
from crawler.reading.own_words import own_words
from crawler.reading.post import Context, PostText, contexts, read
from crawler.reading.rules import RulesError, load
from crawler.reading.terms import Terms
from reports.journal import journal
from webcare.score import score_table
from webcare.train import decisions, folds, labelled_rows, train
from webcare.triage import TriageError, triage_posts, triage_threads

RULES = replace(profile.load().reading_rules, model=None)
GATE = Path(__file__).parent / "gate"


def reading(text, **around):
    author, title = around.pop("author", ""), around.pop("title", "")
    return read(PostText(text, author, title), Context(**around), RULES, Terms([("UWV", (), ())]))


def test_context_makes_a_post_relevant_that_names_nothing():
    text = "Weer een andere dame aan de lijn, weer mijn hele verhaal doen"
    assert not reading(text).about
    assert reading(text, entity_page="UWV").about
    assert reading(text, thread_opener_about=True).about
    assert reading(text, section="Werk, UWV en uitkeringen").about
    assert not reading(text, entity_page="Een energiebedrijf").about


def test_small_talk_about_nothing_is_no_complaint():
    assert reading("Lekker weer vandaag").intent == "other"


def test_every_label_has_its_reason():
    found = reading("Waar blijft mijn geld van het UWV? BSN 757625496", author="lies")
    assert found.terms == ["UWV"]
    assert found.specific_case
    assert {"about", "topics", "intent", "specific_case", "pii"} <= set(found.reasons)
    assert "757625496" not in str(found.reasons)


def test_a_question_at_the_end_of_a_long_story_is_what_the_post_is_for():
    story = "Het was een lang jaar vol gedoe met verhuizen en een kapotte auto. " * 12
    found = reading(story + "Mijn vraag: hoe lang van tevoren moet ik mijn WW aanvragen?")
    assert (found.about, found.intent, found.concrete_question) == (True, "question", True)


@pytest.mark.parametrize(
    ("author", "is_team"),
    [(name, True) for name in ("UWV_Webcare", "uwv_webcare", "uwvwebcare", "UWV Webcare Team", "@UWV_Webcare")]
    + [(name, False) for name in ("UWV_Webcare_nep", "Webcare_UWV_fan", "UWVslachtoffer62", "T-Mobile_webcare", "")],
)
def test_the_team_is_who_it_is_by_its_account(author, is_team):
    assert reading("Groet, Laura / UWV Webcare Team ^RN", author=author).team_reply is is_team


@pytest.mark.parametrize(
    ("text", "own"),
    [
        ("[quote=UWV]oud[/quote] nieuw", "nieuw"),
        ("[quote][quote]a[/quote]b[/quote]c", "c"),
        ("a [quote]b[/quote] c [QUOTE=x]d", "a \n c"),
        ("[quote]a [quote]b[/quote] c", ""),
        ("a[/quote] b", "a\n b"),
        ("> oud\nnieuw", "nieuw"),
        ("nieuw\n____\nWAO'er sinds 1998", "nieuw"),
        ("nieuw\n--\nhandtekening", "nieuw"),
        ("[b]vet[/b]", "vet"),
        ("-- alleen dit", "-- alleen dit"),
    ],
)
def test_quotes_and_signatures_are_not_the_author_s_words(text, own):
    assert own_words(text) == own


@pytest.mark.parametrize("text", ["[quote" * 20_000, "[quote]" * 9_000 + "a" + "[/quote]" * 9_000, "[b" * 60_000])
def test_markup_made_to_hang_is_taken_off_at_once(text):
    started = time.process_time()
    own_words(text)
    assert time.process_time() - started < 1


@given(st.text(max_size=300), st.text(max_size=40), st.sampled_from(["", "UWV", "Werk, UWV en uitkeringen"]))
def test_no_text_breaks_the_reading(text, title, place):
    found = read(PostText(text, "x", title), Context(section=place), RULES)
    assert all(text[span.start : span.end] == span.text for span in found.personal)
    assert len(found.topics) <= 3


@pytest.mark.parametrize(
    "piece", ["?", "1 ", "a.", "nul zes ", "> a\n", "[quote]", "geboren op ", "k*", "Aa ", "'aaaaaaaa ", "uwv ww "]
)
def test_no_text_takes_long(piece):
    start = process_time()
    reading(piece * (20_000 // len(piece)))
    assert process_time() - start < 3


def test_triage_answers_line_for_line():
    given_lines = [json.dumps({"id": n, "text": text}) for n, text in enumerate(["UWV belt nooit terug", "mooi weer"])]
    found = [json.loads(line) for line in triage_posts(given_lines, RULES)]
    assert [(line["id"], line["about"]) for line in found] == [(0, True), (1, False)]
    thread = {
        "id": "t",
        "posts": [{"author": "a", "text": "Mag ik met vakantie in de WW?"}, {"author": "uwv_webcare", "text": "Ja."}],
    }
    assert json.loads(next(triage_threads([json.dumps(thread)], RULES)))["state"] == "answered"


@pytest.mark.parametrize(
    "line",
    [
        "{",
        "[]",
        '{"id": 1}',
        '{"id": 1, "text": 3}',
        '{"id": 1, "text": "a", "context": "b"}',
        '{"id": 1, "text": "a", "author": []}',
    ],
)
def test_a_wrong_line_is_named(line):
    with pytest.raises(TriageError, match="line 2"):
        list(triage_posts(['{"id": 0, "text": "a"}', line], RULES))


def test_threads_that_are_no_threads_are_named():
    for line in ('{"id": 1, "posts": 3}', '{"id": 1, "posts": ["a"]}', '{"posts": []}'):
        with pytest.raises(TriageError, match="line 1"):
            list(triage_threads([line], RULES))
    assert json.loads(next(triage_threads(['{"id": 1, "posts": []}'], RULES)))["state"] == "no_reaction"


def test_a_model_is_trained_saved_and_decides_with_reasons(tmp_path):
    lines = (GATE / "posts_dev.jsonl").read_text(encoding="utf-8").splitlines()[38:118]
    some = tmp_path / "labelled.jsonl"
    some.write_text("\n".join(lines), encoding="utf-8")
    figures = train([some], tmp_path / "model.json", RULES)
    assert set(figures) <= set(models.LABELS)
    assert all(0.5 < by_model <= 1 for label, (_, by_model) in figures.items() if label != "topics")
    assert set(models.load(tmp_path / "model.json").classes) <= set(figures)
    twice = train([some, some], tmp_path / "model.json", RULES)
    assert models.load(tmp_path / "model.json").posts == 2 * len(lines)
    assert twice["intent"][0] == pytest.approx(figures["intent"][0])
    assert twice["intent"][1] < 0.95, "a copy of what is left out was learnt from"


def test_a_model_decides_on_the_labels_at_which_it_is_better_on_most_authors(tmp_path):
    files = [tmp_path / f"{name}.jsonl" for name in ("c", "e", "f")]
    for path in files:
        lines = (GATE / f"posts_{path.stem}.jsonl").read_text(encoding="utf-8").splitlines(keepends=True)
        path.write_text("".join(lines[:70]), encoding="utf-8")
    shares = folds([list(labelled_rows(path, RULES)) for path in files])
    assert all(len(pairs) == len(files) for pairs in shares.values())
    wins = {label: sum((m > r) - (m < r) for r, m in pairs) for label, pairs in shares.items()}
    train(files, tmp_path / "m.json", RULES)
    better = {label for label, won in wins.items() if won >= 2}
    assert set(models.load(tmp_path / "m.json").classes) == better
    assert better < set(wins), "too little to learn from for every label, or the test shows nothing"


def test_a_model_beside_the_rules_decides_with_reasons(tmp_path):
    for path in (LANGUAGE.parent / "uwv").glob("*.toml"):
        shutil.copy(path, tmp_path)
    rows = list(labelled_rows(GATE / "posts_dev.jsonl", RULES))[38:118]
    models.save(fit(rows), tmp_path / models.FILE)
    question = PostText("Hoe lang duurt het voor ik mijn WW krijg van het UWV?")
    found = read(question, Context(), load(LANGUAGE, tmp_path))
    assert (found.about, found.intent) == (True, "question")
    assert found.reasons["intent"][0].startswith("model: ")
    assert not read(question, Context(), RULES).reasons["intent"][0].startswith("model: ")
    (tmp_path / models.FILE).write_text("{}", encoding="utf-8")
    with pytest.raises(RulesError, match=models.FILE):
        load(LANGUAGE, tmp_path)


@pytest.mark.parametrize("text", ["Volg ik even mee. Het regent hier trouwens.", "In Firefox werkt het, in Edge niet."])
def test_a_bland_reply_asks_for_nothing_whatever_the_model_says(text):
    with_model = profile.load().reading_rules
    assert with_model.model
    bland = read(PostText(text), Context(thread_opener_about=True), with_model)
    assert bland.about
    assert bland.intent not in {"question", "complaint"}
    assert not bland.concrete_question


def test_a_model_that_learnt_no_label_leaves_all_to_the_rules(tmp_path):
    models.save(models.Model(models.VERSION, 40, {}, {}), tmp_path / "m.json")
    rules = replace(RULES, model=models.load(tmp_path / "m.json"))
    post = PostText("Hoe lang duurt het voor ik mijn WW krijg van het UWV?")
    assert read(post, Context(), rules) == read(post, Context(), replace(RULES, model=None))


def test_a_post_without_a_signal_of_the_model_is_decided_by_the_intercept():
    found = models.Model(models.VERSION, 40, {"about": ["about"]}, {"": [3.0], "asks": [1.0]}).decide({"length": 1.0})
    assert (found["about"].values, found["about"].reasons) == (("about",), [])


@pytest.mark.parametrize(
    ("text", "score", "about"),
    [("Het UWV betaalt mijn WW-uitkering niet.", 3.0, True), ("Het ww lukt niet.", 0.0, False)],
)
def test_a_model_doubts_what_the_rules_are_sure_of_but_does_not_deny_it(text, score, about):
    denying = models.Model(models.VERSION, 40, {"about": ["about"]}, {"": [-9.0]} | {r.id: [0.0] for r in RULES.rules})
    found = read(PostText(text), Context(), replace(RULES, model=denying))
    assert (found.score >= score, found.about, found.doubt) == (True, about, about)


@pytest.mark.parametrize(
    ("board", "around"),
    [
        ("WIA, WAO en Ziektewet", {"<own board>"}),
        ("Zwangerschapsverlof & uitkering", set()),
        ("Werk en re-integratie", set()),
        ("Auto en verkeer", {"<other board>"}),
        ("", set()),
    ],
)
def test_a_board_that_shares_a_word_with_others_speaks_neither_for_nor_against(board, around):
    assert contexts(Context(section=board), "", RULES) == around


@pytest.mark.parametrize(
    ("classes", "weights", "said"),
    [
        ({"mood": ["mood"]}, {"": [1.0]}, "mood"),
        ({"about": ["about"]}, {"asks": [1.0]}, "intercept"),
        ({"about": ["about"]}, {"": [1.0], "asks": [1.0, 2.0]}, "asks"),
    ],
    ids=["label", "intercept", "row"],
)
def test_a_model_that_does_not_hold_together_is_named(tmp_path, classes, weights, said):
    models.save(models.Model(models.VERSION, 40, classes, weights), tmp_path / "m.json")
    with pytest.raises(models.ModelError, match=said):
        models.load(tmp_path / "m.json")


def test_a_wrong_model_or_too_few_posts_are_said_in_one_sentence(tmp_path):
    for text in ("{", "[]", '{"version": 2, "posts": 1, "classes": {}, "weights": {}}'):
        (tmp_path / "m.json").write_text(text, encoding="utf-8")
        with pytest.raises(models.ModelError, match=r"m\.json"):
            models.load(tmp_path / "m.json")
    (tmp_path / "few.jsonl").write_text('{"text": "uwv", "about": true}\n', encoding="utf-8")
    with pytest.raises(ValueError, match="at least"):
        train([tmp_path / "few.jsonl"], tmp_path / "m.json", RULES)
    (tmp_path / "wrong.jsonl").write_text("{}\n", encoding="utf-8")
    with pytest.raises(ValueError, match="line 1"):
        train([tmp_path / "wrong.jsonl"], tmp_path / "m.json", RULES)


def test_the_team_s_decisions_are_learned_from(tmp_path):
    made = "date,url,decision,note\n1-1-2026,u1,noise,\n2-1-2026,u2,is_question: caf\xe9,\n2-1-2026,u3,closed,\n"
    (tmp_path / "decisions.csv").write_bytes(made.encode("cp1252"))
    rows = decisions(journal(tmp_path).decisions, {u: PostText("uwv") for u in ("u1", "u2", "u3")}, RULES)
    assert [said for _, said in rows] == [{"about": False}, {"about": True, "concrete_question": True}]


def test_the_score_table_names_every_task(tmp_path):
    for name in ("posts_dev", "held_y", "abuse_dev", "pii_dev", "threads_dev"):
        shutil.copy(GATE / f"{name}.jsonl", tmp_path)
    table = score_table(tmp_path)
    for task in (
        "held_y.jsonl: never learnt from",
        "hard negatives rejected",
        "context-only found",
        "topics micro-F1",
        "intent",
        "long about F1",
        "states",
        "covered",
    ):
        assert task in table
