"""What is asked of the reader's own notes on posts."""

from __future__ import annotations

from collections.abc import Iterable

from index.search.query.nodes import Node, NoteFilter, Text, leaves
from index.search.text import tokens


def asked(node: Node) -> tuple[NoteFilter, ...]:
    """What a query looks for in notes, without what it excludes."""
    return tuple(leaf for leaf in leaves(node) if isinstance(leaf, NoteFilter))


def as_texts(wanted: Iterable[NoteFilter]) -> tuple[Text, ...]:
    """The same as words that can be marked; any note is none."""
    return tuple(Text(one.text, prefix=True) for one in wanted if one.text.strip())


class Words:
    """Words to be found in notes, their blanks forgiven as in posts."""

    def __init__(self, wanted: NoteFilter) -> None:
        normalized = tokens.normalized_phrase(wanted.text, prefix=True)
        self._any = normalized is None and not wanted.text.strip()
        self._pattern = tokens.pattern(normalized) if normalized else None

    def stand_in(self, note: str) -> bool:
        """Whether a note has them; no blank one has any."""
        if self._pattern is None:
            return self._any and bool(note.strip())
        return self._pattern.search(tokens.squeezed(tokens.spaced(note))) is not None
