"""Excessive swearing, threats and death or illness wishes: posts on which the team does not react.

A disguised word ("k*nker", "h0er", "t e r i n g") is read as the word it hides. An illness meant literally, quoted
abuse and gloom about oneself are no abuse: the rules of kind `literal` say which words mark those. What the rules find
counts as much as many words; where the language has a model of abuse, that has the last word.
"""

import re
from collections.abc import Sequence
from string import ascii_lowercase, digits

from ahocorasick_rs import AhoCorasick, Implementation

from crawler.reading.abuse_model import BORDER, BY_RULES, LITERAL, NAMED
from crawler.reading.matching import Fired
from crawler.reading.page import Page
from crawler.reading.rules import SWEARING, Rules

ENOUGH = 1.0
MENTION = "named"
"""The label of rules of kind `literal` that only say that an illness or a death is named."""
_LOOKS = str.maketrans("@013457$€", "aoieastse")
_SPACED = re.compile(r"(?<![0-9a-z])(?:[a-z][ .\-_*]{1,2}){3,}[a-z](?![0-9a-z])")
_DISGUISED = re.compile(r"(?<![\w@/.])(?=[a-z@$]*[a-z])(?=[\w@$*#!]*[@$*#!0-9]+[a-z])[a-z@$][\w@$*#!]{2,}")
_ODD = AhoCorasick(
    [
        *(sign + letter for sign in "@$*#!" + digits for letter in ascii_lowercase),
        *(before + letter + after for before in " .-_*" for letter in ascii_lowercase for after in " .-_*"),
        *(letter * 3 for letter in ascii_lowercase),
    ],
    implementation=Implementation.DFA,
)
"""What every text has that disguises a word: a sign or digit before a letter, a letter alone, or one thrice."""
_HIDDEN = re.compile(r"[*#!.]+")
_REPEATED = re.compile(r"([a-z])\1{2,}")
_DRAWN_OUT = re.compile(r"[a-z]*([a-z])\1{2,}[a-z]*")


def abusive(words: Page, fired: Sequence[Fired], rules: Rules) -> list[str]:
    """Why a text is abusive: the ids of the rules, or the words that the model weighs; empty where it is not."""
    plain = unmasked(words.text, rules)
    if plain != words.text:
        fired = rules.swearing.fire(Page(plain, (len(plain),)))
    found = _by_rules(fired)
    model = rules.abuse_model
    if model is None:
        return found
    points = model.points(plain) + _points(found, fired)
    return (found or model.reasons(plain)) if points >= BORDER else []


def _points(found: Sequence[str], fired: Sequence[Fired]) -> float:
    """What a text has besides the points of the model, by what the rules found in it."""
    marked = {f.rule.label for f in fired if f.rule.kind == "literal"}
    by_rules = BY_RULES if found else -LITERAL * bool(marked - {MENTION})
    return by_rules - NAMED * (MENTION in marked)


def _by_rules(fired: Sequence[Fired]) -> list[str]:
    """The rules that make a text abusive."""
    guarded = {f.sentence for f in fired if f.rule.kind == "literal" and f.rule.label != MENTION}
    counted: dict[str, float] = {}
    for f in fired:
        if f.rule.kind in {"threat", "wish"} or (f.rule.kind == "abuse" and f.sentence not in guarded):
            counted.setdefault(f.rule.id, f.rule.weight)
    return list(counted) if sum(counted.values()) >= ENOUGH else []


def unmasked(text: str, rules: Rules) -> str:
    """A text with its disguised words written out: spaced letters joined, look-alikes replaced, `*` guessed."""
    if not _ODD.find_matches_as_indexes(text):
        return text
    text = _SPACED.sub(lambda match: re.sub(r"[^a-z]", "", match[0]), text)
    text = _DRAWN_OUT.sub(lambda match: _shortened(match[0], rules), text)
    hidden = (*rules.words("abuse", "hidden"), *rules.words("abuse", "strong"))
    return _DISGUISED.sub(lambda match: _guess(match[0], hidden), text)


def _shortened(word: str, rules: Rules) -> str:
    """A drawn-out word with each letter once, or twice where the rules know it so: val dooood."""
    twice = _REPEATED.sub(r"\1\1", word)
    known = (literal.split() for rule in rules.rules if rule.kind in SWEARING for literal in rule.any)
    return twice if any(twice in words for words in known) else _REPEATED.sub(r"\1", word)


def _guess(word: str, hidden: Sequence[str]) -> str:
    """The word behind look-alikes; for letters left out (`k*nker`) the known stem that fits."""
    plain = word.translate(_LOOKS)
    if not _HIDDEN.search(plain):
        return plain
    stems = [stem.strip("*") for stem in hidden]
    whole = re.compile(_HIDDEN.sub("[a-z]{0,3}", plain.rstrip("!.")))
    for stem in stems:
        if whole.fullmatch(stem):
            return stem
    for stem in stems:
        head = re.match(_HIDDEN.sub("[a-z]{0,3}", plain[: len(stem)]), stem)
        if head and head.end() == len(stem):
            return stem + re.sub(r"[^a-z]", "", plain[len(stem) :])
    return plain
