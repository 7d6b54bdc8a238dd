"""Notes of the reader's own, as they are written, shown, found, listed and taken away."""

from __future__ import annotations

import os
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from rich.cells import cell_len
from textual.widgets import TextArea

from index.journal import Journal
from tests.tui.conftest import POSTS, Browse, Browser, write_posts
from tui.screens.dialogs.note import NoteScreen
from tui.state import bookmarks, drafts, notes
from tui.state.location import file_for
from tui.state.memory import StateStore
from tui.state.record_file import RecordFile

LONG = "_posts/2021-09-09-day28.md"
RENAMED = "_posts/2021-09-09-day-28.md"


def _remembered(log: Path) -> StateStore:
    memory = StateStore(RecordFile(file_for(log), ""))
    memory.load()
    return memory


def _texts(log: Path) -> list[str]:
    return [note.text for note in notes.notes(_remembered(log))]


def _rows(browser: Browser) -> list[str]:
    return [row.strip() for row in browser.text("#viewer").splitlines() if row.strip()]


async def test_a_note_is_written_shown_changed_and_taken_away(browse: Browse, log: Path) -> None:
    async with browse() as browser:
        await browser.press("j", "enter", "]", "]", "E")
        assert "## 뒤" in browser.painted()
        await browser.type("왜 줄었나?")
        await browser.press("enter")
        await browser.type("ㅓ는 j가 아니다: q?")
        await browser.press("ctrl+s")
        assert browser.app.screen is browser.screen
        rows = _rows(browser)
        assert rows[0].startswith("◆ 뒤")
        assert rows[0].endswith("✎")
        assert rows[1:3] == ["✎ 왜 줄었나?", "┊ ㅓ는 j가 아니다: q?"]
        assert "✎" in browser.text("#list")
    assert _texts(log) == ["왜 줄었나?\nㅓ는 j가 아니다: q?"]
    async with browse(at=LONG) as browser:
        await browser.press("G", "[")
        assert "✎ 왜 줄었나?" in _rows(browser)
        await browser.press("E")
        assert browser.app.screen.query_one(TextArea).text == "왜 줄었나?\nㅓ는 j가 아니다: q?"
        await browser.press("ctrl+u", "backspace")
        await browser.press("ctrl+s")
        assert _texts(log) == ["왜 줄었나?"]
        await browser.press("E", "ctrl+u", "ctrl+s")
        assert "Note removed." in browser.painted()
        assert "✎" not in browser.painted()
    assert _texts(log) == []


async def test_what_is_not_saved_is_thrown_away_by_a_second_escape_only(
    browse: Browse, log: Path
) -> None:
    async with browse() as browser:
        await browser.press("enter", "E", "escape")
        assert browser.app.screen is browser.screen
        await browser.press("E")
        await browser.type("글")
        await browser.press("escape")
        assert "Not saved" in browser.painted()
        await browser.type("자")
        assert "Not saved" not in browser.painted()
        await browser.press("escape", "escape")
        assert browser.app.screen is browser.screen
    assert _texts(log) == []


async def test_quitting_keeps_the_note_that_is_being_written(browse: Browse, log: Path) -> None:
    async with browse() as browser:
        await browser.press("enter", "E")
        await browser.type("쓰다가")
        await browser.pilot.press("ctrl+q")
        while browser.app._exit is False:
            await browser.pilot.pause()
    assert _texts(log) == ["쓰다가"]


async def test_a_note_can_be_moved_to_any_line_that_shows(browse: Browse, log: Path) -> None:
    async with browse() as browser:
        await browser.press("j", "enter", "G", "E")
        await browser.type("끝까지")
        await browser.press(*["ctrl+n"] * 40)
        assert "문단 39" in browser.painted()
        await browser.press("ctrl+p", "ctrl+s")
        rows = _rows(browser)
        assert rows[rows.index("✎ 끝까지") - 1].startswith("문단 38")


async def test_another_line_opens_the_note_that_is_there(browse: Browse) -> None:
    async with browse() as browser:
        await browser.press("enter", "]", "E")
        await browser.type("하나")
        await browser.press("ctrl+s", "E", "ctrl+n")
        field = browser.app.screen.query_one(TextArea)
        assert field.text == ""
        await browser.press("ctrl+p")
        assert field.text == "하나"
        await browser.press("ctrl+n")
        await browser.type("둘")
        await browser.press("ctrl+p", "ctrl+p")
        assert field.text == "둘"
        await browser.press("ctrl+s")
        assert browser.text("#viewer").count("✎ ") >= 2


