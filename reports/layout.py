"""How much fits on one page: what is shown in full, what is shortened, what is left to the attachment. In points."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from math import ceil
from textwrap import wrap

from reports.questions import Question

TABLE_ROW, DENSE_ROW = 19.5, 15.2
MULTIPLE = 107.0
VOLUME_ROOM = 560.0
QUESTIONS_ROOM = 620.0
TEAM_ROOM = 391.0
SIGNAL = 31.0


@dataclass(frozen=True, slots=True)
class VolumePage:
    """How many small multiples and table rows the page on sources holds."""

    multiples: int
    rows: int
    is_dense: bool


def volume_page(titles: Sequence[str], per_line: int, cuts: int = 0) -> VolumePage:
    """As many multiples as fit beside a table that shows every source; beyond 24 sources the table is cut.

    Args:
        titles: the names of the sources, in the order of the table.
        per_line: letters of a name that fit on one line of the table.
        cuts: how many of the choices that seem to fit are passed over, because they did not.
    """
    rows = min(len(titles), 24)
    lines = sum(lines_of(title, per_line) for title in titles[:rows])
    choices = []
    for is_dense, most in ((False, 9), (True, 9), (False, 6), (True, 6), (False, 3)):
        multiples = min(len(titles), most)
        row, line = (DENSE_ROW, 11.0) if is_dense else (TABLE_ROW, 11.4)
        if ceil(multiples / 3) * MULTIPLE + (rows + 1) * row + (lines - rows) * line <= VOLUME_ROOM:
            choices.append(VolumePage(multiples, rows, is_dense))
    choices = [*dict.fromkeys(choices), VolumePage(min(len(titles), 3), rows, is_dense=True)]
    return choices[min(cuts, len(choices) - 1)]


def lines_of(text: str, width: int) -> int:
    """How many lines a text takes where so many letters fit on one; at least one."""
    return len(wrap(text, width)) or 1


def fitting(questions: Sequence[Question], room: float = QUESTIONS_ROOM, *, is_told: bool = True) -> int:
    """How many open questions fit on their page, with title and words or (``is_told`` false) by their topics alone."""
    for shown, question in enumerate(questions):
        room -= _height(question) if is_told else _plain_height(question)
        if room < 0:
            return shown
    return len(questions)


def _height(question: Question) -> float:
    title = 12 * lines_of(question.title, 48)
    snippet = 11.4 * lines_of("".join(part for part, _ in question.snippet), 56)
    return max(title + snippet + _tags(question, 62) + 5, 38) + 11.5


def _plain_height(question: Question) -> float:
    return max(12 + _tags(question, 80) + 5, 34) + 11.5


def _tags(question: Question, per_line: int) -> float:
    """The height of the tags; one is never broken, so its spaces count as letters."""
    return 12.0 * lines_of(" ".join(text.replace(" ", "_") + "__" for text, _ in question.tags), per_line)


def fitting_signals(work_rows: int, facts: Sequence[str], quotes: Sequence[str]) -> int:
    """How many signals fit between the team's work and the map of hours; at least one."""
    left = 45 + 16 * (work_rows + 1)
    right = 70 + sum(15 + 11.8 * (len(fact) // 42) for fact in facts) + sum(19 + 12 * (len(q) // 42) for q in quotes)
    return max(1, int((TEAM_ROOM - max(left, right)) // SIGNAL))


def front_sources(rows: Sequence[str], sentence: str, revised: Sequence[str], *, is_complete: bool) -> int:
    """How many sources fit on the front page, below the sentence of what changed and the notice of a revision.

    Args:
        rows: what is said of each source, in order.
        sentence: the sentence of what changed.
        revised: the figures that a revision names.
        is_complete: without it, one more line says why there are no percentages.
    """
    notice = 4 + ceil(len("; ".join(revised)) / 110) if revised else 0
    lines = min(14, 17 - ceil(len(sentence) / 85) - notice - (not is_complete))
    needed = [ceil(len(row) / 40) for row in rows]
    if sum(needed) <= lines:
        return len(rows)
    return max(1, sum(total <= lines - 2 for total in accumulate(needed)))
