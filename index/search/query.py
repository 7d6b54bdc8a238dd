"""A query as a tree, and that tree in words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from .when import Span, describe_span

TextField = Literal["title", "heading", "body", "code"]
ValueField = Literal["tag", "cat", "person", "lang", "path", "link", "series"]
Sort = Literal["relevance", "new", "old", "updated", "title", "length"]


@dataclass(frozen=True, slots=True)
class Text:
    """A word or, ``quoted``, a phrase, anywhere or in one field.

    ``prefix`` lets a Latin word at its end go on: the reader wrote ``*`` or is still typing.
    ``apart`` is how many other words may stand between those of a phrase, ``edits`` how many
    letters or syllables of a word may differ.
    """

    text: str
    quoted: bool = False
    prefix: bool = False
    field: TextField | None = None
    apart: int = 0
    edits: int = 0


@dataclass(frozen=True, slots=True)
class Initials:
    """Initial consonants that follow each other in a title, a tag or a heading: ``ㄱㅅㅎㄱ``."""

    text: str


@dataclass(frozen=True, slots=True)
class Regex:
    """A regular expression, anywhere or in one field, without case."""

    pattern: str
    field: TextField | None = None


@dataclass(frozen=True, slots=True)
class Marked:
    """What the reader has noted about a post."""

    mark: Literal["read", "unread", "bookmarked"]


@dataclass(frozen=True, slots=True)
class Noted:
    """Words in the reader's own notes on a post; any note where ``text`` is empty."""

    text: str


@dataclass(frozen=True, slots=True)
class Value:
    """A whole value of the metadata; ``prefix`` where only its beginning is given."""

    field: ValueField
    value: str
    prefix: bool = False


@dataclass(frozen=True, slots=True)
class Dated:
    """A date within a span of days."""

    field: Literal["date", "updated"]
    span: Span


@dataclass(frozen=True, slots=True)
class Has:
    """A flag of the post, or ``untagged`` or ``uncategorised``."""

    flag: str


@dataclass(frozen=True, slots=True)
class Everything:
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
    Text | Initials | Regex | Value | Dated | Has | Marked | Noted | Everything | Not | And | Or
)


@dataclass(frozen=True, slots=True)
class Query:
    """A parsed query: what to find, in which order, and what to tell the reader about it."""

    node: Node
    sort: Sort | None = None
    hints: tuple[str, ...] = ()


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


_SORTS = {
    "relevance": "best first",
    "new": "newest first",
    "old": "oldest first",
    "updated": "last updated first",
    "title": "by title",
    "length": "longest first",
}
_VALUES = {
    "tag": "tagged",
    "cat": "in category",
    "person": "naming",
    "lang": "with code in",
    "path": "with a path containing",
    "link": "linking to",
    "series": "of the series",
}


def describe(query: Query) -> str:
    """How a query was understood, in words: ``"loss" and tagged PyTorch, newest first``."""
    words = _words(query.node, outermost=True)
    return f"{words}, {_SORTS[query.sort]}" if query.sort else words


def _words(node: Node, *, outermost: bool = False) -> str:
    match node:
        case Text(text, _, prefix, field):
            place = f" in {field}" if field else ""
            return f"“{text}{'…' if prefix else ''}”{place}"
        case Value(field, value, prefix):
            return f"{_VALUES[field]} {value}{'…' if prefix else ''}"
        case Dated(field, span):
            return f"{'updated' if field == 'updated' else 'dated'} {describe_span(span)}"
        case Has(flag):
            return f"that {_FLAG.get(flag, f'has {flag}')}"
        case Everything():
            return "every post"
        case Not(part):
            return f"not {_words(part)}"
        case And(nodes):
            words = " and ".join(map(_words, nodes))
        case Or(nodes):
            words = " or ".join(map(_words, nodes))
    return words if outermost else f"({words})"


_FLAG = {
    flag: f"is {flag}"
    for flag in ("draft", "future", "unpublished", "undated", "broken", "untagged", "uncategorised")
} | {"unanswered": "has an unanswered question"}
