"""Drafts of notes, sessions, and which ilgis are running."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.journal import Journal
from index.post import Document
from tui.state import drafts, notes
from tui.state.marked_posts import follow
from tui.state.memory import StateStore
from tui.state.presence import Presence
from tui.state.record_file import RecordFile


@pytest.fixture
def memory(tmp_path: Path) -> StateStore:
    return StateStore(RecordFile(tmp_path / "state" / "log.jsonl", "log"))


@pytest.fixture
def log(tmp_path: Path) -> Path:
    folder = tmp_path / "log"
    folder.mkdir()
    body = "A beginning that tells it from others.\n\nSecond line.\n\nThird line.\n"
    (folder / "post.md").write_text(f"---\ntitle: Post\n---\n{body}")
    return folder


def _document(log: Path, name: str = "post.md") -> Document:
    with Journal.open(log, cache=log.with_name("cache")) as journal:
        journal.refresh()
        return journal.document(name)


def test_a_draft_outlives_the_process_and_is_written_once(memory: StateStore, log: Path) -> None:
    document = _document(log)
    for text in ("a", "ab", "ab"):
        drafts.write(memory, "one", document, 6, text, replaces=["note"], writer="me")
    assert len(memory.unkept) == 2
    memory.keep()
    memory.load()
    (draft,) = drafts.drafts(memory)
    assert (draft.text, draft.replaces, draft.writer) == ("ab", ("note",), "me")
    assert draft.place.text == "Second line."
    drafts.forget(memory, "one")
    assert not drafts.drafts(memory)


def test_a_draft_goes_with_its_line_and_with_its_post(memory: StateStore, log: Path) -> None:
    drafts.write(memory, "one", _document(log), 6, "text")
    old = log / "post.md"
    old.rename(log / "renamed.md")
    with Journal.open(log, cache=log.with_name("cache")) as journal:
        journal.refresh()
        assert follow(memory, journal.posts)
        (draft,) = drafts.drafts(memory)
        assert draft.path == "renamed.md"
        text = (log / "renamed.md").read_text()
        (log / "renamed.md").write_text(text.replace("Second", "New.\n\nSecond"))
        journal.refresh()
        assert drafts.line_of(draft, journal.document("renamed.md")) == 8


def test_a_draft_becomes_a_note_and_replaces_none(memory: StateStore, log: Path) -> None:
    document = _document(log)
    note = notes.write(memory, document, 6, "before")
    assert note is not None
    drafts.write(memory, "one", document, 6, "after", replaces=[note.key])
    drafts.save(memory, drafts.drafts(memory)[0])
    assert {note.text for note in notes.notes(memory)} == {"before", "after"}
    assert not drafts.drafts(memory)


def test_who_runs_is_seen_by_others_until_it_ends(tmp_path: Path) -> None:
    one, other = Presence(tmp_path), Presence(tmp_path)
    one.hold()
    assert other.is_running(one.key)
    one.release()
    assert not other.is_running(one.key)
    assert not other.is_running("../x")
    assert not list((tmp_path / "running").iterdir())
