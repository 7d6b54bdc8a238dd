"""Lines of a shown post with all that is drawn on them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tui.render.layout.lines import Line

from .horizontal_scroll import shift_of
from .link_hints import LinkHint
from .links import Mark, link_parts
from .shown_post import ShownPost


@dataclass(frozen=True, slots=True)
class PageLine:
    """A line of a page as it is to be drawn.

    ``marks`` are the parts of its text with another style, the last on top. ``shift`` is how many
    cells of it lie to the left of the view. ``is_broken`` tells that a link on it leads nowhere,
    ``is_noted`` that it has a note of the reader's. ``hints`` are the link hints on it.
    """

    line: Line
    marks: tuple[Mark, ...] = ()
    shift: int = 0
    is_broken: bool = False
    is_noted: bool = False
    hints: tuple[LinkHint, ...] = ()


def page_lines(shown: ShownPost, first: int, last: int) -> Iterator[PageLine]:
    """The lines of a page that are in sight, as they are to be drawn.

    Args:
        shown: The post, and all that is marked in it.
        first: The number of the first line of the page, from 0; none where it is negative.
        last: The number after that of the last line.
    """
    layout, marked = shown.page.layout, shown.marked
    for number in range(max(first, 0), min(last, len(layout.lines))):
        line = layout.lines[number]
        broken: tuple[Mark, ...] = ()
        if shown.broken:
            broken = tuple(
                (start, end, "broken")
                for start, end, link in link_parts(line)
                if shown.why_broken(link)
            )
        current = marked.marks(number) if marked else ()
        yield PageLine(
            line,
            (*shown.finding.marks_on(number), *broken, *current),
            shift_of(shown, line),
            is_broken=bool(broken),
            is_noted=number in layout.noted and not layout.is_note(number),
            hints=shown.labels.on(number) if shown.labels else (),
        )
