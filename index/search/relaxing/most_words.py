"""The posts with most of the words of a query, where none or few have them all.

A post has as much of a query as the words that stand in it are rare::

    share(d) = sum of rarity(word) over the words that stand in d, in any of their forms

Posts with at least half of the greatest share are found, ordered by their score (``rank``) times
their share. Both the half and the factor were chosen by ``python -m tests.bench items``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import islice
from math import log

from pyroaring import BitMap

from index.results import Marks
from index.search.corpus.collection import SearchCorpus
from index.search.corpus.post_features import FEW
from index.search.matching import rank
from index.search.matching.evaluate import Evaluation
from index.search.matching.hits import Ordered
from index.search.query.nodes import And, Node, Query, Text, all_of, any_of
from index.search.query.variants import variants
from index.search.text import inflections, tokens

_MOST_WORDS = 32
_ENOUGH = 0.5
"""How much of the greatest share a post must have."""


@dataclass(frozen=True, slots=True)
class MostWords:
    """What most of the words find: those words as a query, the documents, and their order."""

    query: Query
    found: BitMap
    ordered: Ordered


@dataclass(frozen=True, slots=True)
class _Standing:
    """The documents that a word stands in, and how rare that is."""

    found: BitMap
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
    words, filters = _words_and_filters(query.node)
    if len(words) < 2:
        return None
    evaluation = Evaluation(collection, cancelled, marks)
    within = collection.all - beyond
    for part in filters:
        within = evaluation.find(part, within)
    evaluation.matches.clear()
    standing: list[_Standing] = []
    for word in words:
        found = evaluation.find(any_of(_forms(word)) or word, within)
        if found:
            standing.append(_Standing(found, _rarity(collection, found)))
    shares = _shares(collection, standing)
    enough = _ENOUGH * max(shares.values(), default=0.0)
    documents = BitMap(document for document, share in shares.items() if share >= enough)
    if not documents:
        return None
    matches = list(evaluation.matches.values())
    sort = query.sort or "relevance"
    ordered = rank.ordered(collection, matches, documents, sort, cancelled)
    if sort == "relevance":
        scored = [(document, score * shares[document]) for document, score in ordered(None)]
        scored.sort(key=lambda each: -each[1])
        ordered = lambda most: scored[:most]  # noqa: E731
    node = all_of([any_of(words) or words[0], *filters]) or query.node
    return MostWords(Query(node, query.sort), documents, ordered)


def _words_and_filters(node: Node) -> tuple[Sequence[Text], list[Node]]:
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
    """A word, other ways to write it, and its other forms."""
    yield word
    yield from variants(word)
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
            len(collection.by_document), [(word.found, word.rarity) for word in standing], _ENOUGH
        )
    shares: dict[int, float] = {}
    for word in standing:
        for document in word.found:
            shares[document] = shares.get(document, 0.0) + word.rarity
    return shares
