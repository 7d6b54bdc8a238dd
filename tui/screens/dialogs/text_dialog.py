"""A window of lines to read: the help, and what is known of a post."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar

from rich.text import Span, Text
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical

from tui.commands import bindings_of
from tui.commands.offers import Run
from tui.language import translatable, translate
from tui.widgets.base.row_list import RowList, StyleNamed
from tui.widgets.base.window_footer import foot
from tui.widgets.filter_field import FilterField, has_words

from .closes_once import WINDOW_HEIGHTS, WINDOW_WIDTHS, ClosesOnce

_STYLES = ("dim", "key", "added", "removed")
_CLOSING = {"app.cancel", "app.back", "app.help"}


class Lines(RowList[Text]):
    """Lines of text, whose parts may be ``dim``, ``key``, ``added`` or ``removed``."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"row-list--added", "row-list--removed"}

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(_draw_row, id=id)


def _draw_row(row: Text, _line: int, _width: int, style: StyleNamed) -> Text:
    """The line as it is, what is dim in it as dim as letters may be, and keys as at the foot."""
    text, styles = row.copy(), {name: style(name) for name in _STYLES}
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

    FILTERS: ClassVar[bool] = True
    """Whether a key opens a field that leaves only the lines that have what is typed."""
    BINDINGS: ClassVar[list[BindingType]] = [
        *(binding for binding in bindings_of("everywhere") if binding.id in _CLOSING),
        *bindings_of("text"),
    ]
    VERTICAL_BREAKPOINTS = WINDOW_HEIGHTS
    HORIZONTAL_BREAKPOINTS = WINDOW_WIDTHS
    AUTO_FOCUS = "#lines"

    def __init__(self, title: str, lines: Sequence[Text], *, keys: str = "") -> None:
        super().__init__()
        self._title = title
        closes = translatable("{app_cancel} closes · {text_filter} filter")
        self._keys = keys or closes
        self._lines = lines
        self.commands_offered: Mapping[str, Run] = {
            "app.cancel": self.leave,
            "app.back": self.leave,
            "app.help": self.leave,
        }
        if self.FILTERS:
            self.commands_offered = {
                **self.commands_offered,
                "text.filter": lambda: self.field.open(),
            }

    def compose(self) -> ComposeResult:
        """The field, and the lines."""
        with Vertical(id="text"):
            yield FilterField(self._show_lines_with)
            yield Lines(id="lines")

    def on_mount(self) -> None:
        """Show the lines."""
        self.query_one("#text").border_title = Text(self._title)
        self.show_lines(self._lines)

    @property
    def field(self) -> FilterField:
        """What is typed."""
        return self.query_one(FilterField)

    @property
    def rows(self) -> Lines:
        """The lines that are shown."""
        return self.query_one(Lines)

    def show_lines(self, lines: Sequence[Text]) -> None:
        """Show other lines, in a window as high as all of them are."""
        self._lines = lines
        window = self.query_one("#text")
        window.styles.height = max(1, len(lines)) + 2
        self._show_lines_with(self.field.words)
        self._tell()

    def on_resize(self) -> None:
        """The foot says as much as there is room for."""
        self.call_after_refresh(self._tell)

    def _tell(self) -> None:
        window = self.query_one("#text")
        window.border_subtitle = foot(self._keys, width=window.outer_size.width)

    def lines_with(self, words: Sequence[str]) -> Sequence[Text]:
        """The lines that have some folded words."""
        return [line for line in self._lines if has_words(line.plain, words)]

    def _show_lines_with(self, words: Sequence[str]) -> None:
        found = self.lines_with(words) if words else self._lines
        empty = (translate("Nothing matches."),) if words else ()
        self.rows.set_rows(found, empty=empty, to_top=bool(words))

    def leave(self) -> None:
        """Show all lines again where they are filtered, else close."""
        if self.FILTERS and self.field.value:
            self.field.forget()
        else:
            self.close()

    def close(self) -> None:
        """Close without a choice."""
        self.dismiss()
