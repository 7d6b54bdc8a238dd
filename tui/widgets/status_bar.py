"""The line at the foot: what can be done here, and where the reader is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from rich.cells import cell_len
from rich.text import Text
from textual.events import Click
from textual.reactive import reactive
from textual.timer import Timer
from textual.widget import Widget

from tui.commands import Command
from tui.commands.bindings import action_of
from tui.language import translate

_GAP = 2
_SECONDS_OF_REMARK = 4.0


class StatusBar(Widget):
    """Commands of the focused pane at the left, the position at the right."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"status-bar--key"}

    def __init__(self) -> None:
        super().__init__()
        self._offered: list[tuple[int, int, str]] = []
        """The cells ``[start, end)`` of each command that is drawn, and its id."""
        self._timer: Timer | None = None
        self._lasts = False

    commands: reactive[Sequence[Command]] = reactive(())
    """What can be done, the most useful first; those that fit are drawn."""

    foremost: reactive[Sequence[Command]] = reactive(())
    """What can be done for as long as there are matches: drawn before all ``commands``."""

    hint: reactive[str] = reactive("")
    """Said in place of the commands where it is not empty."""

    remark: reactive[str] = reactive("")
    """Why the last key did nothing; said before all else, for a while."""

    positions: reactive[Sequence[str]] = reactive(())
    """Where the reader is (``post 3/12 · 45%``), in shorter and shorter forms."""

    def render(self) -> Text:
        """The line."""
        said = self.remark or self.hint
        position = self._position(said)
        width = self.size.width - cell_len(position) - _GAP
        self._offered.clear()
        line = self._hint(said, width) if said else self._commands(width)
        line.append(" " * (self.size.width - line.cell_len - cell_len(position) - 1))
        line.append(position)
        line.truncate(self.size.width, overflow="ellipsis")
        return line

    async def on_click(self, event: Click) -> None:
        """Run the command that was clicked; links of Textual would not show keys in a colour."""
        event.stop()
        for start, end, command_id in self._offered:
            if start <= event.x < end:
                await self.app.run_action(action_of(command_id))

    def say(self, remark: str, *, lasts: bool = False) -> None:
        """Say why a key did nothing, until something is done unless it ``lasts``."""
        self.remark = remark
        self._lasts = lasts
        if self._timer is not None:
            self._timer.stop()
        self._timer = self.set_timer(_SECONDS_OF_REMARK, self.say_no_more)

    def say_no_more(self) -> None:
        """Offer the commands again."""
        self.remark = ""

    def _something_done(self) -> None:
        if not self._lasts:
            self.say_no_more()

    watch_commands = watch_foremost = watch_hint = watch_positions = _something_done

    def _position(self, said: str) -> str:
        """The longest form of the position beside which there is room for the rest.

        That is what is ``said``, which may need all of the line, else the foremost commands, or
        those that lead out.
        """
        leading_out = [command for command in self.commands if command.leads_out]
        needed = cell_len(said) + 1 if said else sum(map(_cells, self.foremost or leading_out))
        room = self.size.width - _GAP - needed
        fitting = (form for form in self.positions if cell_len(form) <= room)
        least = "" if said or not self.positions else self.positions[-1]
        return next(fitting, least)

    def _hint(self, said: str, width: int) -> Text:
        line = Text(f" {said}", no_wrap=True)
        line.truncate(max(0, width), overflow="ellipsis")
        return line

    def _commands(self, width: int) -> Text:
        key_style = self.get_component_rich_style("status-bar--key", partial=True)
        line = Text(" ", no_wrap=True)
        for command in self._fitting(width):
            key, title = command.key_labels[0], translate(command.title)
            start = line.cell_len
            line.append(key, key_style).append(f" {title}")
            self._offered.append((start, line.cell_len, command.id))
            line.append(" " * _GAP)
        return line

    def _fitting(self, width: int) -> list[Command]:
        """The commands that there is room for, in their order.

        The foremost take the room first, then those that lead out.
        """
        left = width
        foremost: list[Command] = []
        for command in self.foremost:
            if (cells := _cells(command)) <= left:
                foremost.append(command)
                left -= cells
        fitting: set[str] = set()
        for command in sorted(self.commands, key=lambda command: not command.leads_out):
            cells = _cells(command)
            if cells > left:
                if not command.leads_out:
                    break
                continue
            left -= cells
            fitting.add(command.id)
        return foremost + [command for command in self.commands if command.id in fitting]


def _cells(command: Command) -> int:
    """The cells that a command takes, with the gap behind it."""
    return cell_len(command.key_labels[0]) + cell_len(translate(command.title)) + 1 + _GAP
