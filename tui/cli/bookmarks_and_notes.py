"""``ilgi bookmarks``, ``ilgi notes``, ``ilgi export``: what the reader left while reading."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from . import CommandError
from .records import file_of, print_records

if TYPE_CHECKING:
    from index.journal import Journal
    from index.results import Marks
    from tui.state.export import MarkedPost
    from tui.state.memory import StateStore

    from .arguments import Arguments
    from .output import Json, Output


def remembered(journal: Journal, output: Output) -> StateStore:
    """What is remembered of a journal, by the names that its posts have now.

    Raises ``CommandError`` where it cannot be read.
    """
    from tui.state.location import file_for
    from tui.state.marked_posts import follow
    from tui.state.memory import StateStore
    from tui.state.record_file import RecordFile

    path = file_for(journal.root)
    memory = StateStore(RecordFile(path, f"{journal.root}"))
    try:
        unread = memory.load()
    except OSError as error:
        raise CommandError(f"{path}: {error.strerror or error}") from error
    if unread:
        output.warn(f"{path}: lines that cannot be read: {unread}")
    follow(memory, journal.posts)
    return memory


def marks(journal: Journal, query: str, output: Output) -> Marks | None:
    """What the reader noted about posts, for a query that may ask for it; None where it does not.

    Args:
        journal: The journal.
        query: The query as typed. Only one with a field, and so with a colon, can ask for marks.
        output: Where to warn that the state of the reader cannot be read.
    """
    if ":" not in query:
        return None
    from tui.state import marked_posts as noted

    try:
        return noted.marks(remembered(journal, output))
    except CommandError as error:
        output.warn(f"{error}")
        return None


def print_bookmarks(journal: Journal, arguments: Arguments, output: Output) -> int:
    """Print the bookmarks, newest first: in Markdown, or as JSON.

    Args:
        journal: The journal.
        arguments: The arguments of the command line.
        output: Where to print.

    Returns:
        The exit code.
    """
    from tui.state import bookmarks

    found = bookmarks.bookmarks(remembered(journal, output))

    def record(bookmark: bookmarks.Bookmark) -> dict[str, Json]:
        return {
            "path": bookmark.path,
            "file": file_of(journal, bookmark.path),
            "title": bookmark.title,
            "heading": bookmark.place.heading,
            "line": bookmark.place.line,
            "text": bookmark.place.text,
            "when": bookmark.when.isoformat(timespec="seconds"),
        }

    def print_text() -> None:
        _print(bookmarks.as_markdown(found), output)

    return print_records(found, record, arguments, output, text=print_text)


def print_notes(journal: Journal, arguments: Arguments, output: Output) -> int:
    """Print the notes by post, that with the newest note first: in Markdown, or as JSON.

    Args:
        journal: The journal.
        arguments: The arguments of the command line.
        output: Where to print.

    Returns:
        The exit code.
    """
    from tui.state.export import marked_posts

    memory = remembered(journal, output)
    found = marked_posts(memory, with_bookmarks=False)
    return _print_marked(found, journal, arguments, output)


def print_export(journal: Journal, arguments: Arguments, output: Output) -> int:
    """Print notes and bookmarks together by post, as ``print_notes`` does.

    Args:
        journal: The journal.
        arguments: The arguments of the command line.
        output: Where to print.

    Returns:
        The exit code.
    """
    from tui.state.export import marked_posts

    found = marked_posts(remembered(journal, output))
    return _print_marked(found, journal, arguments, output)


def _print_marked(
    found: list[MarkedPost], journal: Journal, arguments: Arguments, output: Output
) -> int:
    from tui.model.clipboard_formats import address_of
    from tui.state import export

    address = partial(address_of, journal)

    def record(post: MarkedPost) -> dict[str, Json]:
        values = export.as_values(post, address)
        return {"path": post.path, "file": file_of(journal, post.path), **values}

    def print_text() -> None:
        _print(export.as_markdown(found, address), output)

    return print_records(found, record, arguments, output, text=print_text)


def _print(text: str, output: Output) -> None:
    for line in text.removesuffix("\n").split("\n") if text else ():
        output.line(output.paint(line))
