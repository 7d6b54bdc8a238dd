"""The field that finds in a post."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import BindingType
from textual.message import Message
from textual.widgets import Input

from tui.commands import bindings_of
from tui.language import translate


class FindField(Input):
    """What is sought in the post, at the foot of the viewer."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of("find")]

    class Entered(Message):
        """The match is found; on with reading."""

    class Stepped(Message):
        """Another match: ``by`` is 1 for the next and -1 for the one before."""

        def __init__(self, by: int) -> None:
            super().__init__()
            self.by = by

    class Left(Message):
        """Nothing is sought any more."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id, compact=True, placeholder=translate("find in the post"))

    def action_find_enter(self) -> None:
        """Go on reading at the match."""
        self.post_message(self.Entered())

    def action_find_next_match(self) -> None:
        """The next match."""
        self.post_message(self.Stepped(1))

    def action_find_previous_match(self) -> None:
        """The match before."""
        self.post_message(self.Stepped(-1))

    def action_find_leave(self) -> None:
        """Close, and forget the matches."""
        self.post_message(self.Left())
