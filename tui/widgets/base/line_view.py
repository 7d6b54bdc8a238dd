"""Lines that are drawn on demand, any number of them."""

from __future__ import annotations

from textual.geometry import Size
from textual.scroll_view import ScrollView


class LineView(ScrollView, inherit_bindings=False):
    """A view over lines, whose number changes often."""

    def set_extent(self, lines: int, width: int = 0) -> None:
        """There are ``lines`` lines now, the widest of them ``width`` cells.

        Setting ``virtual_size`` has Textual lay out and paint the whole screen. That is left out
        where no scroll bar comes or goes, and the height of the view does not follow its lines. A
        view without room, a hidden one for instance, gets its scroll bars with its room.
        """
        size = Size(width, lines)
        if size == self.virtual_size:
            return
        room = self.container_size
        follows = self.styles.height is not None and self.styles.height.is_auto
        if follows or (room and _bars(size, room) != _bars(self.virtual_size, room)):
            self.virtual_size = size
            return
        self.set_reactive(LineView.virtual_size, size)
        if self.show_vertical_scrollbar:
            self.vertical_scrollbar.window_virtual_size = lines
        if self.show_horizontal_scrollbar:
            self.horizontal_scrollbar.window_virtual_size = width
        self.scroll_y = self.validate_scroll_y(self.scroll_y)
        self.refresh()


def _bars(size: Size, room: Size) -> tuple[bool, bool]:
    """Which scroll bars a view needs to show all of its lines."""
    return size.width > room.width, size.height > room.height
