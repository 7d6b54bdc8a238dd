"""A page in a window, whose keys only scroll it."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import BindingType

from tui.commands import bindings_of

from .page_movement import PageMovement
from .view import PageView


class ScrolledPage(PageView, inherit_bindings=False):
    """A post or a part of one, laid out as on the main screen."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of("pane")]

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.commands_offered = PageMovement(self).pane_commands()
