"""Code and tables wider than the page: how far they are scrolled to the right.

Text is never scrolled sideways; only what is wider than the page is.
"""

from __future__ import annotations

from dataclasses import replace

from tui.render.layout.lines import Line
from tui.render.layout.wrap import width_of
from tui.text.cells import width_of_text

from .matches import Part
from .pages import Page
from .shown_post import ShownPost


def shift_of(shown: ShownPost, line: Line) -> int:
    """How many cells of a line of the page lie to the left of the view."""
    widest = shown.page.layout.wide.get(line.block, 0) if shown.aside else 0
    return min(shown.aside, max(widest - _room(shown.page, line), 0)) if widest else 0


def scrolled_sideways(shown: ShownPost, aside: int) -> ShownPost:
    """Scroll wide code and tables to cell ``aside``, or as far as the widest of them goes."""
    widest = max(shown.page.layout.wide.values(), default=0)
    now = max(0, min(aside, widest))
    return shown if now == shown.aside else replace(shown, aside=now)


def scrolled_to_part(shown: ShownPost, part: Part) -> ShownPost:
    """Scroll sideways so far that a part of a line is in view, if it is not."""
    number, begin, end = part
    line = shown.page.layout.lines[number]
    if line.block not in shown.page.layout.wide:
        return shown
    first, room = width_of_text(line.text[:begin]), _room(shown.page, line)
    last = first + width_of_text(line.text[begin:end])
    shift = shift_of(shown, line)
    if shift < first and last <= shift + room - 2:
        return shown
    aside = max(min(first - room // 3, last), 0) if last > room - 2 else 0
    return scrolled_sideways(shown, aside)


def _room(page: Page, line: Line) -> int:
    return max(page.layout.width - width_of(line.gutter), 1)
