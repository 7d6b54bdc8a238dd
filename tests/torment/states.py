"""Damaged files of what the reader did: whole lines are never lost, and nothing raises."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from index.post import Document, Outline, Post
from tui.state import (
    bookmarks,
    drafts,
    export,
    marked_posts,
    notes,
    reading,
    recent_journals,
    searches,
)
from tui.state.memory import StateStore
from tui.state.record_file import RecordFile
from tui.state.records import Records
from tui.state.text_anchors import TextAnchor

_ODD: Final = (
    b"{}", b"[]", b"null", b'{"kind": 1}', b"\xff\xfe", b"{" * 5_000, b"[" * 5_000, b'"' * 300,
    b'{"kind": "visit", "key": "a", "values": {"line": -5}, "when": "2035-01-01T00:00:00+00:00"}',
    b'{"kind": "note", "key": "x", "values": {"line": "1"}, "when": "2021-01-01T00:00:00+00:00"}',
    b'{"kind": "mark", "key": "x", "values": null, "when": "2021-01-01T00:00:00+00:00"}',
    b'{"kind": "search", "key": "\\ud800", "values": {}, "when": "2021-01-01T00:00:00+00:00"}',
    b'{"kind": "journal", "key": "", "values": {"format": 1e999}, "when": "0001-01-01T00:00:00Z"}',
    b'{"kind": "visit", "key": "b", "values": {"title": [1]}, "when": "9999-12-31T23:59:59-14:00"}',
    b'{"kind": "saved", "key": "s", "values": {"query": 5}, "when": "0001-01-01T00:00:00+14:00"}',
    b'{"kind": "note", "key": "n", "values": {"path": "a", "line": ' + b"9" * 5_000 + b"}}",
)  # fmt: skip


class States:
    """A file of every kind of record, damaged, then read, used and written again."""

    name = "states"
    seconds = 5.0
    is_cut = True

    def __init__(self, folder: Path) -> None:
        """Write the files to an empty folder."""
        self._file = folder / "log.jsonl"
        memory = StateStore(RecordFile(self._file, "log"))
        for number in range(12):
            use(memory, number)
        memory.keep()
        self._whole = self._file.read_bytes()
        self._lines = {line for line in self._whole.split(b"\n") if line}

    def make(self, draw: random.Random, number: int) -> bytes:
        """The bytes of a file."""
        from .damage import damaged

        lines = self._whole.split(b"\n")
        if number % 2:
            for _ in range(draw.randint(1, 4)):
                lines.insert(draw.randrange(len(lines)), draw.choice(_ODD))
        whole = b"\n".join(lines)
        return damaged(whole, draw) if number % 3 else whole

    def check(self, made: bytes) -> Iterator[str]:
        """What is wrong with what becomes of a file."""
        RecordFile(self._file, "log").backup.unlink(missing_ok=True)
        self._file.write_bytes(made)
        lines = made.split(b"\n")
        memory = StateStore(RecordFile(self._file, "log"))
        memory.load()
        kept = {record.line for record in Records.of(made).by_name.values()}
        names = {(r.kind, r.key) for r in Records.of(self._whole).by_name.values()}
        for line in self._lines.intersection(lines) - kept:
            record = next(iter(Records.of(line).by_name.values()))
            if memory.get(record.kind, record.key) is None:
                yield f"a whole record is lost: {line!r}"
        _look(memory)
        use(memory, 99)
        memory.keep()
        after = self._file.read_bytes()
        before = Records.of(made)
        again = StateStore(RecordFile(self._file, "log"))
        again.load()
        for line in before.unread:
            if line not in after:
                yield f"a line that is no record is lost: {line[:80]!r}"
        for kind, key in names & before.by_name.keys():
            if again.get(kind, key) is None and kind != "visit":
                yield f"a record is lost when another is written: {kind}"


def use(memory: StateStore, number: int, settings: StateStore | None = None) -> None:
    """Do one of each that is remembered, with a number; the journals opened are in ``settings``."""
    path = f"{number}.md"
    post = Post(
        path, f"글 {number}", path, None, None, (), (), f"/{number}/", "", "이끎", 1, 1, (), ()
    )
    text = f"첫 줄\n둘째 {number}\n"
    document = Document(post, Outline(), text, text, 1, text, "")
    reading.visit(memory, post, TextAnchor.of(text, (), 2))
    reading.mark_read(memory, post, read=True)
    bookmarks.toggle(memory, document, 2)
    notes.write(memory, document, 1, f"생각 {number}", ())
    searches.remember(memory, f"loss {number}")
    searches.save(memory, chr(ord("a") + number % 26), f"tag:{number}")
    drafts.write(memory, f"draft{number}", document, 2, f"초안 {number}")
    recent_journals.remember(settings or memory, f"/log/{number}", f"log {number}")


def _look(memory: StateStore) -> None:
    """Ask for all that is remembered, as the browser does."""
    reading.visits(memory)
    for visit in reading.visits(memory):
        reading.last_position(memory, visit.path)
    bookmarks.bookmarks(memory)
    notes.notes(memory)
    notes.texts(memory)
    drafts.drafts(memory)
    searches.earlier(memory)
    searches.saved(memory)
    recent_journals.recent_journals(memory)
    marked_posts.marks(memory)
    marked_posts.follow(memory, ())
    export.as_markdown(export.marked_posts(memory), str)
    for marked in export.marked_posts(memory):
        export.as_values(marked, str)


def stores(folder: Path) -> tuple[StateStore, StateStore]:
    """What is remembered of a journal, and of all of them, in files of a folder."""
    journal = StateStore(RecordFile(folder / "log.jsonl", "log"))
    return journal, StateStore(RecordFile(folder / "settings.jsonl", "every journal"))


def forgotten(journal: StateStore, settings: StateStore, number: int) -> Iterator[str]:
    """What ``use`` did with a number and is remembered no longer."""
    path = f"{number}.md"
    if path not in {visit.path for visit in reading.visits(journal)}:
        yield f"the place in {path}"
    if path not in {bookmark.path for bookmark in bookmarks.bookmarks(journal)}:
        yield f"the bookmark in {path}"
    if f"생각 {number}" not in {note.text for note in notes.notes(journal)}:
        yield f"the note on {path}"
    if f"초안 {number}" not in {draft.text for draft in drafts.drafts(journal)}:
        yield f"the draft on {path}"
    if f"loss {number}" not in searches.earlier(journal):
        yield f"the search {number}"
    if f"/log/{number}" not in {one.root for one in recent_journals.recent_journals(settings)}:
        yield f"the journal {number}"
