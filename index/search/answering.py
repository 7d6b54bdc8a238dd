"""From the text of a query to all the posts that it finds."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from time import perf_counter
from typing import Literal

from index.results import Answer, Marks

from . import likeness, marking, noting, rank
from .collection import Collection
from .evaluate import Evaluation
from .hits import Hits
from .parse import parse
from .query import Query, texts

_NO_INDEX = "there is no index to use yet: only titles, tags and people were searched"


def answer(
    collection: Collection, text: str, today: date, cancelled: Callable[[], bool], marks: Marks
) -> Answer:
    """The posts that a query finds, best first. Raises Cancelled, Damaged."""
    began = perf_counter()
    query = parse(text, today)
    node = likeness.expanded(collection, query.node, cancelled)
    evaluation = Evaluation(collection, cancelled, marks)
    found = evaluation.find(node, collection.all)
    wanted = texts(node)
    matches = [evaluation.matches[t] for t in wanted if t in evaluation.matches]
    matches += evaluation.side_by_side(query.node, found)
    ordered = rank.ordered(collection, matches, found, query.sort or "relevance", cancelled)
    hints = [*query.hints, *evaluation.hints]
    if wanted and not collection.indexed:
        hints.append(_NO_INDEX)
    return Answer(
        query=text,
        in_words=partial(_in_words, query),
        hits=Hits(collection, found, ordered),
        hints=tuple(hints),
        terms=marking.terms(node),
        seconds=perf_counter() - began,
        of_notes=bool(noting.asked(query.node)),
    )


def _in_words(query: Query, language: Literal["en", "ko"]) -> str:
    if language == "ko":
        from .wording_korean import describe_in_korean

        return describe_in_korean(query)
    from .wording import describe

    return describe(query)
