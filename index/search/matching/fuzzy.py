"""Words of the journal that are like one typed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import chain
from string import ascii_lowercase, digits

from index.lazy_pattern import lazy_pattern
from index.search.corpus.collection import SearchCorpus
from index.search.corpus.postings_source import FIELDS, RUNS
from index.search.query.nodes import And, Node, Not, Or, Text, all_of, any_of, none_of
from index.search.query.variants import with_variants
from index.search.text import spelling
from index.search.text.tokens import fold

SOON_READ = ("title", "heading", "tag", "person")
"""The fields with few words, which are soon compared."""

_MOST_WORDS = 32
_PAIR = 2
_HANGUL = lazy_pattern("[가-힣]")


def expanded(collection: SearchCorpus, node: Node, cancelled: Callable[[], bool]) -> Node:
    """The query with other ways to write its texts, and words like those that may differ.

    Each word that may differ by some letters is replaced by the words like it; of very many, by
    the nearest.

    Args:
        collection: The posts whose words there are.
        node: The query.
        cancelled: Called often; True stops.

    Raises:
        Cancelled: ``cancelled`` returned True.
        IndexCorrupt: The index cannot be read.
    """
    return _with_words_like(collection, with_variants(node), cancelled)


def _with_words_like(collection: SearchCorpus, node: Node, cancelled: Callable[[], bool]) -> Node:
    match node:
        case And(nodes):
            return all_of([_with_words_like(collection, part, cancelled) for part in nodes]) or node
        case Or(nodes):
            return any_of([_with_words_like(collection, part, cancelled) for part in nodes]) or node
        case Not(part):
            return none_of(_with_words_like(collection, part, cancelled))
        case Text(text, quoted, prefix, field, _, edits, _) if edits:
            fields = (field,) if field else FIELDS
            near = words_like(collection, fields, text, edits, cancelled)
            words = dict.fromkeys((text, *(word for word, _ in near)))
            texts = [Text(word, quoted, prefix, field) for word in words]
            return any_of(texts[:_MOST_WORDS]) or node
        case _:
            return node


def words_like(
    collection: SearchCorpus,
    fields: Iterable[str],
    text: str,
    edits: int,
    cancelled: Callable[[], bool],
) -> list[tuple[str, int]]:
    """The words of some fields that are like a text, nearest first, each with its distance.

    Words of Hangul are what longer runs begin with.

    Args:
        collection: The posts whose words there are.
        fields: The names of the fields.
        text: What was typed.
        edits: How many letters, or jamo, a word may differ by at most.
        cancelled: Called often; True stops.

    Raises:
        Cancelled: ``cancelled`` returned True.
        IndexCorrupt: The index cannot be read.
    """
    word = fold(text)
    found: dict[str, int] = {}
    for field in fields:
        terms = _comparable(collection, field, word, edits)
        for each, distance in spelling.nearest(word, terms, edits, cancelled):
            found[each] = min(distance, found.get(each, distance))
    return sorted(found.items(), key=lambda each: each[1])


def _comparable(collection: SearchCorpus, field: str, word: str, edits: int) -> Sequence[str]:
    postings_cache = collection.postings_cache
    if _HANGUL.search(word):
        begun = spelling.beginnings(word, postings_cache.terms_with_prefix(RUNS[field], ""), edits)
        # Runs of two syllables are not kept as runs, but any two are a term.
        pairs = postings_cache.terms_with_prefix(field, "") if len(word) <= _PAIR else ()
        return sorted({*begun, *(term for term in pairs if _HANGUL.match(term))})
    if not word.isascii():
        return postings_cache.terms_with_prefix(field, "")
    # Those that begin with a letter or a digit leave out the syllables, which are most terms.
    latin = (postings_cache.terms_with_prefix(field, first) for first in digits + ascii_lowercase)
    return list(chain.from_iterable(latin))
