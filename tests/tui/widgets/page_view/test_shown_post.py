"""What the screen says of a post is of one post, however late its page comes."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from textual.events import Key
from textual.geometry import Offset
from textual.keys import _character_to_key
from textual.selection import Selection

from index.errors import JournalError
from index.journal import Journal
from index.messages import Message
from index.post import Document, Link
from tests.tui.conftest import FILLER, Browse, Browser, write_posts
from tui.render.document.pages import Page, pages
from tui.screens.overviews.related_posts import RelatedPostsScreen
from tui.state import bookmarks, notes
from tui.widgets.find_field import FindField
from tui.widgets.page_view.viewer import Viewer

HEADINGS = "\n\n".join(f"## 제목 {number}\n\n글 {number}" for number in range(1, 61))
DETAILS = "<details>\n<summary>힌트</summary>\n\n숨은 글\n\n</details>"
POSTS = {
    "2021-01-03-headings.md": ("title: 제목 많은 글", f"{HEADINGS}\n\n{DETAILS}"),
    "2021-01-02-long.md": (
        "title: 긴 글",
        f"## 하나뿐인 제목\n\n{FILLER}\n\n[없는 글](nowhere.md)\n\n{DETAILS}",
    ),
    "2021-01-01-short.md": ("title: 짧은 글", "한 줄."),
}
LONG = "_posts/2021-01-02-long.md"
HEADED = "_posts/2021-01-03-headings.md"


class Held:
    """Work on a thread that waits until it may go on."""

    def __init__(self) -> None:
        self.is_waiting = threading.Event()
        self.may_go_on = threading.Event()

    def wait(self) -> None:
        """Wait, at most for a while."""
        self.is_waiting.set()
        self.may_go_on.wait(120)

    async def began(self, browser: Browser) -> None:
        """Wait until the work waits, and all that is on its way has come."""
        assert await asyncio.to_thread(self.is_waiting.wait, 60)
        for _ in range(4):
            await browser.pilot.pause()

    async def end(self, browser: Browser) -> None:
        """Let the work go on, and wait for all that follows."""
        self.may_go_on.set()
        await browser.settle()


@pytest.fixture
def journal(tmp_path: Path) -> Journal:
    """A post with sixty headings, a long one with a single heading, and a short one."""
    journal = Journal.open(write_posts(tmp_path / "log", POSTS), cache=tmp_path / "cache")
    journal.refresh()
    return journal


@pytest.fixture
def hold(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], Held]:
    """Have the page of the post with a path wait."""

    def of(path: str) -> Held:
        held = Held()

        def late(document: Document, *values: Any, **named: Any) -> Iterator[Page]:
            if document.post.path == path:
                held.wait()
            yield from pages(document, *values, **named)

        monkeypatch.setattr("tui.widgets.page_view.layout_worker.pages", late)
        return held

    return of


async def keys(browser: Browser, *pressed: str) -> None:
    """Press keys without waiting for the work that follows from them."""
    for key in pressed:
        await browser.pilot.press(key)


async def ask_for(path: str, key: str, browser: Browser, hold: Callable[[str], Held]) -> Held:
    """Ask by a key for the post with a path, whose page waits until it may be made."""
    held = hold(path)
    await keys(browser, key)
    await held.began(browser)
    return held


def said(browser: Browser) -> list[str]:
    """What was said in the corner of the screen."""
    return [notice.message for notice in browser.app._notifications]


def title(browser: Browser) -> str:
    """The title at the head of the page, or over it where it was scrolled away."""
    over = browser.screen.query_one("#page").border_title
    return f"{over}" if over is not None else browser.text("#viewer").split("\n")[0].strip()


async def test_a_page_begins_with_its_title_which_the_border_has_once_it_is_scrolled_away(
    browse: Browse,
) -> None:
    async with browse() as browser:
        border = browser.screen.query_one("#page")
        await browser.press("enter")
        assert browser.text("#viewer").split("\n")[0].strip() == "제목 많은 글"
        assert border.border_title is None
        await browser.press("j")
        assert "제목 많은 글" not in browser.text("#viewer")
        assert str(border.border_title) == "제목 많은 글"
        await browser.press("g", "g")
        assert border.border_title is None
        await browser.press("v")
        assert str(border.border_title) == "제목 많은 글"


async def test_the_page_can_be_scrolled_while_another_post_is_awaited(
    browse: Browse, hold: Callable[[str], Held]
) -> None:
    async with browse() as browser:
        await browser.press("enter", "G", "2")
        held = await ask_for(LONG, "j", browser, hold)
        await keys(browser, "3", "k", "k", "d", "u", "k")
        assert browser.app.is_running
        assert title(browser) == "제목 많은 글"
        assert "제목 60" in browser.text("#contents")
        assert "제목 5" in browser.text("#viewer")
        await held.end(browser)
        assert title(browser) == "긴 글"
        assert browser.text("#contents").split() == ["›하나뿐인", "제목"]
        assert "문단 1:" in browser.text("#viewer")


async def test_all_that_belongs_to_a_post_changes_at_once(
    browse: Browse, hold: Callable[[str], Held]
) -> None:
    seen: list[tuple[str, str, int]] = []

    async with browse() as browser:
        await browser.press("enter", "G", "2")
        reader = browser.screen.reader

        def note() -> None:
            assert reader.document is not None
            row = reader.contents.rows[-1].text
            seen.append((reader.document.post.title, row, len(reader.contents.rows)))
            assert title(browser) == reader.document.post.title

        browser.screen.watch(reader.viewer, "state", note, init=False)
        browser.screen.watch(reader.viewer, "scroll_y", note, init=False)
        held = await ask_for(LONG, "j", browser, hold)
        await keys(browser, "3", "k", "k")
        await held.end(browser)
    assert {*seen} == {("제목 많은 글", "제목 60", 60), ("긴 글", "하나뿐인 제목", 1)}


async def test_a_bookmark_is_on_the_post_that_was_asked_for_last(
    browse: Browse, hold: Callable[[str], Held]
) -> None:
    async with browse() as browser:
        await browser.press("enter", "G")
        held = await ask_for(LONG, "J", browser, hold)
        pressing = asyncio.create_task(keys(browser, "m"))
        await held.end(browser)
        await pressing
        await browser.settle()
        (bookmark,) = bookmarks.bookmarks(browser.screen.state_worker.memory)
        assert bookmark.path == LONG
        assert title(browser) == "긴 글"


async def test_a_note_is_written_on_the_post_that_was_asked_for_last(
    browse: Browse, hold: Callable[[str], Held]
) -> None:
    async with browse() as browser:
        await browser.press("enter")
        held = await ask_for(LONG, "J", browser, hold)
        pressing = asyncio.create_task(keys(browser, "E"))
        await held.end(browser)
        await pressing
        await browser.settle()
        await browser.type("wozu")
        await browser.press("ctrl+s")
        (note,) = notes.notes(browser.screen.state_worker.memory)
        assert (note.path, note.text) == (LONG, "wozu")


async def test_what_is_folded_while_another_post_is_awaited_is_folded_in_its_own_post(
    browse: Browse, hold: Callable[[str], Held]
) -> None:
    async with browse() as browser:
        await browser.press("enter", "G", "2")
        held = await ask_for(LONG, "j", browser, hold)
        await keys(browser, "3", "Z", "G")
        assert "숨은 글" in browser.text("#viewer")
        await held.end(browser)
        await browser.press("G")
        assert "없는 글" in browser.text("#viewer")
        assert "숨은 글" not in browser.text("#viewer")


async def test_a_post_awaited_does_not_move_the_page_before(
    browse: Browse, hold: Callable[[str], Held], journal: Journal
) -> None:
    path = journal.root / LONG
    async with browse() as browser:
        await browser.press("enter", "G", "2")
        held = await ask_for(LONG, "j", browser, hold)
        path.write_text(path.read_text("utf-8").replace("문단 3:", "셋째:"), "utf-8")
        browser.screen.reader.reload()
        await held.end(browser)
        assert "문단 1:" in browser.text("#viewer")
        assert "셋째:" in browser.text("#viewer")
        assert browser.screen.reader.top_line == 1


async def test_every_key_for_the_next_post_goes_one_on(
    browse: Browse, hold: Callable[[str], Held]
) -> None:
    async with browse() as browser:
        await browser.press("enter")
        held = await ask_for(LONG, "J", browser, hold)
        await keys(browser, "J")
        await held.end(browser)
        assert title(browser) == "짧은 글"


async def test_the_page_is_of_the_row_that_the_cursor_came_back_to(
    browse: Browse, hold: Callable[[str], Held]
) -> None:
    async with browse() as browser:
        held = await ask_for(LONG, "j", browser, hold)
        await keys(browser, "k")
        await held.end(browser)
        assert browser.screen.posts.cursor == 0
        assert title(browser) == "제목 많은 글"


async def test_a_line_that_is_asked_for_is_shown_though_the_post_is_saved_meanwhile(
    browse: Browse, journal: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    held, read = Held(), Journal.document

    def late(journal: Journal, path: str) -> Document:
        held.wait()
        return read(journal, path)

    async with browse() as browser:
        await browser.press("j", "enter")
        post = browser.screen.reader.post
        assert post is not None
        monkeypatch.setattr(Journal, "document", late)
        browser.screen.open_post(post, line=30)
        await held.began(browser)
        browser.screen.reader.reload()
        await held.end(browser)
        assert browser.screen.reader.top_line == 30


async def test_the_post_that_shows_stays_where_it_cannot_be_read_again(
    browse: Browse, hold: Callable[[str], Held], monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone(_: Journal, path: str) -> Document:
        raise JournalError(Message.of("path-gone", path=path))

    async with browse() as browser:
        await browser.press("enter")
        held = await ask_for(LONG, "J", browser, hold)
        monkeypatch.setattr(Journal, "document", gone)
        browser.screen.reader.open(HEADED)
        await browser.app.workers.wait_for_complete(
            [worker for worker in browser.app.workers if worker.group == "document"]
        )
        await browser.pilot.pause()
        assert any("has gone" in told for told in said(browser))
        await held.end(browser)
        assert title(browser) == "제목 많은 글"
        assert "제목 1" in browser.text("#viewer")


async def test_what_was_sought_in_a_post_is_not_sought_in_the_next_by_a_late_letter(
    browse: Browse,
) -> None:
    async with browse() as browser:
        await browser.press("enter", "/")
        await browser.type("글")
        await browser.press("enter", "J")
        field = browser.screen.reader.field
        field.post_message(FindField.Changed(field, "문단"))
        field.post_message(FindField.Stepped(1))
        await browser.settle()
        assert browser.screen.reader.viewer.state.found == (0, 0)
        assert browser.screen.reader.viewer.top_line == 1


async def test_what_is_typed_while_a_post_is_awaited_is_sought_in_it(
    browse: Browse, hold: Callable[[str], Held]
) -> None:
    async with browse() as browser:
        await browser.press("enter")
        held = await ask_for(LONG, "J", browser, hold)
        await keys(browser, "/", *map(_character_to_key, "문단"))
        await held.end(browser)
        await browser.press(*map(_character_to_key, " 1"))
        assert browser.screen.reader.field.value == "문단 1"
        assert browser.screen.reader.viewer.state.found[1] == 11


async def test_a_link_leads_on_from_the_post_that_it_stands_in(browse: Browse) -> None:
    async with browse() as browser:
        await browser.press("j", "enter")
        document = browser.screen.reader.document
        assert document is not None
        viewer = browser.screen.reader.viewer
        browser.screen.reader.open(HEADED)
        await browser.settle()
        viewer.post_message(Viewer.LinkActivated(Link("nowhere.md", "없는 글", 90), document))
        await browser.settle()
        assert said(browser) == []
        assert title(browser) == "제목 많은 글"


async def test_a_click_on_a_note_of_the_post_before_opens_none(browse: Browse) -> None:
    async with browse() as browser:
        await browser.press("j", "enter")
        document = browser.screen.reader.document
        assert document is not None
        browser.screen.reader.open(HEADED)
        await browser.settle()
        browser.screen.reader.viewer.post_message(Viewer.NoteRequested(document, 40))
        await browser.settle()
        assert browser.app.screen is browser.screen


async def test_a_selection_ends_with_its_post(browse: Browse) -> None:
    async with browse() as browser:
        await browser.press("enter")
        viewer = browser.screen.reader.viewer
        browser.screen.selections = {viewer: Selection(Offset(0, 2), Offset(4, 4))}
        assert browser.screen.get_selected_text()
        await browser.press("J")
        assert not browser.screen.get_selected_text()


async def test_another_line_for_a_note_is_in_sight_though_the_post_was_saved_meanwhile(
    browse: Browse, journal: Journal
) -> None:
    path = journal.root / LONG
    async with browse(size=(100, 30)) as browser:
        await browser.press("j", "enter", "G", "E")
        path.write_text(
            path.read_text("utf-8").replace("## 하나", "앞\n\n" * 60 + "## 하나"), "utf-8"
        )
        browser.screen.reader.reload()
        await browser.settle()
        await browser.press("ctrl+p")
        assert "문단 3" in browser.text("#viewer")
        assert "앞" not in browser.text("#viewer")


async def test_what_stands_around_a_post_is_of_one_look_around(
    browse: Browse, journal: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    held, related = Held(), Journal.related

    def late(journal: Journal, *values: Any, **named: Any) -> Any:
        if not held.is_waiting.is_set():
            held.wait()
        return related(journal, *values, **named)

    async with browse() as browser:
        await browser.press("j", "enter")
        monkeypatch.setattr(Journal, "related", late)
        await keys(browser, "r")
        await held.began(browser)
        window = browser.app.screen
        assert isinstance(window, RelatedPostsScreen)
        path = journal.root / LONG
        path.write_text(path.read_text("utf-8").replace("긴 글", "더 긴 글"), "utf-8")
        journal.refresh()
        window.look_again()
        await held.end(browser)
        assert "더 긴 글" in f"{window.query_one('#around').border_title}"


async def test_keys_as_fast_as_they_come_end_nothing(browse: Browse) -> None:
    pressed = "2k3GJkkKG" * 25 + "2gg\r1G2j" + "3kk" * 20
    async with browse(size=(120, 30)) as browser:
        for character in pressed:
            key = "enter" if character == "\r" else _character_to_key(character)
            browser.app.post_message(Key(key, character))
            await browser.pilot.pause(0.005)
        await browser.settle()
        assert browser.app.is_running
        post = browser.screen.reader.post
        assert post is not None
        assert title(browser) == post.title
