"""The field above a list that makes it shorter."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from textual.binding import BindingType
from textual.message import Message
from textual.widgets import Input

from tui.commands import bindings_of
from tui.commands.offers import Run
from tui.language import translate


class FilterField(Input):
    """What the rows of a list are to have in them."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of("filter")]

    class Done(Message):
        """On with what has it."""

    class Closed(Message):
        """All of them again."""

    def __init__(self) -> None:
        super().__init__(id="filter", compact=True, placeholder=translate("filter"))
        self.commands_offered: Mapping[str, Run] = {
            "filter.done": lambda: self._announce(self.Done()),
            "filter.leave": lambda: self._announce(self.Closed()),
        }

    def _announce(self, message: Message) -> None:
        self.post_message(message)
