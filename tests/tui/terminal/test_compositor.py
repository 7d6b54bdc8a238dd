"""What is painted is what is said: an emulator of a terminal has every syllable."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pyte
import pytest
from textual._compositor import ChopsUpdate
from textual.geometry import Region
from textual.widget import Widget

from index.journal import Journal
from tests.tui.conftest import Browse, Browser, write_posts
from tests.tui.language.texts import texts_said
from tui.language import Language, choose_language, translate
from tui.language.korean import TEXTS
from tui.terminal.shown_cells import ShownCells

_WIDTHS = (40, 80, 101, 120, 161, 200)
_AT_ONCE = 14
"""How many texts one notice says, on a screen of 90 lines."""
_WINDOWS = ("?", ":", "T", "c", "o", "#", "@", "'", "gq", "gs", "gn", "gl", "gj", "gh", "y", "i")
_ODD_TITLES = {
    "2024-01-01-a.md": "বাংলা ভাষায় একটি দিনলিপি লেখা শিখছি",
    "2024-01-02-b.md": "\N{MAN}\u200d\N{WOMAN}\u200d\N{GIRL}\u200d\N{BOY} 가족 일기",
    "2024-01-03-c.md": "긴 제목" * 2_500,
    "2024-01-04-d.md": "Z̸̢͇͓a̵͔l̸̻g̶o̷ ที่นี่ हिन्दी में डायरी",
    "2024-01-05-e.md": "தமிழ் நாட்குறிப்பு မြန်မာ ខ្មែរ",
}


class Terminal:
    """The screen of a terminal that was told all that a screen of Textual writes to it."""

    def __init__(self, browser: Browser) -> None:
        self._browser = browser
        columns, lines = browser.app.size
        self._screen = pyte.Screen(columns, lines)
        self._stream = pyte.Stream(self._screen)
        self._shown = ShownCells()
        self._write(is_whole=True)

    def _write(self, *, is_whole: bool) -> None:
        app = self._browser.app
        update = app.screen._compositor.render_update(
            full=is_whole, screen_stack=app._background_screens
        )
        if update is not None:
            assert isinstance(update, ChopsUpdate)
            self._stream.feed(self._shown.write(update, app.console))

    def repaint(self, widget: Widget) -> None:
        """Paint a widget anew, as when it has changed."""
        self._browser.app.screen._compositor.update_widgets({widget})
        self._write(is_whole=False)

    def cells(self, line: int, first: int, last: int) -> list[str]:
        """What stands in the cells of a line, each with what is drawn over it."""
        row = self._screen.buffer[line]
        return [row[column].data for column in range(first, last)]

    def text(self, region: Region) -> str:
        """What a part of the screen shows, without blanks."""
        lines = (self.cells(line, region.x, region.right) for line in region.line_range)
        return _bare("".join("".join(cells) for cells in lines))


def _bare(text: str) -> str:
    return "".join(unicodedata.normalize("NFC", text).split())


def _said(text: str) -> str:
    """A text of the interface with something in each of its fields."""
    try:
        fields = [name for _, name, _, _ in Formatter().parse(text) if name]
    except ValueError:
        return translate(text)
    known = translate(text)
    return re.sub(r"\{\w+(?::[^{}]*)?\}", "8", known) if fields else known


def _leaves(screen: Widget) -> Iterator[Widget]:
    """The widgets that draw themselves and that none lies over."""
    drawn = [
        one for one in screen.query("*") if one.region and not one.children and one.is_on_screen
    ]
    for widget in drawn:
        visible = widget.region.intersection(screen.region)
        if visible == widget.region and not any(
            other is not widget and other.region.overlaps(visible) for other in drawn
        ):
            yield widget


async def _notice(browser: Browser, text: str) -> Widget:
    """The notice that says a text, once it is on the screen."""
    browser.app.notify(text, markup=False, timeout=600)
    for _ in range(1_000):
        await browser.pilot.pause()
        for toast in browser.app.screen.query("Toast"):
            if toast.region and browser.app.screen.region.contains_region(toast.region):
                return toast
    pytest.fail(f"no notice says {text}")


@pytest.mark.parametrize("language", ["en", "ko"])
async def test_a_notice_shows_every_syllable_of_every_text(
    browse: Browse, language: Language
) -> None:
    choose_language(language)
    texts = sorted({_said(text) for text in (TEXTS if language == "ko" else texts_said())})
    async with browse((120, 90)) as browser:
        choose_language(language)
        await browser.press("j")  # to a page that scrolls
        for number, width in enumerate(_WIDTHS):
            await browser.pilot.resize_terminal(width, 90)
            said_here = texts[number :: len(_WIDTHS)]
            for begin in range(0, len(said_here), _AT_ONCE):
                said = "\n".join(said_here[begin : begin + _AT_ONCE])
                toast = await _notice(browser, said)
                terminal = Terminal(browser)
                assert terminal.text(toast.content_region) == _bare(said), width
                for selector in ("#list", "#viewer"):
                    for widget in browser.app.screen.query(selector):
                        terminal.repaint(widget)
                assert terminal.text(toast.content_region) == _bare(said), width
                browser.app.clear_notifications()
                await browser.pilot.pause()


@pytest.mark.parametrize("language", ["en", "ko"])
async def test_rows_foot_and_windows_show_what_their_widgets_draw(
    browse: Browse, language: Language
) -> None:
    choose_language(language)
    async with browse() as browser:
        choose_language(language)
        for number, width in enumerate(_WIDTHS):
            await browser.pilot.resize_terminal(width, 30)
            await browser.press("1", "2")
            _assert_painted(browser, width)
            await browser.press(*_WINDOWS[number % len(_WINDOWS)])
            _assert_painted(browser, width)
            await browser.press("escape", "escape")


def _assert_painted(browser: Browser, width: int) -> None:
    """Each widget that nothing covers stands on the screen as it draws itself."""
    terminal = Terminal(browser)
    seen = 0
    for widget in _leaves(browser.app.screen):
        region = widget.region
        drawn = widget.render_lines(region.reset_offset)
        above = Region(region.x, region.y, region.width, 1)
        below = Region(region.x, region.bottom - 1, region.width, 1)
        for part in (above, widget.scrollable_content_region, below):
            first = part.x - region.x
            lines = drawn[part.y - region.y : part.bottom - region.y]
            said = "".join(line.crop(first, first + part.width).text for line in lines)
            assert terminal.text(part) == _bare(said), width
        seen += 1
    assert seen > 0


async def test_a_notice_keeps_its_syllables_while_panes_change(browse: Browse) -> None:
    async with browse((101, 40)) as browser:
        choose_language("ko")
        said = "저장할 검색이 없습니다. " * 8
        toast = await _notice(browser, said)
        for key in ("3", "z", "z", "t", "2", "1"):
            await browser.press(key)
            assert _bare(said) in Terminal(browser).text(toast.content_region)


@pytest.mark.parametrize("width", [40, 80, 101, 120])
async def test_no_title_moves_a_border(browse: Browse, tmp_path: Path, width: int) -> None:
    posts = {name: (f"title: '{title}'", f"## {title[:99]}") for name, title in _ODD_TITLES.items()}
    log = write_posts(tmp_path / "odd", posts)
    with Journal.open(log, cache=tmp_path / "cache-odd") as journal:
        journal.refresh()
        async with browse((width, 24), of=journal) as browser:
            for keys in (("2",), ("j",), ("3",), ("o",)):
                await browser.press(*keys)
                assert _borders(browser), keys


def _borders(browser: Browser) -> int:
    """How many borders stand in the columns where they belong; it fails for one that does not."""
    terminal, seen = Terminal(browser), 0
    screen = browser.app.screen
    for pane in screen.query("#tree, #list, #page, #contents, ModalScreen > *"):
        region = pane.region.intersection(screen.region)
        if pane.styles.border_right[0] and region == pane.region:
            for line in range(region.y + 1, region.bottom - 1):
                shown = "".join(terminal.cells(line, region.right - 1, region.right))
                assert shown in "│┃", (pane, line)
                seen += 1
    return seen
