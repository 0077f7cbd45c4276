"""The model of abuse: what a text's words and their parts weigh, and how it is learned, written and read."""

import json

import pytest

from crawler.reading.abuse import unmasked
from crawler.reading.abuse_learning import Told, fit, save
from crawler.reading.abuse_model import FILE, SENSE_SHARE, AbuseModel, AbuseModelError, found_in, load, parts_of
from crawler.reading.model import ModelError
from crawler.reading.post import Context, PostText, read
from crawler.reading.rules import Rule, Rules, RulesError
from crawler.reading.rules import load as load_rules
from crawler.reading.senses import Senses, names_of, senses, shown

SENSES = {"harm": ["bijl", "hak*"], "way": ["kom langs"], "you": ["je"]}
MODEL = AbuseModel(2, 2, ("ik",), {"": -3.0, "ik kom": 6.0, "~_sla": 20.0, "morgen": -1.0, "harm&you": 10.0}, SENSES)
ANGRY = ["u krijgt klappen", "jullie krijgen klappen", "wacht maar, dan vallen er klappen"] * 10
CIVIL = ["hoe vraag ik ww aan", "wanneer komt de beslissing", "waar vind ik het formulier"] * 10


def test_a_word_is_known_by_its_parts_with_its_edges():
    assert parts_of("slaan") == ["~_sla", "~slaa", "~laan", "~aan_"]
    assert parts_of("u") == ["~_u_"]


def test_words_pairs_and_parts_add_up_each_by_its_share():
    calm, angry = MODEL.points("morgen bel"), MODEL.points("ik kom slaan")
    assert calm == pytest.approx(-3 - 1 / 10**0.5)
    assert angry == pytest.approx(-3 + 6 / 10**0.5 + 20 / 10**0.5)


def test_what_is_weighed_is_what_was_learned_from():
    text = "ik kom slaan, ik kom morgen met een bijl bij je!"
    by_name = sum(MODEL.weights.get(name, 0.0) * much for name, much in found_in(text, {"ik"}, Senses(SENSES)).items())
    assert MODEL.points(text) == pytest.approx(MODEL.weights[""] + by_name)


def test_a_common_word_tells_only_beside_another():
    found = found_in("ik kom", {"ik"}, Senses({}))
    assert "ik kom" in found
    assert {"ik", "~_ik_"}.isdisjoint(found)


def test_two_senses_in_one_sentence_weigh_whatever_the_words():
    assert MODEL.points("een bijl. en je") == pytest.approx(-3.0)
    for text in ("een bijl voor je", "hakken zal ik je"):
        assert MODEL.points(text) == pytest.approx(-3 + 10 * SENSE_SHARE)
    assert MODEL.points("een bijl voor je. hak je") == pytest.approx(-3 + 2 * 10 * SENSE_SHARE)
    assert MODEL.reasons("een bijl voor je") == ["model: sense harm + you"]


def test_reasons_are_the_heaviest_words_and_pairs():
    assert MODEL.reasons("ik kom slaan, morgen") == ["model: ik kom"]


def test_a_model_learns_and_is_the_same_when_read_again(tmp_path):
    model = fit([*(Told(text, True) for text in ANGRY), *(Told(text, False) for text in CIVIL)])
    assert model.points("straks klappen") > model.points("straks bellen")
    save(model, tmp_path / FILE)
    assert load(tmp_path / FILE) == model
    assert "klappen" in model.weights


def test_there_is_nothing_to_learn_where_all_texts_are_labelled_alike():
    with pytest.raises(ModelError, match="labelled alike"):
        fit([Told(text, False) for text in CIVIL])


@pytest.mark.parametrize(
    ("told", "wrong"),
    [
        ("{", "no model of abuse"),
        ("[]", "no model of abuse"),
        ('{"version": 9, "texts": 1, "common": [], "weights": {"": 0}}', "version 9, expected 2"),
        ('{"version": 2, "texts": 1, "common": [], "weights": {"a": 0}}', "no intercept"),
        ('{"version": 2, "texts": 1, "common": [], "weights": {"": "x"}}', "expected a table of numbers"),
        ('{"version": 2, "texts": 1, "common": [3], "weights": {"": 0}}', "expected a list of words"),
        ('{"version": 2, "texts": 1, "common": [], "weights": {"": 0}, "senses": {"a": 1}}', "table of word lists"),
    ],
)
def test_a_wrong_file_is_named_in_one_sentence(tmp_path, told, wrong):
    (tmp_path / FILE).write_text(told, encoding="utf-8")
    with pytest.raises(AbuseModelError, match=wrong) as said:
        load(tmp_path / FILE)
    assert str(said.value).startswith(FILE)


def test_a_folder_of_rules_brings_its_model(tmp_path):
    (tmp_path / "r.toml").write_text('[[rules]]\nid = "a"\nkind = "abuse"\nnote = "n"\nany = ["gek"]\n')
    assert load_rules(tmp_path).abuse_model is None
    (tmp_path / FILE).write_text(json.dumps({"version": 2, "texts": 1, "common": [], "weights": {"": -2, "vlegel": 9}}))
    assert load_rules(tmp_path).abuse_model.points("vlegel") > 0
    (tmp_path / FILE).write_text("{")
    with pytest.raises(RulesError, match="no model of abuse"):
        load_rules(tmp_path)


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("een bijl", {"harm"}),
        ("bijlen", set()),
        ("hakken", {"harm"}),
        ("kom je langs", {"you"}),
        ("kom langs bij je", {"way", "you"}),
        ("", set()),
    ],
)
def test_a_sense_is_found_by_words_stems_and_phrases(sentence, found):
    assert Senses(SENSES).found_in(sentence.split()) == found


def test_senses_are_named_alone_and_in_twos():
    assert sorted(names_of({"you", "harm"})) == ["&harm", "&you", "harm&you"]
    assert [*map(shown, ["&harm", "harm&you", "kom langs"])] == ["sense harm", "sense harm + you", "kom langs"]
    assert senses({"sense you": ("u", "je"), "scold": ("gek",)}) == {"you": ["je", "u"]}


@pytest.mark.parametrize(
    ("text", "abusive", "because"),
    [
        ("wat een gek", True, ["abuse.gek"]),
        ("vlegel!", True, ["model: vlegel"]),
        ("vlegel! koorts heb ik", False, []),
        ("te gek geregeld allemaal", False, []),
        ("goedemorgen", False, []),
    ],
)
def test_rules_count_and_the_model_has_the_last_word(text, abusive, because):
    rules = (
        Rule("abuse.gek", "abuse", "n", any=("gek",)),
        Rule("literal.koorts", "literal", "n", any=("koorts",)),
    )
    model = AbuseModel(2, 2, (), {"": -2.0, "vlegel": 5.0, "te gek": -6.0})
    found = read(PostText(text), Context(), Rules(rules, abuse_model=model))
    assert (found.abusive, found.reasons.get("abusive", [])) == (abusive, because)


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("g e k k i e", "gekkie"),
        ("wat een g3k", "wat een gek"),
        ("wat een g*k", "wat een gek"),
        ("wat een geeeek", "wat een gek"),
        ("wat een sooook", "wat een sok"),
        ("val dooood", "val dood"),
        ("ik wacht al 3 weken, en u?", "ik wacht al 3 weken, en u?"),
    ],
)
def test_a_disguised_word_is_written_out_wherever_it_stands(text, plain):
    rules = Rules((Rule("abuse.gek", "abuse", "n", label="hidden", any=("gek", "val dood")),))
    assert unmasked(text, rules) == plain
