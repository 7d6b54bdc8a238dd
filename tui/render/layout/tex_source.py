"""Formulas as they are written: the TeX in place of what is drawn for it."""

from __future__ import annotations

from dataclasses import replace

from tui.render.blocks.blocks import Block, Heading, Paragraph, Span, Spans, Table, Title


def as_written(block: Block) -> Block:
    """A block with the TeX of the formulas in its text; one that is a formula as it is."""
    if isinstance(block, Paragraph | Heading | Title):
        return replace(block, spans=_spans(block.spans))
    if isinstance(block, Table):
        rows = (replace(row, cells=tuple(map(_spans, row.cells))) for row in block.rows)
        return replace(block, rows=tuple(rows))
    return block


def _spans(spans: Spans) -> Spans:
    return tuple(
        Span(" ".join(span.tex.split()), span.roles, span.href, span.line) if span.tex else span
        for span in spans
    )
