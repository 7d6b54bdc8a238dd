"""A document made ready to be shown: first its beginning, then all of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from index.post import Document

from .blocks import Block
from .layout import Layout, lay_out
from .marks import Text

FIRST_SCREEN = 20_000
"""How many characters of a long post are shown before the rest is read."""


@dataclass(frozen=True, slots=True)
class Page:
    """A document as blocks and lines; ``complete`` is false while only its beginning is there."""

    document: Document
    blocks: tuple[Block, ...]
    layout: Layout
    text: Text
    outline_lines: tuple[int, ...] = ()
    complete: bool = True


def pages(
    document: Document,
    width: int,
    *,
    blocks: tuple[Block, ...] | None,
    whole: bool,
    cancelled: Callable[[], bool],
) -> Iterator[Page]:
    """The page, after its beginning where the post is long and not wanted as a ``whole``.

    ``blocks`` are those of the document where they are known. Raises ``Cancelled``.
    """
    from .about import blocks_of
    from .parse import beginning

    if blocks is None:
        part = beginning(document.body, FIRST_SCREEN)
        if len(part) < len(document.body) and not whole:
            begun = blocks_of(document, part, cancelled=cancelled)
            yield _page(document, begun, lay_out(begun, width), complete=False)
        blocks = blocks_of(document, cancelled=cancelled)
    yield _page(document, blocks, lay_out(blocks, width, cancelled=cancelled), complete=True)


def source_page(document: Document, width: int) -> Page:
    """The file's own text as a page."""
    from .source import source_layout

    return _page(document, (), source_layout(document.text, width), complete=False)


def _page(document: Document, blocks: tuple[Block, ...], layout: Layout, *, complete: bool) -> Page:
    headings = tuple(layout.line_of(heading.line) for heading in document.outline.headings)
    return Page(document, blocks, layout, Text(layout), headings, complete)
