"""Notes: what the reader writes in the margin of posts, at a heading or a line."""

from __future__ import annotations

import os
import unicodedata
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from operator import attrgetter

from index.post import Document
from tui.text.safe_text import safe

from .memory import StateStore
from .records import Record
from .text_anchors import WHOLE, AnchorResolver, TextAnchor, identity

KIND = "note"


@dataclass(frozen=True, slots=True)
class Note:
    """A text at a place in the post at ``path``, which had that ``title``.

    ``key`` tells it from others, ``when`` is when it was written last.
    """

    key: str
    path: str
    title: str
    place: TextAnchor
    text: str
    when: datetime


def write(
    memory: StateStore, document: Document, line: int, text: str, instead_of: Collection[str] = ()
) -> Note | None:
    """Write a note at a line of a post's file, or at what comes first after it.

    Above the body it is one on the post as a whole. A note is never changed but written anew under
    another key, so that what two ilgis write at one place is kept from both.

    Args:
        memory: What is remembered.
        document: The post.
        line: A line of its file.
        text: What to write; blank for nothing.
        instead_of: The keys of the notes that it takes the place of.

    Returns:
        The new note, None where there is nothing to write.
    """
    place = anchor_at(document, line)
    text, key = tidy(text), os.urandom(8).hex()
    if text:
        post = document.post
        values = {"path": post.path, **identity(post), **place.values, "note": text}
        memory.put(KIND, key, values)
    for old in instead_of:
        memory.drop(KIND, old)
    return _read(memory.get(KIND, key))


def anchor_at(document: Document, line: int) -> TextAnchor:
    """The place of a note on a line of a post's file; above the body it is the whole post."""
    if line < document.body_line:
        return WHOLE
    return TextAnchor.of(document.text, document.outline.headings, line)


def notes(memory: StateStore, path: str | None = None) -> Sequence[Note]:
    """The notes, or those on the post at ``path``, newest first."""
    records = memory.of_kind(KIND)
    found = (_read(r) for r in records if path is None or r.values.get("path") == path)
    return sorted((note for note in found if note), key=attrgetter("when"), reverse=True)


def unkept(memory: StateStore) -> Sequence[Note]:
    """The notes that are not written to disk yet, the oldest first."""
    new = (change for change in memory.unkept if isinstance(change, Record))
    known = (_read(record) for record in new if memory.get(KIND, record.key) == record)
    return [note for note in known if note]


def texts(memory: StateStore) -> Mapping[str, tuple[str, ...]]:
    """The texts of the notes by the paths of posts, the oldest first."""
    found: dict[str, list[str]] = defaultdict(list)
    for record in sorted(memory.of_kind(KIND), key=attrgetter("when")):
        path, text = record.values.get("path"), record.values.get("note")
        if isinstance(path, str) and isinstance(text, str) and text.strip():
            found[path].append(printable_text(text))
    return {path: tuple(told) for path, told in found.items()}


def at_line(found: Iterable[Note], document: Document) -> dict[int, list[Note]]:
    """The notes of a post by the lines of its file that they are at now, the oldest first."""
    by_line: dict[int, list[Note]] = {}
    in_order = sorted(found, key=attrgetter("when"))
    if not in_order:
        return by_line
    lines = AnchorResolver(document.text, document.outline.headings)
    for note in in_order:
        by_line.setdefault(lines.line_of(note.place), []).append(note)
    return by_line


def forget(memory: StateStore, key: str) -> None:
    """Take a note away."""
    memory.drop(KIND, key)


def tidy(text: str) -> str:
    """A text without what no terminal is to be given, and without blanks at its ends."""
    lines = unicodedata.normalize("NFC", text).expandtabs(4).splitlines()
    return "\n".join(safe(line).rstrip() for line in lines).strip("\n")


def printable_text(text: str) -> str:
    """A text from the file, which somebody may have written by hand."""
    return text if text.replace("\n", "").isprintable() else tidy(text)


def _read(record: Record | None) -> Note | None:
    if record is None or (place := TextAnchor.read(record.values)) is None:
        return None
    match record.values:
        case {"path": str(path), "title": str(title), "note": str(text)} if text.strip():
            return Note(record.key, path, title, place, printable_text(text), record.at)
    return None
