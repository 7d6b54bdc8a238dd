"""The field that searches the journal."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import BindingType
from textual.geometry import Size
from textual.message import Message
from textual.reactive import Reactive
from textual.widgets import Input

from tui.commands import bindings_of
from tui.language import translate
from tui.text.safe_text import safe_line


class SearchField(Input):
    """Where the journal is searched, as the reader types."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of("search")]

    virtual_size = Reactive(Size(0, 0))
    """As Textual declares it, but that a letter does not have the whole screen laid out."""

    class Entered(Message):
        """The hit that is shown is to be read."""

    class Stepped(Message):
        """Another hit is to be shown: ``by`` is 1 for the next and -1 for the one before."""

        def __init__(self, by: int) -> None:
            super().__init__()
            self.by = by

    class CursorMoved(Message):
        """The text or the place in it is another one."""

    class Completing(Message):
        """The marked completion is to be taken."""

    class OtherWanted(Message):
        """Another completion is to be marked."""

    class EarlierWanted(Message):
        """Earlier searches are asked for."""

    class SyntaxWanted(Message):
        """What a query may hold is asked for."""

    class Left(Message):
        """The field was cleared already and is to close."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(
            id=id, compact=True, select_on_focus=False, placeholder=translate("search")
        )

    def validate_value(self, value: str) -> str:
        """What is pasted, or was searched for before, as it may be drawn."""
        return safe_line(value)

    @property
    def place(self) -> tuple[str, int]:
        """The text, and before which of its characters the cursor stands."""
        return self.value, self.cursor_position

    def watch_value(self) -> None:
        """Another text has other completions."""
        self.post_message(self.CursorMoved())

    def watch_selection(self) -> None:
        """Another place in the text has other completions."""
        self.post_message(self.CursorMoved())

    def action_search_enter(self) -> None:
        """Read the hit."""
        self.post_message(self.Entered())

    def action_search_next_hit(self) -> None:
        """Show the next hit."""
        self.post_message(self.Stepped(1))

    def action_search_previous_hit(self) -> None:
        """Show the hit before."""
        self.post_message(self.Stepped(-1))

    def action_search_complete(self) -> None:
        """Take the marked completion."""
        self.post_message(self.Completing())

    def action_search_next_completion(self) -> None:
        """Mark the next completion."""
        self.post_message(self.OtherWanted())

    def action_search_earlier(self) -> None:
        """Choose one of the earlier searches."""
        self.post_message(self.EarlierWanted())

    def action_search_syntax(self) -> None:
        """Show what a query may hold."""
        self.post_message(self.SyntaxWanted())

    def action_search_leave(self) -> None:
        """Clear what is typed; close where nothing is."""
        if self.value:
            self.value = ""
        else:
            self.post_message(self.Left())
