"""Blocks of another post in the place of a link: framed, and with links as seen from there."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from index.lazy_pattern import lazy_pattern

from .blocks import (
    FOLD,
    Block,
    Code,
    Frame,
    Heading,
    Math,
    Paragraph,
    Role,
    Row,
    Span,
    Spans,
    Table,
)

SIGN = "↪ "
BAR = "▏ "
"""What stands before the name of what is shown, and before each of its lines."""
_SCHEME = lazy_pattern(r"[A-Za-z][A-Za-z0-9+.-]*:")
_HEADINGS: tuple[Role, ...] = (
    "heading1", "heading2", "heading3", "heading4", "heading5", "heading6",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Transcluded:
    """What a page shows of another post: its title, and its blocks or why there are none.

    ``path`` is that of the post in the journal, ``from_there`` tells whether addresses in it have
    to be told from ``path`` because the page is that of another post.
    """

    title: str
    path: str = ""
    blocks: Sequence[Block] = ()
    missing: str = ""
    from_there: bool = True


def placed(
    shown: Transcluded, line: int, frames: tuple[Frame, ...], serial: int
) -> Iterator[Block]:
    """The blocks as parts of the page that shows them.

    They all stand on one line of its file. Their headings are no headings of the page, so that its
    contents are its own.

    Args:
        shown: What is shown.
        line: The line of the file that it stands on.
        frames: What it stands in.
        serial: The greatest serial of a frame of the page.
    """
    for number, block in enumerate(shown.blocks):
        if not number:
            block = replace(block, tight=True)  # it stands right below its name
        inner = tuple(replace(one, serial=one.serial + serial) for one in block.frames)
        around = (*frames, *inner)
        if isinstance(block, Heading):
            role = _HEADINGS[block.level - 1]
            spans = tuple(
                replace(span, roles=span.roles | {"strong", role})
                for span in _moved(block.spans, shown, line, serial)
            )
            yield Paragraph(spans, line, around, block.tight)
        elif isinstance(block, Paragraph):
            spans = _moved(block.spans, shown, line, serial)
            yield replace(block, spans=spans, line=line, frames=around)
        elif isinstance(block, Code):
            yield replace(block, line=line, first_line=line, last_line=line, frames=around)
        elif isinstance(block, Math):
            yield replace(block, line=line, first_line=line, frames=around)
        elif isinstance(block, Table):
            rows = tuple(
                Row(
                    tuple(_moved(cell, shown, line, serial) for cell in row.cells),
                    line,
                    row.header,
                )
                for row in block.rows
            )
            yield replace(block, rows=rows, line=line, frames=around)
        else:
            yield replace(block, line=line, frames=around)


def _moved(spans: Spans, shown: Transcluded, line: int, serial: int) -> Spans:
    """Spans on a line of the page, with addresses that lead from there where they did."""
    return tuple(
        replace(
            span,
            line=line,
            href=None if span.href is None else _address(span.href, span, shown, serial),
            picture=_address(span.picture, span, shown, serial) or "" if span.picture else "",
        )
        for span in spans
    )


def _address(address: str, span: Span, shown: Transcluded, serial: int) -> str | None:
    if address.startswith(FOLD):
        number = address.removeprefix(FOLD)
        return f"{FOLD}{int(number) + serial}" if number.isdigit() else None
    if not shown.from_there:
        return address
    if address.startswith(("#fn:", "#fnref:")):
        return None  # it is not on this page
    if not span.roles.isdisjoint(("wiki", "transclusion")):
        name = posixpath.splitext(shown.path)[0]
        return f"{name}{address}" if address.startswith("#") else address
    if address.startswith("#"):
        return f"/{shown.path}{address}"
    folder = posixpath.dirname(shown.path)
    if not folder or address.startswith("/") or _SCHEME.match(address) or "{" in address:
        return address
    return posixpath.normpath(f"/{folder}/{address}")
