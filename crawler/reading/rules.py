"""Rules about a language and about one organisation, read from the TOML files of a profile.

A file holds `[sets]` (named lists of words) and `[[rules]]`. A rule has an `id`, a `kind` (which decision it feeds), a
`note` that says what it states, and words in `any`, or a regular expression in `pattern` (tried anywhere), `clause`
(tried where a clause begins) or `opening` (tried where the text begins); then `any` are words without which the
expression need not be tried. `needs` and `unless`
name words (or `@set`, or `<context>`) that must, or must not, be there: in the same sentence, within one sentence of it
(`scope = "near"`), or anywhere (`scope = "post"`); `unless_scope` where that differs for `unless`. `yes` and `no` are
sentences in which it must and must not fire; they run as tests.
"""

import re
import tomllib
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields
from fnmatch import fnmatchcase
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from crawler.reading import abuse_model as abuse_models
from crawler.reading import model as models
from crawler.reading.matching import Matcher, compiled
from crawler.reading.near import REACH
from crawler.reading.page import page
from crawler.reading.terms import Terms

KINDS = frozenset(
    "anchor frame topic ask rhetorical poll complaint praise inform chat case abuse threat wish literal team personal"
    " state".split()
)
SWEARING = frozenset({"abuse", "threat", "wish", "literal"})
CONTEXTS = frozenset(
    {"<opener>", "<off-topic thread>", "<own page>", "<other page>", "<own board>", "<other board>", "<reply>"}
    | {"<author names us>"}
)

NAMING = 1.5
"""The weight from which an anchor in a board's name makes the board ours: a benefit, not a word that it shares."""
SHARING = 0.3
"""The weight from which it may be ours: a word that it shares with others (uitkeringen, re-integratie, ontslag)."""


class RulesError(ValueError):
    """A rule file is wrong; the message names file, rule and what was expected."""


@dataclass(frozen=True)
class Rule:
    """One statement about Dutch or about the domain."""

    id: str
    kind: str
    note: str
    label: str = ""
    weight: float = 1.0
    any: tuple[str, ...] = ()
    pattern: str = ""
    clause: str = ""
    opening: str = ""
    needs: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    scope: str = "sentence"
    unless_scope: str = ""
    yes: tuple[str, ...] = ()
    no: tuple[str, ...] = ()

    @property
    def expressions(self) -> list[str]:
        """Its regular expressions, wherever they are tried."""
        return [expression for expression in (self.pattern, self.clause, self.opening) if expression]


@dataclass(frozen=True)
class Rules:
    """All rules of a profile, the word sets that they share, and the models that lie beside them, if any.

    Attributes:
        rules: those of the language and of the organisation.
        sets: lists of words, by name.
        model: the organisation's.
        abuse_model: the language's.
    """

    rules: tuple[Rule, ...]
    sets: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    model: models.Model | None = None
    abuse_model: abuse_models.AbuseModel | None = None

    @cached_property
    def matcher(self) -> Matcher:
        """The rules that decide on a post, compiled once."""
        return Matcher([rule for rule in self.rules if rule.kind != "state"], self.sets)

    @cached_property
    def thread_matcher(self) -> Matcher:
        """All rules: those that decide on a post, and what its words mean for the thread."""
        return Matcher(self.rules, self.sets)

    @cached_property
    def swearing(self) -> Matcher:
        """The rules that decide on abuse alone, for a text with its disguised words written out."""
        return Matcher([rule for rule in self.rules if rule.kind in SWEARING], self.sets)

    def words(self, kind: str, label: str) -> tuple[str, ...]:
        """The words of the rules of a kind and label, as they stand in the file (names of accounts, mail domains)."""
        return self._words.get((kind, label), ())

    def names_us(self, name: str) -> bool:
        """Whether the name of a board, page or author holds the organisation's name."""
        return self._naming(name)

    def is_ours(self, board: str) -> bool:
        """Whether a board bears the organisation's name, or that of what it alone decides on (a benefit)."""
        return self._owning(board) >= NAMING

    def is_others(self, board: str) -> bool:
        """Whether a board bears no word at all for what the organisation decides on, not even one that others share."""
        return self._owning(board) < SHARING

    @cached_property
    def _owning(self) -> Callable[[str], float]:
        def weight(board: str) -> float:
            anchors = [fired.rule.weight for fired in self.matcher.fire(page(board)) if fired.rule.kind == "anchor"]
            return max([NAMING if self.names_us(board) else 0.0, *anchors])

        return lru_cache(maxsize=10_000)(weight)

    @cached_property
    def _naming(self) -> Callable[[str], bool]:
        words = (word.rstrip("*_") for word in self.words("anchor", "organisation"))
        names = Terms([(name, (), ()) for name in dict.fromkeys(words)])
        return lru_cache(maxsize=10_000)(lambda name: bool(names.find(name)))

    @cached_property
    def _words(self) -> dict[tuple[str, str], tuple[str, ...]]:
        words: dict[tuple[str, str], tuple[str, ...]] = {}
        for rule in self.rules:
            words[rule.kind, rule.label] = words.get((rule.kind, rule.label), ()) + rule.any
        return words


