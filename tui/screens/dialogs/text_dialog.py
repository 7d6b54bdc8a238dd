"""A window of lines to read: the help, and what is known of a post."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar

from rich.text import Span, Text
from textual.app import ComposeResult
from textual.binding import BindingType

from tui.commands import bindings_of
from tui.commands.offers import Run
from tui.language import translatable
from tui.widgets.base.row_list import RowList, StyleNamed
from tui.widgets.base.window_footer import foot

from .closes_once import ClosesOnce

_CLOSING = {"app.cancel", "app.back", "app.help"}


class Lines(RowList[Text]):
    """Lines of text."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(_draw_row, id=id)


def _draw_row(row: Text, _line: int, _width: int, style: StyleNamed) -> Text:
    """The line as it is, what is dim in it as dim as letters may be, and keys as at the foot."""
    text, styles = row.copy(), {"dim": style("dim"), "key": style("key")}
    text.spans = [
        Span(start, end, styles.get(own, own) if isinstance(own, str) else own)
        for start, end, own in row.spans
    ]
    return text


class TextDialog(ClosesOnce[None]):
    """Shows lines of text until it is closed.

    Args:
        title: The title of the window.
        lines: The lines.
        keys: What the keys do, as a text for ``foot``.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        binding for binding in bindings_of("everywhere") if binding.id in _CLOSING
    ]

    def __init__(self, title: str, lines: Sequence[Text], *, keys: str = "") -> None:
        super().__init__()
        self._title = title
        self._keys = keys or translatable("{app_cancel} closes")
        self._lines = lines
        self.commands_offered: Mapping[str, Run] = {
            "app.cancel": self._close,
            "app.back": self._close,
            "app.help": self._close,
        }

    def compose(self) -> ComposeResult:
        """The one window."""
        yield Lines(id="lines")

    def on_mount(self) -> None:
        """Show the lines."""
        lines = self.query_one(Lines)
        lines.border_title = Text(self._title)
        lines.border_subtitle = foot(self._keys)
        lines.set_rows(self._lines)

    def _close(self) -> None:
        self.dismiss()
