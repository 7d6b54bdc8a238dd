"""What is remembered of the reader, as seen in the browser and in the next one."""

from __future__ import annotations

import fcntl
import re
from pathlib import Path

import pytest

from index.journal import Journal
from tests.tui.conftest import POSTS, Browse, Browser, write_posts
from tui.state import bookmarks, reading, searches
from tui.state.location import file_for, settings_file
from tui.state.memory import StateStore
from tui.state.record_file import RecordFile
from tui.themes import PAPER

LONG = "_posts/2021-09-09-day28.md"
SHORT = "_posts/2021-08-02-descent.md"


def _remembered(log: Path) -> StateStore:
    memory = StateStore(RecordFile(file_for(log), ""))
    memory.load()
    return memory


def _shown(browser: Browser) -> str:
    post = browser.screen.reader.post
    return post.path if post else ""


def _row(browser: Browser, words: str) -> str:
    return next(line for line in browser.text("#list").splitlines() if words in line)


async def test_a_post_is_read_once_its_end_was_seen(browse: Browse, log: Path) -> None:
    async with browse() as browser:
        await browser.press("j", "j", "j", "k")
        assert "✓" not in browser.text("#list")
        await browser.press("enter")
        assert "✓" in _row(browser, "경사하강법")
        await browser.press("K")
        assert "✓" not in _row(browser, "Day28")
        await browser.press("G")
        assert "✓" in _row(browser, "Day28")
    assert {r.key for r in _remembered(log).of_kind(reading.READ)} == {LONG, SHORT}
    async with browse() as browser:
        assert browser.text("#list").count("✓") == 2


async def test_read_and_unread_by_key_and_as_a_search(browse: Browse) -> None:
    async with browse() as browser:
        await browser.press("j", "r")
        assert "✓" in _row(browser, "Day28")
        await browser.press("s")
        await browser.type("is:unread")
        assert "4 hits" in browser.painted()
        await browser.press("escape")
        await browser.type("is:read")
        assert "1 hit" in browser.painted()
        await browser.press("enter", "2", "r")
        assert "0 hits" in browser.painted()


async def test_a_list_of_unread_posts_stays_while_they_are_read(browse: Browse) -> None:
    async with browse() as browser:
        await browser.press("s")
        await browser.type("is:unread")
        await browser.press("enter", "G", "J", "G")
        assert "5 hits" in browser.painted()
        assert _shown(browser) == LONG
        await browser.press("2")
        assert "3 hits" in browser.painted()


async def test_a_post_opens_where_it_was_left_but_for_a_hit(browse: Browse) -> None:
    async with browse() as browser:
        await browser.press("j", "enter", "d", "d")
        line = browser.screen.reader.top_line
        assert line > 10
        await browser.press("2")
    async with browse() as browser:
        assert browser.screen.reader.top_line == line
        await browser.press("2", "k", "j")
        assert browser.screen.reader.top_line == line
        await browser.press("enter")
        assert browser.screen.reader.top_line == line
        await browser.press("s")
        await browser.type("드디어")
        await browser.press("enter")
        assert "드디어" in browser.text("#viewer")
        assert browser.screen.reader.top_line != line


async def test_a_post_that_was_read_to_its_end_opens_at_its_beginning(browse: Browse) -> None:
    async with browse() as browser:
        await browser.press("j", "enter", "d", "d", "2", "enter", "G", "2", "k", "j")
        assert browser.screen.reader.top_line <= 7


async def test_a_bookmark_leads_back_and_goes(browse: Browse, log: Path) -> None:
    async with browse() as browser:
        await browser.press("j", "enter", "]", "]", "m")
        assert "Bookmarked: 뒤" in browser.painted()
        assert "⚑" in _row(browser, "Day28")
        await browser.press("2", "g", "g", "s")
        await browser.type("is:bookmarked")
        assert "1 hit" in browser.painted()
        await browser.press("escape", "escape")
    front, body = POSTS["2021-09-09-day28.md"]
    write_posts(log, {"2021-09-09-day28.md": (front, f"새 줄.\n\n{body}")})
    async with browse() as browser:
        await browser.press("'")
        assert "Day28" in browser.painted()
        await browser.type("뒤")
        await browser.press("enter")
        assert browser.text("#viewer").splitlines()[0].strip().endswith("뒤")
        await browser.press("'", "ctrl+d")
        assert "m bookmarks the place" in browser.painted()
        await browser.press("escape")
        assert "⚑" not in browser.text("#list")
    assert not bookmarks.bookmarks(_remembered(log))


