"""The author's own words: quotes, signature and edit note taken off a post that comes as plain text.

Posts that the crawler reads lose these in the page's markup already; lines given to `webcare triage` have none.
"""

import re

# What stands in a tag is bounded, so that no text takes long.
_QUOTE = re.compile(r"\[(/?)quote\b[^\]]{0,300}\]", re.IGNORECASE)
_TAG = re.compile(r"\[/?(?:b|i|u|url|img|color|size|list|\*|code|spoiler)\b[^\]]{0,300}\]", re.IGNORECASE)
_QUOTED_LINE = re.compile(r"^[ \t]*(?:>|&gt;).*$", re.MULTILINE)
_WROTE = re.compile(
    r"^[^\n]{1,60}\b(?:schreef|zei|wrote)(?: op [^\n]{1,40})?:[ \t]*\n(?=\s*(?:>|\[quote|[\"“]))", re.MULTILINE
)
_SIGNATURE = re.compile(r"\n[ \t]*(?:--[ \t]?|-{3,}|_{3,}|={3,}|\*{3,}|~{3,}|\.{5,})[ \t]*\n(?P<tail>.*)\Z", re.DOTALL)
_DECORATED = re.compile(r"\n[ \t]*(?:~~|--|__|==|\*\*\*|//|\|\|)[ \t]*\S[^\n]{0,150}[ \t]*\Z")
_LONGEST_SIGNATURE = 400


def own_words(text: str) -> str:
    """The text without `[quote]` blocks, `>` lines and what stands under a signature line (at most 400 characters)."""
    if "quote" in text or "QUOTE" in text:
        text = _without_quotes(text)
    if ">" in text or "&gt;" in text:
        text = _QUOTED_LINE.sub("", _WROTE.sub("", text))
    if "\n" in text:
        text = _without_signature(text)
    return (_TAG.sub("", text) if "[" in text else text).strip()


def _without_quotes(text: str) -> str:
    """What stands outside quotes, however deep they are; one that is never closed runs to the end."""
    kept: list[str] = []
    begin = depth = 0
    for tag in _QUOTE.finditer(text):
        if not depth:
            kept.append(text[begin : tag.start()])
        depth = max(depth - 1, 0) if tag[1] else depth + 1
        begin = tag.end()
    return "\n".join(kept if depth else [*kept, text[begin:]])


def _without_signature(text: str) -> str:
    if match := _SIGNATURE.search(text):
        head, tail = text[: match.start()], match["tail"]
        text = head if head.strip() and len(tail) <= _LONGEST_SIGNATURE else text
    return _DECORATED.sub("", text)
