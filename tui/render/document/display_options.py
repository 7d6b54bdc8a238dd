"""How the reader wants pages to be shown."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class DisplayOptions:
    """How pages are shown, whichever post is on them.

    ``reading_width`` is the most cells that a line of text may take; 0 is the whole width.
    ``wrapped`` folds long lines of code and shows wide tables row by row. ``formulas`` are drawn,
    or shown as their TeX. ``source`` shows the file's text instead of the page. ``pictures`` are
    drawn, or their descriptions shown. ``notes_shown`` shows the reader's notes in full, or only
    their signs.
    """

    reading_width: int = 100
    wrapped: bool = False
    formulas: bool = True
    source: bool = False
    pictures: bool = False
    notes_shown: bool = True

    @property
    def next_reading_width(self) -> int:
        """The reading width after this one: 80, 100, the whole view, and 80 again."""
        widths = (80, 100, 0)
        at = widths.index(self.reading_width) if self.reading_width in widths else -1
        return widths[(at + 1) % len(widths)]
