"""Queries that find something, where the one typed finds nothing."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from difflib import get_close_matches
from itertools import islice
from typing import cast

from index import hangul
from index.errors import Cancelled
from index.lazy_pattern import lazy_pattern
from index.results import Marks, Suggestion, SuggestionKind
from index.search.corpus.collection import SearchCorpus
from index.search.corpus.facet_values import Kind
from index.search.corpus.postings_source import FIELDS, RUNS
from index.search.matching import fuzzy, misspelled
from index.search.matching.deadline import deadline
from index.search.matching.evaluate import Evaluation
from index.search.matching.sounding import words_sounding_like
from index.search.query import fields
from index.search.query.describe import printed
from index.search.query.fields import ValueField
from index.search.query.nodes import FacetFilter, Initials, Node, Query, Text, leaves, rewritten
from index.search.text import spelling, tokens
from index.search.text.keystrokes import is_typed_by_keys
from index.search.text.tokens import fold

_SECONDS = 0.15
_MOST_LEAVES = 4
_MOST_NAMES = 3
_MOST_CANDIDATES = 8
_LONGEST = 40
_KINDS: Mapping[str, Kind] = {
    "tag": "tag",
    "cat": "category",
    "person": "person",
    "series": "series",
}
_NAMED = lazy_pattern(r"([^\W\d]\w*):(.+)", re.DOTALL)
_HANGUL = lazy_pattern("[ㄱ-ㅎㅏ-ㅣ가-힣]")


def suggestions(
    collection: SearchCorpus, query: Query, marks: Marks, cancelled: Callable[[], bool]
) -> tuple[Suggestion, ...]:
    """Queries that find something, in place of one that finds nothing.

    First what the keys would have typed in the other keyboard layout, then words of the journal,
    then names of tags and fields, then any word like those typed. What is not known within 150 ms
    of processor time is left out.

    Args:
        collection: The posts to search.
        query: The query that finds nothing.
        marks: What the reader has noted about posts.
        cancelled: Called often; True stops.

    Raises:
        Cancelled: ``cancelled`` returned True.
        IndexCorrupt: The index cannot be read.
    """
    is_over = deadline(_SECONDS)
    tried = _Trial(collection, marks, lambda: cancelled() or is_over())
    found: dict[str, Suggestion] = {}
    try:
        for suggestion in _suggested(tried, query):
            found.setdefault(suggestion.query, suggestion)
    except Cancelled:
        if cancelled():
            raise
    return tuple(found.values())


class _Trial:
    """Looks what other wishes would find. All it does raises Cancelled."""

    def __init__(
        self, collection: SearchCorpus, marks: Marks, cancelled: Callable[[], bool]
    ) -> None:
        self.collection = collection
        self.cancelled = cancelled
        self._marks = marks

    def total(self, node: Node) -> int:
        """How many posts a query finds."""
        node = fuzzy.expanded(self.collection, node, self.cancelled)
        evaluation = Evaluation(self.collection, self.cancelled, self._marks)
        return len(evaluation.find(node, self.collection.all))


_Replacing = Callable[[_Trial, Node], Iterator[Node]]


def _suggested(tried: _Trial, query: Query) -> Iterator[Suggestion]:
    failing = [leaf for leaf in islice(leaves(query.node), _MOST_LEAVES) if not tried.total(leaf)]
    mixed: dict[Node, Node] = {}
    kinds: tuple[tuple[SuggestionKind, _Replacing], ...] = (
        ("layout", _in_other_layout),
        ("spelling", _spelled),
        ("name", _named),
        ("similar", _similar),
    )
    for kind, replacing in kinds:
        meant = {leaf: _working(tried, replacing, leaf) for leaf in failing}
        meant = {leaf: nodes for leaf, nodes in meant.items() if nodes}
        mixed = {leaf: nodes[0] for leaf, nodes in meant.items()} | mixed
        if meant and len(mixed) == len(failing):
            for i in range(max(map(len, meant.values()))):
                chosen = {leaf: nodes[min(i, len(nodes) - 1)] for leaf, nodes in meant.items()}
                yield from _tried(tried, kind, query, mixed | chosen)


def _working(tried: _Trial, replacing: _Replacing, leaf: Node) -> list[Node]:
    """What a wish may be replaced with, if that finds anything."""
    return list(islice((node for node in replacing(tried, leaf) if tried.total(node)), _MOST_NAMES))


def _tried(
    tried: _Trial, kind: SuggestionKind, query: Query, instead: Mapping[Node, Node]
) -> Iterator[Suggestion]:
    node = rewritten(query.node, lambda leaf: instead.get(leaf, leaf))
    total = tried.total(node)
    if total:
        yield Suggestion(kind, printed(Query(node, query.sort)), total)


def _in_other_layout(_: _Trial, leaf: Node) -> Iterator[Node]:
    match leaf:
        case Text(text):
            for meant in (hangul.typed_by(text), hangul.keys(text)):
                if meant:
                    yield replace(leaf, text=meant, prefix=leaf.prefix and meant.isascii())
        case Initials(text):
            yield Text(text, quoted=True)
            yield Text(hangul.keys(text))
        case FacetFilter(_, value):
            for meant in (hangul.typed_by(value), hangul.keys(value)):
                if meant:
                    yield replace(leaf, value=meant)


def _spelled(tried: _Trial, leaf: Node) -> Iterator[Node]:
    """A text with the words of it that stand nowhere spelled as the journal does."""
    if isinstance(leaf, Initials) and tokens.initials(leaf.text) != leaf.text:
        leaf = Text(leaf.text)
    if not isinstance(leaf, Text) or len(leaf.text) > _LONGEST:
        return
    words = leaf.text.split()
    for i, word in enumerate(words):
        if len(words) > 1 and tried.total(Text(word, field=leaf.field)):
            continue
        for meant in _journals_words(tried, word, leaf):
            text = " ".join((*words[:i], meant, *words[i + 1 :]))
            yield replace(leaf, text=text, prefix=False, edits=0)


def _journals_words(tried: _Trial, word: str, leaf: Text) -> list[str]:
    edits = _edits(word)
    if not edits:
        return []
    own = (leaf.field,) if leaf.field else None
    if is_typed_by_keys(fold(word)):
        total = lambda meant: tried.total(Text(meant, field=leaf.field))  # noqa: E731
        meant = misspelled.meant(tried.collection, word, own or FIELDS, total, tried.cancelled)
        return meant or words_sounding_like(tried.collection, word, tried.cancelled)
    for sought in (own,) if own else (fuzzy.SOON_READ, ("body",), ("code",)):
        near = fuzzy.words_like(tried.collection, sought, word, edits, tried.cancelled)
        nearest = sorted(near, key=lambda each: (each[1], abs(len(each[0]) - len(word))))
        whole = [each for each in nearest if _is_whole(tried.collection, sought, each[0])]
        counted = [
            (far, -tried.total(Text(meant, field=leaf.field)), meant)
            for meant, far in (whole or nearest)[:_MOST_CANDIDATES]
        ]
        if counted:
            return [meant for *_, meant in sorted(counted)]
    return []


def _is_whole(collection: SearchCorpus, sought: Iterable[str], word: str) -> bool:
    """Whether a word stands somewhere between blanks, nothing following it."""
    postings = collection.postings_cache.postings
    return word.isascii() or any(postings(RUNS[field], word).posts for field in sought)


def _edits(word: str) -> int:
    """How many letters or jamo of a word may be wrong, so that it still is that word."""
    if _HANGUL.search(word):
        return min(len(word) - 1, 2)
    return 0 if len(word) < 3 else 1 if len(word) < 6 else 2


def _named(tried: _Trial, leaf: Node) -> Iterator[Node]:
    """A value that there is, or a text that looks like a field as the field."""
    match leaf:
        case FacetFilter(field, value) if field in _KINDS:
            names = tried.collection.values.names(_KINDS[field])
            for key in _closest(fold(value).strip(), names.documents):
                yield FacetFilter(field, names.spelled[key])
        case FacetFilter("lang", value):
            for language in _closest(
                fold(value), tried.collection.postings_cache.terms_with_prefix("lang", "")
            ):
                yield FacetFilter("lang", language)
        case Text(text, False, _, None):
            if match := _NAMED.fullmatch(text):
                for name in _fields_like(match[1].casefold()):
                    if name in fields.TEXT_FIELDS:
                        yield Text(match[2], field=cast(fields.TextField, name))
                    elif name in fields.VALUE_FIELDS:
                        yield FacetFilter(cast(ValueField, name), match[2])


def _fields_like(typed: str) -> list[str]:
    known = {**{name: name for name in fields.NAMES}, **fields.ALIASES}
    other_layout = (hangul.typed_by(typed), hangul.keys(typed))
    close = get_close_matches(typed, known, n=_MOST_NAMES, cutoff=0.5)
    return list(dict.fromkeys(known[name] for name in (*other_layout, *close) if name in known))


def _closest(wanted: str, names: Iterable[str]) -> list[str]:
    """The names that a text begins, or else those most like it."""
    known = sorted(names)
    begun = [name for name in known if name.startswith(wanted)]
    return begun or [name for name, _ in spelling.nearest(wanted, known, max(1, _edits(wanted)))]


def _similar(_: _Trial, leaf: Node) -> Iterator[Node]:
    match leaf:
        case Text(text, False, _, field) if _edits(text) and " " not in text:
            yield Text(text, field=field, edits=_edits(text))
