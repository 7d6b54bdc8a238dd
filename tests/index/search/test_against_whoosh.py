"""The index is a Whoosh index: Whoosh's own searcher over it finds what ours does."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import pytest
from whoosh import query
from whoosh.index import open_dir
from whoosh.searching import Searcher

from index.journal import Journal

_FIELDS: Final = ("title", "heading", "body", "code")
_EACH: Final = 120


class Asking:
    """Makes the same query in our language and as Whoosh's objects, from the terms there are."""

    def __init__(self, searcher: Searcher, draw: random.Random) -> None:
        self.draw = draw
        reader = searcher.reader()
        self.terms = {
            field: [term for t in reader.lexicon(field) if plain(term := t.decode())]
            for field in _FIELDS
        }

    def term(self) -> tuple[str, Any]:
        field = self.draw.choice(_FIELDS)
        term = self.draw.choice(self.terms[field])
        return f"{field}:{term} ", query.Term(field, term)

    def prefix(self) -> tuple[str, Any]:
        field = self.draw.choice(_FIELDS)
        start = ""
        while not start:
            term = self.draw.choice(self.terms[field])
            start = term[: self.draw.randint(1, 4)] if term.isascii() else ""
        return f"{field}:{start}* ", query.Prefix(field, start)

    def both(self) -> tuple[str, Any]:
        made = [self.term() for _ in range(self.draw.randint(2, 3))]
        return " ".join(text for text, _ in made), query.And([one for _, one in made])

    def either(self) -> tuple[str, Any]:
        made = [self.term() for _ in range(self.draw.randint(2, 5))]
        return " OR ".join(text for text, _ in made), query.Or([one for _, one in made])

    def without(self) -> tuple[str, Any]:
        text, wanted = self.prefix()
        other, unwanted = self.term()
        return f"{text} -({other})", query.And([wanted, query.Not(unwanted)])

    def nested(self) -> tuple[str, Any]:
        one, first = self.either()
        other, second = self.either()
        excluded, third = self.prefix()
        return (
            f"({one}) ({other}) NOT ({excluded})",
            query.And([first, second, query.Not(third)]),
        )


def plain(term: str) -> bool:
    """Whether a term can be typed as it stands, and is no part of a longer one that is meant."""
    return term.isalnum() and (term.isascii() or len(term) <= 2)


@pytest.fixture(scope="module")
def searcher(indexed: Journal, index_folder: Path) -> Searcher:
    """Whoosh's searcher over the index as it lies on disk."""
    (table,) = index_folder.rglob("_MAIN_*.toc")
    return open_dir(str(table.parent)).searcher()


@pytest.mark.parametrize("kind", ["term", "prefix", "both", "either", "without", "nested"])
def test_whoosh_finds_the_same(kind: str, searcher: Searcher, indexed: Journal) -> None:
    ask: Callable[[], tuple[str, Any]] = getattr(Asking(searcher, random.Random(kind)), kind)
    paths = paths_in(searcher)
    different: list[str] = []
    for _ in range(_EACH):
        text, wanted = ask()
        theirs = {paths[n] for n in searcher.docs_for_query(wanted)}
        ours = {hit.post.path for hit in indexed.search(text).hits}
        if ours != theirs:
            different.append(f"{text!r}: {len(ours)} here, {len(theirs)} by Whoosh")
    assert different == []


def test_there_are_as_many_documents_as_posts(searcher: Searcher, indexed: Journal) -> None:
    assert sorted(paths_in(searcher)) == sorted(post.path for post in indexed.posts)


def paths_in(searcher: Searcher) -> list[str]:
    """The path of each document, as its column has it."""
    reader = searcher.reader()
    column = reader.column_reader("path", translate=False)
    return [column[number].decode() for number in range(reader.doc_count_all())]
