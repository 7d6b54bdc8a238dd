"""Tantivy, by its binding for Python: https://github.com/quickwit-oss/tantivy-py."""

from __future__ import annotations

from collections.abc import Iterable
from importlib import import_module
from pathlib import Path
from typing import Any, ClassVar, Self

from .peer import Found
from .questions import Clause, Question
from .texts import Text, tokens, wanted

tantivy: Any = import_module("tantivy")

_HEAP = 256_000_000
_MOST_NAMES = 10_000


class Tantivy:
    """Tantivy over the same tokens as everybody, with positions and no bodies."""

    name: ClassVar[str] = "tantivy"

    def __init__(self, folder: Path) -> None:
        building = tantivy.SchemaBuilder()
        building.add_text_field("text", tokenizer_name="tokens")
        for name in ("tags", "category", "month"):
            building.add_text_field(name, tokenizer_name="raw", fast=True)
        building.add_integer_field("when", indexed=True, fast=True)
        building.add_integer_field("number", stored=True, indexed=True, fast=True)
        self._schema = building.build()
        self._index = tantivy.Index(self._schema, path=str(folder))
        analyzer = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build()
        self._index.register_tokenizer("tokens", analyzer)
        self._searcher = self._index.searcher()

    @classmethod
    def build(cls, folder: Path, posts: Iterable[Text]) -> None:
        """See ``Peer``: with as many threads as it likes."""
        made = cls(folder)
        writer = made._index.writer(_HEAP)
        for post in posts:
            writer.add_document(_document(post))
        writer.commit()
        writer.wait_merging_threads()

    @classmethod
    def open(cls, folder: Path) -> Self:
        """See ``Peer``."""
        return cls(folder)

    def update(self, old: Text, new: Text) -> None:
        """See ``Peer``."""
        writer = self._index.writer(_HEAP, 1)
        writer.delete_documents_by_term("number", old.number)
        writer.add_document(_document(new))
        writer.commit()
        writer.wait_merging_threads()
        self._index.reload()
        self._searcher = self._index.searcher()

    def _clause(self, clause: Clause) -> Any:
        found = wanted(clause.text)
        if len(found) > 1:
            return tantivy.Query.phrase_query(self._schema, "text", found)
        alone = clause.match == "substring" and len(found[0]) == 1
        if clause.match == "prefix" or alone:
            return tantivy.Query.regex_query(self._schema, "text", f"{found[0]}.*")
        return tantivy.Query.term_query(self._schema, "text", found[0])

    def _query(self, question: Question) -> Any:
        parts = [self._clause(clause) for clause in question.clauses]
        if question.tag:
            parts.append(tantivy.Query.term_query(self._schema, "tags", question.tag))
        if question.months:
            first, last = map(_when, question.months)
            kind = tantivy.FieldType.Integer
            parts.append(tantivy.Query.range_query(self._schema, "when", kind, first, last))
        if len(parts) == 1:
            return parts[0]
        return tantivy.Query.boolean_query([(tantivy.Occur.Must, part) for part in parts])

    def ask(self, question: Question) -> Found | None:
        """See ``Peer``."""
        order = "number" if question.newest else None
        found = self._searcher.search(self._query(question), 20, count=True, order_by_field=order)
        documents = (self._searcher.doc(address) for _, address in found.hits)
        return found.count, [document["number"][0] for document in documents]

    def facets(self, question: Question) -> int | None:
        """See ``Peer``."""
        wishes = {
            name: {"terms": {"field": name, "size": _MOST_NAMES}}
            for name in ("tags", "category", "month")
        }
        found = self._searcher.aggregate(self._query(question), wishes)
        return sum(len(counted["buckets"]) for counted in found.values())


def _document(post: Text) -> Any:
    document = tantivy.Document()
    document.add_text("text", " ".join(tokens(post.text)))
    for tag in post.tags:
        document.add_text("tags", tag)
    document.add_text("category", post.category)
    document.add_text("month", post.month)
    document.add_integer("when", _when(post.month))
    document.add_integer("number", post.number)
    return document


def _when(month: str) -> int:
    """``2021-09`` as a number in order of time."""
    return int(month.replace("-", ""))
