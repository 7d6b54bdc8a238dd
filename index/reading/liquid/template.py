"""The text of a template as a tree of nodes.

Tags that this package does not evaluate, and outputs and includes alike, keep their source: they
are written as they stand where nothing better is known, and both readers of a post know them then.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final, Literal

from index.lazy_pattern import lazy_pattern

from .values import LiquidError, TooMuchError

_LONGEST_TAG: Final = 4_000
_DEEPEST: Final = 50
_MOST_TAGS: Final = 30_000
_OPENING = lazy_pattern(r"\{[{%]")
_KEPT_TAG = lazy_pattern(r"\{%\s*+(?:post_url|link|highlight|endhighlight|gist)\b[^%{}]*+(?<!-)%\}")
_TAG = lazy_pattern(r"\{%-?\s*+(\w*+)(.*?)-?%\}\Z", re.DOTALL)
_VERBATIM = {name: lazy_pattern(rf"\{{%-?\s*end{name}\s*-?%\}}") for name in ("raw", "comment")}
_CAPTURE = lazy_pattern(r"\s*+[\"']?([\w-]++)")
_ASSIGN = lazy_pattern(r"\s*+([\w.-]++)\s*+=\s*+(.*?)\s*\Z", re.DOTALL)
_FOR = lazy_pattern(
    r"\s*+([\w-]++)\s++in\s++(\([^()]*+\)|\"[^\"]*+\"|'[^']*+'|[^\s]++)(.*)\Z", re.DOTALL
)
_LOOP_OPTION = lazy_pattern(r"\b(limit|offset)\s*+:\s*+([^\s,]++)")
_INCLUDE = lazy_pattern(r"\s*+((?:\{\{.*?\}\}|[^\s{}\"'=])++)(.*)\Z", re.DOTALL)
_PARAMETER = lazy_pattern(
    r"""([\w-]++)\s*+=\s*+(?:"((?:[^"\\]|\\.)*+)"|'((?:[^'\\]|\\.)*+)'|([\w.\[\]"'-]++))"""
)
_WHEN = lazy_pattern(r""""[^"]*+"|'[^']*+'|[^\s,"']++""")


@dataclass(frozen=True, slots=True)
class Text:
    """Text as it stands, on from a line of the template, counted from 0."""

    text: str
    line: int


@dataclass(frozen=True, slots=True)
class Verbatim:
    """A tag that is written as it stands."""

    text: str
    line: int


@dataclass(frozen=True, slots=True)
class Output:
    """``{{ … }}``."""

    source: str
    markup: str
    line: int


@dataclass(frozen=True, slots=True)
class Assign:
    """``{% assign name = … %}``."""

    name: str
    markup: str
    line: int


@dataclass(frozen=True, slots=True)
class Count:
    """``{% increment name %}`` or ``{% decrement name %}``."""

    name: str
    step: Literal[1, -1]
    line: int


@dataclass(frozen=True, slots=True)
class Cycle:
    """``{% cycle 'a', 'b' %}``."""

    values: tuple[str, ...]
    line: int


@dataclass(frozen=True, slots=True)
class Include:
    """``{% include file name="text" other=variable %}``; of a parameter the text or the name."""

    source: str
    file: str
    parameters: tuple[tuple[str, str | None, str], ...]
    line: int


@dataclass(frozen=True, slots=True)
class Leave:
    """``{% break %}`` or ``{% continue %}``."""

    whole: bool


@dataclass(slots=True)
class Branch:
    """A part of a block: what it depends on, and the nodes in it.

    The ``condition`` is None for an ``else``; of a ``case`` it has the values.
    """

    condition: str | None
    nodes: list[Node] = field(default_factory=list)
    values: tuple[str, ...] = ()


@dataclass(slots=True)
class Block:
    """A tag that has an end: ``if``, ``unless``, ``case``, ``for`` or ``capture``.

    ``subject`` is what a ``case`` compares, what a ``for`` goes through, or the name that is
    captured. ``variable`` is that of a ``for``, ``options`` are its limit and its offset.
    """

    name: str
    source: str
    line: int
    subject: str = ""
    variable: str = ""
    options: dict[str, str] = field(default_factory=dict)
    reverse: bool = False
    branches: list[Branch] = field(default_factory=list)


Node = Text | Verbatim | Output | Assign | Count | Cycle | Include | Leave | Block

_BLOCKS: Final = frozenset({"if", "unless", "case", "for", "capture"})
_INCLUDES: Final = frozenset({"include", "include_cached"})


def is_literal(source: str) -> bool:
    """Whether a template is certain to be written as it stands: it has tags of Jekyll alone."""
    if "{{" in source:
        return False
    at = source.find("{%")
    while at >= 0:
        found = _KEPT_TAG.match(source, at)
        if found is None:
            return False
        at = source.find("{%", found.end())
    return True


def parse(source: str) -> list[Node]:
    """The nodes of a template.

    Raises:
        LiquidError: Blocks are not closed, or not opened, or stand too deep in each other.
    """
    top: list[Node] = []
    open_blocks: list[Block] = []
    nodes = top
    for node, ending in _nodes(source):
        if ending:
            nodes = _continue(open_blocks, ending, top)
        elif isinstance(node, Block):
            nodes.append(node)
            open_blocks.append(node)
            if len(open_blocks) > _DEEPEST:
                raise LiquidError
            if not node.branches:
                node.branches.append(Branch(""))
            nodes = node.branches[-1].nodes
        elif node is not None:
            nodes.append(node)
    if open_blocks:
        raise LiquidError
    return top


