"""Renders a template, and remembers for each line of the result which line it comes from."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final, Protocol

from index.lazy_pattern import lazy_pattern

from .expressions import compare, evaluate, expression, holds, items, lookup
from .filters import FILTERS
from .template import (
    Assign,
    Block,
    Branch,
    Count,
    Cycle,
    Include,
    Leave,
    Node,
    Output,
    Text,
    Verbatim,
    parse,
    tags,
)
from .values import MOST_CHARACTERS, UNKNOWN, Budget, LiquidError, TooMuchError, number, text

_DEEPEST_INCLUDES: Final = 16
_OUTPUT_IN_NAME = lazy_pattern(r"\{\{(.*?)\}\}", re.DOTALL)
_MARKS = lazy_pattern(r"\{[{%]")


class Sources(Protocol):
    """What a template may ask of its site and its post."""

    def named(self, name: str) -> object:
        """What ``site``, ``page`` and other names of the site stand for; None for no such name."""

    def defines(self, name: str) -> bool:
        """Whether the site has such a name."""

    def setting(self, key: str) -> str:
        """A setting of the site as a text."""

    def moment(self, value: object) -> datetime | None:
        """A value as a date; None where it is none."""

    def included(self, name: str) -> str | None:
        """The text of a file that may be included; None where there is none."""


@dataclass(frozen=True, slots=True)
class Rendered:
    """A text, and for each of its lines the line of the template that it comes from, from 0.

    The lines never go back.
    """

    text: str
    lines: tuple[int, ...]


def render(source: str, sources: Sources) -> Rendered:
    """Render the body of a post.

    What only the program of the site knows, tags of plugins, ``raw`` and ``comment`` among it,
    stays as it stands in the source.

    Args:
        source: The body.
        sources: What the site and the post give.

    Raises:
        LiquidError: It is no template that is whole, or takes too much.
    """
    nodes = parse(source)
    writer = _Writer(len(source) + MOST_CHARACTERS)
    _Rendering(sources, writer).run(nodes)
    return Rendered("".join(writer.pieces), tuple(writer.lines))


def literal(source: str) -> str:
    """A body in which nothing is Liquid, as both readers of a post know that.

    Raises LiquidError.
    """
    pieces: list[str] = []
    done = 0
    for begin, end in tags(source):
        pieces += (source[done:begin], _raw(source[begin:end]))
        done = end
    return "".join([*pieces, source[done:]])


def _raw(value: str) -> str:
    return f"{{% raw %}}{value}{{% endraw %}}"


class _Captured(str):
    """What was captured: text of the template, whose tags are still tags."""

    __slots__ = ()


class _Writer:
    """Takes what is written, and where each line of it comes from."""

    def __init__(self, most: int) -> None:
        self.pieces: list[str] = []
        self.lines = [0]
        self._left = most
        self._at_start = True

    def write(self, value: str, line: int, *, moves: bool = False) -> None:
        """Write a text.

        Args:
            value: The text.
            line: The line that it comes from.
            moves: Whether each line of it comes from the one after.

        Raises:
            TooMuchError: There is too much of it.
        """
        if not value:
            return
        self._left -= len(value)
        if self._left < 0:
            raise TooMuchError
        lines = self.lines
        if self._at_start:
            lines[-1] = max(lines[-1], line)
        self.pieces.append(value)
        for number_ in range(1, value.count("\n") + 1):
            lines.append(max(lines[-1], line + number_ if moves else line))
        self._at_start = value.endswith("\n")


class _LeaveLoop(Exception):  # noqa: N818  it is a way to go, not a fault
    """``break`` or ``continue`` on its way to its loop."""

    def __init__(self, *, whole: bool) -> None:
        super().__init__()
        self.whole = whole


class _Rendering:
    """The state of a rendering: what is assigned, and where text goes.

    Its values of names are what ``expressions`` asks for.
    """

    def __init__(self, sources: Sources, writer: _Writer) -> None:
        self.budget = Budget()
        self._sources = sources
        self._writer = writer
        self._scopes: list[dict[str, object]] = [{}]
        self._counts: dict[str, int] = {}
        self._cycles: dict[tuple[str, ...], int] = {}
        self._parsed: dict[str, list[Node]] = {}
        self._including: list[str] = []
        self._line: int | None = None  # of the tag whose include is rendered

    # Names

    def named(self, name: str) -> object:
        """The value of a name."""
        for scope in reversed(self._scopes):
            if name in scope:
                return scope[name]
        if name in self._counts:
            return self._counts[name]
        return self._sources.named(name)

    def defines(self, name: str) -> bool:
        """Whether there is such a name."""
        if any(name in scope for scope in self._scopes) or name in self._counts:
            return True
        return self._sources.defines(name)

    def setting(self, key: str) -> str:
        """A setting of the site."""
        return self._sources.setting(key)

    def moment(self, value: object) -> datetime | None:
        """A value as a date."""
        return self._sources.moment(value)

    # Nodes

    def run(self, nodes: Iterable[Node]) -> None:
        """Render the nodes of a post."""
        try:
            self._all(nodes)
        except _LeaveLoop:  # outside of a loop it ends the template
            return

    def _all(self, nodes: Iterable[Node]) -> None:
        for node in nodes:
            self.budget.take()
            match node:
                case Text():
                    self._write(node.text, node.line, moves=True)
                case Verbatim():
                    self._write(node.text, node.line, moves=True)
                case Output():
                    self._output(node)
                case Assign():
                    self._scopes[0][node.name] = self._value(node.markup)
                case Include():
                    self._include(node)
                case Block():
                    self._block(node)
                case Count():
                    before = self._counts.get(node.name, 0)
                    self._counts[node.name] = before + node.step
                    self._write(str(before if node.step > 0 else before - 1), node.line)
                case Cycle():
                    turn = self._cycles.get(node.values, 0)
                    self._cycles[node.values] = turn + 1
                    value = lookup(node.values[turn % len(node.values)], self)
                    self._write(text(value), node.line)
                case Leave():
                    raise _LeaveLoop(whole=node.whole)

    def _write(self, value: str, line: int, *, moves: bool = False) -> None:
        if self._line is not None:
            line, moves = self._line, False
        self._writer.write(value, line, moves=moves)

    def _value(self, markup: str) -> object:
        return evaluate(expression(markup), self, FILTERS)

    def _output(self, node: Output) -> None:
        asked = expression(node.markup)
        is_own = self._line is None and len(self._scopes) == 1
        if is_own and asked.name and not asked.filters and not self.defines(asked.name):
            self._write(
                node.source, node.line, moves=True
            )  # code that is no Liquid, as like as not
            return
        value = evaluate(asked, self, FILTERS)
        if value is UNKNOWN:
            self._write(node.source, node.line, moves=True)
            return
        said = text(value)
        self.budget.make(len(said))
        if not isinstance(said, _Captured) and _MARKS.search(said) and "endraw" not in said:
            said = _raw(said)
        self._write(said, node.line)

    def _include(self, node: Include) -> None:
        name = _OUTPUT_IN_NAME.sub(lambda found: text(self._value(found[1])), node.file)
        nodes = self._nodes_of(name)
        if nodes is None or name in self._including or len(self._including) == _DEEPEST_INCLUDES:
            self._write(node.source, node.line, moves=True)
            return
        parameters: dict[str, object] = {
            key: lookup(variable, self) if value is None else value
            for key, value, variable in node.parameters
        }
        outside = self._line
        self._line = node.line if outside is None else outside
        self._including.append(name)
        self._scopes.append({"include": parameters})
        try:
            self._all(nodes)
        finally:
            self._scopes.pop()
            self._including.pop()
            self._line = outside

    def _nodes_of(self, name: str) -> list[Node] | None:
        """The nodes of a file; None where it cannot be included."""
        if name not in self._parsed:
            source = self._sources.included(name)
            if source is None:
                return None
            self.budget.make(len(source))
            try:
                self._parsed[name] = parse(source)
            except TooMuchError:
                raise
            except LiquidError:
                return None
        return self._parsed[name]

    def _block(self, block: Block) -> None:
        if block.name == "for":
            self._loop(block)
        elif block.name == "capture":
            self._capture(block)
        elif block.name == "case":
            self._case(block)
        else:
            for place, branch in enumerate(block.branches):
                condition = branch.condition
                wanted = block.name == "if" or place > 0
                if condition is None or holds(condition, self) == wanted:
                    self._all(branch.nodes)
                    return

    def _case(self, block: Block) -> None:
        value = lookup(block.subject, self)
        matched = False
        for branch in block.branches[1:]:
            if branch.condition is None:
                if not matched:
                    self._all(branch.nodes)
                return
            values = (lookup(one, self) for one in branch.values)
            if any(compare(value, "==", one, self.budget) for one in values):
                matched = True
                self._all(branch.nodes)

    def _capture(self, block: Block) -> None:
        outside, line = self._writer, self._line
        self._writer = inner = _Writer(MOST_CHARACTERS)
        self._line = block.line if line is None else line
        try:
            self._all(block.branches[0].nodes)
        finally:
            self._writer, self._line = outside, line
        captured = _Captured("".join(inner.pieces))
        self.budget.make(len(captured))
        self._scopes[0][block.subject] = captured

    def _loop(self, block: Block) -> None:
        value = lookup(block.subject, self)
        if value is UNKNOWN:
            self._write(block.source, block.line, moves=True)
            return
        turns = self._turns(block, value)
        body, otherwise = block.branches[0], [*block.branches[1:]]
        if not turns:
            self._otherwise(otherwise)
            return
        above = self._scopes[-1].get("forloop") if len(self._scopes) > 1 else None
        scope: dict[str, object] = {}
        self._scopes.append(scope)
        try:
            for index, one in enumerate(turns):
                self.budget.take()
                scope[block.variable] = one
                scope["forloop"] = _place(index, len(turns), above)
                try:
                    self._all(body.nodes)
                except _LeaveLoop as leave:
                    if leave.whole:
                        return
        finally:
            self._scopes.pop()

    def _otherwise(self, branches: Sequence[Branch]) -> None:
        for branch in branches:
            self._all(branch.nodes)

    def _turns(self, block: Block, value: object) -> Sequence[object]:
        """The values that a loop goes through."""
        offset, limit = (
            max(0, int(number(lookup(block.options[key], self)))) if key in block.options else None
            for key in ("offset", "limit")
        )
        end = None if limit is None else (offset or 0) + limit
        if isinstance(value, str | bool | int | float):
            whole: Sequence[object] = [value] if isinstance(value, str) and value else []
        elif isinstance(value, range):
            whole = items(value[offset:end], self.budget)
            return whole[::-1] if block.reverse else whole
        else:
            whole = items(value, self.budget)
        found = whole[offset:end]
        return found[::-1] if block.reverse else found


def _place(index: int, length: int, above: object) -> Mapping[str, object]:
    """What ``forloop`` says of a turn.

    Args:
        index: Its number, from 0.
        length: How many turns there are.
        above: The ``forloop`` of the loop around this one.
    """
    return {
        "index": index + 1,
        "index0": index,
        "rindex": length - index,
        "rindex0": length - index - 1,
        "first": index == 0,
        "last": index == length - 1,
        "length": length,
        "parentloop": above,
    }
