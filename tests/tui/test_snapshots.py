from __future__ import annotations

from collections.abc import Callable

import pytest
from textual.pilot import Pilot

from index.journal import Journal
from tests.tui.rest import wait_for_rest
from tui.app import IlgiApp
from tui.screens.browser.main import MainScreen
from tui.themes import CONTRAST, INK, PAPER
from tui.widgets.search_field import SearchField

Compare = Callable[..., bool]


def _app(journal: Journal, theme: str) -> IlgiApp:
    app = IlgiApp(journal)
    app.theme = theme
    return app


async def _settle(pilot: Pilot[int], *keys: str) -> None:
    await wait_for_rest(pilot.app)
    screen = pilot.app.screen
    assert isinstance(screen, MainScreen)
    screen.query_one(SearchField).cursor_blink = False
    for key in (None, *keys):
        if key is not None:
            await pilot.press(key)
        await wait_for_rest(pilot.app)


@pytest.mark.parametrize(
    ("size", "theme"),
    [
        ((120, 40), INK.name),
        ((120, 40), PAPER.name),
        ((80, 24), INK.name),
        ((60, 20), INK.name),
        ((40, 12), PAPER.name),
    ],
    ids=lambda value: "x".join(map(str, value)) if isinstance(value, tuple) else value,
)
def test_the_browser(
    snap_compare: Compare, journal: Journal, size: tuple[int, int], theme: str
) -> None:
    assert snap_compare(_app(journal, theme), terminal_size=size, run_before=_settle)


@pytest.mark.parametrize("size", [(120, 40), (40, 12)], ids=lambda size: f"{size[0]}x{size[1]}")
def test_a_search_with_its_snippets(
    snap_compare: Compare, journal: Journal, size: tuple[int, int]
) -> None:
    async def search(pilot: Pilot[int]) -> None:
        await _settle(pilot, "s", *"손실함수")

    assert snap_compare(_app(journal, INK.name), terminal_size=size, run_before=search)


def test_the_help(snap_compare: Compare, journal: Journal) -> None:
    async def ask(pilot: Pilot[int]) -> None:
        await _settle(pilot, "?")

    assert snap_compare(_app(journal, PAPER.name), terminal_size=(80, 24), run_before=ask)


@pytest.mark.parametrize(
    ("keys", "theme"),
    [(("g", "s"), INK.name), (("c",), PAPER.name), (("o",), CONTRAST.name)],
    ids=["statistics", "calendar", "titles"],
)
def test_a_window(
    snap_compare: Compare, journal: Journal, keys: tuple[str, ...], theme: str
) -> None:
    async def open_window(pilot: Pilot[int]) -> None:
        await _settle(pilot, *keys)

    assert snap_compare(_app(journal, theme), terminal_size=(80, 24), run_before=open_window)
