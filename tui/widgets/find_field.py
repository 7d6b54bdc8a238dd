"""The field that finds in a post."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from textual.binding import BindingType
from textual.message import Message
from textual.widgets import Input

from tui.commands import bindings_of
from tui.commands.offers import Run
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

    class Closed(Message):
        """Nothing is sought any more."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id, compact=True, placeholder=translate("find in the post"))
        self.commands_offered: Mapping[str, Run] = {
            "find.enter": lambda: self._announce(self.Entered()),
            "find.next_match": lambda: self._announce(self.Stepped(1)),
            "find.previous_match": lambda: self._announce(self.Stepped(-1)),
            "find.leave": lambda: self._announce(self.Closed()),
        }

    def _announce(self, message: Message) -> None:
        self.post_message(message)
