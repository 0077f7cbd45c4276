"""Personal data by strangers, and each one's words in the sentences of others.

`pii_dev` is the client's. `pii_a` to `pii_l` are by strangers: .974, .936, .945, .976, .971, .985, .968, .959, .976,
.988, .983 and all of their 126 to 206 spans were covered at first sight, and four numbers wrongly masked, before
their habits (a line break in an account number, boxes round digits, "ik ben van") were learnt. From `pii_d` on they
were written in the manner of `pii_dev`. Of `pii_m` and `pii_n`, made to be awkward (no-break spaces, English dates,
groups of any length), .839 and .767 were covered at first sight; of `pii_o` and `pii_p`, by another in that manner,
.851 and .848 before `pii_m` and `pii_n` were learnt and .940 and .935 after, before anybody had read them. Of `pii_q`,
in the manner of `pii_dev`, and `pii_r`, posts, .958 and .813 were covered before all four were learnt, and .982 and
.917 after, at first sight. Swapping showed as much as another stranger: of what the client's set says, put into the
sentences of strangers, .996 was covered, and .992 the other way round, before the causes were mended.
"""

from collections import defaultdict
from pathlib import Path

import pytest

from crawler.reading.personal import spans
from crawler.reading.post import Context, PostText, read
from webcare.score import default_rules, labelled, personal

GATE = Path(__file__).parent
RULES = default_rules()
FLOORS = {"pii_dev": 1.0, "pii_a": 0.99, "pii_b": 1.0, "pii_i": 0.99} | {
    "pii_r": 0.95,
    **{f"pii_{name}": 1.0 for name in "cdefghjklmnopq"},
}
TURNS = 5
"""How many other words of its kind each place is tried with."""


@pytest.mark.parametrize("name", FLOORS)
def test_personal_data_in_awkward_forms_is_covered_whole(name):
    covered, false = personal(
        [
            (line["pii"], read(PostText(line["text"]), Context(), RULES).personal)
            for line in labelled(GATE / f"{name}.jsonl")
        ]
    )
    assert covered >= FLOORS[name]
    assert false == 0


def swapped(line, values, turn):
    """A post with other words of the same kind in each place, and where those stand."""
    text, places, end = "", [], 0
    for number, span in enumerate(sorted(line["pii"], key=lambda span: span["start"])):
        text += line["text"][end : span["start"]]
        words = values[span["type"]][(turn * 7 + number + span["start"]) % len(values[span["type"]])]
        places.append((len(text), len(text) + len(words)))
        text, end = text + words, span["end"]
    return text + line["text"][end:], places


def is_covered(text, start, end, found):
    """Whether each letter and digit of a place is in some span: two that touch cover it as well as one."""
    return all(
        not text[place].isalnum() or any(span.start <= place < span.end for span in found)
        for place in range(start, end)
    )


def test_what_one_person_writes_is_found_in_the_sentences_of_others():
    values = defaultdict(list)
    for line in labelled(GATE / "pii_dev.jsonl"):
        for span in line["pii"]:
            values[span["type"]].append(span["text"])
    tried, lost = 0, []
    for name in FLOORS:
        for line in labelled(GATE / f"{name}.jsonl"):
            for turn in range(TURNS):
                text, places = swapped(line, values, turn)
                found = spans(text)
                tried += len(places)
                lost += [text[start:end] for start, end in places if not is_covered(text, start, end, found)]
    assert tried > 7000
    assert len(lost) <= 0.001 * tried
