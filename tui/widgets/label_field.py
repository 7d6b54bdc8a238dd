"""The field that takes the letters of a link's label."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import ClassVar

from textual.binding import BindingType
from textual.widgets import Input

from index import hangul
from tui.commands import bindings_of
from tui.commands.offers import Run


class LinkHintField(Input):
    """What is typed of a label; it has the focus while labels show, and takes Hangul for its keys.

    It lies in the corner of the page, so that an input method has a place to compose in.
    """

    DEFAULT_CSS = """
    LinkHintField {
        layer: labels;
        dock: right;
        width: 2;
        height: 1;
        &, &:focus { border: none; padding: 0; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of("labels")]

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id, compact=True)
        self.display = False
        self._typed: Callable[[str], object] | None = None
        self._left: Callable[[], object] | None = None
        self.commands_offered: Mapping[str, Run] = {"labels.leave": self._leave}

    def begin(self, typed: Callable[[str], object], left: Callable[[], object]) -> None:
        """Take what is typed from now on.

        Args:
            typed: Called with all letters that were typed, after each.
            left: Called once no link is to be followed.
        """
        self._typed, self._left = typed, left
        with self.prevent(Input.Changed):
            self.value = ""
        self.display = True
        self.screen.set_focus(self)

    def end(self) -> None:
        """Take nothing any more."""
        self.display = False

    def on_input_changed(self, event: Input.Changed) -> None:
        """Tell what was typed, as the keys of a Latin keyboard."""
        event.stop()
        letters = "".join(hangul.keys(character) or character for character in event.value)
        if letters and self.display and self._typed is not None:
            self._typed(letters.lower())

    def on_blur(self) -> None:
        """Whatever takes the focus, the labels go."""
        if self.display and self.screen.focused is not self:
            self._leave()

    def _leave(self) -> None:
        """End without following a link."""
        if self._left is not None:
            self._left()
