"""The tasks of a post: items of its lists that have a box, or begin with a word such as TODO.

One without text is none: it is a place of a template that was not filled in.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from index.post import Task, TaskState
from index.syntax import TASK_WORD

from .containers import MARKER

MOST = 10_000
"""How many tasks of a post are kept."""

_STATES: dict[str, TaskState] = {" ": "open", "x": "done", "X": "done", "-": "dropped"}


def boxed(
    marks: Iterable[tuple[int, str]], lines: Sequence[str], first_line: int
) -> tuple[Task, ...]:
    """The tasks that have a box.

    Args:
        marks: The indices of their lines, and what is in the boxes.
        lines: The lines of the prose.
        first_line: The line of the file that they begin on, from 1.
    """
    found = (
        Task(lines[index], _STATES.get(mark, "dropped"), first_line + index)
        for index, mark in marks
    )
    return tuple(islice(found, MOST))


def worded(prose: str, body: str, first_line: int) -> tuple[Task, ...]:
    """The tasks that begin with a word, as Logseq has them.

    Args:
        prose: The text of the body without markup, with as many lines as the body.
        body: The body as it is written.
        first_line: The line of the file that both begin on, from 1.
    """
    return tuple(islice(_worded(prose, body, first_line), MOST))


def _worded(prose: str, body: str, first_line: int) -> Iterator[Task]:
    lines = zip(prose.split("\n"), body.split("\n"), strict=False)
    for line, (said, written) in enumerate(lines, first_line):
        word = TASK_WORD.match(said)
        if word is None or written.rstrip().endswith(word[0]):
            continue
        if MARKER.match(written.lstrip()):
            state: TaskState = "done" if word[2] else "dropped" if word[3] else "open"
            yield Task(said[word.end() :], state, line)