def load(*folders: Path, told: Sequence[Rule] = ()) -> Rules:
    """The rules in all `*.toml` files of some folders, with the model that the last of them holds, and that of abuse.

    Args:
        folders: the language's rules first, then the organisation's.
        told: rules of the profile's own tables; each counts where no file speaks of the same.

    Raises:
        RulesError: a folder or a file cannot be read, or a rule is wrong.
    """
    tables = {path: _table(path) for folder in folders for path in _files(folder)}
    sets = {name: words for path, table in tables.items() for name, words in _sets(path, table)}
    rules = [rule for path, table in tables.items() for rule in _rules(path, table, sets)]
    rules += [rule for rule in told if not _is_spoken_of(rule, rules)]
    if twice := [name for name, times in Counter(rule.id for rule in rules).items() if times > 1]:
        raise RulesError(f"{folders[-1]}: rule {twice[0]!r} stands twice, expected every id once")
    return Rules(tuple(rules), sets, _model(folders[-1] / models.FILE), _abuse_model(folders))


def _files(folder: Path) -> list[Path]:
    paths = sorted(folder.glob("*.toml"))
    if not paths:
        raise RulesError(f"{folder}: no rule files (*.toml) found")
    return paths


def _is_spoken_of(told: Rule, rules: Sequence[Rule]) -> bool:
    """Whether rule files speak of the same topic, of one of the same search terms, or at all of the same kind."""
    alike = [rule for rule in rules if rule.kind == told.kind]
    if told.kind == "topic":
        return any(rule.label == told.label for rule in alike)
    if told.kind == "anchor":
        known = {word for rule in alike for word in rule.any}
        return any(fnmatchcase(word, literal) for word in told.any for literal in known)
    return bool(alike)


def _model(path: Path) -> models.Model | None:
    try:
        return models.load(path) if path.is_file() else None
    except models.ModelError as wrong:
        raise RulesError(str(wrong)) from wrong


def _abuse_model(folders: Sequence[Path]) -> abuse_models.AbuseModel | None:
    """The model of abuse of the last folder that holds one."""
    paths = [folder / abuse_models.FILE for folder in folders if (folder / abuse_models.FILE).is_file()]
    try:
        return abuse_models.load(paths[-1]) if paths else None
    except abuse_models.AbuseModelError as wrong:
        raise RulesError(str(wrong)) from wrong


def _table(path: Path) -> dict[str, Any]:
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as wrong:
        raise RulesError(f"{path.name}: {wrong}") from wrong
    if unknown := sorted(set(table) - {"sets", "rules"}):
        raise RulesError(f"{path.name}: unknown key {unknown[0]!r}, expected [sets] and [[rules]]")
    entries = table.get("rules", [])
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise RulesError(f"{path.name}: rules, expected [[rules]]")
    return table


def _sets(path: Path, table: dict[str, Any]) -> Iterator[tuple[str, tuple[str, ...]]]:
    sets = table.get("sets", {})
    if not isinstance(sets, dict):
        raise RulesError(f"{path.name}: sets, expected a table of word lists")
    for name, words in sets.items():
        yield name, _words(f"{path.name}: set {name!r}", words)


def _rules(path: Path, table: dict[str, Any], sets: Mapping[str, tuple[str, ...]]) -> Iterator[Rule]:
    for number, entry in enumerate(table.get("rules", []), start=1):
        where = f"{path.name}: rule {entry.get('id', number)!r}"
        rule = _rule(where, entry)
        for word in (*rule.any, *rule.needs, *rule.unless):
            if (word.startswith("@") and word[1:] not in sets) or (word.startswith("<") and word not in CONTEXTS):
                raise RulesError(f"{where}: {word!r} is unknown, expected one of the sets or contexts")
        yield rule


def _rule(where: str, entry: dict[str, Any]) -> Rule:
    known = {f.name: f.type for f in fields(Rule)}
    for key, value in entry.items():
        if key not in known:
            raise RulesError(f"{where}: unknown key {key!r}, expected one of {', '.join(known)}")
        if known[key] is str and not isinstance(value, str):
            raise RulesError(f"{where}: {key}, expected text")
        if known[key] is float and (isinstance(value, bool) or not isinstance(value, int | float)):
            raise RulesError(f"{where}: {key}, expected a number")
    lists = {key: _words(f"{where}: {key}", value) for key, value in entry.items() if known[key] not in (str, float)}
    for key in ("id", "kind", "note"):
        if not entry.get(key):
            raise RulesError(f"{where}: {key} is missing, expected text")
    rule = Rule(**{**entry, **lists})
    _check(where, rule)
    return rule


def _check(where: str, rule: Rule) -> None:
    if rule.kind not in KINDS:
        raise RulesError(f"{where}: kind {rule.kind!r}, expected one of {', '.join(sorted(KINDS))}")
    for scope in (rule.scope, rule.unless_scope or rule.scope):
        if scope not in REACH:
            raise RulesError(f"{where}: scope {scope!r}, expected one of {', '.join(REACH)}")
    if not rule.any and not rule.expressions:
        raise RulesError(f"{where}: no words, expected any = [...], pattern, clause or opening = '...'")
    for expression in rule.expressions:
        try:
            compiled(expression)
        except re.error as wrong:
            raise RulesError(f"{where}: {expression!r}, expected a regular expression ({wrong})") from wrong


def _words(where: str, value: object) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(word, str) and word.strip(" *.") for word in value):
        raise RulesError(f"{where}, expected a list of words")
    return tuple(value)
