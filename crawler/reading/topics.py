"""What a post is about: at most three topics of the profile, strongest first."""

from collections import defaultdict
from collections.abc import Sequence

from crawler.reading.matching import Fired
from crawler.tables import REST

TITLE_POINTS = 1.0
AGAIN = 0.3
"""What a second sentence with the same rule adds."""
SHARE = 0.35
"""A second topic counts when it has at least this share of the strongest topic's points."""
THIRD_SHARE = 0.6
"""A third topic must be rather strong: people name one or two, seldom three."""
LEAST = (0.5, 0.8)
"""Points below which a hint is no topic, and no second topic."""


def topics(fired: Sequence[Fired], in_title: Sequence[Fired]) -> list[tuple[str, list[Fired]]]:
    """The topics with the rules that gave them, strongest first; `algemeen` where nothing fits."""
    points: dict[str, float] = defaultdict(float)
    because: dict[str, list[Fired]] = defaultdict(list)
    seen: set[str] = set()
    for share, found in ((1.0, fired), (TITLE_POINTS, in_title)):
        for f in found:
            if f.rule.kind == "topic":
                again = f.rule.id in seen
                points[f.rule.label] += f.rule.weight * (AGAIN if again else share)
                because[f.rule.label].append(f)
                seen.add(f.rule.id)
    ranked = sorted(points, key=lambda topic: -points[topic])
    ranked = [topic for n, topic in enumerate(ranked) if points[topic] >= LEAST[n > 0]]
    shares = (0.0, SHARE, THIRD_SHARE)
    strong = [topic for topic, share in zip(ranked, shares, strict=False) if points[topic] >= share * points[ranked[0]]]
    return [(topic, because[topic]) for topic in strong] or [(REST, [])]