async def test_a_bookmark_above_the_body_is_one_of_the_whole_post(browse: Browse) -> None:
    async with browse() as browser:
        await browser.press("j", "enter", "m")
        assert "Bookmarked: [boostcourse] Day28" in browser.painted()
        await browser.press("'")
        assert LONG in browser.painted()
        assert "---" not in browser.painted()
        await browser.press("escape", "m")
        assert "⚑" not in browser.text("#list")


async def test_a_bookmark_of_a_heading_says_it_once(browse: Browse) -> None:
    async with browse() as browser:
        await browser.press("j", "enter", "]", "]", "m", "'")
        assert re.search(r"┃   뒤 +┃", browser.painted())


async def test_a_bookmark_of_a_post_that_has_gone_says_so(browse: Browse, log: Path) -> None:
    async with browse() as browser:
        await browser.press("j", "enter", "m")
        (log / LONG).unlink()
        await browser.press("R", "'", "enter")
        assert f"{LONG} has gone" in browser.painted()


async def test_a_search_is_saved_under_a_letter_and_made_again(browse: Browse, log: Path) -> None:
    async with browse() as browser:
        await browser.press("S")
        assert "No search to save" in browser.painted()
        await browser.press("s")
        await browser.type("손실 tag:PyTorch")
        await browser.press("enter", "S")
        await browser.press("m", "enter")
        await browser.press("q", "q")
        assert "손실" not in browser.text("TopBar")
        await browser.press("'")
        await browser.press("m", "enter")
        assert browser.screen.bar.search.value == "손실 tag:PyTorch"
        assert browser.screen.focused is browser.screen.query_one("#list")
    assert [saved.name for saved in searches.saved(_remembered(log))] == ["m"]


async def test_what_was_read_before_is_listed(browse: Browse) -> None:
    async with browse() as browser:
        await browser.press("j", "enter", "J", "g", "l")
        shown = browser.painted()
        assert shown.index("descent.md") < shown.index("day28.md")
        await browser.press("down", "enter")
        assert _shown(browser) == LONG


async def test_what_is_known_goes_with_a_renamed_post(browse: Browse, log: Path) -> None:
    async with browse() as browser:
        await browser.press("j", "r")
        (log / LONG).rename(log / "_posts" / "2021-09-09-renamed.md")
        await browser.press("R")
        assert "✓" in _row(browser, "Day28")
    read = _remembered(log).of_kind(reading.READ)
    assert [record.key for record in read] == ["_posts/2021-09-09-renamed.md"]


async def test_looks_and_choices_are_as_they_were(browse: Browse) -> None:
    async with browse() as browser:
        await browser.press("T")
        themes = sorted(browser.app.available_themes)
        at = themes.index(browser.app.theme)
        to = themes.index(PAPER.name)
        await browser.press(*["j" if to > at else "k"] * abs(to - at), "enter")
        await browser.press("p", "3", "w", "W", "M", "t")
        width = browser.screen.reader.viewer.state.options.reading_width
    async with browse() as browser:
        options = browser.screen.reader.viewer.state.options
        assert browser.app.theme == PAPER.name
        assert options.reading_width == width != 100
        assert (options.wrapped, options.formulas) == (True, False)
        assert "no preview" in browser.painted()
        assert not browser.text("#contents")


async def test_a_theme_that_was_only_looked_at_is_not_remembered(browse: Browse) -> None:
    async with browse() as browser:
        before = browser.app.theme
        await browser.press("T", "j", "escape")
    async with browse() as browser:
        assert browser.app.theme == before


