"""Quality floors on labelled posts: a floor moves only with a reason in the commit.

Swearing and the states of threads have floors of their own (`test_abuse.py`, `test_states.py`).

The dev sets (`posts_dev`, `posts_dev2`, `abuse_dev`, `pii_dev`, `threads_dev`) are the client's; the `_own` and
`_second` files are ours and were labelled before the rules saw them. All others are by authors who knew neither the
rules nor each other; each was scored once before its mistakes were learned from, and those first figures say what to
expect of strangers (relevance F1, hard negatives rejected, topics, intent, concrete question, specific case):

    of the rules alone                    of the rules and a model that had learnt from those before it
    c .969 .889 .645 .805 .857 .400       l .965 .884 .657 .699 .922 .757
    d .942 .773 .715 .758 .832 .750       o .952 .876 .646 .769 .904 .750
    e .954 .845 .703 .759 .843 .583       n .967 .915 .676 .816 .820 .750
    f .934 .761 .699 .739 .866 .684       m .945 .844 .679 .859 .931 .771
    g .931 .780 .640 .761 .837 .567       p .949 .896 .695 .840 .898 .809
    h .943 .795 .693 .790 .905 .645       q .940 .910 .737 .842 .880 .755
    i .912 .722 .632 .740 .837 .563       r .955 .870 .776 .877 .893 .864
    j .912 .670 .626 .550 .562 .575       s .962 .901 .737 .872 .916 .757
    k .844 .558 .586 .763 .779 .467

Of these j and k were written to be hard, r and s as plainly as people write; z is what boards are full of. The batches
of two letters were each read first by the model that had learnt from all of one letter (tc, td, te, tf, tn, to, tq and
tu have a theme that is hard on purpose, such as twins on both sides of relevance or questions that are complaints):

    ta .960 .901 .832 .875 .930 .739      ti .971 .951 .775 .897 .973 .791      to .915 .703 .739 .818 .891 .800
    tb .966 .929 .763 .861 .933 .847      tk .963 .980 .758 .760 .835 .837      tp .976 .941 .767 .888 .959 .769
    tc .900 .833 .786 .879 .903 .789      tl .952 .889 .715 .903 .936 .882      tq .968 .918 .726 .802 .938 .750
    td .961 .970 .754 .788 .867 .732      tm .940 .860 .746 .848 .932 .775      ts .971 .971 .759 .827 .946 .783
    te .948 .863 .722 .818 .895 .675      tn .962 .911 .782 .821 .897 .860      tu .960 .921 .825 .817 .826 .784
    tf .976 .933 .761 .836 .952 .882

Eight more by the model that had learnt from all of these (`held_v`, in the manner of the client's sets, by the next);
`held_k` and `held_v` stayed unread:

    ua .975 .940 .806 .905 .961 .905      ud .971 .910 .783 .907 .961 .913      held_k .973 .970 .756 .817 .944 .812
    ub .961 .971 .745 .856 .957 .881      ue .969 .910 .750 .853 .951 .750
    uc .971 .920 .775 .768 .867 .805      uf .976 .933 .768 .852 .925 .744      held_v .957 .962 .818 .885 .929 .774

and two by what shipped then, `held_vb` .970 .945 .796 .900 .949 .864 and `held_vc` .957 .922 .792 .889 .940 .800.

Of the next four wb is dry: its questions are implied, its blame is understated. The rules learnt from all, no model
did; what was learnt from wa and wb gained nothing in wk and wl, whose authors ask outright:

    wa .955 .910 .749 .902 .947 .667      wk .923 .873 .731 .924 .914 .837
    wb .962 .925 .722 .750 .769 .708      wl .940 .852 .722 .906 .893 .809

`held_g`, `held_h`, `held_k`, `held_v`, `held_vb`, `held_vc`, `held_x` and `held_y` are read by nobody: neither rule nor
model has learnt from them (but for a street and a case number in `held_vc`), and their floors are of what ships;
`held_j` is as unread, and nearly each of its posts has a twin that differs by a word. The floors of
files of one letter, and of wa to wl, are of the rules alone and say how well was learned; from the others of two
letters only the model has learnt. Floors lie a little below the figure measured when they were set. Of `held_k` one
reason was seen: that the model of abuse took a good night for a threat, which our own texts then put right. Five posts
of `held_h`, `held_k`, `held_vc` and `held_x` that it took for abuse were seen too, and moved its border, and what uc
was misread for in intent, which moved nothing; figures of all, not their texts, helped to choose among rules.

The model that ships has learnt every label from all `posts_` files but those of u and w, the client's two counted four
times: it is their view of a question, a complaint or a topic that counts. Learning from u as well read strangers no
better, and took questions of the practice world for complaints; the model of abuse has learnt from those too.
Learning from w as well gained a thousandth in intent and lost two in own cases.
"""

import tomllib
from dataclasses import replace
from functools import cache
from pathlib import Path
from time import process_time

import pytest

from crawler import profile
from crawler.reading.learning import fit
from crawler.reading.model import LABELS
from crawler.reading.post import Context, PostText, read
from crawler.reading.signals import KINDS
from crawler.reading.terms import Terms
from webcare.score import default_rules, f1, labelled, read_all, scores
from webcare.train import labelled_rows

