"""The subcommands that print: ``index``, ``list``, ``search``, ``show`` and the rest.

Nothing in this room imports textual, and nothing of the index is imported before a command that
needs it runs.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from index.journal import Journal

    from .arguments import Arguments
    from .output import Output

    Command = Callable[[Journal, Arguments, Output], int]

FOUND: Final = 0
NOTHING: Final = 1
WRONG: Final = 2

_ROOMS: Final = {
    "index": "indexing",
    "list": "posts",
    "search": "posts",
    "show": "show",
    "tags": "names",
    "categories": "names",
    "dates": "names",
    "people": "names",
    "properties": "properties",
    "bookmarks": "bookmarks_and_notes",
    "notes": "bookmarks_and_notes",
    "export": "bookmarks_and_notes",
    "questions": "questions",
    "problems": "indexing",
    "stats": "stats",
}
_WITH_QUERY: Final = {"list", "questions", "search"}
_WITHOUT_JOURNAL: Final = {"config", "completions", "help"}


class CommandError(Exception):
    """A subcommand cannot do what it is asked; its text is a line for the reader.

    ``code`` is what the program exits with.
    """

    def __init__(self, text: str, code: int = WRONG) -> None:
        super().__init__(text)
        self.code = code


def run(arguments: Arguments, output: Output) -> int:
    """Run a printing subcommand and return its exit code: 0 found, 1 nothing found.

    Where the journal has no posts at all, a line says what was looked for.

    Raises ``JournalError`` where the journal or the post cannot be read, and ``CommandError``.
    """
    from tui.language import choose_language

    choose_language("en")
    try:
        return _run(arguments, output)
    finally:
        output.close()


def _run(arguments: Arguments, output: Output) -> int:
    name = arguments.command
    if name in _WITHOUT_JOURNAL:
        room = import_module(f"{__name__}.{name}")
        printed: int = getattr(room, f"print_{name}")(arguments, output)
        return printed

    from index.journal import Journal
    from tui.configuration.journal_kinds import configured_kind

    from .indexing import refreshed, used_as_indexed
    from .opening import journal_to_print, tell_folder_in_query, tell_what_lost
    from .system_limits import check_for_printing

    check_for_printing()
    tell_what_lost(name, output.warn)
    if name in _WITH_QUERY:
        tell_folder_in_query(arguments.words, output.warn)
    path = journal_to_print(arguments.path, output.warn)
    room = import_module(f"{__name__}.{_ROOMS[name]}")
    command: Command = getattr(room, f"print_{name}")
    journal = Journal.open(path, kind=configured_kind(path))
    try:
        if arguments.as_indexed:
            used_as_indexed(journal)
        elif name != "index":
            refreshed(journal, output)
        try:
            return command(journal, arguments, output)
        finally:
            if journal.ready and not journal.posts:  # another ilgi may be indexing it first
                from .suggestions import why_empty

                output.warn(why_empty(journal))
    finally:
        journal.close()
