"""The steps in which a query is taken less strictly, one after the other."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from pyroaring import BitMap

from index.errors import Cancelled
from index.results import Answer, Marks, Relaxed, Suggestion
from index.search.answers import highlights
from index.search.corpus.collection import SearchCorpus
from index.search.matching.deadline import deadline
from index.search.matching.hits import HitList
from index.search.query.describe import describe, printed
from index.search.query.nodes import (
    And,
    DateFilter,
    FacetFilter,
    FlagFilter,
    MarkFilter,
    MatchAll,
    Node,
    Not,
    NoteFilter,
    PropertyFilter,
    Query,
    Text,
    UnknownValue,
    all_of,
    leaves,
    texts,
)
from index.search.query.parse import parse
from index.search.search import answer as strict_answer
from index.search.text import tokens

from .meaning import Likeness, close_in_meaning, nothing_alike
from .most_words import MostWords, most_words, words_and_filters

_SECONDS = 0.4
_LONGEST = 2_000
"""A longer text is no phrase that anybody looks for."""
_MOST_FILTERS = 6
_FILTERS = (
    *(DateFilter, FacetFilter, FlagFilter, MarkFilter, NoteFilter, PropertyFilter),
    UnknownValue,
)


@dataclass(frozen=True, slots=True)
class _Relaxing:
    """A query, what it finds strictly, and what is needed to ask others."""

    collection: SearchCorpus
    strict: Answer
    suggested: Sequence[Suggestion]
    query: Query
    beyond: BitMap
    today: date
    marks: Marks
    cancelled: Callable[[], bool]
    alike: Mapping[str, float]

    @property
    def as_text(self) -> Query:
        """The query with what may be flags of a command line as text."""
        collection = self.collection
        return parse(
            self.strict.query,
            self.today,
            collection.has_property,
            collection.latest_year,
            flags_are_text=True,
        )

    def answer(self, text: str) -> Answer:
        """What another query finds beyond the strict answer."""
        return strict_answer(
            self.collection, text, self.today, self.cancelled, self.marks, beyond=self.beyond
        )


def relaxed(
    collection: SearchCorpus,
    answer: Answer,
    suggested: Sequence[Suggestion],
    today: date,
    marks: Marks,
    cancelled: Callable[[], bool],
    likeness: Likeness = nothing_alike,
) -> tuple[Relaxed, ...]:
    """What the query of a small answer finds less strictly, the least relaxed step first.

    What is not known within 400 ms of processor time is left out. Filters alone that find
    something are never relaxed.

    Args:
        collection: The posts.
        answer: What the query finds strictly.
        suggested: Queries that may have been meant, the likeliest first.
        today: The day that dates in the query are relative to.
        marks: What the reader has noted about posts.
        cancelled: Called often; True stops.
        likeness: How close posts are in meaning. The time that it takes is not counted.

    Raises:
        Cancelled: ``cancelled`` returned True.
        IndexCorrupt: The index cannot be read.
    """
    if not answer.is_small:
        return ()
    query = parse(answer.query, today, collection.has_property, collection.latest_year)
    asked_for = leaves(query.node)
    if answer.hits and all(isinstance(leaf, _FILTERS) for leaf in asked_for):
        return ()  # that a tag has few posts says all there is to say
    words, _ = words_and_filters(query.node)
    alike = likeness(" ".join(word.text for word in words)) if words else {}
    is_over = deadline(_SECONDS)
    documents = (collection.by_path.get(hit.post.path) for hit in answer.hits)
    relaxing = _Relaxing(
        collection,
        answer,
        suggested,
        query,
        BitMap(document for document in documents if document is not None),
        today,
        marks,
        lambda: cancelled() or is_over(),
        alike,
    )
    found: dict[str, Relaxed] = {}
    try:
        for step in (_as_text, _spelled, _most, _similar, _without_filters):
            for one in step(relaxing):
                if one.total:
                    found.setdefault(one.query, one)
    except Cancelled:
        if cancelled():
            raise
    return tuple(found.values())


def _as_text(relaxing: _Relaxing) -> Iterator[Relaxed]:
    """The text as if it stood in quotes; else its words without operators.

    Nothing where the query says that already, or asks for values of fields.
    """
    text = " ".join(relaxing.strict.query.split())
    words = [Text(word, quoted=True) for word in map(tokens.trimmed, text.split()) if word]
    node = all_of(words)
    typed = relaxing.query.node
    if node is None or len(text) > _LONGEST or _plain(typed) == _plain(node):
        return
    if any(isinstance(leaf, _FILTERS) and not _is_hashtag(leaf, text) for leaf in leaves(typed)):
        return
    whole = printed(Query(Text(text, quoted=True)))
    for query in (whole, printed(Query(node))):
        found = relaxing.answer(query)
        if found.total:
            yield Relaxed("text", found)
            return


def _is_hashtag(leaf: Node, text: str) -> bool:
    """Whether a leaf is a word with ``#`` before it, which may stand so in posts."""
    return isinstance(leaf, FacetFilter) and leaf.field == "tag" and f"#{leaf.value}" in text


