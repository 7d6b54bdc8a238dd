"""The field at the top of a window that leaves only the rows that have what is typed."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping, Sequence
from typing import ClassVar

from textual.binding import BindingType
from textual.events import Key
from textual.widget import Widget
from textual.widgets import Input

from tui.commands import bindings_of
from tui.commands.offers import Run
from tui.language import translate

FILTERING = "-filtering"
"""The class of a window whose filter is open."""


class FilterField(Input):
    """Opened by a key of its window, whose rows have the focus before and after.

    Args:
        show: Shows the rows that have some words, which are folded as ``folded`` does.
    """

    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of("filter")]

    def __init__(self, show: Callable[[Sequence[str]], None]) -> None:
        super().__init__(id="filter", compact=True, placeholder=translate("filter"))
        self._show = show
        self._rows: Widget | None = None
        self.commands_offered: Mapping[str, Run] = {
            "filter.done": self._leave,
            "filter.leave": self.forget,
        }

    @property
    def words(self) -> Sequence[str]:
        """What the rows are to have."""
        return folded(self.value).split()

    def open(self) -> None:
        """Type what the rows are to have."""
        if self.screen.focused is not self:
            self._rows = self.screen.focused
        self._set_open(is_open=True)
        self.focus()

    def restore(self, typed: str) -> None:
        """Have what was typed in the window before, with the focus on the rows."""
        with self.prevent(Input.Changed):
            self.value = typed
        self._set_open(is_open=bool(typed))

    def forget(self) -> None:
        """Show all rows again."""
        self.value = ""
        self._leave()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Show the rows that have it."""
        event.stop()
        self._show(self.words)

    def _leave(self) -> None:
        """On with the rows that have it."""
        if not self.value:
            self._set_open(is_open=False)
        if self._rows is not None:
            self._rows.focus()

    def _set_open(self, *, is_open: bool) -> None:
        if isinstance(self.parent, Widget):
            self.parent.set_class(is_open, FILTERING)


class TypedField(Input):
    """The field of a window in which letters are typed from the beginning.

    The key that moves into the field of other windows means nothing as the first one here.
    """

    def on_key(self, event: Key) -> None:
        """Leave the slash out that is typed first."""
        if event.character == "/" and not self.value:
            event.prevent_default()
            event.stop()


def has_words(text: str, words: Sequence[str]) -> bool:
    """Whether all of some folded words stand in a text."""
    said = folded(text)
    return all(word in said for word in words)


def folded(text: str) -> str:
    """A text as it is compared with what is typed."""
    return unicodedata.normalize("NFC", text).casefold()
