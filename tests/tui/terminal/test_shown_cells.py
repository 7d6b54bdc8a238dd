"""What the terminal shows already is not written again, and nothing else is left out."""

from __future__ import annotations

from itertools import pairwise

import pyte
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console
from rich.segment import Segment
from rich.style import Style
from textual._compositor import ChopsUpdate, Compositor, LayoutUpdate
from textual.app import App
from textual.geometry import Region
from textual.strip import Strip

from tui.terminal.shown_cells import ShownCells

WIDTH, HEIGHT = 12, 3
STYLES = (
    Style(),
    Style(color="red"),
    Style(color="#102030", bgcolor="#405060", bold=True),
    Style(color="#102030", bgcolor="#405060", meta={"@click": "a"}),
    Style(bgcolor="color(200)", italic=True, underline=True),
    Style(dim=True, bold=True, reverse=True),
    Style(bold=True, strike=True, underline2=True),
    Style(overline=True, color="bright_blue", bgcolor="bright_white"),
)
TEXTS = ("", "ab", "글자", "abc가", "a b  c", "가나", "  x", "─│┌")
CONSOLE = Console(color_system="truecolor", force_terminal=True, width=WIDTH)
UNCERTAIN = "\u0995\u09cd\u09b7"
"""A Bengali conjunct: it takes one, two or three cells, by the terminal."""


class Terminal:
    """An emulated terminal, and what was written to it last."""

    def __init__(self) -> None:
        self._screen = pyte.Screen(WIDTH, HEIGHT)
        self._stream = pyte.Stream(self._screen)
        self.written = ""

    def show(self, cells: ShownCells, update: ChopsUpdate | LayoutUpdate) -> None:
        self.written = cells.changed(update).render_segments(CONSOLE)
        self._stream.feed(self.written)

    @property
    def cells(self) -> list[list[object]]:
        """Each cell with its style."""
        return [[self._screen.buffer[y][x] for x in range(WIDTH)] for y in range(HEIGHT)]

    @property
    def first_line(self) -> str:
        return "".join(self._screen.buffer[0][x].data for x in range(WIDTH))


def piece(text: str, width: int, style: Style) -> Strip:
    """A piece of a line of so many cells."""
    return Strip([Segment(text, style)]).adjust_cell_length(width, Style())


@st.composite
def lines(draw: st.DrawFn) -> list[dict[int, Strip]]:
    """The pieces of each line of a screen, from its first column to its last."""
    texts, styles = st.sampled_from(TEXTS), st.sampled_from(STYLES)
    found = []
    for _ in range(HEIGHT):
        cuts = [0, *sorted(draw(st.sets(st.sampled_from([3, 6, 9])))), WIDTH]
        widths = [(start, end - start) for start, end in pairwise(cuts)]
        found.append({x: piece(draw(texts), width, draw(styles)) for x, width in widths})
    return found


def whole(found: list[dict[int, Strip]]) -> ChopsUpdate:
    """An update of all of these lines."""
    spans = [(y, 0, WIDTH) for y in range(len(found))]
    return ChopsUpdate(found, spans, [_ends(line) for line in found])


def _ends(line: dict[int, Strip]) -> list[int]:
    return [*list(line)[1:], WIDTH]


@given(st.lists(st.tuples(lines(), st.booleans()), min_size=1, max_size=5), st.data())
def test_a_terminal_shows_what_it_would_if_all_were_written(
    updates: list[tuple[list[dict[int, Strip]], bool]], data: st.DataObject
) -> None:
    cells, terminal, expected = ShownCells(), Terminal(), Terminal()
    for number, (found, is_layout) in enumerate(updates):
        update: ChopsUpdate | LayoutUpdate = whole(found)
        if is_layout:
            region = Region(0, 0, WIDTH, HEIGHT)
            update = LayoutUpdate([list(line.values()) for line in found], region)
        elif number:
            rows = data.draw(st.sets(st.integers(0, HEIGHT - 1), min_size=1))
            first = data.draw(st.sampled_from([0, 3, 6, 9]))
            last = data.draw(st.sampled_from([x for x in (3, 6, 9, WIDTH) if x > first]))
            spans = [(y, first, last) for y in sorted(rows)]
            update = ChopsUpdate(found, spans, [_ends(line) for line in found])
        terminal.show(cells, update)
        expected.show(ShownCells(), update)
        assert terminal.cells == expected.cells


