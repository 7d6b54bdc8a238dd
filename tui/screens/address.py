"""An address outside the journal: all of it to be read, and copied on request."""

from __future__ import annotations

from typing import ClassVar

from rich.cells import chop_cells
from rich.text import Text
from textual.binding import BindingType

from tui.commands import bindings_of

from .lines import Lines, LinesScreen

_AROUND = 6
"""Cells that the window's border and padding, the cursor's mark and the scrollbar take."""


class AddressScreen(LinesScreen):
    """Shows where a link leads. Nothing is opened: ilgi does not use the network."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of("address")]

    def __init__(self, address: str, width: int) -> None:
        """Show ``address`` in a terminal ``width`` cells wide."""
        room = max(10, min(84, width * 94 // 100) - _AROUND)
        super().__init__("Leads out of the journal", [*map(Text, chop_cells(address, room))])
        self._address = address

    def on_mount(self) -> None:
        """Say what can be done."""
        super().on_mount()
        self.add_class("-small")
        self.query_one(Lines).border_subtitle = "Enter copies · Esc closes"

    def action_address_copy(self) -> None:
        """Copy the address and close."""
        self.app.copy_to_clipboard(self._address)
        self.app.notify("Copied, where the terminal lets programs copy (OSC 52).", markup=False)
        self.dismiss()
