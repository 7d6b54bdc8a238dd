"""A list over any sequence that draws only the rows in sight."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, ClassVar, Generic, TypeVar

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from rich.text import Span, Text
from textual import events
from textual.binding import BindingType
from textual.geometry import Region
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip

from tui.commands import bindings_of
from tui.language import translate
from tui.text.emoji import drawable
from tui.text.safe_text import safe_line

from .line_view import LineView

Row = TypeVar("Row")

MARK = "›"
"""Stands before the row under the cursor, so that it shows without colour too."""


class RowList(LineView, Generic[Row], can_focus=True, inherit_bindings=False):
    """Rows of one height, one of them under the cursor.

    A subclass says how a row looks (``draw_row``) and what tells it from others (``row_key``), so
    that the cursor stays with its row when the rows change.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "row-list--cursor",
        "row-list--dim",
        "row-list--match",
        "row-list--strong",
    }
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of("pane")]

    cursor: reactive[int] = reactive(0, init=False, repaint=False)
    """The row under the cursor, from 0."""

    @dataclass
    class Moved(Message):
        """The cursor stands on another row, or on a row that changed."""

        row_list: RowList[Any]

        @property
        def control(self) -> RowList[Any]:
            """The list it happened in."""
            return self.row_list

    @dataclass
    class Chosen(Message):
        """``row``, then under the cursor, was chosen with Enter or a second click."""

        row_list: RowList[Any]
        row: Any

        @property
        def control(self) -> RowList[Any]:
            """The list it happened in."""
            return self.row_list

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002  Textual's name for it
        super().__init__(id=id)
        if self.BORDER_TITLE:
            self.border_title = Text(translate(self.BORDER_TITLE))
        self._rows: Sequence[Row] = ()
        self._row_height = 1
        self._empty: tuple[str, ...] = ()
        self._looks: _Looks | None = None
        self._line_width = 0
        self._foot = ""

    # What a subclass says

    def row_key(self, row: Row) -> object:
        """What stays the same about a row when the rows change."""
        return row

    def draw_row(self, row: Row, line: int, width: int) -> Text:
        """The text of one of the row's lines, at most ``width`` cells of which are drawn."""
        raise NotImplementedError

    # The rows

    @property
    def rows(self) -> Sequence[Row]:
        """All rows."""
        return self._rows

    @property
    def foot(self) -> str:
        """What stands at the foot, in the border. Only another text has the list drawn anew."""
        return self._foot

    @foot.setter
    def foot(self, text: str) -> None:
        if text != self._foot:
            self._foot = text
            self.border_subtitle = Text(text)

    @property
    def current(self) -> Row | None:
        """The row under the cursor."""
        return self._rows[self.cursor] if 0 <= self.cursor < len(self._rows) else None

    def set_rows(
        self,
        rows: Sequence[Row],
        *,
        row_height: int = 1,
        empty: Sequence[str] = (),
        to_top: bool = False,
    ) -> None:
        """Show other rows, each ``row_height`` lines high, or the lines ``empty`` where none are.

        The cursor stays with its row, and the row where it is on the screen; ``to_top`` puts it
        on the first one instead.
        """
        kept = self.current
        before = self._drawn_from
        above = self.cursor * self._row_height - round(self.scroll_y)
        self._rows, self._row_height, self._empty = rows, row_height, tuple(empty)
        self.set_extent(len(rows) * row_height)
        found = None if to_top or kept is None else self._find(self.row_key(kept))
        with self.prevent(self.Moved):
            self.cursor = min(self.cursor, max(0, len(rows) - 1)) if found is None else found
            if to_top:
                self.cursor = 0
        self.scroll_to(y=max(0, self.cursor * row_height - max(0, above)), animate=False)
        self._draw_what_differs(*before)
        self.call_after_refresh(self.keep_cursor_in_sight)
        if self.current is not None and (found is None or to_top):
            self.post_message(self.Moved(self))

    @property
    def _drawn_from(self) -> tuple[tuple[int, float, int, int], Sequence[Row]]:
        """All that decides what is in sight: where it is, and the rows."""
        place = self._row_height, self.scroll_y, len(self._rows), self.cursor
        return place, self.rows_in_sight()

    def _draw_what_differs(self, place: tuple[int, float, int, int], rows: Sequence[Row]) -> None:
        now, rows_now = self._drawn_from
        if now != place or not rows_now:
            self.refresh()
            return
        top = -(round(self.scroll_y) % self._row_height)
        for at, (row, other) in enumerate(zip(rows_now, rows, strict=True)):
            if row != other:
                y = top + at * self._row_height
                self.refresh(Region(0, y, self.size.width, self._row_height))

    def _find(self, key: object) -> int | None:
        near = self.cursor
        if near < len(self._rows) and self.row_key(self._rows[near]) == key:
            return near
        return next((i for i, row in enumerate(self._rows) if self.row_key(row) == key), None)

    def move_to(self, key: object) -> bool:
        """Put the cursor on the row with that key; False where there is none."""
        found = self._find(key)
        if found is None:
            return False
        self.cursor = found
        return True

    def rows_in_sight(self) -> Sequence[Row]:
        """The rows that are on the screen now."""
        first = round(self.scroll_y) // self._row_height
        count = self.size.height // self._row_height + 2
        return self._rows[first : first + count]

    # Drawing

    def render_lines(self, crop: Region) -> list[Strip]:
        """Some lines of the screen."""
        self._line_width = self.scrollable_content_region.width
        return super().render_lines(crop)

    def render_line(self, y: int) -> Strip:
        """One line of the screen."""
        width = self._line_width
        looks = self._looks = self._looks or _Looks(self)
        line = y + round(self.scroll_y)
        index, part = divmod(line, self._row_height)
        if not self._rows:
            return _strip(self._empty_line(y, width), width, looks.base)
        if index >= len(self._rows):
            return Strip.blank(width, looks.base)
        text = self.draw_row(self._rows[index], part, max(0, width - 1))
        text.truncate(max(0, width - 1), overflow="ellipsis")
        is_cursor = index == self.cursor
        style = looks.cursor if is_cursor else looks.base
        return _strip(text, width, style, MARK if is_cursor and part == 0 else " ")

    def _empty_line(self, y: int, width: int) -> Text:
        wrapped: list[Text] = []
        for paragraph in self._empty:
            lines = Text(paragraph, end="").wrap(self.app.console, max(1, width - 2))
            wrapped.extend(lines or [Text("")])
        line = wrapped[y] if y < len(wrapped) else Text("")
        return Text(" ", end="").append_text(line)

    def style_named(self, name: str) -> Style:
        """The foreground and weight of one of the component classes, without a background."""
        looks = self._looks = self._looks or _Looks(self)
        return looks.named(name)

    def notify_style_update(self) -> None:
        """Look the styles up again."""
        super().notify_style_update()
        self._looks = None

    # Moving

    def validate_cursor(self, cursor: int) -> int:
        """Keep the cursor on a row."""
        return max(0, min(cursor, len(self._rows) - 1))

    def watch_cursor(self, old: int, new: int) -> None:
        """Draw the two rows that changed, and tell."""
        for row in (old, new):
            top = row * self._row_height - round(self.scroll_y)
            self.refresh(Region(0, top, self.size.width, self._row_height))
        self.keep_cursor_in_sight()
        self.post_message(self.Moved(self))

    def keep_cursor_in_sight(self) -> None:
        """Scroll as little as shows the whole row under the cursor."""
        top, height = self.cursor * self._row_height, self.size.height
        if height <= 0:
            return
        if top < self.scroll_y:
            self.scroll_to(y=top, animate=False)
        elif top + self._row_height > self.scroll_y + height:
            self.scroll_to(y=top + self._row_height - height, animate=False)

    @property
    def _page(self) -> int:
        return max(1, self.size.height // self._row_height)

    def action_move_down(self) -> None:
        """A row down."""
        self.cursor += 1

    def action_move_up(self) -> None:
        """A row up."""
        self.cursor -= 1

    def action_move_half_down(self) -> None:
        """Half a page down."""
        self.cursor += max(1, self._page // 2)

    def action_move_half_up(self) -> None:
        """Half a page up."""
        self.cursor -= max(1, self._page // 2)

    def action_move_page_down(self) -> None:
        """A page down."""
        self.cursor += self._page

    def action_move_page_up(self) -> None:
        """A page up."""
        self.cursor -= self._page

    def action_move_first(self) -> None:
        """To the first row."""
        self.cursor = 0

    def action_move_last(self) -> None:
        """To the last row."""
        self.cursor = len(self._rows) - 1

    def choose(self) -> None:
        """Choose the row under the cursor."""
        if self.current is not None:
            self.post_message(self.Chosen(self, self.current))

    # The mouse, and the size

    async def _on_click(self, event: events.Click) -> None:
        inside = event.get_content_offset(self)
        index = (inside.y + round(self.scroll_y)) // self._row_height if inside else -1
        if inside is None or not 0 <= index < len(self._rows):
            return
        again = index == self.cursor
        self.cursor = index
        self.clicked(inside.x, again)

    def clicked(self, column: int, again: bool) -> None:  # noqa: ARG002
        """A row was clicked, in a column from 0; ``again`` where the cursor stood on it already."""
        if again:
            self.choose()

    def on_resize(self) -> None:
        """Keep the row under the cursor in sight."""
        self.keep_cursor_in_sight()


class _Looks:
    """The styles of a list, looked up once and not for each line."""

    def __init__(self, rows: RowList[Any]) -> None:
        self.base = rows.rich_style
        self.cursor = self.base + rows.get_component_rich_style("row-list--cursor")
        self._component = rows.get_component_rich_style
        self._named: dict[str, Style] = {}

    def named(self, name: str) -> Style:
        """See ``RowList.style_named``."""
        if name not in self._named:
            style = self._component(f"row-list--{name}")
            self._named[name] = Style(
                color=style.color, bold=style.bold or None, underline=style.underline or None
            )
        return self._named[name]


def _strip(text: Text, width: int, style: Style, before: str = "") -> Strip:
    """A line of ``width`` cells in a style: some characters, then a text.

    Rich and Textual come to the same in steps, each of which goes over the whole line.
    """
    plain, spans = text.plain, text.spans
    if text.style:
        spans = [Span(0, len(plain), text.style), *spans]
    borders = {0, len(plain), *(span.start for span in spans), *(span.end for span in spans)}
    segments = [Segment(before, style)] if before else []
    for start, end in pairwise(sorted(borders)):
        own = style
        for span in spans:
            if span.start <= start and end <= span.end:
                own += Style.parse(span.style) if isinstance(span.style, str) else span.style
        segments.append(Segment(safe_line(plain[start:end]), own))
    cells = sum(cell_len(segment.text) for segment in segments)
    segments.append(Segment(" " * max(0, width - cells), style))
    strip = Strip(Segment.simplify(segments), max(cells, width))
    return drawable(strip).adjust_cell_length(width, style)
