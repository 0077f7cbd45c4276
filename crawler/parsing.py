"""JSON as others write it, as text that can be stored."""

from __future__ import annotations

import json
from typing import Any


def document(content: str) -> Any:  # noqa: ANN401 (whatever stands in it)
    """A JSON document, its texts whole.

    Raises:
        ValueError: it is none, or is nested too deeply to be read.
    """
    try:
        return whole(json.loads(content), content)
    except RecursionError as error:
        raise ValueError("nested too deeply") from error


def whole(read: Any, content: str) -> Any:  # noqa: ANN401 (as above)
    """A document with ``?`` for each half of a character: what is left of an emoji where a program cut a text.

    JSON can write such a half and Python reads it, but no file in UTF-8 can hold it.
    """
    is_suspect = "\\ud" in content.lower()
    return json.loads(json.dumps(read, ensure_ascii=False).encode("utf-8", "replace")) if is_suspect else read
