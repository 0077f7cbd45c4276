"""Quality floors on labelled posts: a floor moves only with a reason in the commit.

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

`held_g`, `held_h`, `held_k`, `held_v`, `held_vb`, `held_vc`, `held_x` and `held_y` are read by nobody: neither rule nor
model has learnt from them (but for a street and a case number in `held_vc`), and their floors are of what ships;
`held_j` is as unread, and nearly each of its posts has a twin that differs by a word. The floors of files of one letter
are of the rules alone and say how well was learned; from those of two letters only the model has learnt. Floors lie a
little below the figure measured when they were set. Of `held_k` one reason was seen: that the model of abuse took a
good night for a threat, which our own texts then put right.

Swearing has suites of its own, one half abusive, one half what only looks like it. The rules learnt from `dev`, `d`,
`e`, `own`, `second`, `ax`, `ay` and `az`; the suites of two letters up to `aw` were first read by the rules, which
found .35 to .61 of what is abusive (F1 .48 to .71); of those only the model of abuse has learnt. `ax`, `ay` and `az`,
in the manner of `dev`, were first read by rules and model: F1 .949, .935 and .937. Suites `ka` to `kh` and `ia` to
`ij` hold no abuse at all: friendly and plain posts, and illnesses that are meant, from which rules of kind `literal`
learnt too. Each suite left out in its turn from the model's training, rules and model find (precision, recall, F1;
what was chosen for the model was chosen on these figures; of `dev`, `ax`, `ay` and `az` the rules had learnt by then):

    af .958 .920 .939     ak .956 .860 .905     ar 1.00 .830 .907     av 1.00 .830 .907
    ag .955 .840 .894     al 1.00 .840 .913     as .975 .770 .860     aw .940 .780 .852
    ah .909 .800 .851     am .953 .820 .882     at .988 .810 .890     ax .987 .950 .968
    ai .955 .840 .894     an .909 .800 .851     au .899 .800 .847     ay .975 .963 .969
    aj .977 .860 .915     ao .949 .747 .836     dev 1.00 1.00 1.0     az .950 .950 .950

and call 48 of 1,950 friendly posts abusive, and 8 of 1,200 on illness (`python -m webcare.folds`). Posts on illness at
first sight: 18 of the 150 of `ia`, before anything had learnt from such posts, then 6 of `ib`, 11 of `ic`, 6 of `id`;
when rules and model knew that an illness named asks for more: 7 of `ie`, 2 of `if`, 5 of `ig`, none of `ih` and none
of `ij`. `abuse_held_ap` and `abuse_held_aq` nothing has learnt from (F1 .891 and .847), nor from `abuse_held_ij`; nor
has the model from `abuse_held_kd` (5 of its 250 friendly posts are called abusive), but one rule has.

The model that ships has learnt every label from all `posts_` files but the six of u, the client's two counted four
times: it is their view of a question, a complaint or a topic that counts. Learning from u as well read strangers no
better, and took questions of the practice world for complaints; the model of abuse has learnt from those too.
"""

import tomllib
from dataclasses import replace
from functools import cache
from pathlib import Path
from time import process_time

import pytest

from crawler import profile
from crawler.reading.abuse_learning import fit as fit_abuse
from crawler.reading.learning import fit
from crawler.reading.model import LABELS
from crawler.reading.post import Context, PostText, read
from crawler.reading.signals import KINDS
from crawler.reading.states import StatePost, state
from crawler.reading.terms import Terms
from webcare.score import default_rules, f1, labelled, read_all, scores, swearing, thread_states
from webcare.train import labelled_rows
from webcare.train_abuse import HELD as HELD_ABUSE
from webcare.train_abuse import told

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
    is_held = path.name.startswith(HELD_ABUSE)
    assert precision >= (0.92 if is_held else 0.95)
    assert recall >= (0.75 if is_held else 0.93)


