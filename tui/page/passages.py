"""What is in sight of a page as text: a paragraph, a code block."""

from __future__ import annotations

from .blocks import Code
from .pages import Page


def paragraph_in_sight(page: Page, top: int, height: int) -> str:
    """The first block that has words and begins in sight, else the one at the top.

    ``top`` is the first line of the page in sight, ``height`` how many are. Lines that were only
    folded are joined as they were written.
    """
    lines = page.layout.lines
    seen = range(top, min(top + height, len(lines)))
    begun = [n for n in seen if lines[n].text.strip() and (not n or _begins(page, n))]
    at = next(iter(begun or [n for n in seen if lines[n].text.strip()]), None)
    if at is None:
        return ""
    first = last = at
    while first and lines[first - 1].block == lines[at].block:
        first -= 1
    while last + 1 < len(lines) and lines[last + 1].block == lines[at].block:
        last += 1
    parts = [part for line in lines[first : last + 1] for part in (line.text, line.joint)]
    return "".join(parts[:-1]).strip("\n")


def _begins(page: Page, number: int) -> bool:
    lines = page.layout.lines
    return lines[number - 1].block != lines[number].block


def code_in_sight(page: Page, top: int, height: int) -> str:
    """The text of the first code block of which a line is in sight; empty where there is none."""
    for line in page.layout.lines[top : top + height]:
        block = page.blocks[line.block] if 0 <= line.block < len(page.blocks) else None
        if isinstance(block, Code):
            return block.text
    return ""
