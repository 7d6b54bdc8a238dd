"""A query tree to the set of posts it finds."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import reduce

from index.errors import Cancelled
from index.post import Post

from . import tokens
from .collection import Collection
from .lexicon import FIELDS
from .query import (
    And,
    Dated,
    Everything,
    Has,
    Initials,
    Marked,
    Node,
    Not,
    Noted,
    Or,
    Regex,
    Text,
    Value,
)

Numbers = set[int] | frozenset[int]
"""Posts by their numbers."""


@dataclass(slots=True)
class Match:
    """A text that was looked for: the posts it stands in, and those with its blanks as typed."""

    needle: tokens.Needle
    fields: tuple[str, ...]
    found: set[int] = field(default_factory=set)
    as_typed: set[int] = field(default_factory=set)


class Evaluation:
    """One search over a collection. ``matches`` are the texts it was scored by."""

    def __init__(self, collection: Collection, cancelled: Callable[[], bool]) -> None:
        self.collection = collection
        self.cancelled = cancelled
        self.matches: dict[Text, Match] = {}

    def find(self, node: Node, within: Numbers) -> Numbers:
        """The posts of ``within`` that a node finds. Raises Cancelled."""
        if self.cancelled():
            raise Cancelled
        if not within:
            return within
        match node:
            case Text():
                return self._text(node, within)
            case Value():
                return self._value(node, within)
            case Dated("updated", span):
                posts = self.collection.posts
                return {n for n in within if _inside(_updated(posts[n]), span.start, span.end)}
            case Dated(_, span):
                days = self.collection.days
                return {n for n in within if _inside(days[n], span.start, span.end)}
            case Has(flag):
                return {n for n in within if _has(self.collection.posts[n], flag)}
            case Everything():
                return within
            case Initials() | Regex() | Marked() | Noted():
                return frozenset()
            case Not(part):
                return within - self.find(part, within)
            case And(nodes):
                for part in sorted(nodes, key=_cost):
                    within = self.find(part, within)
                return within
            case Or(nodes):
                empty: set[int] = set()
                return empty.union(*(self.find(part, within) for part in nodes))

    def _text(self, text: Text, within: Numbers) -> set[int]:
        needle = tokens.needle(text.text, prefix=text.prefix)
        if needle is None:
            return set()
        match = self.matches.setdefault(
            text, Match(needle, (text.field,) if text.field else FIELDS)
        )
        unsure: list[tuple[str, set[int]]] = []
        for name in match.fields:
            candidates = self._candidates(name, needle, within)
            if needle.exact:
                match.found |= candidates
                continue
            if needle.run and candidates:
                standing = self.collection.lexicon.standing(name, needle.text, self.cancelled)
                sure = candidates & standing.keys()
                match.found |= sure
                match.as_typed |= sure
                candidates -= sure
            unsure.append((name, candidates))
        for name, candidates in unsure:
            self._verify(match, name, candidates)
        return match.found & within

    def _candidates(self, name: str, needle: tokens.Needle, within: Numbers) -> set[int]:
        """The posts of ``within`` with all terms of a needle in a field."""
        *whole, last = needle.terms
        wanted = [(term, False) for term in dict.fromkeys(whole)]
        postings: list[Mapping[int, int]] = []
        for term, prefix in (*wanted, (last, needle.prefix)):
            found = self.collection.lexicon.postings(
                name, term, prefix=prefix, cancelled=self.cancelled
            )
            if not found:
                return set()
            postings.append(found)
        return _common(within, postings)

    def _verify(self, match: Match, name: str, candidates: set[int]) -> None:
        posts, texts = self.collection.posts, self.collection.texts
        pattern = tokens.pattern(match.needle)
        for number in candidates:
            if self.cancelled():
                raise Cancelled
            if number in match.found and number in match.as_typed:
                continue
            text = texts.of(posts[number], name)
            if text is None or (
                match.needle.text in text.squeezed and pattern.search(text.squeezed)
            ):
                match.found.add(number)
                if text is not None and match.needle.spaced in text.spaced:
                    match.as_typed.add(number)

    def _value(self, value: Value, within: Numbers) -> Numbers:
        wanted = tokens.fold(value.value).strip()
        collection = self.collection
        match value.field:
            case "tag":
                return within & _named(collection.tags, wanted.strip("/"), prefix=value.prefix)
            case "cat":
                names = collection.categories
                return within & _named(names, wanted.strip("/"), prefix=value.prefix)
            case "person":
                return within & _containing(collection.people, wanted)
            case "series":
                return within & _containing(collection.series, wanted)
            case "path":
                return {n for n in within if wanted in collection.paths[n]}
            case "link":
                return {n for n in within if wanted in collection.links[n]}
            case "lang":
                return (
                    within & collection.lexicon.postings("lang", wanted, prefix=value.prefix).keys()
                )


def _common(within: Numbers, postings: list[Mapping[int, int]]) -> set[int]:
    smallest, *others = sorted(postings, key=len)
    keys = set(smallest) if len(within) >= len(smallest) else {n for n in within if n in smallest}
    return reduce(lambda found, other: found & other.keys(), others, keys & within)


def _named(values: dict[str, set[int]], wanted: str, *, prefix: bool) -> set[int]:
    if prefix:
        return set().union(*(values[name] for name in values if name.startswith(wanted)))
    return values.get(wanted, set())


def _containing(values: dict[str, set[int]], wanted: str) -> set[int]:
    return set().union(*(values[name] for name in values if wanted in name))


def _updated(post: Post) -> date | None:
    moment = post.updated or post.date
    return moment and moment.date()


def _inside(day: date | None, start: date | None, end: date | None) -> bool:
    return day is not None and (start is None or start <= day) and (end is None or day < end)


def _has(post: Post, flag: str) -> bool:
    match flag:
        case "untagged":
            return not post.tags
        case "uncategorised":
            return not post.categories
        case _:
            return flag in post.flags


def _cost(node: Node) -> int:
    match node:
        case Value() | Has() | Dated() | Marked() | Noted() | Everything():
            return 0
        case Text(text, _, prefix):
            needle = tokens.needle(text, prefix=prefix)
            return 1 if needle is None or needle.exact else 3
        case Initials():
            return 2
        case Regex():
            return 4
        case Not(part):
            return _cost(part) + 1
        case And(nodes) | Or(nodes):
            return max(map(_cost, nodes))
