"""The line at the foot: what can be done here, and where the reader is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from rich.cells import cell_len
from rich.text import Text
from textual.reactive import reactive
from textual.widget import Widget

from tui.commands import Command
from tui.commands.bindings import action_of
from tui.language import translate

_GAP = 2


class StatusBar(Widget):
    """Commands of the focused pane at the left, the position at the right."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"status-bar--key"}

    commands: reactive[Sequence[Command]] = reactive(())
    """What can be done, the most useful first; those that fit are drawn."""

    hint: reactive[str] = reactive("")
    """Said in place of the commands where it is not empty."""

    position: reactive[str] = reactive("")
    """Where the reader is: ``3/12 · 45%``."""

    def render(self) -> Text:
        """The line."""
        width = self.size.width - cell_len(self.position) - _GAP
        line = self._hint(width) if self.hint else self._commands(width)
        line.append(" " * (self.size.width - line.cell_len - cell_len(self.position) - 1))
        line.append(self.position)
        line.truncate(self.size.width, overflow="ellipsis")
        return line

    def _hint(self, width: int) -> Text:
        line = Text(f" {self.hint}", no_wrap=True)
        line.truncate(max(0, width), overflow="ellipsis")
        return line

    def _commands(self, width: int) -> Text:
        key_style = self.get_component_rich_style("status-bar--key", partial=True)
        line = Text(" ", no_wrap=True)
        for command in self.commands:
            key, title = command.key_labels[0], translate(command.title)
            if line.cell_len + cell_len(key) + cell_len(title) + 1 > width:
                break
            start = len(line)
            line.append(key, key_style).append(f" {title}")
            line.apply_meta({"@click": action_of(command.id)}, start, len(line))
            line.append(" " * _GAP)
        return line
