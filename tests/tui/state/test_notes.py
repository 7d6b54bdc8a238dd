"""Notes of the reader's own: kept at places of posts, through edits, renames and other ilgis."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.journal import Journal
from index.post import Document
from tests.tui.conftest import POSTS, write_posts
from tui.state import notes
from tui.state.marked_posts import follow, marks
from tui.state.memory import StateStore
from tui.state.record_file import RecordFile
from tui.state.records import Json
from tui.state.text_anchors import WHOLE

LONG = "2021-09-09-day28.md"
Read = Callable[[], Document]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "state" / "log.jsonl"


@pytest.fixture
def memory(file: Path) -> StateStore:
    return StateStore(RecordFile(file, "log"))


@pytest.fixture
def read(journal: Journal) -> Read:
    return lambda: journal.document(f"_posts/{LONG}")


def _line(document: Document, words: str) -> int:
    return next(n for n, line in enumerate(document.text.split("\n"), 1) if words in line)


def _texts(memory: StateStore, document: Document) -> dict[int, list[str]]:
    by_line = notes.at_line(notes.notes(memory), document)
    return {line: [note.text for note in found] for line, found in by_line.items()}


def test_notes_stay_with_their_lines_when_a_post_is_edited(
    memory: StateStore, log: Path, read: Read
) -> None:
    document = read()
    notes.write(memory, document, _line(document, "드디어"), "정말?\n\n다시 볼 것")
    notes.write(memory, document, _line(document, "## 오늘"), "무슨 요일")
    front, body = POSTS[LONG]
    write_posts(log, {LONG: (f"{front}\nlayout: post", f"새 줄.\n\n{body}")})
    after = read()
    assert _texts(memory, after) == {
        _line(after, "드디어"): ["정말?\n\n다시 볼 것"],
        _line(after, "## 오늘"): ["무슨 요일"],
    }


def test_a_note_above_the_body_is_one_on_the_whole_post(memory: StateStore, read: Read) -> None:
    document = read()
    written = notes.write(memory, document, 2, "다 읽었다")
    assert written is not None
    assert written.place == WHOLE
    assert _texts(memory, document) == {1: ["다 읽었다"]}


def test_a_note_takes_the_place_of_others_and_a_blank_one_of_none(
    memory: StateStore, read: Read
) -> None:
    document = read()
    first = notes.write(memory, document, 9, "하나")
    assert first is not None
    second = notes.write(memory, document, 9, "둘", instead_of=[first.key])
    assert second is not None
    assert [note.text for note in notes.notes(memory)] == ["둘"]
    assert notes.write(memory, document, 9, " \n ", instead_of=[second.key]) is None
    assert not notes.notes(memory)


def test_what_two_ilgis_write_at_one_place_is_kept_from_both(file: Path, read: Read) -> None:
    document = read()
    one, other = StateStore(RecordFile(file, "log")), StateStore(RecordFile(file, "log"))
    first = notes.write(one, document, 9, "처음")
    assert first is not None
    one.keep()
    other.load()
    notes.write(one, document, 9, "이쪽", instead_of=[first.key])
    notes.write(other, document, 9, "저쪽", instead_of=[first.key])
    one.keep()
    other.keep()
    one.load()
    assert {note.text for note in notes.notes(one)} == {"이쪽", "저쪽"}


def test_notes_go_with_a_post_that_is_renamed(
    memory: StateStore, journal: Journal, read: Read
) -> None:
    document = read()
    note = notes.write(memory, document, 9, "따라간다")
    assert note is not None
    moved = replace(document.post, path="_posts/2021-09-10-moved.md")
    assert follow(memory, [moved])
    assert notes.notes(memory) == [replace(note, path=moved.path)]
    assert marks(memory).notes == {moved.path: ("따라간다",)}


def test_all_notes_of_a_post_can_be_searched_for_the_oldest_first(
    memory: StateStore, read: Read
) -> None:
    document = read()
    notes.write(memory, document, 9, "하나")
    notes.write(memory, document, 11, "둘")
    assert marks(memory).notes == {document.post.path: ("하나", "둘")}
    assert [note.text for note in notes.notes(memory)] == ["둘", "하나"]


@pytest.mark.parametrize(
    "values",
    [
        {"path": "a.md", "title": "t", "line": 1, "text": "", "heading": "", "note": 3},
        {"path": "a.md", "title": "t", "line": 1, "text": "", "heading": "", "note": " "},
        {"path": "a.md", "title": "t", "note": "no place"},
        {"path": None, "title": "t", "line": 1, "text": "", "heading": "", "note": "x"},
    ],
)
def test_a_record_of_another_version_costs_no_other_note(
    memory: StateStore, read: Read, values: dict[str, Json]
) -> None:
    memory.put(notes.KIND, "odd", values)
    notes.write(memory, read(), 9, "이것은 남는다")
    assert [note.text for note in notes.notes(memory)] == ["이것은 남는다"]


@given(st.text())
def test_no_note_says_anything_to_a_terminal(text: str) -> None:
    told = notes.tidy(text)
    assert told.encode().decode() == told
    assert not any(ord(c) < 32 or 127 <= ord(c) < 160 for c in told.replace("\n", ""))
    assert notes.tidy(told) == told
