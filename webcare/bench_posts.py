"""How many posts are read in a CPU second, by the rules alone and with the model: ``python -m webcare.bench_posts``."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from time import process_time

from crawler import profile
from crawler.reading.post import Context, PostText, read
from crawler.reading.rules import Rules
from crawler.reading.terms import Terms
from webcare.score import GATE, labelled, post_of

ASKED = 2000
"""Posts a CPU second that the whole reading should manage."""
ROUNDS = 15
"""Of which the best counts: what else the machine does only ever adds."""
FEW, MANY = 25, 2500
"""Search terms between which the pace should stay within 1.5 times."""

Posts = list[tuple[PostText, Context]]


def main() -> None:
    """Prints posts a CPU second on the client's first set, and with few and with many search terms."""
    whole = profile.load().reading_rules
    alone = replace(whole, model=None, abuse_model=None)
    posts = [post_of(line) for line in labelled(GATE / "posts_dev.jsonl")]
    print(f"{len(posts)} posts of posts_dev, best of {ROUNDS} rounds; at least {ASKED:,} a CPU second are asked")
    for name, rules, terms in (
        ("rules alone", alone, 0),
        ("rules and models", whole, 0),
        (f"the same, {FEW} search terms", whole, FEW),
        (f"the same, {MANY:,} search terms", whole, MANY),
    ):
        print(f"  {name:32} {pace(posts, rules, _terms(terms)):6,.0f} posts a CPU second")


def pace(posts: Posts, rules: Rules, terms: Terms | None = None, rounds: int = ROUNDS) -> float:
    """Posts read in a CPU second, in the best of some rounds."""
    return len(posts) / min(_seconds(posts, rules, terms) for _ in range(rounds))


def _seconds(posts: Iterable[tuple[PostText, Context]], rules: Rules, terms: Terms | None) -> float:
    start = process_time()
    for post, context in posts:
        read(post, context, rules, terms)
    return process_time() - start


def _terms(count: int) -> Terms | None:
    return Terms([(f"zoekterm{number}", (), ()) for number in range(count)]) if count else None


if __name__ == "__main__":
    main()
