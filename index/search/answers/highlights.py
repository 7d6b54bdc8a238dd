"""Where in a line of a post the wishes of a query stand."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING, Protocol

from index.hangul import initial
from index.post import Document
from index.search.query import regexes
from index.search.query.nodes import Initials, Node, Regex, Text, any_of, leaves, rewritten
from index.search.query.variants import with_variants
from index.search.text import tokens

if TYPE_CHECKING:
    from regex import Pattern

_MOST_HIGHLIGHTERS = 32
_MOST_TERMS = 64
_LONGEST_TERM = 200
_SECONDS = 0.05

Range = tuple[int, int]
"""``[start, end)`` in the characters of a line."""


class Line:
    """A line of a post, and what of it stands where once it is folded."""

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def folded(self) -> str:
        """The line as it is compared."""
        return tokens.fold(self.text)

    @cached_property
    def aligned(self) -> tuple[str, Sequence[int]]:
        """The folded line, and for each of its characters where in the line it comes from."""
        if len(self.folded) == len(self.text):
            return self.folded, range(len(self.text) + 1)
        return tokens.folded_with_offsets(self.text)


class Highlighter(Protocol):
    """A part of a query that can be marked in a line."""

    def stands_in(self, line: Line) -> bool:
        """Whether it stands there at all."""

    def ranges(self, line: Line) -> list[Range]:
        """All places where it stands."""


class Word:
    """A word or a phrase, by the pattern that finds it in folded text."""

    def __init__(self, pattern: re.Pattern[str]) -> None:
        self._pattern = pattern

    def stands_in(self, line: Line) -> bool:
        """See ``Highlighter``."""
        return self._pattern.search(line.folded) is not None

    def ranges(self, line: Line) -> list[Range]:
        """See ``Highlighter``."""
        folded, offsets = line.aligned
        spans = (match.span() for match in self._pattern.finditer(folded))
        return [(offsets[start], offsets[end]) for start, end in spans if start < end]


class Expression:
    """A regular expression, tried on a line for a moment only."""

    def __init__(self, pattern: Pattern[str]) -> None:
        self._pattern = pattern

    def stands_in(self, line: Line) -> bool:
        """See ``Highlighter``."""
        return bool(self.ranges(line))

    def ranges(self, line: Line) -> list[Range]:
        """See ``Highlighter``."""
        try:
            found = self._pattern.finditer(line.text, timeout=_SECONDS, concurrent=True)
            return [match.span() for match in found if match.start() < match.end()]
        except TimeoutError:
            return []


class Consonants:
    """Initial consonants that follow each other."""

    def __init__(self, text: str) -> None:
        self._text = text

    def stands_in(self, line: Line) -> bool:
        """See ``Highlighter``."""
        return bool(self.ranges(line))

    def ranges(self, line: Line) -> list[Range]:
        """See ``Highlighter``."""
        pairs = [
            (consonant, i)
            for i, character in enumerate(line.text)
            for consonant in initial(character) or (" " if character.isalnum() else "")
        ]
        joined = "".join(consonant for consonant, _ in pairs)
        found: list[Range] = []
        at = joined.find(self._text)
        while at >= 0:
            end = at + len(self._text)
            found.append((pairs[at][1], pairs[end - 1][1] + 1))
            at = joined.find(self._text, end)
        return found


def highlighters(node: Node, fields: Iterable[str | None]) -> Iterator[Highlighter]:
    """What a query looks for in one of these fields, None being any; of very many, the first."""
    wanted = frozenset(fields)
    for leaf in islice(leaves(node), _MOST_HIGHLIGHTERS):
        match leaf:
            case Text() if leaf.field in wanted:
                for text in texts(leaf):
                    normalized = tokens.normalized_phrase(text, prefix=leaf.prefix)
                    if normalized:
                        yield Word(tokens.marks(normalized))
            case Regex(pattern, field) if field in wanted:
                try:
                    yield Expression(regexes.compiled(pattern))
                except regexes.RegexError:
                    continue
            case Initials(text) if "heading" in wanted:
                mixed = tokens.initials(text) != text
                yield Word(tokens.initials_pattern(text)) if mixed else Consonants(text)
                if None in wanted and (written := tokens.normalized_phrase(text)):
                    yield Word(tokens.marks(written))
            case _:
                continue


def spelled_out(node: Node, found: Sequence[str]) -> Node:
    """The same query with other ways to write its texts, and the words that it found.

    These stand in place of one that may differ from them.
    """

    def spell(leaf: Node) -> Node:
        if not isinstance(leaf, Text) or not leaf.edits:
            return leaf
        return any_of(Text(word, field=leaf.field) for word in found) or leaf

    return rewritten(with_variants(node), spell)


def pieces(node: Node, fields: Iterable[str | None]) -> Iterator[Highlighter]:
    """The single words of the texts that a query looks for in one of these fields."""
    wanted = frozenset(fields)
    found = (leaf for leaf in leaves(node) if isinstance(leaf, Text) and leaf.field in wanted)
    normalized_phrases = (
        tokens.normalized_phrase(text, prefix=leaf.prefix) for leaf in found for text in texts(leaf)
    )
    words = dict.fromkeys(
        word
        for normalized in normalized_phrases
        if normalized
        for word in tokens.words(normalized.spaced)
    )
    for word in list(words)[:_MOST_HIGHLIGHTERS]:
        yield Word(tokens.piece(word))


def texts(text: Text) -> tuple[str, ...]:
    """What of a text is marked: the words of a phrase one by one, where others may part them."""
    return tuple(text.text.split()) if text.slop else (text.text,)


def terms(node: Node) -> tuple[str, ...]:
    """The texts to mark in every post that a query finds, as typed but folded."""
    found: dict[str, None] = {}
    for leaf in leaves(node):
        if isinstance(leaf, Text):
            for text in texts(leaf):
                normalized = tokens.normalized_phrase(text, prefix=leaf.prefix)
                if normalized:
                    found[normalized.spaced] = None
    return tuple(found)


def terms_in(document: Document, node: Node) -> tuple[str, ...]:
    """The texts to mark in one post: those of every post, and what only its lines tell.

    These are what regular expressions match in it, and the words with the initial consonants.
    """
    found = dict.fromkeys(terms(node))
    lengthy = [leaf for leaf in leaves(node) if isinstance(leaf, Regex)]
    short = [leaf for leaf in leaves(node) if isinstance(leaf, Initials)]
    headings = [document.post.title, *(heading.text for heading in document.outline.headings)]
    lines = [*headings, *document.prose.split("\n"), *document.code.split("\n")]
    for wanted, where in ((lengthy, lines), (short, headings)):
        for leaf in wanted:
            for highlighter in highlighters(leaf, (None, "title", "heading", "body", "code")):
                for text in where:
                    for start, end in highlighter.ranges(Line(text)):
                        if len(found) < _MOST_TERMS and end - start <= _LONGEST_TERM:
                            found[text[start:end]] = None
    return tuple(found)
