"""Files of the team's own records, as a test writes them."""

from pathlib import Path

SIGNAL = "number;date;topic;text;department;sent_at;answered_at;outcome;posts"
HOURS = "date;adviser;activity;hours"


def put(folder: Path, name: str, text: str, encoding: str = "utf-8") -> Path:
    path = folder / f"{name}.csv"
    path.write_bytes(text.encode(encoding))
    return path
