"""From the text of a query to all the posts that it finds."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from time import perf_counter

from pyroaring import BitMap

from index.messages import Message
from index.post import Post
from index.results import Answer, Marks

from .answers import highlights
from .corpus.collection import SearchCorpus
from .matching import fuzzy, notes, rank
from .matching.evaluate import Evaluation
from .matching.hits import HitList, Ordered
from .query.describe import describe
from .query.nodes import MatchAll, Query, texts
from .query.parse import parse


def answer(
    collection: SearchCorpus,
    text: str,
    today: date,
    cancelled: Callable[[], bool],
    marks: Marks,
    unread_for: Message | str = "",
    beyond: BitMap | None = None,
    first: Post | None = None,
) -> Answer:
    """The posts that a query finds, best first.

    Args:
        collection: All posts.
        text: The query.
        today: The day that relative dates count from.
        cancelled: Asked often.
        marks: What the reader has noted.
        unread_for: Why the index cannot be read now, if it cannot.
        beyond: Documents that are left out.
        first: A post that comes before all others, found or not, as its address is the text.

    Raises:
        Cancelled: ``cancelled`` said so.
        IndexCorrupt: The index cannot be used.
        Unavailable: It cannot be read now.
    """
    began = perf_counter()
    query = _read(collection, text, today, cancelled, marks)
    node = fuzzy.expanded(collection, query.node, cancelled)
    evaluation = Evaluation(collection, cancelled, marks)
    within = collection.all - beyond if beyond else collection.all
    found = evaluation.find(node, within)
    wanted = texts(node)
    matches = [evaluation.matches[t] for t in wanted if t in evaluation.matches]
    matches += evaluation.adjacency_match(query.node, found)
    ordered = rank.ordered(collection, matches, found, query.sort or "relevance", cancelled)
    at_address = collection.by_path.get(first.path) if first else None
    if at_address is not None:
        found = found | BitMap([at_address])
        ordered = _with_first(at_address, ordered)
    hints = [*query.hints, *evaluation.hints]
    if not collection.indexed and not isinstance(query.node, MatchAll):
        unread = unread_for and Message.of("index-unread", reason=unread_for)
        hints.append(unread or Message.of("no-index-yet"))
    return Answer(
        query=text,
        hits=HitList(collection, found, ordered),
        understood=describe(query),
        hints=tuple(hints),
        terms=highlights.terms(node),
        seconds=perf_counter() - began,
        of_notes=bool(notes.asked(query.node)),
        unread=bool(unread_for),
        is_sorted=query.sort is not None,
    )


def _with_first(document: int, ordered: Ordered) -> Ordered:
    """An order with a document before all others, which may be among them."""

    def first(most: int | None) -> Sequence[tuple[int, float]]:
        others = ordered(most)
        best = others[0][1] if others else 0.0
        return [(document, best), *(one for one in others if one[0] != document)][:most]

    return first


def _read(
    collection: SearchCorpus,
    text: str,
    today: date,
    cancelled: Callable[[], bool],
    marks: Marks,
) -> Query:
    """The query that a text is; what may be flags of a command line is text if that is found."""
    query = parse(text, today, collection.has_property, collection.latest_year)
    if not query.flags:
        return query
    flags = " ".join(query.flags)
    as_text = parse(
        text, today, collection.has_property, collection.latest_year, flags_are_text=True
    )
    node = fuzzy.expanded(collection, as_text.node, cancelled)
    if Evaluation(collection, cancelled, marks).find(node, collection.all):
        return replace(as_text, hints=(*as_text.hints, Message.of("flags-as-text", text=flags)))
    return replace(query, hints=(*query.hints, Message.of("flags-exclude", text=flags)))
