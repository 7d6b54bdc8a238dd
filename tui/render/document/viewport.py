"""Which lines of a page are in view."""

from __future__ import annotations

from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Viewport:
    """The lines of a page that are in view.

    ``top`` is the first of them, from 0, and ``height`` how many there is room for. ``here`` is
    the line that the reader is at: ``top``, or near the end of the page, where it cannot be
    scrolled further, the line that was to be at the top.
    """

    top: int
    height: int
    here: int

    def shows(self, line: int) -> bool:
        """Whether a line of the page is in view."""
        return self.top <= line < self.top + self.height

    def scrolled_to(self, line: int, lines: int) -> Viewport:
        """The viewport with ``line`` at the top, or as near to it as a page can be scrolled.

        Args:
            line: The line of the page.
            lines: How many lines the page has.
        """
        top = min(max(line, 0), max(lines - self.height, 0))
        return replace(self, top=top, here=max(line, top))

    def top_to_show(self, line: int) -> int | None:
        """The line to scroll to so that ``line`` is a third down; None where it is in view."""
        return None if self.shows(line) else max(line - self.height // 3, 0)