@pytest.mark.parametrize("path", FRIENDLY, ids=lambda path: path.stem)
def test_what_is_friendly_or_plain_is_no_abuse(path):
    found = swearing(labelled(path), RULE_SET)
    assert sum(is_abusive for _, is_abusive in found) <= (0.04 if path.name.startswith(HELD_ABUSE) else 0.01) * len(
        found
    )


def test_a_model_of_abuse_reads_authors_left_out_better_than_the_rules_alone():
    rules = replace(RULE_SET, abuse_model=None)
    learnt = [
        text for name in ("dev", "d", "e", "af", "ag", "ah", "ai") for text in told(GATE / f"abuse_{name}.jsonl", rules)
    ]
    ordinary = list(told(GATE / "posts_dev.jsonl", rules))
    model = fit_abuse([*learnt, *ordinary])
    for name in ("abuse_held_ap", "abuse_held_aq"):
        assert abuse_found(name, replace(rules, abuse_model=model))[2] >= abuse_found(name, rules)[2] + 0.1


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


def threads(name):
    for block in (GATE / name).read_text(encoding="utf-8").split("\n\n"):
        want, *lines = [line for line in block.splitlines() if line and not line.startswith("#")]
        posts = [line.split(": ", 1) for line in lines]
        yield want, [StatePost("UWV Webcare Team" if who == "T" else who, text, who == "T") for who, text in posts]


@pytest.mark.parametrize("name", ["threads_dev", "threads_d", "threads_e"])
def test_thread_states_of_others(name):
    assert all(want == found for _, want, found in thread_states(labelled(GATE / f"{name}.jsonl"), RULE_SET))


STATE_FLOORS = {
    "threads_ta": 39,
    "threads_tb": 39,
    "threads_tc": 39,
    "threads_td": 79,
    "threads_te": 38,
    "threads_tf": 58,
    "threads_tg": 57,
    "threads_th": 59,
    "threads_tj": 79,
    "threads_tk": 79,
    "threads_tl": 79,
    "threads_tm": 77,
    "threads_tn": 78,
    "threads_to": 57,
    "threads_tp": 59,
    "threads_tq": 60,
    "threads_tr": 60,
    "threads_ts": 60,
    "threads_tt": 60,
    "threads_held_d": 93,
    "threads_held_e": 94,
}
"""Threads that must be right: of 40 (`ta` to `tc`, `te`), 60 (`tf` to `th`, from `to` on), 80 (the others) and 100."""


@pytest.mark.parametrize("name", STATE_FLOORS)
def test_thread_states_by_what_ships(name):
    """Authors who knew no rule wrote these; read by the rules and the model.

    Before the rules learnt from any of them, `ta`, `tb`, `tc` and `te` were right in 31, 31, 36 and 31 of 40. Then,
    each before it was learnt from: `te` 38 of 40, `tf` 55, `tg` 48 and `th` 53 of 60, `td` 71, `tj` and `tk` 75, `tl`
    73 and `tm` 69 of 80, `tn` 36 of its first 40 and then 39 of the others, `to` 56, `tp` 57, `tq` 59, `tr` and `ts`
    57 and `tt` 58 of 60; `held_d` 94 and `held_e` 95 of 100. These last two nobody who wrote rules has seen; `held_e`
    and those from `th` on are in the manner of `threads_dev`.
    """
    rows = thread_states(labelled(GATE / f"{name}.jsonl"), profile.load().reading_rules)
    assert sum(want == found for _, want, found in rows) >= STATE_FLOORS[name]


def test_thread_states_that_the_rules_were_tried_on():
    own = [(want, state(posts, profile.load().reading_rules)[0]) for want, posts in threads("threads_third.txt")]
    assert len(own) >= 275
    assert sum(want == found for want, found in own) >= 0.96 * len(own)


def test_thread_states_of_our_own():
    told = [thread for name in ("threads_own.txt", "threads_second.txt") for thread in threads(name)]
    own = [(want, state(posts, RULE_SET)[0]) for want, posts in told]
    assert len(own) >= 75
    assert sum(want == found for want, found in own) >= 0.95 * len(own)


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
