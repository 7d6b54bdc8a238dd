"""What may follow a key that begins a sequence, in a small window at the foot of the screen."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest

from rich.cells import cell_len
from rich.text import Text
from textual.events import Click
from textual.widget import Widget

from tui.commands.bindings import action_of
from tui.language import translate

Continuation = tuple[str, str, str]
"""A key that may follow, the title of the command, and the command's id."""

_FRAME = 4
"""Cells of the border and the padding at both sides."""
_ROWS_LEFT = 4
"""Rows of the screen that are never covered, with the border."""
_GAP = 2
_CUT_WHERE_FULL = 0.25
"""The part of them that may be cut where there is no room for all."""


class SequenceHints(Widget):
    """Each key with a word for it, in columns; a click runs its command."""

    COMPONENT_CLASSES = {"sequence-hints--key"}  # noqa: RUF012  as Textual declares it

    def __init__(self, begun: str, continuations: Sequence[Continuation]) -> None:
        """Show what may follow.

        Args:
            begun: The key that was pressed, as a reader knows it.
            continuations: What may follow it.
        """
        super().__init__()
        self.border_title = Text(begun)
        self._continuations = continuations
        self._rows = 1
        self._others: Sequence[Continuation] = ()

    def on_mount(self) -> None:
        """Take as many rows as all of them need; where there are fewer, name the others' keys."""
        width, height = self.app.size
        known, room, most = self._continuations, width - _FRAME, max(1, height - _ROWS_LEFT)
        fitting = columns_of(known, room, cut=_CUT_WHERE_FULL) * most
        if len(known) > fitting and most > 1:
            fitting -= fitting // most
            known, self._others = known[:fitting], known[fitting:]
            most -= 1
        self._continuations = known
        self._rows = most if self._others else rows_of(known, room, most)
        self.styles.height = self._rows + 2 + bool(self._others)

    def render(self) -> Text:
        """The continuations, column after column, and the keys of those without room."""
        found, rows = self._continuations, self._rows
        columns = [found[at : at + rows] for at in range(0, len(found), rows)]
        lines = [
            Text("", end="").join(self._cell(one, self._cell_width) for one in line)
            for line in zip_longest(*columns)
        ]
        if self._others:
            keys = Text("… ", no_wrap=True, end="")
            key_style = self.get_component_rich_style("sequence-hints--key", partial=True)
            keys.append(" ".join(key for key, _, _ in self._others), key_style)
            keys.truncate(self.content_size.width, overflow="ellipsis")
            lines.append(keys)
        return Text("\n").join(lines)

    @property
    def _cell_width(self) -> int:
        columns = -(-len(self._continuations) // self._rows)
        return max(1, self.content_size.width // max(1, columns))

    def on_click(self, event: Click) -> None:
        """Have the application run the command that was clicked: this window closes with it."""
        event.stop()
        place = event.get_content_offset(self)
        if place is None or place.y >= self._rows:
            return
        at = place.x // self._cell_width * self._rows + place.y
        if at < len(self._continuations):
            self.app.call_later(self.app.run_action, action_of(self._continuations[at][2]))

    def _cell(self, continuation: Continuation | None, width: int) -> Text:
        if continuation is None:
            return Text(" " * width, end="")
        key, title, _ = continuation
        text = Text(no_wrap=True, end="")
        text.append(key, self.get_component_rich_style("sequence-hints--key", partial=True))
        text.append(f" {translate(title)}")
        text.truncate(max(1, width - 1), overflow="ellipsis")
        text.append(" " * max(0, width - text.cell_len))
        return text


def rows_of(continuations: Sequence[Continuation], width: int, most: int) -> int:
    """How many rows show all of them, each whole where there is room for that.

    Args:
        continuations: What is shown.
        width: The cells of a row.
        most: The greatest number of rows.
    """
    return min(most, -(-len(continuations) // columns_of(continuations, width)))


def columns_of(continuations: Sequence[Continuation], width: int, cut: float = 0.0) -> int:
    """How many columns there are in a row, at least one.

    Args:
        continuations: What is shown.
        width: The cells of a row.
        cut: The part of them that need not be shown whole, 0 to 1.
    """
    cells = sorted(cell_len(f"{key} {translate(title)}") for key, title, _ in continuations)
    widest = cells[max(0, len(cells) - 1 - int(len(cells) * cut))] + _GAP
    return max(1, width // widest)