async def test_notes_hide_but_for_their_signs_and_stay_so(browse: Browse) -> None:
    async with browse() as browser:
        await browser.press("enter", "]", "E")
        await browser.type("안 보인다")
        await browser.press("ctrl+s", "x")
        assert "안 보인다" not in browser.painted()
        assert "✎" in browser.text("#viewer")
    async with browse() as browser:
        await browser.press("enter")
        assert "안 보인다" not in browser.painted()
        await browser.press("x")
        assert "✎ 안 보인다" in _rows(browser)


async def test_posts_are_found_by_notes_and_open_at_them(browse: Browse, log: Path) -> None:
    async with browse() as browser:
        await browser.press("j", "enter", "]", "]", "E")
        await browser.type("기울기 폭발")
        await browser.press("ctrl+s", "q", "g", "g", "s")
        await browser.type("note:기울기폭발")
        assert "1 hit" in browser.painted()
        assert "✎ 기울기 폭발" in browser.text("#list")
        assert _rows(browser)[0].startswith("◆ 뒤")
        await browser.press("enter", "g", "g", "q")
        assert "✎ 기울기 폭발" in browser.text("#list")
        await browser.press("s", "escape")
        await browser.type("has:note")
        assert "1 hit" in browser.painted()
        await browser.press("enter", "E", "ctrl+u", "ctrl+s", "q")
        assert "Nothing" in browser.painted() or "0 hits" in browser.painted()


async def test_notes_are_listed_gone_to_and_forgotten(browse: Browse, log: Path) -> None:
    async with browse() as browser:
        await browser.press("g", "n")
        assert "No notes yet" in browser.painted()
        await browser.press("escape", "enter", "E")
        await browser.type("첫째")
        await browser.press("ctrl+s", "J", "]", "]", "E")
        await browser.type("둘째")
        await browser.press("ctrl+s", "K", "g", "n")
        shown = browser.painted()
        assert shown.index("둘째 · 뒤") < shown.rindex("첫째")
        await browser.press("enter")
        assert _rows(browser)[0].startswith("◆ 뒤")
        await browser.press("g", "n")
        await browser.type("첫째")
        await browser.press("ctrl+d", "escape")
    assert _texts(log) == ["둘째"]


async def test_a_note_follows_its_line_when_the_post_is_saved(browse: Browse, log: Path) -> None:
    async with browse() as browser:
        await browser.press("j", "enter", "]", "]", "E")
        await browser.type("따라온다")
        await browser.press("ctrl+s")
        front, body = POSTS["2021-09-09-day28.md"]
        write_posts(log, {"2021-09-09-day28.md": (front, f"새 줄.\n\n{body}")})
        await browser.press("R")
        rows = _rows(browser)
        assert rows[0].startswith("◆ 뒤")
        assert "✎ 따라온다" in rows


async def test_what_another_ilgi_noted_shows_with_the_next_thing_kept(
    browse: Browse, log: Path, journal: Journal
) -> None:
    async with browse() as browser:
        await browser.press("enter", "]")
        other = _remembered(log)
        document = journal.document("_posts/2021-09-10-day29.md")
        line = document.text.split("\n").index("## 학습 내용") + 1
        notes.write(other, document, line, "저쪽에서")
        other.keep()
        await browser.press("m")
        assert "✎ 저쪽에서" in _rows(browser)


