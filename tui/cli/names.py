"""``ilgi tags``, ``categories``, ``dates`` and ``people``: names, and how many posts carry each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .records import print_records

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from index.journal import Journal

    from .arguments import Arguments
    from .output import Json, Output

Count = tuple[str, int]


def by_count(counts: Mapping[str, int]) -> list[Count]:
    """Names with their counts, the most frequent first, then by name."""
    return sorted(counts.items(), key=lambda count: (-count[1], count[0].casefold(), count[0]))


def by_date(counts: Mapping[str, int]) -> list[Count]:
    """Years and months with their counts, the latest first, a year before its months."""
    return sorted(counts.items(), key=lambda count: _place(count[0]))


def _place(name: str) -> tuple[int, bool, int]:
    year, _, month = name.partition("-")
    return -int(year), bool(month), -int(month or 0)


def rows(counts: Iterable[Count]) -> list[Json]:
    """Counts as the JSON of these commands."""
    return [_row(count) for count in counts]


def _row(count: Count) -> dict[str, Json]:
    name, posts = count
    return {"name": name, "posts": posts}


def print_tags(journal: Journal, arguments: Arguments, output: Output) -> int:
    """Print the tags, the most frequent first.

    Args:
        journal: The journal.
        arguments: The arguments of the command line.
        output: Where to print.

    Returns:
        The exit code.
    """
    return _print(by_count(journal.facets().tags), arguments, output)


def print_categories(journal: Journal, arguments: Arguments, output: Output) -> int:
    """Print the categories, the most frequent first.

    Args:
        journal: The journal.
        arguments: The arguments of the command line.
        output: Where to print.

    Returns:
        The exit code.
    """
    return _print(by_count(journal.facets().categories), arguments, output)


def print_dates(journal: Journal, arguments: Arguments, output: Output) -> int:
    """Print years and months, the latest first.

    Args:
        journal: The journal.
        arguments: The arguments of the command line.
        output: Where to print.

    Returns:
        The exit code.
    """
    return _print(by_date(journal.facets().dates), arguments, output)


def print_people(journal: Journal, arguments: Arguments, output: Output) -> int:
    """Print the people that posts name, the most often named first.

    Args:
        journal: The journal.
        arguments: The arguments of the command line.
        output: Where to print.

    Returns:
        The exit code.
    """
    return _print(by_count(journal.facets().people), arguments, output)


def _print(counts: list[Count], arguments: Arguments, output: Output) -> int:
    def print_text() -> None:
        widest = max(len(f"{posts}") for _, posts in counts)
        output.table(((f"{posts:>{widest}}", name) for name, posts in counts), ("faint", "plain"))

    return print_records(counts, _row, arguments, output, text=print_text)
