"""Swearing: every suite of labelled texts is read as well as it was when its floor was set.

Each suite is one half abusive, one half what only looks like it. The rules learnt from `dev`, `d`, `e`, `own`,
`second`, `ax`, `ay` and `az`; the suites of two letters up to `aw` were first read by the rules, which found .35 to .61
of what is abusive (F1 .48 to .71); of those only the model of abuse has learnt. `ax`, `ay` and `az`, in the manner of
`dev`, were first read by rules and model: F1 .949, .935 and .937. Suites `ka` to `kh` and `ia` to `ij` hold no abuse at
all: friendly and plain posts, and illnesses that are meant, from which rules of kind `literal` learnt too. Each suite
left out in its turn from the model's training, rules and model find (precision, recall, F1; what was chosen for the
model was chosen on these figures; the rules had learnt by then from `dev`, `ax` to `az`, and `ba` to `bh`):

    af  .938 .900 .918     an  .928 .853 .889     ax  .987 .938 .962     bf  .933 .933 .933
    ag  .935 .860 .896     ao  .985 .853 .914     ay  .973 .912 .942     bg  .978 .846 .907
    ah  .870 .800 .833     ar  .979 .920 .948     az  .962 .938 .949     bh  .950 .792 .864
    ai  .936 .880 .907     as  .966 .860 .910     ba  .920 .958 .939     bi  .891 .438 .588
    aj  .957 .900 .928     at  .989 .910 .948     bb  1.00 .654 .791     bj  .917 .733 .815
    ak  .959 .940 .949     au  .938 .900 .918     bc  .960 .960 .960     dev 1.00 1.00 1.00
    al  .957 .880 .917     av  .957 .900 .928     bd  .957 .733 .830
    am  .978 .880 .926     aw  .955 .850 .899     be  .923 .800 .857

and call 71 of 1,950 friendly posts abusive, and 10 of 1,300 on illness (`python -m webcare.folds`). Posts on illness at
first sight: 18 of the 150 of `ia`, before anything had learnt from such posts, then 6 of `ib`, 11 of `ic`, 6 of `id`;
when rules and model knew that an illness named asks for more: 7 of `ie`, 2 of `if`, 5 of `ig`, none of `ih` and none
of `ij`.

Before senses of words the suites up to `az` read .909 so on average; eleven suites by new authors showed that this
flattered, for the rules knew some of what was left out: at first sight `ba` to `bf` read .880, .632, .960, .800, .694
and .784, `bg` and `bh` .869 and .725, `held_bk` to `held_bm` .824, .638 and .694, though none of the 100 illnesses of
`ii` was called abusive. With senses of words, all suites up to `bj` and a lower border, `held_bk` to `held_bm`, from
which nothing has learnt, read .966, .792 and .815, `held_ap` and `held_aq`, from which nothing has either, .932 and
.887 (.891 and .847 before); the border and the penalty of the model were chosen with these figures in sight, so a
stranger may read a little worse. None of the 150 of `held_ij` is called abusive, and 7 of the 250 friendly posts of
`held_kd`, from which one rule has learnt.
"""

from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from crawler.reading.abuse_learning import fit
from crawler.reading.senses import senses
from webcare.score import default_rules, f1, labelled, swearing
from webcare.train_abuse import HELD, told

GATE = Path(__file__).parent
RULE_SET = default_rules()
FRIENDLY = sorted(GATE.glob("abuse_*[ik][a-j].jsonl"))
"""Texts without any abuse, many of them near its words."""
SUITES = sorted({*GATE.glob("abuse_*.jsonl")} - {*FRIENDLY})


def abuse_found(name, rules):
    return f1(swearing(labelled(GATE / f"{name}.jsonl"), rules))


@pytest.mark.parametrize("name", ["abuse_dev", "abuse_d", "abuse_e", "abuse_own", "abuse_second"])
def test_rules_alone_find_abuse_and_leave_illness_alone(name):
    precision, recall, _ = abuse_found(name, replace(RULE_SET, abuse_model=None))
    assert precision == 1.0
    assert recall >= 0.94


@pytest.mark.parametrize("path", SUITES, ids=lambda path: path.stem)
def test_rules_and_model_find_abuse_and_leave_illness_alone(path):
    precision, recall, _ = abuse_found(path.stem, RULE_SET)
    is_held = path.name.startswith(HELD)
    assert precision >= (0.91 if is_held else 0.95)
    assert recall >= (0.69 if is_held else 0.93)


@pytest.mark.parametrize("path", FRIENDLY, ids=lambda path: path.stem)
def test_what_is_friendly_or_plain_is_no_abuse(path):
    found = swearing(labelled(path), RULE_SET)
    assert sum(is_abusive for _, is_abusive in found) <= (0.04 if path.name.startswith(HELD) else 0.01) * len(found)


RULES_ALONE = replace(RULE_SET, abuse_model=None)


@cache
def little_learnt():
    """Seven suites and the client's posts, as a model learns them."""
    names = [*(f"abuse_{name}" for name in ("dev", "d", "e", "af", "ag", "ah", "ai")), "posts_dev"]
    return [text for name in names for text in told(GATE / f"{name}.jsonl", RULES_ALONE)]


def test_a_model_of_abuse_reads_authors_left_out_better_than_the_rules_alone():
    with_model = replace(RULES_ALONE, abuse_model=fit(little_learnt()))
    for name in ("abuse_held_ap", "abuse_held_aq"):
        assert abuse_found(name, with_model)[2] >= abuse_found(name, RULES_ALONE)[2] + 0.1


def test_what_words_mean_finds_more_in_authors_left_out_than_the_words():
    words, meant = fit(little_learnt()), fit(little_learnt(), senses=senses(RULE_SET.sets))
    gained = [
        abuse_found(f"abuse_held_{name}", replace(RULES_ALONE, abuse_model=meant))[2]
        - abuse_found(f"abuse_held_{name}", replace(RULES_ALONE, abuse_model=words))[2]
        for name in ("ap", "aq", "bk", "bl", "bm")
    ]
    assert sum(gained) / len(gained) >= 0.04
