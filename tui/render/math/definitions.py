r"""The commands that a formula defines for itself with ``\newcommand`` and its kin."""

from __future__ import annotations

import re
from collections.abc import Mapping

from pylatexenc.latexwalker import LatexNode

from index.lazy_pattern import lazy_pattern

from .nodes import UnreadableError
from .tex_reader import TexReader, nodes_of

_MOST = 200
_DEFINITION = lazy_pattern(
    r"\\(?:re|provide)?(?:newcommand|def)\*?\s*\{?\\([A-Za-z]+)\}?\s*(?:\[(\d)\]|(?:\#\d)*)\s*"
    r"\{((?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*)\}"
)
_OPERATOR = lazy_pattern(r"\\DeclareMathOperator(\*?)\s*\{?\\([A-Za-z]+)\}?\s*\{([^{}]*)\}")

Macros = Mapping[str, tuple[int, str]]
"""Commands that a formula defines: how many arguments each takes, and its TeX."""


def definitions(tex: str) -> tuple[Macros, str]:
    """The commands that ``tex`` defines, and what is left of it without the definitions."""
    if not any(name in tex for name in ("command", "\\def", "\\Declare")):
        return {}, tex
    macros = {
        name: (int(count) if count else max(map(int, re.findall(r"#(\d)", body)), default=0), body)
        for name, count, body in _DEFINITION.findall(tex)
    }
    for star, name, body in _OPERATOR.findall(tex):
        macros[name] = (0, f"\\operatorname{star}{{{body}}}")
    return macros, _OPERATOR.sub("", _DEFINITION.sub("", tex))


class Expansion:
    """Puts what commands stand for in their place, so often and so much at most."""

    def __init__(self, macros: Macros) -> None:
        self._macros = macros
        self._spent = 0

    def knows(self, name: str) -> bool:
        """Whether a command of this name was defined."""
        return name in self._macros

    def expand(self, name: str, rest: TexReader) -> None:
        """Put what a command stands for, given what follows it, before ``rest``.

        Raises UnreadableError where an argument is missing, or commands never end.
        """
        count, body = self._macros[name]
        self._spend(1 + len(body) // 10)
        given: list[LatexNode | str] = []
        for _ in range(count):
            rest.skip_blanks()
            if not rest:
                raise UnreadableError("an argument is missing")
            given.append(rest.popleft())
        self._spend(sum(_length(one) for one in given) // 10)
        sources = [one if isinstance(one, str) else one.latex_verbatim() for one in given]
        text = re.sub(r"#(\d)", lambda found: _given(sources, int(found[1])), body)
        rest.extendleft(reversed(TexReader(nodes_of(text))))

    def _spend(self, cost: int) -> None:
        self._spent += cost
        if self._spent > _MOST:
            raise UnreadableError("commands that never end")


def _length(one: LatexNode | str) -> int:
    """How many characters of the source a thing is."""
    return 1 if isinstance(one, str) else int(one.len)


def _given(sources: list[str], number: int) -> str:
    if not 1 <= number <= len(sources):
        raise UnreadableError("a command of more arguments than it has")
    source = sources[number - 1]
    return source if source.startswith("{") or len(source) == 1 else f"{{{source}}}"
