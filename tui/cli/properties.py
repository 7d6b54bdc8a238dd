"""``ilgi properties``: the keys of front matter, their types and in how many posts they stand."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Final

from index.errors import JournalError
from index.lazy_pattern import lazy_pattern

from .records import print_records

if TYPE_CHECKING:
    from index.journal import Journal
    from index.post import Property, PropertyKind

    from .arguments import Arguments
    from .output import Json, Output

_NUMBER: Final = lazy_pattern(r"[-+]?(?:0|[1-9]\d{0,14})(\.\d{1,15})?\Z")


def property_value(one: Property) -> Json:
    """The value of a property in JSON: a number, a truth value, null, a text or a list of texts."""
    if one.kind == "empty":
        return None
    if one.kind == "list":
        return list(one.values)
    text = one.values[0] if one.values else ""
    if one.kind == "boolean":
        return text.lower() in {"true", "yes", "on"}
    if one.kind == "number" and (found := _NUMBER.match(text)) is not None:
        return float(text) if found[1] else int(text)
    return text


def print_properties(journal: Journal, arguments: Arguments, output: Output) -> int:
    """Print the keys of front matter, the most frequent first.

    Args:
        journal: The journal.
        arguments: The arguments of the command line.
        output: Where to print.

    Returns:
        The exit code.
    """
    kinds: defaultdict[str, Counter[PropertyKind]] = defaultdict(Counter)
    for post in journal.posts:
        try:
            found = journal.outline(post.path).properties
        except JournalError:  # its file has gone meanwhile
            continue
        for one in found:
            kinds[one.key][one.kind] += 1
    typed = {
        key: sorted(counts.items(), key=lambda count: (-count[1], count[0]))
        for key, counts in kinds.items()
    }
    rows = sorted(kinds.items(), key=lambda row: (-row[1].total(), row[0].casefold(), row[0]))

    def record(row: tuple[str, Counter[PropertyKind]]) -> dict[str, Json]:
        key, counts = row
        return {"key": key, "types": dict(typed[key]), "posts": counts.total()}

    def print_text() -> None:
        output.table(
            (
                (key, ", ".join(kind for kind, _ in typed[key]), f"{counts.total()}")
                for key, counts in rows
            ),
            ("plain", "faint", "faint"),
        )

    return print_records(rows, record, arguments, output, text=print_text)
