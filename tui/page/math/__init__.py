"""Formulas as Unicode: TeX is parsed to nodes, nodes become one line, or boxes in two dimensions.

What cannot be read, or would be too large, is shown as its TeX. Nothing here is imported before
the first formula is drawn.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .nodes import Node

_KEPT = 2_000


def inline(tex: str) -> str:
    """A formula in one line; its source, on one line, where it cannot be read."""
    source = " ".join(tex.split())
    node = _parsed(tex)
    if node is None:
        return source
    from .flat import flat

    return " ".join(flat(node).split()) or source


def display(tex: str, width: int) -> tuple[str, ...]:
    """A formula as lines of at most ``width`` cells; none where it cannot be read.

    In two dimensions where it fits, else broken at its relations, else in one dimension.
    """
    node = _parsed(tex)
    if node is None:
        return ()
    from .breaking import lines

    rows = tuple(row.rstrip() for row in lines(node, max(width, 1)))
    return rows if any(rows) else ()


@lru_cache(_KEPT)
def _parsed(tex: str) -> Node | None:
    from .nodes import UnreadableError
    from .parse import parse

    try:
        return parse(tex)
    except UnreadableError:
        return None
