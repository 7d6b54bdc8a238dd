"""The palette: every command of the browser by its name, and places of the page as typed."""

from __future__ import annotations

from collections.abc import Sequence

from tui.commands import Command, Scope, active_commands
from tui.language import translatable, translate
from tui.model.page_places import PagePlace, page_place

from .screens.dialogs.picker import PickerRow, PickerScreen

_PANES: tuple[Scope, ...] = ("list", "viewer", "tree", "contents", "problems")
"""The panes whose commands make sense wherever the reader is; each pane does its own."""

Choice = str | PagePlace
"""What is answered: the id of a command, or a place of the page."""


class Palette(PickerScreen[Choice]):
    """Finds a command by its name and answers with its id, or with the place that is typed.

    Args:
        focused: The scope that has the keys: its commands come first.
    """

    NOTHING_FOUND = translatable("No command matches.")

    def __init__(self, focused: Scope) -> None:
        super().__init__(
            translate("Commands"),
            palette_rows(focused),
            None,
            empty=translate(self.NOTHING_FOUND),
            enter=translatable("{picker_choose} runs it"),
        )

    def rows_made_of(self, typed: str) -> Sequence[PickerRow[Choice]]:
        """The place of the page that a number names, or ``$``."""
        place = page_place(typed)
        if place is None:
            return ()
        text = translatable("{number} %") if place.is_percent else translatable("line {number}")
        hint = translate("Go there in the post: a line of its file, or a part of it with %")
        return (PickerRow(translate(text, number=place.number), place, keys="", hint=hint),)


def palette_rows(focused: Scope) -> Sequence[PickerRow[Choice]]:
    """The commands that make sense when they are picked from a list.

    Those of the focused pane come first, then those that hold everywhere, then those of other
    panes.
    """
    others = [scope for scope in _PANES if scope != focused]
    first: list[Scope] = [focused] if focused in _PANES else []
    return [
        _row(command)
        for scope in (*first, "everywhere", *others)
        for command in active_commands()
        if command.scope == scope and command.id != "app.palette"
    ]


def _row(command: Command) -> PickerRow[Choice]:
    return PickerRow(
        translate(command.title),
        command.id,
        keys=" ".join(command.key_labels),
        hint=translate(command.description),
    )
