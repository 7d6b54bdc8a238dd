"""``ilgi questions``: what was asked in the posts, and what was answered."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from . import FOUND, NOTHING
from .posts import found_posts, iso

if TYPE_CHECKING:
    from index.journal import Journal
    from index.results import AskedQuestion

    from .arguments import Arguments
    from .output import Output

_ANSWERED: Final = "answered"
_OPEN: Final = "open"


def print_questions(journal: Journal, arguments: Arguments, output: Output) -> int:
    """Print the questions of all posts, or of those that a query finds, newest post first.

    Args:
        journal: The journal.
        arguments: The arguments of the command line.
        output: Where to print.

    Returns:
        The exit code.
    """
    asked = journal.questions(found_posts(journal, arguments.text, output))
    found = [one for one in asked if not (arguments.unanswered and one.question.answer)]
    if arguments.json:
        output.json(
            [
                {
                    "path": one.post.path,
                    "title": one.post.title,
                    "date": iso(one.post.date),
                    "line": one.question.line,
                    "text": one.question.text,
                    "answer": one.question.answer,
                }
                for one in found
            ]
        )
    elif found:
        output.table(map(_row, found), ("faint", "faint", "plain", "faint"))
    return FOUND if found else NOTHING


def _row(asked: AskedQuestion) -> tuple[str, str, str, str]:
    question = asked.question
    state = _ANSWERED if question.answer else _OPEN
    return asked.post.marked_day, state, " ".join(question.text.split()), asked.post.title
