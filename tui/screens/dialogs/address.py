"""An address outside the journal: all of it to be read, then opened or copied on request."""

from __future__ import annotations

from functools import partial
from typing import ClassVar

from rich.cells import chop_cells
from rich.text import Text
from textual.app import App
from textual.binding import BindingType

from tui.commands import bindings_of, key_names
from tui.language import translatable, translate
from tui.terminal import urls

from .text_dialog import TextDialog

_AROUND = 6
"""Cells that the window's border and padding, the cursor's mark and the scrollbar take."""
_COPIED = translatable("Copied, where the terminal lets programs copy (OSC 52).")
_OPENED = translatable("{address_open} opens · {address_copy} copies · {app_cancel} closes")
_SHOWN = translatable("{address_copy} copies · {app_cancel} closes")


class AddressScreen(TextDialog):
    """Shows where a link leads. Only addresses of the web or of a mailbox can be opened from here.

    Args:
        address: The address.
        width: The width of the terminal in cells.
        title: The title of the window.
        why: Why the link leads to no post.
    """

    FILTERS = False
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of("address")]

    def __init__(self, address: str, width: int, *, title: str = "", why: str = "") -> None:
        """Show ``address`` in a terminal ``width`` cells wide, and ``why`` no post is shown."""
        self._address = address
        self._opens = urls.is_openable(address)
        room = max(10, min(84, width * 94 // 100) - _AROUND)
        lines = [*map(Text, chop_cells(address, room))]
        if self._opens:
            found = urls.destination(address)
            lines += [
                Text(),
                *_folded(translate("leads to  {host}", host=found.host), room, "bold"),
            ]
            for warning in found.warnings:
                lines += _folded(f"⚠ {warning}", room, "bold red")
        if why:
            lines += [Text(), *_folded(why, room, "dim")]
        super().__init__(
            title or translate("Leads out of the journal"),
            lines,
            keys=_OPENED if self._opens else _SHOWN,
        )
        self.commands_offered = {
            **self.commands_offered,
            "address.open": self._open_address,
            "address.copy": self._copy_address,
        }
        self.add_class("-small")

    def _open_address(self) -> None:
        """Open the address and close; where it may not be opened, say so and stay."""
        if not self._opens:
            self.app.notify(
                translate("This is shown only: {address_copy} copies it.", **key_names()),
                markup=False,
            )
            return
        opening = partial(_open, self.app, self._address)
        self.app.run_worker(opening, group="open", thread=True, exit_on_error=False)
        self.dismiss()

    def _copy_address(self) -> None:
        """Copy the address and close."""
        self.app.copy_to_clipboard(self._address)
        self.app.notify(translate(_COPIED), markup=False)
        self.dismiss()


def _open(app: App[object], address: str) -> None:
    """Open an address; where that fails, copy it and say why."""

    def copy(reason: str) -> None:
        app.copy_to_clipboard(address)
        said = translate("Not opened: {reason}.", reason=reason)
        app.notify(f"{said} {translate(_COPIED)}", severity="warning", markup=False)

    try:
        urls.open_outside(address)
    except urls.NotOpenedError as error:
        app.call_from_thread(copy, str(error))


def _folded(text: str, room: int, style: str) -> list[Text]:
    return [Text(part, style) for part in chop_cells(text, room)]
