"""A list over any sequence that draws only the rows in sight."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from typing import Any, ClassVar, Generic, TypeVar

from rich.cells import cell_len
from rich.console import Console
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
from tui.commands.offers import Run
from tui.language import translate
from tui.text.emoji import drawable
from tui.text.safe_text import safe_line

from .line_view import LineView
from .list_model import ListModel

Row = TypeVar("Row")

StyleNamed = Callable[[str], Style]
"""The foreground and weight of ``dim``, ``match``, ``strong`` or another ``row-list--`` class."""

DrawRow = Callable[[Row, int, int, StyleNamed], Text]
"""Draws a line of a row: given the row, the line within it from 0, the cells that there is room for
and the styles by name. What is longer than the room is cut."""

MARK = "›"
"""Marks the row under the cursor, so that it can be seen without colour too."""


class RowList(LineView, Generic[Row], can_focus=True, inherit_bindings=False):
    """Rows of one height, one of them under the cursor.

    Args:
        draw: Draws one line of a row.
        key: What identifies a row, so that the cursor stays with it when the rows are replaced; the
            row itself where this is not given.
        id: The id of the widget.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "row-list--cursor",
        "row-list--dim",
        "row-list--key",
        "row-list--match",
        "row-list--strong",
    }
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of("pane")]

    cursor: reactive[int] = reactive(0, init=False, repaint=False)
    """The index of the row under the cursor, from 0."""

    foot: reactive[str] = reactive("", init=False, repaint=False)
    """The text in the lower border. Only another text has the list painted anew."""

    @dataclass
    class Moved(Message):
        """The cursor is on another row, or on a row that changed."""

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

    def __init__(
        self,
        draw: DrawRow[Row],
        *,
        key: Callable[[Row], object] = lambda row: row,
        id: str | None = None,
    ) -> None:
        super().__init__(id=id)
        if self.BORDER_TITLE:
            self.border_title = Text(translate(self.BORDER_TITLE))
        self._draw = draw
        self._model = ListModel(key)
        self._empty: tuple[str, ...] = ()
        self._divider: Sequence[str] = ()
        self._looks: _ListStyles | None = None
        self._line_width = 0
        self.commands_offered: Mapping[str, Run] = {
            "move.down": partial(self.move_by, 1),
            "move.up": partial(self.move_by, -1),
            "move.half_down": partial(self._move_by_half_pages, 1),
            "move.half_up": partial(self._move_by_half_pages, -1),
            "move.page_down": partial(self.move_by_pages, 1),
            "move.page_up": partial(self.move_by_pages, -1),
            "move.first": self._move_to_first,
            "move.last": self._move_to_last,
        }

    # The rows

    @property
    def rows(self) -> Sequence[Row]:
        """All rows."""
        return self._model.rows

    @property
    def current(self) -> Row | None:
        """The row under the cursor."""
        return self._model.at(self.cursor)

    def set_rows(
        self,
        rows: Sequence[Row],
        *,
        row_height: int = 1,
        empty: Sequence[str] = (),
        to_top: bool = False,
        divider: tuple[int, Sequence[str]] | None = None,
    ) -> None:
        """Replace the rows.

        The cursor stays with its row, and that row where it is on the screen.

        Args:
            rows: The rows, which must not change afterwards.
            row_height: The lines that each row takes.
            empty: Paragraphs that are shown where there are no rows.
            to_top: Put the cursor on the first row instead.
            divider: The index of a row, and wordings of the line above it, the longest first: that
                is shown which there is room for.
        """
        model, kept = self._model, self.current
        before = model.snapshot(self.cursor, self.scroll_y, self.size.height)
        was_divided = model.divided_at is not None
        above = model.top(self.cursor) - round(self.scroll_y)
        model.rows, model.row_height, self._empty = rows, row_height, tuple(empty)
        model.divided_at, self._divider = divider or (None, ())
        self.set_extent(model.lines)
        found = None if to_top or kept is None else model.find(model.key(kept), self.cursor)
        with self.prevent(self.Moved):
            self.cursor = min(self.cursor, max(0, len(rows) - 1)) if found is None else found
            if to_top:
                self.cursor = 0
        y = max(0, model.top(self.cursor) - max(0, above))
        self.scroll_to(y=y, animate=False, force=True)
        now = model.snapshot(self.cursor, self.scroll_y, self.size.height)
        changed = None if was_divided else model.changed_rows(before, now)
        top = -(round(self.scroll_y) % row_height)
        if changed is None:
            self.refresh()
        for at in changed or ():
            self.refresh(Region(0, top + at * row_height, self.size.width, row_height))
        self.call_after_refresh(self.keep_cursor_in_sight)
        if self.current is not None and (found is None or to_top):
            self.post_message(self.Moved(self))

    def move_to(self, key: object) -> bool:
        """Put the cursor on the row with that key; False where there is none."""
        found = self._model.find(key, self.cursor)
        if found is None:
            return False
        self.cursor = found
        return True

    def rows_in_sight(self) -> Sequence[Row]:
        """The rows that are on the screen now."""
        return self._model.in_sight(self.scroll_y, self.size.height)

    # Painting

    def render_lines(self, crop: Region) -> list[Strip]:
        """Some lines of the screen."""
        self._line_width = self.scrollable_content_region.width
        return super().render_lines(crop)

    def render_line(self, y: int) -> Strip:
        """One line of the screen."""
        width = self._line_width
        looks = self._looks = self._looks or _ListStyles(self)
        if not self.rows:
            lines = wrapped(self._empty, width, self.app.console)
            return _strip(_told_line(lines, y, self.size.height, width), width, looks.base)
        found = self._model.row_at(y + round(self.scroll_y))
        if found is None:
            fitting = (said for said in self._divider if cell_len(said) < width)
            said = next(fitting, self._divider[-1])
            line = Text(f" {said}", looks.named("strong"), no_wrap=True, end="")
            line.truncate(width, overflow="ellipsis")
            return _strip(line, width, looks.base)
        index, part = found
        row = self._model.at(index)
        if row is None:
            return Strip.blank(width, looks.base)
        text = self.draw_line(index, part, max(0, width - 1), looks.named)
        text.truncate(max(0, width - 1), overflow="ellipsis")
        is_cursor = index == self.cursor
        style = looks.cursor if is_cursor else looks.base
        return _strip(text, width, style, MARK if is_cursor and part == 0 else " ")

    def draw_line(self, index: int, line: int, width: int, style: StyleNamed) -> Text:
        """Draw one line of a row.

        Args:
            index: The index of the row, which there is.
            line: The line within the row, from 0.
            width: The cells that there is room for.
            style: The styles by name.
        """
        return self._draw(self._model.rows[index], line, width, style)

    def style_named(self, name: str) -> Style:
        """The foreground and weight of one of the component classes, without a background."""
        looks = self._looks = self._looks or _ListStyles(self)
        return looks.named(name)

    def notify_style_update(self) -> None:
        """Look the styles up again."""
        super().notify_style_update()
        self._looks = None

    def watch_foot(self, text: str) -> None:
        """Show another text in the lower border."""
        self.border_subtitle = Text(text)

    # Moving

    def validate_cursor(self, cursor: int) -> int:
        """Keep the cursor on a row."""
        return self._model.clamp(cursor)

    def watch_cursor(self, old: int, new: int) -> None:
        """Paint the two rows that changed, and announce it."""
        height = self._model.row_height
        for row in (old, new):
            top = self._model.top(row) - round(self.scroll_y)
            self.refresh(Region(0, top, self.size.width, height))
        self.keep_cursor_in_sight()
        self.post_message(self.Moved(self))

    def keep_cursor_in_sight(self) -> None:
        """Scroll as little as shows the whole row under the cursor."""
        y = self._model.scroll_to_show(self.cursor, self.scroll_y, self.size.height)
        if y is not None:
            # Forced, since the scroll bar for rows that have just come may not be laid out yet.
            self.scroll_to(y=y, animate=False, force=True)

    def move_by(self, rows: int) -> None:
        """Move the cursor down by so many rows, up where they are negative."""
        self.cursor += rows

    def move_by_pages(self, pages: int) -> None:
        """Move the cursor down by so many pages, up where they are negative."""
        self.cursor += pages * self._model.page(self.size.height)

    def _move_by_half_pages(self, halves: int) -> None:
        self.cursor += halves * max(1, self._model.page(self.size.height) // 2)

    def _move_to_first(self) -> None:
        self.cursor = 0

    def _move_to_last(self) -> None:
        self.cursor = len(self.rows) - 1

    def choose(self) -> None:
        """Choose the row under the cursor."""
        if self.current is not None:
            self.post_message(self.Chosen(self, self.current))

    # The mouse, and the size

    def focus_on_click(self) -> bool:
        """Whether a click gives the list the keys: one on its border takes hold of that instead.

        Panes may change their widths with the focus, and the border would move away.
        """
        inside = self.region.shrink(self.styles.border.spacing)
        return super().focus_on_click() and inside.contains_point(self.app.mouse_position)

    async def _on_click(self, event: events.Click) -> None:
        inside = event.get_content_offset(self)
        found = self._model.row_at(inside.y + round(self.scroll_y)) if inside else None
        if inside is None or found is None or self._model.at(found[0]) is None:
            return
        index, _ = found
        again = index == self.cursor
        self.cursor = index
        self.clicked(inside.x, again)

    def clicked(self, column: int, again: bool) -> None:  # noqa: ARG002  for subclasses
        """A row was clicked, in a column from 0; ``again`` where the cursor was on it already."""
        if again:
            self.choose()

    def on_resize(self) -> None:
        """Keep the row under the cursor in sight."""
        self.keep_cursor_in_sight()


def _told_line(lines: Sequence[Text], y: int, height: int, width: int) -> Text:
    """One line of what is shown where there are no rows; the last says that there is more.

    Args:
        lines: All lines.
        y: The line on the screen, from 0.
        height: How many lines there is room for.
        width: How many cells there is room for.
    """
    line = lines[y] if y < len(lines) else Text("")
    if y == height - 1 and len(lines) > height:
        line = Text(f"{line.plain.rstrip()} …")
        line.truncate(max(1, width - 1), overflow="ellipsis")
    return Text(" ", end="").append_text(line)


def wrapped(paragraphs: Sequence[str], width: int, console: Console) -> list[Text]:
    """The lines of some paragraphs.

    Args:
        paragraphs: The paragraphs.
        width: The cells of a line, of which two are left free.
        console: Breaks the lines.
    """
    lines: list[Text] = []
    for paragraph in paragraphs:
        wrapped = Text(paragraph, end="").wrap(console, max(1, width - 2))
        lines.extend(wrapped or [Text("")])
    return lines


class _ListStyles:
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