def _plain(node: Node) -> tuple[str, ...] | None:
    """The words of a query that consists of nothing else; None for any other."""
    parts = node.nodes if isinstance(node, And) else (node,)
    if any(not isinstance(part, Text) or part.field or part.slop for part in parts):
        return None
    return tuple(tokens.fold(word) for part in texts(node) for word in part.text.split())


def _spelled(relaxing: _Relaxing) -> Iterator[Relaxed]:
    """The first query that may have been meant, where nothing is found as typed."""
    if not relaxing.strict.hits:
        for suggestion in relaxing.suggested[:1]:
            if suggestion.kind != "similar":
                yield Relaxed("spelling", relaxing.answer(suggestion.query))


def _similar(relaxing: _Relaxing) -> Iterator[Relaxed]:
    """The first query with words that are only like those typed, where nothing else was meant."""
    if not relaxing.strict.hits:
        for suggestion in relaxing.suggested[:1]:
            if suggestion.kind == "similar":
                yield Relaxed("spelling", relaxing.answer(suggestion.query))


def _most(relaxing: _Relaxing) -> Iterator[Relaxed]:
    """What has most of the words, flags of a command line among them."""
    query = relaxing.as_text if relaxing.query.flags else relaxing.query
    found = most_words(
        relaxing.collection, query, relaxing.beyond, relaxing.marks, relaxing.cancelled
    )
    yield from _close(relaxing, found)
    if found is not None:
        answer = Answer(
            query=printed(found.query),
            hits=HitList(relaxing.collection, found.found, found.ordered),
            understood=describe(found.query),
            terms=highlights.terms(found.query.node),
        )
        yield Relaxed("most", answer)


def _close(relaxing: _Relaxing, words: MostWords | None) -> Iterator[Relaxed]:
    """What is close in meaning or has most of the words."""
    query = relaxing.query
    if not relaxing.alike or query.sort not in (None, "relevance"):
        return
    close = close_in_meaning(
        relaxing.collection,
        query,
        relaxing.beyond,
        relaxing.marks,
        relaxing.alike,
        words,
        relaxing.cancelled,
    )
    if close is not None:
        node = words.query.node if words else query.node
        yield Relaxed(
            "meaning",
            Answer(
                query=relaxing.strict.query,
                hits=HitList(relaxing.collection, *close),
                understood=describe(query),
                terms=highlights.terms(node),
            ),
        )


def _without_filters(relaxing: _Relaxing) -> Iterator[Relaxed]:
    """What is found without one of the filters, for each of them."""
    node = relaxing.query.node
    if not isinstance(node, And):
        return
    filters = [part for part in node.nodes if _is_filter(part)]
    for left_out in filters[:_MOST_FILTERS]:
        others = all_of(part for part in node.nodes if part is not left_out) or MatchAll()
        found = relaxing.answer(printed(Query(others, relaxing.query.sort)))
        yield Relaxed("filter", found, without=printed(Query(left_out)).strip())


def _is_filter(node: Node) -> bool:
    """Whether a part of a query only narrows what its words find."""
    wanted = node.node if isinstance(node, Not) else node
    return isinstance(node, Not) or not isinstance(wanted, Text) or wanted.field is not None
