"""The field that takes the letters of a link's label."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from textual.binding import BindingType
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input

from index import hangul
from tui.commands import bindings_of


class LinkHintField(Input):
    """What is typed of a label; it has the focus while labels show, and takes Hangul for its keys.

    It lies in the corner of the page, so that an input method has a place to compose in. What is
    typed is told to the widget that began it.
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

    @dataclass
    class Typed(Message):
        """These letters were typed since the labels came."""

        letters: str

    class Left(Message):
        """No link is to be followed."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id, compact=True)
        self.display = False
        self._asker: Widget = self

    def begin(self, asker: Widget) -> None:
        """Take what is typed from now on, and tell ``asker``."""
        self._asker = asker
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
        if letters and self.display:
            self._asker.post_message(self.Typed(letters.lower()))

    def on_blur(self) -> None:
        """Whatever takes the focus, the labels go."""
        if self.display and self.screen.focused is not self:
            self._asker.post_message(self.Left())

    def action_labels_leave(self) -> None:
        """End without following a link."""
        self._asker.post_message(self.Left())
