"""The posts with most of the words of a query, where none or few have them all.

A post has as much of a query as the words that stand in it are rare::

    share(d) = sum of rarity(word) over the words that stand in d, in any of their forms

Words that stand in any text are passed over. A word that stands nowhere is looked for as what it
sounds like in Latin letters, else as the word of the journal that it may be a slip for; such a word
counts ``_MISSPELLED`` of itself. Posts with at least half of the greatest share are found, ordered
by their score (``rank``) times their share, over the length of the post to the power of
``_LENGTHY``: a long one has some of any words. All factors were chosen by
``python -m tests.bench items --half choose``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import islice
from math import log

from pyroaring import BitMap

from index.errors import Cancelled
from index.results import Marks
from index.search.corpus.collection import SearchCorpus
from index.search.corpus.post_features import FEW
from index.search.corpus.postings_source import FIELDS
from index.search.matching import misspelled, rank
from index.search.matching.deadline import deadline
from index.search.matching.evaluate import Evaluation
from index.search.matching.hits import Ordered
from index.search.matching.sounding import words_sounding_like
from index.search.query.nodes import And, Node, Query, Text, all_of, any_of
from index.search.query.variants import variants
from index.search.text import inflections, tokens
from index.search.text.stop_words import STOP_WORDS

_MOST_WORDS = 32
_ENOUGH = 0.5
"""How much of the greatest share a post must have."""

_MISSPELLED = 0.7
_LENGTHY = 0.3
_SECONDS_FOR_OTHERS = 0.15
"""How long words are looked for that stand in place of those that stand nowhere."""


@dataclass(frozen=True, slots=True)
class MostWords:
    """What most of the words find: those words as a query, the documents, and their order."""

    query: Query
    found: BitMap
    ordered: Ordered


@dataclass(frozen=True, slots=True)
class _Standing:
    """The documents that a word stands in, and how rare that is."""

    posts: BitMap
    rarity: float


def most_words(
    collection: SearchCorpus,
    query: Query,
    beyond: BitMap,
    marks: Marks,
    cancelled: Callable[[], bool],
) -> MostWords | None:
    """The documents with most of the words of a query, within what its filters find.

    Args:
        collection: The posts.
        query: The query. Alternatives and negations within it are filters.
        beyond: Documents that are left out.
        marks: What the reader has noted about posts.
        cancelled: Called often; True stops.

    Returns:
        What was found; None where there are not two words, or none of them stands anywhere.

    Raises:
        Cancelled: ``cancelled`` returned True.
        IndexCorrupt: The index cannot be read.
    """
    words, filters = words_and_filters(query.node)
    if len(words) < 2:
        return None
    evaluation = Evaluation(collection, cancelled, marks)
    within = collection.all - beyond
    for part in filters:
        within = evaluation.find(part, within)
    evaluation.matches.clear()
    telling = [word for word in words if tokens.fold(word.text) not in STOP_WORDS] or words
    finding = _Finding(evaluation, within, cancelled)
    standing = [found for word in telling if (found := finding.standing(word)).posts]
    shares = _shares(collection, standing)
    enough = _ENOUGH * max(shares.values(), default=0.0)
    documents = BitMap(document for document, share in shares.items() if share >= enough)
    if not documents:
        return None
    matches = list(evaluation.matches.values())
    sort = query.sort or "relevance"
    ordered = rank.ordered(collection, matches, documents, sort, cancelled)
    if sort == "relevance":
        norms = collection.features.norms
        scored = [
            (document, score * shares[document] / norms[document] ** _LENGTHY)
            for document, score in ordered(None)
        ]
        scored.sort(key=lambda each: -each[1])
        ordered = lambda most: scored[:most]  # noqa: E731
    node = all_of([any_of([*telling, *finding.instead]) or words[0], *filters]) or query.node
    return MostWords(Query(node, query.sort), documents, ordered)


class _Finding:
    """Looks for the words of a query, one after the other. All it does raises Cancelled.

    ``instead`` are the words that were looked for in place of those that stand nowhere.
    """

    def __init__(
        self, evaluation: Evaluation, within: BitMap, cancelled: Callable[[], bool]
    ) -> None:
        is_over = deadline(_SECONDS_FOR_OTHERS)
        self._evaluation = evaluation
        self._within = within
        self._cancelled = cancelled
        self._is_late = lambda: cancelled() or is_over()
        self._trial = Evaluation(evaluation.collection, self._is_late)
        self.instead: list[Text] = []

    def standing(self, word: Text) -> _Standing:
        """Where a word stands in any of its forms, or what may be meant by it."""
        as_typed = self._any((word, *variants(word)))
        found = as_typed | self._any(_forms(word))
        factor = 1.0
        try:
            if not as_typed and not word.text.isascii():
                found |= self._in_place(self._sounding_like(word))
            if not found:
                found, factor = self._in_place(self._meant(word)), _MISSPELLED
        except Cancelled:
            if self._cancelled():
                raise
        return _Standing(found, factor * _rarity(self._evaluation.collection, found))

    def _any(self, nodes: Iterable[Node]) -> BitMap:
        return BitMap().union(*(self._evaluation.find(node, self._within) for node in nodes))

    def _in_place(self, words: Sequence[Text]) -> BitMap:
        self.instead += words
        return self._any(words)

    def _sounding_like(self, word: Text) -> list[Text]:
        """The Latin words that a word in Hangul, or what it is a form of, is the sound of."""
        for written in (word.text, *(form.text for form in inflections.forms(word.text))):
            collection = self._evaluation.collection
            if alike := words_sounding_like(collection, written, self._is_late):
                return [Text(name, field=word.field) for name in alike]
        return []

    def _meant(self, word: Text) -> list[Text]:
        """The likeliest word of the journal that a word may be a slip for."""
        meant = misspelled.meant(
            self._evaluation.collection,
            word.text,
            (word.field,) if word.field else FIELDS,
            lambda other: len(self._trial.find(Text(other, field=word.field), self._within)),
            self._is_late,
        )
        return [Text(other, field=word.field) for other in meant[:1]]


def words_and_filters(node: Node) -> tuple[Sequence[Text], list[Node]]:
    """The words that a query wants all of, each once, and whatever else it wants."""
    words: dict[Text, None] = {}
    filters: list[Node] = []
    for part in node.nodes if isinstance(node, And) else (node,):
        if isinstance(part, Text):
            words |= dict.fromkeys(_words_of(part))
        else:
            filters.append(part)
    if len(words) == 1 and not filters:
        (word,) = words
        parts = inflections.parts_of(word.text)
        words = dict.fromkeys(Text(part, field=word.field) for part in parts)
    return list(islice(words, _MOST_WORDS)), filters


def _words_of(text: Text) -> Iterable[Text]:
    """The words of a text, in its field, each as a text by itself."""
    for word in text.text.split():
        if trimmed := tokens.trimmed(word):
            yield Text(trimmed, field=text.field)


def _forms(word: Text) -> Iterable[Node]:
    """The other forms of a word."""
    for form in inflections.forms(word.text):
        yield Text(form.text, prefix=form.prefix, field=word.field)


def _rarity(collection: SearchCorpus, found: BitMap) -> float:
    """The inverse document frequency, as ``rank`` has it."""
    count = len(found)
    return log(1 + (len(collection.posts) - count + 0.5) / (count + 0.5))


def _shares(collection: SearchCorpus, standing: Sequence[_Standing]) -> dict[int, float]:
    """The share of each document that has any of the words."""
    if len(collection.posts) > FEW:
        from .share_arrays import shares_of_many

        return shares_of_many(
            len(collection.by_document), [(word.posts, word.rarity) for word in standing], _ENOUGH
        )
    shares: dict[int, float] = {}
    for word in standing:
        for document in word.posts:
            shares[document] = shares.get(document, 0.0) + word.rarity
    return shares
