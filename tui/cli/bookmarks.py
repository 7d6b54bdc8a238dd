"""``ilgi bookmarks``: the places that were bookmarked while reading."""

from __future__ import annotations

from typing import TYPE_CHECKING

from . import FOUND, NOTHING

if TYPE_CHECKING:
    from index.journal import Journal

    from .arguments import Arguments
    from .output import Output


def print_bookmarks(journal: Journal, arguments: Arguments, output: Output) -> int:
    """Print the bookmarks, newest first: in Markdown, or as JSON.

    Raises ``JournalError`` where they cannot be read.
    """
    from index.errors import JournalError
    from tui.state import bookmarks
    from tui.state.location import file_for
    from tui.state.memory import Memory
    from tui.state.noted import follow
    from tui.state.record_file import RecordFile

    path = file_for(journal.root)
    memory = Memory(RecordFile(path, f"{journal.root}"))
    try:
        unread = memory.load()
    except OSError as error:
        raise JournalError(f"{path}: {error.strerror or error}") from error
    if unread:
        output.warn(f"{path}: lines that cannot be read: {unread}")
    follow(memory, journal.posts)
    found = bookmarks.bookmarks(memory)
    if arguments.json:
        output.json(
            [
                {
                    "path": bookmark.path,
                    "title": bookmark.title,
                    "heading": bookmark.place.heading,
                    "line": bookmark.place.line,
                    "text": bookmark.place.text,
                    "when": bookmark.when.isoformat(timespec="seconds"),
                }
                for bookmark in found
            ]
        )
    else:
        for line in bookmarks.as_markdown(found).splitlines():
            output.line(line)
    return FOUND if found else NOTHING
