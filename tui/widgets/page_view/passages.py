"""What is in sight of a page as text: a paragraph, a code block, a selection."""

from __future__ import annotations

from collections.abc import Callable
from itertools import takewhile

from textual.selection import Selection

from index.lazy_pattern import lazy_pattern
from tui.render.blocks.blocks import Block, Code, Heading, Title
from tui.render.document.pages import Page
from tui.render.document.viewport import Viewport

_MOST_HEADINGS = 3
"""How many headings one after another are quoted with what stands below them."""
_FENCES = lazy_pattern(r"`{3,}")


def from_here(page: Page | None, viewport: Viewport, find: Callable[[Page, int, int], str]) -> str:
    """A passage from the block on that the reader is at, or else the first in view.

    Args:
        page: The page; nothing is found where there is none.
        viewport: What is in view.
        find: ``paragraph_in_sight`` or ``code_in_sight``.
    """
    if page is None or not page.layout.lines:
        return ""
    lines, at = page.layout.lines, min(viewport.here, len(page.layout.lines) - 1)
    while viewport.top < at and lines[at - 1].block == lines[at].block:
        at -= 1
    end = viewport.top + viewport.height
    return find(page, at, end - at) or find(page, viewport.top, viewport.height)


def paragraph_in_sight(page: Page, top: int, height: int) -> str:
    """The first block with words that begins in sight, else the one at the top.

    Code is none but where it is at the top, as it is once the reader went to it, nor is what is
    told of the post above its text. A heading has the block below it with it. Lines that were only
    folded are joined as they were written.

    Args:
        page: The page.
        top: The number of its first line in sight, from 0.
        height: How many lines are in sight.
    """
    from tui.render.document.about import about

    lines = page.layout.lines
    has_title = bool(page.blocks) and isinstance(page.blocks[0], Title)
    first_block = has_title + bool(about(page.document.post))
    seen = [
        number
        for number in range(top, min(top + height, len(lines)))
        if lines[number].text.strip()
        and lines[number].block >= first_block
        and (number == top or not isinstance(_block(page, number), Code))
    ]
    begun = (n for n in seen if not n or lines[n - 1].block != lines[n].block)
    at = next(begun, seen[0] if seen else None)
    if at is None:
        return ""
    while at and lines[at - 1].block == lines[at].block:
        at -= 1
    passage = [_block_text(page, at)]
    while isinstance(_block(page, at), Heading) and len(passage) <= _MOST_HEADINGS:
        heading = lines[at].block
        below = (n for n in range(at, len(lines)) if lines[n].block > heading)
        if (at := next((n for n in below if lines[n].text.strip()), len(lines))) == len(lines):
            break
        passage.append(_block_text(page, at))
    return "\n\n".join(passage)


def _block_text(page: Page, first: int) -> str:
    """The text of the block that begins on a line of the page; code with its fence."""
    lines, block = page.layout.lines, _block(page, first)
    if isinstance(block, Code):
        fence = max((*_FENCES.findall(block.text), "``"), key=len) + "`"
        return f"{fence}{block.language}\n{block.text}\n{fence}"
    own = takewhile(lambda n: lines[n].block == lines[first].block, range(first, len(lines)))
    parts = [part for number in own for part in (lines[number].text, lines[number].joint)]
    return "".join(parts[:-1]).strip("\n")


def code_in_sight(page: Page, top: int, height: int) -> str:
    """The text of the first code block of which a line is in sight; empty where there is none.

    Args:
        page: The page.
        top: The number of its first line in sight, from 0.
        height: How many lines are in sight.
    """
    for number in range(top, min(top + height, len(page.layout.lines))):
        block = _block(page, number)
        if isinstance(block, Code):
            return block.text
    return ""


def selected(page: Page, selection: Selection) -> str:
    """The selected text of a page, its lines joined as they were written."""
    parts: list[str] = []
    for number, line in enumerate(page.layout.lines):
        cut = selection.get_span(number)
        if cut is not None:
            begin, end = cut
            parts += [line.text[begin : None if end < 0 else end], line.joint]
    return "".join(parts[:-1])


def _block(page: Page, number: int) -> Block | None:
    at = page.layout.lines[number].block
    return page.blocks[at] if 0 <= at < len(page.blocks) else None
