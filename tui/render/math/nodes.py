"""What a formula consists of, once it has been read."""

from __future__ import annotations

from dataclasses import dataclass

from .symbols import Kind


class UnreadableError(ValueError):
    """A formula that is not TeX as it is known here, or is too large; the message says why."""


@dataclass(frozen=True, slots=True)
class Atom:
    """A sign, letter, number, name or text that is not divided.

    ``limits`` tells that its scripts stand below and above it, whatever its name.
    """

    text: str
    kind: Kind = "ord"
    limits: bool = False


@dataclass(frozen=True, slots=True)
class Gap:
    """A blank of so many cells."""

    cells: int


@dataclass(frozen=True, slots=True)
class Row:
    """Things side by side."""

    items: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Script:
    """A base with an index and an exponent; ``limits`` if they belong below and above it."""

    base: Node
    lower: Node | None
    upper: Node | None
    limits: bool = False


@dataclass(frozen=True, slots=True)
class Fraction:
    """One above the other, with a line between, or without as in a binomial."""

    above: Node
    below: Node
    line: bool = True


@dataclass(frozen=True, slots=True)
class Root:
    """A root, square unless it says its degree."""

    body: Node
    degree: Node | None = None


@dataclass(frozen=True, slots=True)
class Fenced:
    """What stands between brackets that grow with it; a bracket may be empty."""

    left: str
    body: Node
    right: str


@dataclass(frozen=True, slots=True)
class Grid:
    """Rows of cells; ``aligns`` has a letter (l, c, r) for each column, over and over.

    In ``tight`` ones columns touch two by two, as around the relation of ``aligned``. A line is
    drawn before the columns ``bars`` and the rows ``rules``.
    """

    rows: tuple[tuple[Node, ...], ...]
    aligns: str
    tight: bool = False
    bars: tuple[int, ...] = ()
    rules: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Boxed:
    """Something with a frame around it."""

    body: Node


@dataclass(frozen=True, slots=True)
class Accent:
    """An accent by its name in TeX."""

    name: str
    body: Node


@dataclass(frozen=True, slots=True)
class Stack:
    """A base with something above and below, in the base's own class.

    ``brace`` draws a brace between them: ``over`` or ``under``.
    """

    base: Node
    above: Node | None = None
    below: Node | None = None
    brace: str = ""


Node = Atom | Gap | Row | Script | Fraction | Root | Fenced | Grid | Boxed | Accent | Stack


def kind_of(node: Node) -> Kind | None:
    """The class of a node among its neighbours; None for a blank."""
    if isinstance(node, Atom):
        return node.kind
    if isinstance(node, Script | Stack):
        return kind_of(node.base)
    if isinstance(node, Accent | Root):
        return "ord"
    if isinstance(node, Row):
        return kind_of(node.items[0]) if len(node.items) == 1 else "ord"
    return None if isinstance(node, Gap) else "inner"


def spaced(items: tuple[Node, ...], *, close_signs: bool = False) -> list[tuple[Node, int]]:
    """Each thing of a row with the cells of blank before it, by TeX's rules simplified.

    With ``close_signs`` a fraction stands right behind its minus sign, which drawn in two
    dimensions would seem to be a part of its line.
    """
    found: list[tuple[Node, int]] = []
    last: Kind | None = None
    after_gap = True
    for index, item in enumerate(items):
        kind, signs = kind_of(item), False
        if kind == "bin" and not _joins(last, items, index):
            kind, signs = "ord", True
        blank = 0 if after_gap or kind is None else _between(last, kind, item)
        found.append((item, blank))
        after_gap = kind is None
        if kind is not None:
            last = "close" if isinstance(item, Fenced) else kind
            if kind == "op" and not _is_named(item):
                last = "punct"
            if signs and close_signs:
                last = "open"
    return found


def _is_named(node: Node) -> bool:
    """Whether an operator is a name, as log is, and no sign."""
    while isinstance(node, Script | Stack):
        node = node.base
    return isinstance(node, Atom) and node.text[:1].isalpha()


def _joins(last: Kind | None, items: tuple[Node, ...], index: int) -> bool:
    """Whether a binary operation has something on both of its sides."""
    following = kind_of(items[index + 1]) if index + 1 < len(items) else None
    before = last not in (None, "bin", "rel", "open", "punct", "op")
    return before and (following not in (None, "rel", "close", "punct") or index + 1 < len(items))


def _between(last: Kind | None, kind: Kind, item: Node) -> int:
    if last is None:
        return 0
    if "rel" in (last, kind):
        return int(not (last == "rel" and kind in ("rel", "punct", "close")) and last != "open")
    if "bin" in (last, kind):
        return int(last != "open" and kind not in ("close", "punct"))
    if last == "punct":
        return int(kind not in ("close", "punct"))
    if kind == "punct" or last == "open" or kind == "close":
        return 0
    if kind == "op":
        return 1
    if last == "op":
        return int(kind != "open")
    return int("inner" in (last, kind) and kind != "open" and not isinstance(item, Fenced))


def joined(node: Node) -> str:
    """The letters of a row of nothing but signs; empty where there is more in it."""
    if isinstance(node, Atom):
        return node.text
    if not isinstance(node, Row) or not node.items:
        return ""
    texts = [
        item.text if isinstance(item, Atom) else " " if isinstance(item, Gap) else None
        for item in node.items
    ]
    return "" if None in texts else "".join(text for text in texts if text)