async def test_what_another_ilgi_noted_shows_by_itself(
    browse: Browse, log: Path, journal: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tui.workers.state_worker._SECONDS_BETWEEN_LOOKS", 0.02)
    async with browse() as browser:
        await browser.press("enter")
        other = _remembered(log)
        document = journal.document("_posts/2021-09-10-day29.md")
        notes.write(other, document, document.body_line, "저쪽에서")
        other.keep()
        await browser.until(lambda: "✎ 저쪽에서" in _rows(browser))


async def test_a_click_on_a_note_opens_it(browse: Browse) -> None:
    async with browse() as browser:
        await browser.press("enter", "]", "E")
        await browser.type("눌러 보라")
        await browser.press("ctrl+s")
        lines = browser.text("#viewer").splitlines()
        at = next(y for y, line in enumerate(lines) if "눌러" in line)
        await browser.pilot.click("#viewer", offset=(5, at))
        await browser.settle()
        assert browser.app.screen.query_one(TextArea).text == "눌러 보라"
        await browser.press("escape")
        at = next(y for y, line in enumerate(lines) if line.endswith("✎"))
        await browser.pilot.click("#viewer", offset=(cell_len(lines[at]) - 1, at))
        await browser.settle()
        assert browser.app.screen is not browser.screen


def _disk_is_full(_handle: int) -> None:
    raise OSError(28, "No space left on device")


async def test_on_a_full_disk_notes_stay_and_are_kept_as_soon_as_there_is_room(
    browse: Browse, log: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with browse() as browser:
        await browser.press("enter", "]", "E")
        await browser.type("남는다")
        with monkeypatch.context() as full:
            full.setattr(os, "fsync", _disk_is_full)
            await browser.press("ctrl+s")
            assert "No space left on device" in browser.painted()
            assert "✎ 남는다" in _rows(browser)
            assert _texts(log) == []
        await browser.press("m")
    assert _texts(log) == ["남는다"]
    assert len(bookmarks.bookmarks(_remembered(log))) == 1


async def test_a_note_that_can_nowhere_be_kept_is_said_at_the_end(
    browse: Browse, log: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "fsync", _disk_is_full)
    async with browse() as browser:
        await browser.press("enter", "]", "E")
        await browser.type("잃지 않는다")
        await browser.press("ctrl+s")
        await browser.pilot.press("ctrl+q")
        while browser.app._exit is False:
            await browser.pilot.pause()
        said = "".join(f"{line}" for line in browser.app._exit_renderables)
    assert "No space left on device" in said
    assert "잃지 않는다" in said


async def test_the_state_of_a_newer_ilgi_is_shown_and_left_as_it_is(
    browse: Browse, log: Path
) -> None:
    async with browse() as browser:
        await browser.press("enter", "]", "E")
        await browser.type("새 판의 메모")
        await browser.press("ctrl+s")
    file = file_for(log)
    newer = file.read_bytes().replace(b'"format": 1', b'"format": 9')
    file.write_bytes(newer)
    async with browse() as browser:
        await browser.press("enter", "m")
        assert "✎ 새 판의 메모" in _rows(browser)
        assert "newer ilgi" in " ".join(browser.painted().split())
    assert file.read_bytes() == newer


async def test_notes_and_bookmarks_are_copied_as_markdown(browse: Browse) -> None:
    async with browse() as browser:
        await browser.press("g", "x")
        assert "No notes or bookmarks" in browser.painted()
        await browser.press("enter", "]", "m", "E")
        await browser.type("*별*표")
        await browser.press("ctrl+s", "g", "x")
        copied = browser.app.clipboard
        assert copied.startswith(r"## [\[boostcourse\] Day29 학습기록](</boostcourse/")
        assert r"  \*별\*표" in copied
        assert "⚑ 학습 내용" in copied
        assert "Copied 2 notes and bookmarks" in browser.painted()


@pytest.mark.parametrize("size", [(120, 40), (80, 24), (60, 20), (40, 12)])
async def test_a_note_is_written_and_read_at_every_size(
    browse: Browse, size: tuple[int, int]
) -> None:
    async with browse(size=size) as browser:
        await browser.press("enter", "]", "E")
        await browser.type("좁은 곳에서도")
        assert "좁은 곳에서도" in browser.painted()
        await browser.press("ctrl+s")
        assert "✎ 좁은 곳에서도" in _rows(browser)


async def test_a_bookmark_and_a_note_at_one_place_are_two_things(browse: Browse, log: Path) -> None:
    async with browse() as browser:
        await browser.press("enter", "]", "m", "E")
        await browser.type("둘 다")
        await browser.press("ctrl+s", "m")
        assert "✎ 둘 다" in _rows(browser)
    assert not bookmarks.bookmarks(_remembered(log))


async def test_a_bookmark_after_a_note_is_on_the_match_as_the_note_is(
    browse: Browse, log: Path
) -> None:
    async with browse() as browser:
        await browser.press("j", "enter", "/")
        await browser.type("문단 3:")
        await browser.press("enter", "E")
        await browser.type("여기")
        await browser.press("ctrl+s", "m")
    memory, path = _remembered(log), "_posts/2021-09-09-day28.md"
    (note,), (bookmark,) = notes.notes(memory, path), bookmarks.bookmarks(memory)
    assert "문단 3:" in note.place.text
    assert bookmark.place.line == note.place.line


def _leave_draft(log: Path, journal: Journal, path: str, text: str) -> None:
    """What an ilgi has left that was ended while a note was written."""
    memory, document = _remembered(log), journal.document(path)
    line = document.text.split("\n").index("## 뒤") + 1
    drafts.write(memory, "left", document, line, text, writer="0123")
    memory.keep()


async def test_a_draft_is_told_listed_and_gone_on_with(
    browse: Browse, log: Path, journal: Journal
) -> None:
    _leave_draft(log, journal, LONG, "쓰다 만")
    async with browse() as browser:
        assert "A note was not saved" in browser.painted()
        await browser.press("g", "n")
        assert "not saved · 쓰다 만" in browser.painted()
        await browser.press("enter", "g", "g", "E")
        field = browser.app.screen.query_one(TextArea)
        assert field.text == "쓰다 만"
        await browser.press("ctrl+s")
        await browser.press("g", "n")
        assert "not saved ·" not in browser.painted()
    assert _texts(log) == ["쓰다 만"]
    assert not drafts.drafts(_remembered(log))


async def test_a_draft_that_is_thrown_away_is_gone(
    browse: Browse, log: Path, journal: Journal
) -> None:
    _leave_draft(log, journal, LONG, "쓰다 만")
    async with browse() as browser:
        await browser.press("j", "enter", "E", "escape")
        assert "Not saved" in browser.painted()
        await browser.press("escape")
        assert browser.app.screen is browser.screen
    assert not drafts.drafts(_remembered(log))
    assert _texts(log) == []


async def test_a_draft_replaces_no_note_that_was_written_since(
    browse: Browse, log: Path, journal: Journal
) -> None:
    _leave_draft(log, journal, LONG, "쓰다 만")
    other, document = _remembered(log), journal.document(LONG)
    notes.write(other, document, document.text.split("\n").index("## 뒤") + 1, "저쪽에서")
    other.keep()
    async with browse() as browser:
        await browser.press("j", "enter", "E", "ctrl+s")
    assert sorted(_texts(log)) == ["쓰다 만", "저쪽에서"]


async def test_a_draft_whose_post_has_gone_becomes_a_note(
    browse: Browse, log: Path, journal: Journal
) -> None:
    _leave_draft(log, journal, LONG, "쓰다 만")
    (log / LONG).unlink()
    async with browse() as browser:
        await browser.press("g", "n", "enter")
        assert "has gone" in browser.painted()
    assert _texts(log) == ["쓰다 만"]


def test_a_window_that_is_not_on_the_screen_yet_has_nothing_written(journal: Journal) -> None:
    document = journal.document(journal.posts[0].path)
    screen = NoteScreen(document, (1,), 1, {}, lambda *_: None)
    assert screen.written is None


async def _with_other_post_open(browser: Browser, log: Path) -> Callable[[], Awaitable[None]]:
    """Open a post that the search does not find; gives what renames it and its title."""
    await browser.press("s")
    await browser.type("Dijkstra")
    await browser.press("enter", "o")
    await browser.type("Day28")
    await browser.press("enter")
    assert browser.screen.shown_path == LONG

    async def rename() -> None:
        text = (log / LONG).read_text("utf-8")
        (log / LONG).unlink()
        (log / RENAMED).write_text(text.replace("Day28", "Day 28"), "utf-8")
        await browser.run("journal.reindex")

    return rename


async def test_a_post_that_is_renamed_while_it_is_read_stays_and_takes_notes(
    browse: Browse, log: Path
) -> None:
    async with browse() as browser:
        rename = await _with_other_post_open(browser, log)
        await browser.press("d", "d")
        before = _rows(browser)[1]
        await rename()
        assert browser.screen.shown_path == RENAMED
        assert browser.screen.is_reading
        assert before in _rows(browser)
        await browser.press("E")
        await browser.type("a note")
        await browser.press("ctrl+s")
        assert "✎ a note" in browser.text("#viewer")
    assert [note.path for note in notes.notes(_remembered(log))] == [RENAMED]


async def test_a_note_goes_with_a_post_that_is_renamed_while_it_is_written(
    browse: Browse, log: Path
) -> None:
    async with browse() as browser:
        rename = await _with_other_post_open(browser, log)
        await browser.press("E")
        await browser.type("a note")
        await rename()
        await browser.press("ctrl+s")
        assert "✎ a note" in browser.text("#viewer")
    assert [note.path for note in notes.notes(_remembered(log))] == [RENAMED]


async def test_a_note_that_is_emptied_and_not_saved_stays_where_ilgi_quits(
    browse: Browse, log: Path
) -> None:
    async with browse() as browser:
        await browser.press("j", "enter", "]", "E")
        await browser.type("그대로")
        await browser.press("ctrl+s", "E")
        assert browser.app.screen.query_one(TextArea).text == "그대로"
        await browser.press("ctrl+u")
        assert browser.app.screen.query_one(TextArea).text == ""
        await browser.pilot.press("ctrl+q")
        while browser.app._exit is False:
            await browser.pilot.pause()
    assert _texts(log) == ["그대로"]