@pytest.mark.parametrize("text", ["\0\0\0", '{"kind": "setting", "key": "theme", "val', "[]\n"])
async def test_spoilt_preferences_leave_what_ilgi_has_by_itself(browse: Browse, text: str) -> None:
    settings_file().parent.mkdir(parents=True)
    settings_file().write_text(text)
    async with browse() as browser:
        assert "Day29" in browser.text("#list")
        await browser.press("p")
    assert text.strip("\n") in settings_file().read_text()


async def test_each_letter_of_the_menu_copies_its_text(browse: Browse, log: Path) -> None:
    code = {
        "2022-01-01-code.md": (
            "title: 'A [b] c'",
            "한 문단.\n\n```python\nx = 1\n```\n\n끝.",
        )
    }
    write_posts(log, code)
    journal = Journal.open(log)
    journal.refresh()
    async with browse(of=journal) as browser:
        await browser.press("enter")
        for letter, copied in {
            "p": "_posts/2022-01-01-code.md",
            "l": "/2022/01/01/code.html",
            "m": r"[A \[b\] c](/2022/01/01/code.html)",
            "c": "x = 1",
            "w": (log / "_posts" / "2022-01-01-code.md").read_text("utf-8"),
        }.items():
            await browser.press("y", letter)
            assert browser.app.clipboard == copied
            assert browser.app.screen is browser.screen
        assert "Copied the whole post" in browser.painted()
        await browser.press("y", "q")
        quoted, _, source = browser.app.clipboard.rstrip("\n").split("\n")
        assert quoted == "> 한 문단."
        assert source == r"> — [A \[b\] c](/2022/01/01/code.html), 2022-01-01"


@pytest.mark.parametrize(
    ("keys", "quoted"),
    [
        ("}", "> ```sh\n> ls\n> ```"),
        ("]", "> 머리\n>\n> 머리 아래."),
        ("]]", "> 끝\n>\n> ```\n> x = 1\n> ```"),
    ],
)
async def test_what_was_gone_to_is_quoted_and_a_heading_with_what_is_below_it(
    browse: Browse, log: Path, keys: str, quoted: str
) -> None:
    body = (
        "한 문단.\n\n```sh\nls\n```\n\n## 머리\n\n머리 아래.\n\n둘째.\n\n## 끝\n\n```\nx = 1\n```\n"
    )
    write_posts(log, {"2022-01-01-code.md": ("title: 코드", body)})
    journal = Journal.open(log)
    journal.refresh()
    async with browse(of=journal) as browser:
        await browser.press("enter", *keys, "y", "q")
        assert browser.app.clipboard.startswith(f"{quoted}\n>\n> — ")


async def test_what_is_not_in_sight_is_not_copied(browse: Browse) -> None:
    async with browse() as browser:
        await browser.press("enter", "y", "c")
        assert "no code block in sight" in browser.painted()
        assert browser.app.clipboard == ""


async def test_quitting_waits_for_no_other_ilgi_and_says_what_is_not_kept(
    browse: Browse, log: Path
) -> None:
    file = file_for(log)
    async with browse() as browser:
        file.parent.mkdir(parents=True, exist_ok=True)
        with Path(f"{file}.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            await browser.pilot.press("r", "ctrl+q")
            while browser.app._exit is False:
                await browser.pilot.pause()
            said = "".join(f"{line}" for line in browser.app._exit_renderables)
    assert "The last change was not saved" in said
    assert file.name in said


async def test_ilgi_ends_whatever_fails_and_says_what_is_not_kept(
    browse: Browse, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_: StateStore) -> None:
        raise RuntimeError("nobody foresaw this")

    async with browse() as browser:
        monkeypatch.setattr(StateStore, "keep", fail)
        await browser.press("ctrl+q")
        said = "".join(f"{line}" for line in browser.app._exit_renderables)
        monkeypatch.undo()
    assert "The last change was not saved" in said
    assert "RuntimeError: nobody foresaw this" in said


async def test_quitting_keeps_the_place(browse: Browse, log: Path) -> None:
    async with browse() as browser:
        await browser.press("j", "enter", "d")
        line = browser.screen.reader.top_line
        await browser.pilot.press("ctrl+q")
        while browser.app._exit is False:
            await browser.pilot.pause()
    place = reading.last_position(_remembered(log), LONG)
    assert place is not None
    assert abs(place.line - line) <= 1
