"""The author's own words: quotes, signature and edit note taken off a post that comes as plain text.

Posts that the crawler reads lose these in the page's markup already; lines given to `webcare triage` have none.
"""

import re

_QUOTE = re.compile(r"\[quote\b[^\]]*\](?:(?!\[quote\b).)*?\[/quote\]", re.IGNORECASE | re.DOTALL)
_OPEN_QUOTE = re.compile(r"\[quote\b[^\]]*\].*\Z", re.IGNORECASE | re.DOTALL)
_TAG = re.compile(r"\[/?(?:b|i|u|url|img|color|size|list|\*|code|spoiler)\b[^\]]*\]", re.IGNORECASE)
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
        previous = None
        while previous != text:
            previous, text = text, _QUOTE.sub("\n", text)
        text = _OPEN_QUOTE.sub("\n", text)
    if ">" in text or "&gt;" in text:
        text = _QUOTED_LINE.sub("", _WROTE.sub("", text))
    if "\n" in text:
        text = _without_signature(text)
    return (_TAG.sub("", text) if "[" in text else text).strip()


def _without_signature(text: str) -> str:
    if match := _SIGNATURE.search(text):
        head, tail = text[: match.start()], match["tail"]
        text = head if head.strip() and len(tail) <= _LONGEST_SIGNATURE else text
    return _DECORATED.sub("", text)