def _continue(open_blocks: list[Block], ending: tuple[str, str], top: list[Node]) -> list[Node]:
    """Where nodes go on behind an ``else``, ``when`` or the end of a block.

    Args:
        open_blocks: The blocks that are open.
        ending: The name of the tag, and what follows it.
        top: The nodes of the whole template.
    """
    name, markup = ending
    if not open_blocks:
        raise LiquidError
    block = open_blocks[-1]
    if name == f"end{block.name}":
        open_blocks.pop()
        return open_blocks[-1].branches[-1].nodes if open_blocks else top
    takes = {
        "else": block.name != "capture",
        "elsif": block.name in ("if", "unless"),
        "when": block.name == "case",
    }
    if not takes.get(name):
        raise LiquidError
    if name == "when":
        words = (one for one in _WHEN.findall(markup) if one != "or")
        block.branches.append(Branch("", values=tuple(words)))
    else:
        block.branches.append(Branch(markup if name == "elsif" else None))
    return block.branches[-1].nodes


def _nodes(source: str) -> Iterator[tuple[Node | None, tuple[str, str] | None]]:
    """The nodes in their order, and tags that end a block or a part of one."""
    line, done = 0, 0
    strips = False
    for begin, end in tags(source):
        literal = source[done:begin]
        tag = source[begin:end]
        at = line
        line += source.count("\n", done, end)
        if strips:
            at += literal.count("\n") - literal.lstrip().count("\n")
            literal = literal.lstrip()
        if tag.startswith(("{{-", "{%-")):
            literal = literal.rstrip()
        if literal:
            yield Text(literal, at), None
        strips = tag.endswith(("-}}", "-%}"))
        done = end
        own_line = line - tag.count("\n")
        if tag.startswith("{{"):
            yield Output(tag, tag[2:-2].removeprefix("-").removesuffix("-"), own_line), None
        else:
            yield _tag(tag, own_line)
    literal = source[done:]
    if strips:
        line += literal.count("\n") - literal.lstrip().count("\n")
        literal = literal.lstrip()
    if literal:
        yield Text(literal, line), None


def tags(source: str) -> Iterator[tuple[int, int]]:
    """Where tags and outputs are; ``raw`` and ``comment`` are one with what is in them.

    Raises:
        LiquidError: One of these has no end, or there are too many tags.
    """
    at = count = 0
    closings = {"}}": 0, "%}": 0}  # where the next ones are, looked for once
    while (opening := _OPENING.search(source, at)) is not None:
        begin = opening.start()
        closing = "}}" if opening[0] == "{{" else "%}"
        if 0 <= closings[closing] < begin + 2:
            closings[closing] = source.find(closing, begin + 2)
        end = closings[closing] + 2
        if end < 2 or end - begin > _LONGEST_TAG:
            at = begin + 1
            continue
        count += 1
        if count > _MOST_TAGS:
            raise TooMuchError
        if closing == "%}":
            name = _TAG.match(source[begin:end])
            verbatim = _VERBATIM.get(name[1]) if name else None
            if verbatim is not None:
                found = verbatim.search(source, end)
                if found is None:
                    raise LiquidError
                end = found.end()
        yield begin, end
        at = end


def _tag(tag: str, line: int) -> tuple[Node | None, tuple[str, str] | None]:
    found = _TAG.match(tag)
    if found is None:
        return Verbatim(tag, line), None
    name, markup = found.groups()
    if name in ("else", "elsif", "when") or name.removeprefix("end") in _BLOCKS:
        if name in _BLOCKS:
            return _block(name, tag, markup, line), None
        return None, (name, markup)
    if name in ("break", "continue"):
        return Leave(name == "break"), None
    return _plain_tag(name, tag, markup, line) or Verbatim(tag, line), None


def _plain_tag(name: str, tag: str, markup: str, line: int) -> Node | None:
    """A tag without an end; None for one that is not evaluated.

    Args:
        name: Its name.
        tag: All of it.
        markup: What follows the name.
        line: Its line.
    """
    if name == "assign" and (found := _ASSIGN.match(markup)):
        return Assign(found[1], found[2], line)
    if name in ("increment", "decrement") and markup.strip():
        return Count(markup.strip(), 1 if name == "increment" else -1, line)
    if name == "cycle":
        values = markup.partition(":")[2] if ":" in markup.split(",")[0] else markup
        return Cycle(tuple(one.strip() for one in values.split(",")), line)
    if name in _INCLUDES and (found := _INCLUDE.match(markup)):
        parameters = tuple(
            (key, None if variable else _unescaped(double or single), variable)
            for key, double, single, variable in _PARAMETER.findall(found[2])
        )
        return Include(tag, found[1], parameters, line)
    return None


def _unescaped(value: str) -> str:
    return value.replace('\\"', '"').replace("\\'", "'") if "\\" in value else value


def _block(name: str, tag: str, markup: str, line: int) -> Block:
    """A tag that has an end. Raises LiquidError where it is none.

    Args:
        name: Its name.
        tag: All of it.
        markup: What follows the name.
        line: Its line.
    """
    block = Block(name, tag, line)
    if name in ("if", "unless"):
        block.branches.append(Branch(markup))
    elif name == "case":
        block.subject = markup.strip()
        block.branches.append(Branch("", values=()))  # before the first ``when``: never shown
    elif name == "capture":
        found = _CAPTURE.match(markup)
        if found is None:
            raise LiquidError
        block.subject = found[1]
    else:
        found = _FOR.match(markup)
        if found is None:
            raise LiquidError
        block.variable, block.subject = found[1], found[2]
        block.reverse = "reversed" in found[3].split()
        block.options = dict(_LOOP_OPTION.findall(found[3]))
    return block
