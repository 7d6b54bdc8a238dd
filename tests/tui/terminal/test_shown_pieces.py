"""What the terminal shows already is not written again, and nothing else is left out."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console
from rich.segment import Segment
from rich.style import Style
from textual._compositor import ChopsUpdate, Compositor, LayoutUpdate
from textual.app import App
from textual.geometry import Region
from textual.strip import Strip

from tests.bench.screen import Screen
from tui.terminal.shown_pieces import ShownPieces

WIDTH, HEIGHT = 12, 3
COLOURS = (Style(color="red"), Style(color="blue", meta={"@click": "a"}), Style())
CONSOLE = Console(color_system="truecolor", force_terminal=True, width=WIDTH)


class Scrolling(Screen):
    """A screen that scrolls at a line feed in its last line, as terminals do."""

    def _control(self, control: str) -> None:
        if control == "\n" and self._row == HEIGHT - 1:
            self._cells = [*self._cells[1:], [" "] * WIDTH]
        super()._control(control)


def piece(text: str, width: int, style: Style) -> Strip:
    """A piece of a line of so many cells."""
    return Strip([Segment(text, style)]).adjust_cell_length(width, Style())


@st.composite
def lines(draw: st.DrawFn) -> list[dict[int, Strip]]:
    """The pieces of each line of a screen, from its first column to its last."""
    texts, colours = st.sampled_from(["", "ab", "글자", "abc가"]), st.sampled_from(COLOURS)
    found = []
    for _ in range(HEIGHT):
        cuts = [0, *sorted(draw(st.sets(st.sampled_from([3, 6, 9])))), WIDTH]
        widths = [(start, end - start) for start, end in pairwise(cuts)]
        found.append({x: piece(draw(texts), width, draw(colours)) for x, width in widths})
    return found


def _ends(line: dict[int, Strip]) -> list[int]:
    return [*list(line)[1:], WIDTH]


def _shown(screen: Screen) -> list[str]:
    return [line.rstrip() for line in screen.lines[:HEIGHT]]


@given(st.lists(st.tuples(lines(), st.booleans()), min_size=1, max_size=5), st.data())
def test_a_terminal_shows_what_it_would_if_all_were_written(
    updates: list[tuple[list[dict[int, Strip]], bool]], data: st.DataObject
) -> None:
    pieces, whole, part = ShownPieces(), Scrolling(WIDTH, HEIGHT), Scrolling(WIDTH, HEIGHT)
    for found, is_layout in updates:
        update: ChopsUpdate | LayoutUpdate
        if is_layout:
            region = Region(0, 0, WIDTH, HEIGHT)
            update = LayoutUpdate([list(line.values()) for line in found], region)
        else:
            rows = sorted(data.draw(st.sets(st.integers(0, HEIGHT - 1), min_size=1)))
            borders = [0, 3, 6, 9, WIDTH]
            spans = []
            for y in rows:
                first = data.draw(st.sampled_from(borders[:-1]))
                last = data.draw(st.sampled_from([x for x in borders if x > first]))
                spans.append((y, first, last))
            update = ChopsUpdate(found, spans, [_ends(line) for line in found])
        whole.feed(update.render_segments(CONSOLE).encode())
        part.feed(pieces.changed(update).render_segments(CONSOLE).encode())
        assert _shown(part) == _shown(whole)


def test_what_stands_there_is_not_written_again_until_it_is_forgotten() -> None:
    found = [{0: piece("ab", 6, COLOURS[0]), 6: piece("cd", 6, COLOURS[1])}]
    again = [{0: piece("ab", 6, COLOURS[0]), 6: piece("ef", 6, COLOURS[1])}]
    pieces = ShownPieces()

    def written(lines_: list[dict[int, Strip]]) -> str:
        update = ChopsUpdate(lines_, [(0, 0, WIDTH)], [_ends(line) for line in lines_])
        return pieces.changed(update).render_segments(CONSOLE)

    assert "ab" in written(found)
    assert written(found) == ""
    assert "ab" not in written(again)
    assert written(again) == ""
    pieces.forget()
    assert "ab" in written(again)


def test_what_a_text_of_uncertain_width_may_be_drawn_over_is_written_again() -> None:
    pieces = ShownPieces()

    def written(text: str) -> str:
        line = {0: piece(text, 6, COLOURS[0]), 6: piece("cd", 6, COLOURS[1])}
        update = pieces.changed(ChopsUpdate([line], [(0, 0, WIDTH)], [_ends(line)]))
        return update.render_segments(CONSOLE)

    assert "cd" in written("ab")
    assert "cd" not in written("ef")
    assert "cd" in written("\u0995\u09cd\u09b7")


def test_textual_gives_updates_in_lines_of_pieces() -> None:
    update = LayoutUpdate([[piece("ab", 3, COLOURS[0])]], Region(2, 1, 3, 1))
    changed = ShownPieces().changed(update)
    assert isinstance(changed, ChopsUpdate)
    assert changed.spans == [(1, 2, 5)]
    assert [*changed.chops[1]] == [2]
    assert changed.chop_ends[1] == [5]
    assert {"_running", "_closed", "_batch_count"} <= vars(App[None]()).keys()
    assert callable(App._display)
    assert callable(Compositor.render_partial_update)