@given(lines())
def test_all_that_is_written_has_its_text_and_its_style(found: list[dict[int, Strip]]) -> None:
    terminal, plain = Terminal(), Terminal()
    terminal.show(ShownCells(), whole(found))
    for y, line in enumerate(found):
        for x, strip in line.items():
            plain._stream.feed(f"\x1b[{y + 1};{x + 1}H{strip.render(CONSOLE)}")
    assert terminal.cells == plain.cells


def test_what_stands_there_is_not_written_again_until_it_is_forgotten() -> None:
    red, bold = STYLES[1:3]
    found = [{0: piece("ab", 6, red), 6: piece("cd", 6, bold)}]
    again = [{0: piece("ab", 6, red), 6: piece("ce", 6, bold)}]
    cells, terminal = ShownCells(), Terminal()
    terminal.show(cells, whole(found))
    assert "ab" in terminal.written
    terminal.show(cells, whole(found))
    assert terminal.written == ""
    terminal.show(cells, whole(again))
    assert terminal.written == "\x1b[1;8H\x1b[1;38;2;16;32;48;48;2;64;80;96me\x1b[0m"
    cells.forget()
    terminal.show(cells, whole(again))
    assert "ab" in terminal.written


@pytest.mark.parametrize(
    ("before", "after", "written"),
    [
        ("a.b.....c..", "x.y.....z..", "\x1b[1;1Hx.y\x1b[5Cz"),
        ("한글", "한국", "\x1b[1;3H국"),
        ("한글", "ab글", "\x1b[1;1Hab"),
        ("ab글", "한글", "\x1b[1;1H한"),
    ],
)
def test_the_cursor_takes_the_shortest_way_to_what_differs(
    before: str, after: str, written: str
) -> None:
    cells, terminal = ShownCells(), Terminal()
    terminal.show(cells, whole([{0: piece(before, WIDTH, Style())}]))
    terminal.show(cells, whole([{0: piece(after, WIDTH, Style())}]))
    assert terminal.written == written


def test_what_a_text_of_uncertain_width_may_be_drawn_over_is_written_again() -> None:
    cells, terminal = ShownCells(), Terminal()

    def written(text: str) -> str:
        terminal.show(cells, whole([{0: piece(text, 6, STYLES[1]), 6: piece("cd", 6, Style())}]))
        return terminal.written

    assert "cd" in written("ab")
    assert "cd" not in written("ef")
    assert "\x1b[1;3H" in (text := written(UNCERTAIN))
    assert text.rstrip().endswith("cd")
    assert written(UNCERTAIN) == ""
    assert "cd" not in written("gh")


def test_half_of_a_wide_character_that_is_painted_over_is_not_taken_for_it() -> None:
    cells, terminal = ShownCells(), Terminal()
    terminal.show(cells, whole([{0: piece("한글", WIDTH, Style())}]))
    over = [{0: piece("", 1, Style()), 1: piece("x", 2, Style()), 3: piece("", 9, Style())}]
    terminal.show(cells, ChopsUpdate([*over], [(0, 1, 3)], [_ends(over[0])]))
    terminal.show(cells, whole([{0: piece("한글", WIDTH, Style())}]))
    assert terminal.first_line.rstrip() == "한글"


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("a\x1b]0;x\x07b", "a]0;xb"),
        ("\x9b1m", "1m"),
        ("가\x9b1m\x9d0;x\x9c", "가1m0;x"),
        ("e\x01f\x7fg", "efg"),
        ("RLO\u202eabc\u2066", "RLOabc"),
    ],
)
def test_control_characters_are_not_written(text: str, written: str) -> None:
    cells, terminal = ShownCells(), Terminal()
    terminal.show(cells, whole([{0: Strip([Segment(text, Style()), Segment("!", Style())])}]))
    assert terminal.written == f"\x1b[1;1H{written}!"


def test_control_characters_are_not_written_beside_texts_of_uncertain_width() -> None:
    cells, terminal = ShownCells(), Terminal()
    text = f"{UNCERTAIN}\x01\x9b5m\x9d\u202ex"
    terminal.show(cells, whole([{0: Strip([Segment(text, Style())])}]))
    assert not set(terminal.written) & set("\x01\x9b\x9d\u202e")
    assert terminal.written.endswith(f"{UNCERTAIN}5mx")


def test_textual_has_what_is_overridden_and_used() -> None:
    assert {"_running", "_closed", "_batch_count"} <= vars(App[None]()).keys()
    assert callable(App._display)
    assert callable(Compositor.render_partial_update)
    assert callable(Strip.render_ansi)
