"""Whoosh as it comes: its StandardAnalyzer, its codec, its searcher."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any, ClassVar, Self

from whoosh import query
from whoosh.fields import KEYWORD, NUMERIC, TEXT, Schema
from whoosh.index import create_in, open_dir

from .peer import Found
from .questions import Clause, Question
from .texts import Text, fold

_HEAP_MB = 256


class Whoosh:
    """Words as Whoosh parts them; beginnings stand for substrings in Korean."""

    name: ClassVar[str] = "Whoosh"

    def __init__(self, folder: Path) -> None:
        self._index = open_dir(str(folder))
        self._searcher = self._index.searcher()

    @classmethod
    def build(cls, folder: Path, posts: Iterable[Text]) -> None:
        """See ``Peer``."""
        schema = Schema(
            number=NUMERIC(stored=True, sortable=True, unique=True),
            month=KEYWORD(sortable=True),
            tags=KEYWORD(commas=True),
            text=TEXT(),
        )
        writer = create_in(str(folder), schema).writer(limitmb=_HEAP_MB)
        for post in posts:
            writer.add_document(**_fields(post))
        writer.commit()

    @classmethod
    def open(cls, folder: Path) -> Self:
        """See ``Peer``."""
        return cls(folder)

    def update(self, old: Text, new: Text) -> None:
        """See ``Peer``."""
        writer = self._index.writer()
        writer.update_document(**_fields(new))
        writer.commit(merge=False)
        self._searcher = self._searcher.refresh()

    def _clause(self, clause: Clause) -> Any:
        text = fold(clause.text)
        match clause.match:
            case "prefix" | "substring":
                return query.Prefix("text", text)
            case "phrase":
                return query.Phrase("text", text.split())
            case "word":
                return query.Term("text", text)

    def ask(self, question: Question) -> Found | None:
        """See ``Peer``."""
        parts = [self._clause(clause) for clause in question.clauses]
        if question.tag:
            parts.append(query.Term("tags", question.tag))
        if question.months:
            parts.append(query.TermRange("month", *question.months))
        order = {"sortedby": "number", "reverse": True} if question.newest else {}
        found = self._searcher.search(query.And(parts), limit=20, **order)
        return len(found), [hit["number"] for hit in found]

    def facets(self, question: Question) -> int | None:
        """Nothing that comes with it for many values a post."""
        return None


def _fields(post: Text) -> dict[str, Any]:
    return {
        "number": post.number,
        "month": post.month,
        "tags": ",".join(post.tags),
        "text": post.text,
    }
