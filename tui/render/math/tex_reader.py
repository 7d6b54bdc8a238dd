"""TeX cut into commands, groups and environments by pylatexenc, within bounds told beforehand."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable
from functools import cache

from pylatexenc.latexwalker import LatexCharsNode, LatexNode, LatexWalker, LatexWalkerError
from pylatexenc.macrospec import LatexContextDb

from index.lazy_pattern import lazy_pattern

from .nodes import UnreadableError

LONGEST = 10_000
DEEPEST = 24
_DEPTH = lazy_pattern(
    r"\\(?:begin|left)(?![A-Za-z])|\\(?:end|right)(?![A-Za-z])|\\.|[{}]", re.DOTALL
)
_NAME = lazy_pattern(r"(\\[A-Za-z]+)(?=[^\x00-\x7f])")
"""A command before a letter that is not ASCII, where it ends for TeX, but not for pylatexenc."""
_DOUBLED = lazy_pattern(r"(\\(?:left|right|[bB]igg?[lrm]?)\s*)\\(?=\\[{}|])")
"""A bracket with two backslashes, one of which Markdown takes."""
_ENTITY = lazy_pattern(r"&(lt|gt|amp);")
_ENTITIES = {"lt": "<", "gt": ">", "amp": "&"}


class TexReader(deque[LatexNode | str]):
    """What is still to be read of a list: characters one by one, and whatever else stands there."""

    def __init__(self, nodes: Iterable[LatexNode]) -> None:
        super().__init__()
        for node in nodes:
            self.extend(node.chars if isinstance(node, LatexCharsNode) else (node,))

    def at(self, *signs: str) -> bool:
        """Whether one of these characters comes next."""
        return bool(self) and isinstance(self[0], str) and self[0] in signs

    def at_point(self) -> bool:
        """Whether a decimal point comes next."""
        after = self[1] if self.at(".") and len(self) > 1 else None
        return isinstance(after, str) and after.isdigit()

    def nodes(self) -> list[LatexNode]:
        """What is left, as pylatexenc's nodes."""
        return [LatexCharsNode(chars=one) if isinstance(one, str) else one for one in self]

    def skip_blanks(self) -> None:
        """Leave out the blanks that come next: in formulas they say nothing."""
        while self and isinstance(self[0], str) and self[0].isspace():
            self.popleft()


def checked(tex: str) -> str:
    """TeX with HTML's names for ``<``, ``>`` and ``&`` read.

    Raises UnreadableError where it is too long.
    """
    if len(tex) > LONGEST:
        raise UnreadableError(f"longer than {LONGEST} characters")
    tex = _DOUBLED.sub(r"\1", tex) if "\\\\" in tex else tex
    return _ENTITY.sub(lambda found: _ENTITIES[found[1]], tex)


@cache
def _context() -> LatexContextDb:
    """No command takes arguments in pylatexenc's eyes: we take them."""
    return LatexContextDb()


def nodes_of(tex: str) -> list[LatexNode]:
    """TeX as pylatexenc's nodes. Raises UnreadableError where it is none or beyond the bounds."""
    if len(tex) > LONGEST:
        raise UnreadableError(f"longer than {LONGEST} characters")
    depth = 0
    for found in _DEPTH.finditer(tex):
        if found[0] in ("{", "\\begin", "\\left"):
            depth += 1
            if depth > DEEPEST:
                raise UnreadableError(f"deeper than {DEEPEST}")
        elif found[0] in ("}", "\\end", "\\right"):
            depth -= 1
    if tex.endswith("\\") and (len(tex) - len(tex.rstrip("\\"))) % 2:
        raise UnreadableError("ends in a backslash")
    tex = _NAME.sub(r"\1 ", tex)
    walker = LatexWalker(tex, latex_context=_context(), tolerant_parsing=False)
    state = walker.make_parsing_state(in_math_mode=True)
    try:
        found_nodes, at, length = walker.get_latex_nodes(parsing_state=state)
    except (LatexWalkerError, RecursionError) as error:
        raise UnreadableError(str(error).split("\n", 1)[0]) from error
    if at + length < len(tex):
        raise UnreadableError("ends before its end")
    return list(found_nodes)
