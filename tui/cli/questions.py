"""``ilgi questions``: what was asked in the posts, and what was answered."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from .posts import found_posts, iso
from .records import chosen, file_of, print_records

if TYPE_CHECKING:
    from index.journal import Journal
    from index.results import AskedQuestion

    from .arguments import Arguments
    from .output import Json, Output

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
    wanted = [one for one in asked if not (arguments.unanswered and one.question.answer)]
    found = chosen(wanted, arguments.limit)

    def record(one: AskedQuestion) -> dict[str, Json]:
        return {
            "path": one.post.path,
            "file": file_of(journal, one.post.path),
            "title": one.post.title,
            "date": iso(one.post.date),
            "line": one.question.line,
            "text": one.question.text,
            "answer": one.question.answer,
        }

    def print_text() -> None:
        output.table(map(_row, found), ("faint", "faint", "plain", "faint"))

    return print_records(found, record, arguments, output, text=print_text)


def _row(asked: AskedQuestion) -> tuple[str, str, str, str]:
    question = asked.question
    state = _ANSWERED if question.answer else _OPEN
    return asked.post.marked_day, state, " ".join(question.text.split()), asked.post.title
