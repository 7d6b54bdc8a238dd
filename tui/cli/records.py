"""Printing what a command found, in the form that was asked for: the one place that knows all."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, TypeVar

from . import FOUND, NOTHING, CommandError
from .fields import FIELDS
from .output import Json, to_json

if TYPE_CHECKING:
    from index.journal import Journal

    from .arguments import Arguments
    from .output import Output

T = TypeVar("T")


def print_records(
    items: Sequence[T],
    record: Callable[[T], Mapping[str, Json]],
    arguments: Arguments,
    output: Output,
    *,
    text: Callable[[], None],
    document: Callable[[list[Json]], Json] | None = None,
) -> int:
    """Print items as one JSON document, as lines of JSON, by a template, or as text.

    Args:
        items: What was found.
        record: Makes the record of an item; each is printed before the next one is made, but for
            one JSON document.
        arguments: Says which form.
        output: Where to print.
        text: Prints all items for a reader; called where there are any.
        document: Makes the JSON document of all records; a list of them where it is None.

    Returns:
        The exit code: whether there are items.

    Raises:
        CommandError: The template has a field that the records have not.
    """
    lines = _lines(record, arguments)
    if lines is not None:
        for item in items:
            output.record(lines(item), arguments.end)
    elif arguments.json:
        records: list[Json] = [record(item) for item in items]
        output.json(document(records) if document else records)
    elif items:
        text()
    return FOUND if items else NOTHING


def is_for_programs(arguments: Arguments) -> bool:
    """Whether records are asked for, and no text for a reader."""
    return arguments.json or arguments.jsonl or arguments.format is not None or arguments.nul


def _lines(
    record: Callable[[T], Mapping[str, Json]], arguments: Arguments
) -> Callable[[T], str] | None:
    """What makes the line of an item, None where no line for each item was asked for."""
    if arguments.jsonl:
        return lambda item: to_json(record(item))
    if arguments.format is None and not arguments.nul:
        return None
    from .record_format import FormatError, RecordFormat

    fields = FIELDS[arguments.command]
    template = f"{{{fields[0]}}}" if arguments.format is None else arguments.format
    try:
        format_ = RecordFormat(template, fields)
    except FormatError as error:
        raise CommandError(f"{error}") from error
    return lambda item: format_.filled_in(record(item), exact=arguments.nul)


def file_of(journal: Journal, path: str) -> Json:
    """The absolute path of a post's file, or of another file of the journal.

    None where it has gone meanwhile.
    """
    from index.errors import JournalError

    try:
        return f"{journal.file(path)}"
    except JournalError:
        file = os.path.join(journal.root, path)  # noqa: PTH118  a path may be no valid text
        return file if path and os.path.lexists(file) else None


def chosen(items: Sequence[T], limit: int) -> Sequence[T]:
    """The first ``limit`` items, all of them where that is 0."""
    return items[:limit] if limit else items