GATE = Path(__file__).parent
RULE_SET = default_rules()
PLACES = {
    "b": Context(section="Werk, UWV en uitkeringen"),
    "o": Context(thread_opener_about=True),
    "p": Context(entity_page="UWV"),
    "x": Context(entity_page="Ziggo"),
}
FLOORS = tomllib.loads((GATE / "floors.toml").read_text(encoding="utf-8"))
HELD = {name for name in FLOORS if name.startswith("held_")}
"""Files that nothing has learnt from: they are read by the rules and the model that ship."""


@cache
def figures(name):
    rules = profile.load().reading_rules if name in HELD else RULE_SET
    return scores(read_all(labelled(GATE / f"{name}.jsonl"), rules))


@pytest.mark.parametrize(("name", "task"), [(name, task) for name, tasks in FLOORS.items() for task in tasks])
def test_no_figure_falls_below_its_floor(name, task):
    assert figures(name)[task] >= FLOORS[name][task]


@pytest.mark.parametrize("name", FLOORS)
def test_no_personal_data_is_seen_where_none_is(name):
    assert figures(name)["personal false spans"] == 0


def signed(name):
    for line in (GATE / name).read_text(encoding="utf-8").splitlines():
        if line[:2] in {"+ ", "- "}:
            yield line[0] == "+", line[2:].strip()


def test_own_posts_on_every_trap_are_told_apart():
    pairs = []
    for want, line in signed("about_own.txt"):
        place = PLACES.get(line[0]) if line[1:2] == " " else None
        pairs.append((want, read(PostText(line[2:] if place else line), place or Context(), RULE_SET).about))
    precision, recall, _ = f1(pairs)
    assert precision >= 0.96
    assert recall >= 0.97


def test_own_posts_are_read_as_they_were_labelled():
    intents = {"q": "question", "c": "complaint", "p": "compliment", "i": "information", "o": "other"}
    kinds = {"t": "tweet", "f": "forum", "q": "qa", "p": "complaint_site", "n": "blog_news"}
    rows = []
    for line in (GATE / "posts_own.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        signs, topics, where, text = (part.strip() for part in line.split("|", 3))
        kind, _, title = where.partition(" ")
        context = {"p": PLACES["p"], "f": PLACES["o"] if title.startswith("o ") else PLACES["b"]}.get(kind, Context())
        post = PostText(text, "x", "" if kind == "p" else title.removeprefix("o "), kinds[kind])
        rows.append((signs, set(topics.split(",")), read(post, context, RULE_SET)))
    assert sum(found.intent == intents[signs[0]] for signs, _, found in rows) >= 0.9 * len(rows)
    assert f1([("Q" in signs, found.concrete_question) for signs, _, found in rows])[2] >= 0.95
    assert f1([("S" in signs, found.specific_case) for signs, _, found in rows])[2] >= 0.9
    hits = sum(len(topics & set(found.topics)) for _, topics, found in rows)
    named = sum(len(topics) + len(found.topics) for _, topics, found in rows)
    assert 2 * hits / named >= 0.74


LEARNT_FROM = ("posts_dev", "posts_c", "posts_e", "posts_ta", "posts_tb", "posts_tf", "posts_tk", "posts_tn")
"""Some of the files, so that the training of a test stays short; the model of the profile has learnt from all."""


def test_the_model_reads_an_author_left_out_better_than_the_rules_alone():
    others = [row for name in LEARNT_FROM for row in labelled_rows(GATE / f"{name}.jsonl", RULE_SET)]
    model = fit(others, ["intent", "concrete_question", "specific_case"])
    posts = labelled(GATE / "held_g.jsonl")
    by_rules, found = scores(read_all(posts, RULE_SET)), scores(read_all(posts, replace(RULE_SET, model=model)))
    assert found["intent"] >= by_rules["intent"] + 0.02
    assert found["concrete_question F1"] >= by_rules["concrete_question F1"]
    assert found["specific_case F1"] >= by_rules["specific_case F1"] + 0.05


def test_the_model_of_the_profile_speaks_of_rules_and_topics_that_there_are():
    model = profile.load().reading_rules.model
    assert set(model.classes) == set(LABELS)
    known = {rule.id for rule in RULE_SET.rules}
    weighed = {name.removeprefix("title ") for name in model.weights}
    assert {name for name in weighed if name.split(".")[0] in KINDS and "." in name} <= known
    assert set(model.classes["topics"]) <= {topic.id for topic in profile.load().topics}


def test_the_number_of_search_terms_does_not_slow_the_reading():
    posts = [PostText(line["text"], line["author"] or "") for line in labelled(GATE / "posts_dev.jsonl")]

    def seconds(count):
        terms = Terms([(f"zoekterm{n}", (), ()) for n in range(count)])
        times = []
        for _ in range(3):
            start = process_time()
            for post in posts:
                read(post, Context(), RULE_SET, terms)
            times.append(process_time() - start)
        return min(times)

    assert seconds(2500) < 1.5 * seconds(25)
