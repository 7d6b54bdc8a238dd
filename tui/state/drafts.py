"""Drafts: notes that are being written, or were when ilgi ended."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from operator import attrgetter

from index.post import Document
from index.values import dataclass

from .memory import StateStore
from .notes import KIND as NOTE
from .notes import anchor_at, printable_text
from .records import Json, Record
from .text_anchors import AnchorResolver, TextAnchor, identity

KIND = "draft"


@dataclass(frozen=True, slots=True)
class Draft:
    """A note that is not saved, on a place in the post at ``path``, which had that ``title``.

    ``key`` tells it from others; ``replaces`` are the keys of the notes it takes the place of;
    ``writer`` is the key of the ilgi in which it is or was written.
    """

    key: str
    path: str
    title: str
    place: TextAnchor
    text: str
    replaces: tuple[str, ...]
    writer: str
    when: datetime


def write(
    memory: StateStore,
    key: str,
    document: Document,
    line: int,
    text: str,
    *,
    replaces: Sequence[str] = (),
    writer: str = "",
) -> None:
    """Remember what is being written, unless it is remembered so.

    Args:
        memory: What is remembered.
        key: What tells the draft from others; one with that key is replaced.
        document: The post.
        line: The line of its file.
        text: What is written so far.
        replaces: The keys of the notes that it takes the place of.
        writer: The key of the ilgi in which it is written.
    """
    post = document.post
    values: dict[str, Json] = {
        "path": post.path,
        **identity(post),
        **anchor_at(document, line).values,
        "note": text,
        "replaces": [*replaces],
        "writer": writer,
    }
    known = memory.get(KIND, key)
    if known is None or known.values != values:
        memory.put(KIND, key, values)


def drafts(memory: StateStore) -> Sequence[Draft]:
    """All drafts, the newest first."""
    found = (_read(record) for record in memory.of_kind(KIND))
    return sorted((draft for draft in found if draft), key=attrgetter("when"), reverse=True)


def line_of(draft: Draft, document: Document) -> int:
    """The line of a post's file as it is now that a draft is on."""
    return AnchorResolver(document.text, document.outline.headings).line_of(draft.place)


def forget(memory: StateStore, key: str) -> None:
    """Forget a draft, which was saved or thrown away."""
    if memory.get(KIND, key) is not None:
        memory.drop(KIND, key)


def save(memory: StateStore, draft: Draft) -> None:
    """Make a note of a draft, at the place it was written for, and in place of no other note."""
    record = memory.get(KIND, draft.key)
    if record is not None:
        kept = {k: v for k, v in record.values.items() if k not in ("replaces", "writer")}
        memory.put(NOTE, draft.key, kept)
        memory.drop(KIND, draft.key)


def _read(record: Record) -> Draft | None:
    place = TextAnchor.read(record.values)
    if place is None:
        return None
    match record.values:
        case {"path": str(path), "title": str(title), "note": str(text)} if text.strip():
            replaces, writer = record.values.get("replaces"), record.values.get("writer")
            keys = tuple(map(str, replaces)) if isinstance(replaces, list) else ()
            said = printable_text(text)
            return Draft(record.key, path, title, place, said, keys, f"{writer or ''}", record.at)
    return None
