"""A query as a tree: what to find, in which order."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Literal

from index.messages import Message
from index.values import dataclass

from .date_ranges import Span
from .fields import Mark, Sort, TextField, ValueField

DateField = Literal["date", "updated"]


@dataclass(frozen=True, slots=True)
class Text:
    """A word or, ``quoted``, a phrase, anywhere or in one field.

    ``prefix`` lets a Latin word at its end go on: the reader wrote ``*`` or is still typing.
    ``slop`` is how many other words may stand between those of a phrase, ``edits`` how many
    letters, or jamo of syllables, of a word may differ. ``is_variant`` says that it was typed
    otherwise: see ``variants``.
    """

    text: str
    quoted: bool = False
    prefix: bool = False
    field: TextField | None = None
    slop: int = 0
    edits: int = 0
    is_variant: bool = False


@dataclass(frozen=True, slots=True)
class Initials:
    """Initial consonants that follow each other in a title, a tag or a heading: ``ㄱㅅㅎㄱ``.

    Some of them may be syllables: ``ㄱㅅ하강``.
    """

    text: str


@dataclass(frozen=True, slots=True)
class Regex:
    """A regular expression, anywhere or in one field, without case."""

    pattern: str
    field: TextField | None = None


@dataclass(frozen=True, slots=True)
class MarkFilter:
    """What the reader has noted about a post."""

    mark: Mark


@dataclass(frozen=True, slots=True)
class NoteFilter:
    """Words in the reader's own notes on a post; any note where ``text`` is empty."""

    text: str


PropertySign = Literal["", "<", "<=", ">", ">="]


@dataclass(frozen=True, slots=True)
class PropertyFilter:
    """A key of front matter, and what its value is, or how it compares; any without a ``value``.

    ``prefix`` says that the last word of the value may go on.
    """

    key: str
    value: str = ""
    sign: PropertySign = ""
    prefix: bool = False


@dataclass(frozen=True, slots=True)
class FacetFilter:
    """A whole value of the metadata; ``prefix`` where only its beginning is given."""

    field: ValueField
    value: str
    prefix: bool = False


@dataclass(frozen=True, slots=True)
class DateFilter:
    """A date within a span of days."""

    field: DateField
    span: Span


@dataclass(frozen=True, slots=True)
class FlagFilter:
    """A flag of the post, or ``untagged`` or ``uncategorised``."""

    flag: str


@dataclass(frozen=True, slots=True)
class UnknownValue:
    """A value that a field does not know, which no post has: ``date:2021-02-30``."""

    field: str
    text: str


@dataclass(frozen=True, slots=True)
class MatchAll:
    """Every post."""


@dataclass(frozen=True, slots=True)
class Not:
    """Every post but these."""

    node: Node


@dataclass(frozen=True, slots=True)
class And:
    """The posts that are in all of these."""

    nodes: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Or:
    """The posts that are in any of these."""

    nodes: tuple[Node, ...]


Node = (
    Text
    | Initials
    | Regex
    | FacetFilter
    | PropertyFilter
    | DateFilter
    | FlagFilter
    | MarkFilter
    | NoteFilter
    | UnknownValue
    | MatchAll
    | Not
    | And
    | Or
)


@dataclass(frozen=True, slots=True)
class Query:
    """A parsed query: what to find, in which order, and what to tell the reader about it.

    ``flags`` are words with a ``-`` before them that may be flags of a command line, and no words
    to exclude.
    """

    node: Node
    sort: Sort | None = None
    hints: tuple[Message, ...] = ()
    flags: tuple[str, ...] = ()


def leaves(node: Node) -> Iterator[Node]:
    """The single wishes of a query, without those it excludes, in the order written."""
    match node:
        case And(nodes) | Or(nodes):
            for part in nodes:
                yield from leaves(part)
        case Not():
            return
        case _:
            yield node


def texts(node: Node) -> tuple[Text, ...]:
    """The texts a query looks for, without those it excludes, in the order written."""
    return tuple(leaf for leaf in leaves(node) if isinstance(leaf, Text))


def all_of(nodes: Iterable[Node]) -> Node | None:
    """What is in all of the nodes, each of them once; None where there are none."""
    flat = _flat(And, nodes)
    return _one_or(And, tuple(node for node in flat if node != MatchAll()) or flat)


def any_of(nodes: Iterable[Node]) -> Node | None:
    """What is in any of the nodes, each of them once; None where there are none."""
    flat = _flat(Or, nodes)
    return MatchAll() if MatchAll() in flat else _one_or(Or, flat)


def none_of(node: Node) -> Node:
    """Everything but what a node finds."""
    return node.node if isinstance(node, Not) else Not(node)


def _flat(kind: type[And | Or], nodes: Iterable[Node]) -> tuple[Node, ...]:
    flat: dict[Node, None] = {}
    for node in nodes:
        flat |= dict.fromkeys(node.nodes if isinstance(node, kind) else (node,))
    return tuple(flat)


def _one_or(kind: type[And | Or], nodes: tuple[Node, ...]) -> Node | None:
    return kind(nodes) if len(nodes) > 1 else next(iter(nodes), None)


def rewritten(node: Node, change: Callable[[Node], Node]) -> Node:
    """The same tree with each wish that it does not exclude changed."""
    match node:
        case And(nodes):
            return all_of(rewritten(part, change) for part in nodes) or MatchAll()
        case Or(nodes):
            return any_of(rewritten(part, change) for part in nodes) or MatchAll()
        case Not():
            return node
        case _:
            return change(node)
