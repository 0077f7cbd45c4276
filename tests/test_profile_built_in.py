"""The built-in profile holds what the pilot had, and the organisation is named there and nowhere in code."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from crawler.profile import load

ROOT = Path(__file__).resolve().parent.parent


def test_built_in_profile_has_the_pilot_s_25_terms_and_team() -> None:
    profile = load("uwv")
    names = [term.term.casefold() for term in profile.terms]
    assert len(names) == len(set(names)) == 25
    assert {account.name for account in profile.team.accounts} >= {
        "uwv_webcare",
        "UWV Webcare Team",
        "uwvwebcare",
        "UWV_Webcare",
    }
    assert {"RN", "EB", "BV", "MS", "LM", "DVT", "RNI"} <= set(profile.team.advisers)
    assert profile.team.engagement
    assert profile.reading_rules is not None


def test_built_in_profile_has_every_topic_of_the_contract() -> None:
    topics = [topic.id for topic in load("uwv").topics]
    assert set(topics) == set(
        "ww wia wao wajong ziektewet wazo toeslagenwet reintegratie werknl inkomsten betaling keuring ontslag vakantie "
        "bezwaar privacy contact sollicitatie zelfstandig algemeen".split()
    )
    assert len(topics) == len(set(topics))


def sources_of_python() -> Iterator[Path]:
    """Every Python file of the product; practice and tests play the organisation and may name it."""
    for package in ("crawler", "spiders", "pipelines", "reports", "webcare"):
        yield from sorted((ROOT / package).rglob("*.py"))


NAMED = {
    "uwv": "the default profile's name, contract section 1",
    "about_uwv": "the key of a label in the client's labelled posts",
}


def test_no_organisation_is_named_in_code() -> None:
    """In literals and names; a docstring may give an example of what boards write."""
    named = []
    for path in sources_of_python():
        tree = ast.parse(path.read_text(encoding="utf-8"))
        docs = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
        for node in ast.walk(tree):
            words = node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""
            words = words or getattr(node, "id", "") or getattr(node, "name", "") or getattr(node, "attr", "") or ""
            if id(node) in docs or words in NAMED:
                continue
            if isinstance(words, str) and re.search("uwv", words, re.IGNORECASE):
                named.append(f"{path.relative_to(ROOT)}:{getattr(node, 'lineno', 0)}: {words[:60]}")
    assert list(sources_of_python()), "there is code to look at"
    assert named == []
