"""Formulas as Unicode: TeX is parsed to nodes, nodes become one line, or boxes in two dimensions.

What cannot be read, or would be too large, is shown as its TeX. Nothing here is imported before
the first formula is drawn.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from index.lazy_pattern import lazy_pattern

if TYPE_CHECKING:
    from .nodes import Node

_KEPT = 2_000
_DEFINED_WITHIN = 100_000
_MOST_DEFINED = 200
_BETWEEN_DOLLARS = lazy_pattern(r"\$(?![\s$])([^$\n]{1,500})(?<!\s)\$(?!\d)")
"""A formula in a text that is no Markdown any more; two prices are none."""


_EMPTY = lazy_pattern(r"\\begin\{\w+\*?\}\s*\\end\{\w+\*?\}")

Definitions = tuple[tuple[str, int, str], ...]
"""Commands that a post defines: name, number of arguments, TeX."""


def inline(tex: str, macros: Definitions = ()) -> str:
    """A formula in one line; its source, on one line, where it cannot be read."""
    source = " ".join(tex.split())
    node = _parsed(tex, macros)
    if node is None:
        return source
    from .flat import flat

    return " ".join(flat(node).split()) or source


def text_with_formulas(text: str) -> str:
    """A text with the formulas between its dollars in one line each."""
    return _BETWEEN_DOLLARS.sub(lambda found: inline(found[1]), text)


def display(tex: str, width: int, macros: Definitions = ()) -> tuple[str, ...]:
    """Draw a formula: in two dimensions where it fits, else broken at its relations, else in one.

    Args:
        tex: The TeX source.
        width: The greatest width in cells.
        macros: The definitions of macros that hold in the post.

    Returns:
        The lines; none where the formula cannot be read.
    """
    node = _parsed(tex, macros)
    if node is None:
        return ()
    from .breaking import lines

    rows = tuple(row.rstrip() for row in lines(node, max(width, 1)))
    return rows if any(rows) else ()


def defined_in(body: str) -> Definitions:
    """The commands that a post's formulas define, which MathJax knows in all that follow."""
    if not any(name in body for name in ("command", "\\def", "\\Declare")):
        return ()
    from .definitions import definitions

    macros, _ = definitions(body[:_DEFINED_WITHIN])
    return tuple((name, count, tex) for name, (count, tex) in macros.items())[:_MOST_DEFINED]


def prints_nothing(tex: str) -> bool:
    """Whether a formula only defines commands, or is an environment without anything in it."""
    if not any(name in tex for name in ("command", "\\def", "\\Declare", "\\begin")):
        return False
    from .definitions import definitions

    _, rest = definitions(tex[:_DEFINED_WITHIN])
    return not _EMPTY.sub("", rest).strip()


@lru_cache(_KEPT)
def _parsed(tex: str, macros: Definitions) -> Node | None:
    from .nodes import UnreadableError
    from .tex_parser import parse

    try:
        return parse(tex, {name: (count, body) for name, count, body in macros})
    except UnreadableError:
        return None
