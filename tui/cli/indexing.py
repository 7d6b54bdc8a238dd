"""``ilgi index`` and ``ilgi problems``: what was read, and what could not be."""

from __future__ import annotations

from dataclasses import replace
from time import monotonic, sleep
from typing import TYPE_CHECKING, Final

from tui.language.wording import in_english

from . import FOUND, NOTHING, CommandError
from .records import file_of, print_records

if TYPE_CHECKING:
    from index.journal import Journal
    from index.messages import Field, Message
    from index.post import Problem
    from index.results import Refreshed

    from .arguments import Arguments
    from .output import Json, Output

_NO_PROBLEMS: Final = 0
_PROBLEMS: Final = 1
_SECONDS_FOR_ANOTHER: Final = 20.0
"""How long a command waits for the first index of a journal that another ilgi is making.

Without one it would find nothing, or a part of what there is.
"""
_SECONDS_BETWEEN_LOOKS: Final = 0.1
_SECONDS_FOR_COMMITS: Final = 5.0
"""How long a command waits to learn when posts were first committed."""


def refreshed(journal: Journal, output: Output, *, rebuild: bool = False) -> Refreshed:
    """Bring the index up to date, with progress on a terminal.

    Args:
        journal: The journal.
        output: Where progress and a warning are printed.
        rebuild: Whether to read every post again.
    """
    try:
        done = journal.refresh(rebuild=rebuild, progress=output.progress)
        until = monotonic() + _SECONDS_FOR_ANOTHER
        while done.behind and not journal.ready and monotonic() < until:
            sleep(_SECONDS_BETWEEN_LOOKS)
            done = journal.refresh(rebuild=rebuild, progress=output.progress)
        if journal.find_first_commits(seconds=_SECONDS_FOR_COMMITS):
            dated = journal.refresh(progress=output.progress)
            done = (
                done if not dated.changed else replace(done, seconds=done.seconds + dated.seconds)
            )
    finally:
        output.end_progress()
    if done.behind:
        output.warn("another ilgi is indexing this journal: the newest files may be missing")
    for notice in journal.notices:
        output.warn(in_english(notice.message))
    return done


def used_as_indexed(journal: Journal) -> None:
    """Let the index answer without a look at the folder.

    Raises:
        CommandError: There is no index that can be used.
    """
    if not journal.ready:
        raise CommandError("there is no index of this journal: `ilgi index` makes it")
    journal.use_as_indexed()


def print_index(journal: Journal, arguments: Arguments, output: Output) -> int:
    """Refresh the index and print what changed.

    Args:
        journal: The journal.
        arguments: The arguments of the command line.
        output: Where to print.

    Returns:
        The exit code.
    """
    done = refreshed(journal, output, rebuild=arguments.rebuild)
    counts: dict[str, Json] = {
        "posts": done.posts,
        "added": len(done.added),
        "changed": len(done.changed),
        "removed": len(done.removed),
        "problems": done.problems,
        "seconds": round(done.seconds, 3),
    }
    if arguments.json:
        output.json(counts)
    else:
        output.table(((name, f"{count}") for name, count in counts.items()), ("faint", "plain"))
    journal.tidy()
    from index.journal import make_vectors

    for told in make_vectors(journal).told:
        output.warn(in_english(told))
    return FOUND if done.posts else NOTHING


def print_problems(journal: Journal, arguments: Arguments, output: Output) -> int:
    """Print each problem: as ``path:line:column: kind: message``, or as JSON.

    Args:
        journal: The journal.
        arguments: The arguments of the command line.
        output: Where to print.

    Returns:
        The exit code: with ``--check`` 1 where there is a problem of the kinds that are asked for,
        0 where there is none.
    """
    problems = journal.problems
    if arguments.kinds:
        problems = tuple(problem for problem in problems if problem.kind in arguments.kinds)

    def record(problem: Problem) -> dict[str, Json]:
        return {
            "path": problem.path,
            "file": file_of(journal, problem.path),
            "line": problem.line,
            "column": problem.column,
            "kind": problem.kind,
            "message": in_english(problem.message),
            "recovered": problem.recovered,
            **_as_values(problem.message),
        }

    def print_text() -> None:
        for problem in problems:
            place = ":".join(f"{at}" for at in (problem.line, problem.column) if at is not None)
            where = f"{problem.path}:{place}" if place else problem.path
            lost = "" if problem.recovered else output.paint(" (not all of it is shown)", "faint")
            kind = output.paint(problem.kind, "strong")
            message = output.paint(in_english(problem.message))
            output.line(f"{output.paint(where)}: {kind}: {message}{lost}")

    code = print_records(problems, record, arguments, output, text=print_text)
    if not arguments.check:
        return code
    return _PROBLEMS if problems else _NO_PROBLEMS


def _as_values(message: Message) -> dict[str, Json]:
    """A message as JSON: its code, and its fields by name."""
    return {
        "code": message.code,
        "fields": {name: _as_value(value) for name, value in message.fields},
    }


def _as_value(value: Field) -> Json:
    if isinstance(value, str | int):
        return value
    if isinstance(value, tuple):
        return [_as_value(each) for each in value]
    return _as_values(value)
