"""Whether a search finds the one post that somebody has in mind: known-item queries.

The queries stand in ``data/known_items.tsv``, each with the posts that are meant by it. They were
written from the posts alone, as one would type who read them a year ago: in one's own words, in
another language, mistyped, by an idea, or pasted. Every second query of a kind is for choosing
weights and thresholds, the others are for reporting.

The measures are the mean reciprocal rank within the first ten, and how often the post is the first
or among the first three. Intervals hold 95 % of the means of resampled queries (Efron's bootstrap).
Peers get the same text of each post: title, headings, prose, code, tags and people.
"""

from __future__ import annotations

import random
import re
import sqlite3
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any, Final, Literal

from index.journal import Journal, finds_by_meaning, make_vectors

from .peers.texts import text_of
from .recall import CORPUS
from .tables import Table

Half = Literal["choose", "report", "all"]

QUERIES: Final = Path(__file__).parent / "data" / "known_items.tsv"
JOURNALS: Final = Path(__file__).parents[1] / "journals"
_FIRST: Final = 10
_SECONDS_FOR_MEANING: Final = 60.0
_RESAMPLED: Final = 2_000
_SEED: Final = 17
_FTS5_TITLE: Final = 8.0
"""With which weight of titles FTS5 is best; tantivy is where they only count once more."""
_WORD: Final = re.compile(r"\w+")

Ranked = Callable[[str], Sequence[str]]
"""Gives the paths of the first posts that a query finds, best first."""


@dataclass(frozen=True, slots=True)
class KnownItem:
    """A query, and the posts of a journal that are meant by it; any of them is right."""

    kind: str
    query: str
    journal: str
    paths: frozenset[str]


@dataclass(frozen=True, slots=True)
class Placed:
    """At which place an engine has the post that is meant: from 1, 0 where it has not."""

    engine: str
    kind: str
    query: str
    place: int


def known_items(half: Half = "all", file: Path = QUERIES) -> list[KnownItem]:
    """The queries of a half, or all of them.

    Every second query of a kind is for choosing, beginning with the first.
    """
    items: list[KnownItem] = []
    seen: dict[str, int] = {}
    for line in file.read_text("utf-8").splitlines()[1:]:
        kind, query, *posts = line.split("\t")
        journal = posts[0].partition("/")[0]
        number = seen[kind] = seen.get(kind, -1) + 1
        if half in ("all", ("choose", "report")[number % 2]):
            paths = frozenset(post.partition("/")[2] for post in posts)
            items.append(KnownItem(kind, query, journal, paths))
    return items


def measure(half: Half = "report", folders: Mapping[str, Path] | None = None) -> list[Placed]:
    """Ask every engine there is for every query of a half.

    ``folders`` are the journals by the names that the queries have for them.
    """
    folders = folders or {"corpus": CORPUS, "journals": JOURNALS}
    placed: list[Placed] = []
    for name, folder in folders.items():
        items = [item for item in known_items(half) if item.journal == name]
        if not items or not folder.is_dir():
            continue
        with ExitStack() as stack:
            cache = stack.enter_context(tempfile.TemporaryDirectory(prefix="ilgi-known-"))
            journal = stack.enter_context(Journal.open(folder, cache=Path(cache)))
            journal.refresh()
            for engine, ranked in _engines(journal):
                for item in items:
                    found = [*ranked(item.query)][:_FIRST]
                    place = next((i for i, path in enumerate(found, 1) if path in item.paths), 0)
                    placed.append(Placed(engine, item.kind, item.query, place))
    return placed


def _engines(journal: Journal) -> Iterator[tuple[str, Ranked]]:
    yield "ilgi, strict", lambda query: _strict(journal, query)
    yield "ilgi, first suggestion", lambda query: _suggested(journal, query)
    yield "ilgi, relaxed", lambda query: _relaxed(journal, query)
    make_vectors(journal)
    if finds_by_meaning(journal):
        yield "ilgi, with meaning", lambda query: _relaxed(journal, query, by_meaning=True)
    posts = [text_of(journal.document(post.path), 0) for post in journal.posts]
    texts = [(post.path, post.title, post.text) for post in posts]
    for tokenizer in ("unicode61", "trigram"):
        table = _fts5(texts, tokenizer)
        for operator in ("AND", "OR"):
            yield f"FTS5 {tokenizer} {operator}", _asked_of_fts5(table, operator)
    try:
        tantivy = import_module("tantivy")
    except ImportError:
        return
    for name, tokenizer in (
        ("", tantivy.Tokenizer.simple()),
        ("2-grams ", tantivy.Tokenizer.ngram(2, 2, False)),
    ):
        index = _tantivy(tantivy, texts, tokenizer)
        for operator in ("AND", "OR"):
            yield f"tantivy {name}{operator}", _asked_of_tantivy(tantivy, index, operator)


def _strict(journal: Journal, query: str) -> list[str]:
    return [hit.post.path for hit in journal.search(query).hits[:_FIRST]]


def _suggested(journal: Journal, query: str) -> list[str]:
    answer = journal.search(query)
    meant = () if answer.hits else journal.suggest(answer)
    return _strict(journal, meant[0].query if meant else query)


def _relaxed(journal: Journal, query: str, *, by_meaning: bool = False) -> list[str]:
    """What is found strictly, then by the first step that counts."""
    answer = journal.search(query)
    seconds = _SECONDS_FOR_MEANING if by_meaning else 0.0
    relaxed = journal.relax(answer, journal.suggest(answer), seconds=seconds)
    steps = [one for one in relaxed if by_meaning or one.step != "meaning"]
    lists = [answer.hits, *(one.hits for one in steps[:1])]
    return [hit.post.path for hits in lists for hit in hits[:_FIRST]]


def _fts5(texts: Sequence[tuple[str, str, str]], tokenizer: str) -> sqlite3.Connection:
    table = sqlite3.connect(":memory:")
    table.execute(
        "CREATE VIRTUAL TABLE posts USING fts5"
        f"(path UNINDEXED, title, text, tokenize='{tokenizer}')"
    )
    table.executemany("INSERT INTO posts VALUES (?, ?, ?)", texts)
    return table


def _asked_of_fts5(table: sqlite3.Connection, operator: str) -> Ranked:
    def ranked(query: str) -> list[str]:
        words = f" {operator} ".join(f'"{word}"' for word in _WORD.findall(query))
        found = table.execute(
            f"SELECT path FROM posts WHERE posts MATCH ? ORDER BY bm25(posts, 0, {_FTS5_TITLE}, 1)"
            f" LIMIT {_FIRST}",
            (words,),
        )
        return [path for (path,) in found]

    return ranked


def _tantivy(tantivy: Any, texts: Sequence[tuple[str, str, str]], tokenizer: Any) -> Any:
    building = tantivy.SchemaBuilder()
    building.add_text_field("path", stored=True, tokenizer_name="raw")
    for name in ("title", "text"):
        building.add_text_field(name, tokenizer_name="chosen")
    analyzer = tantivy.TextAnalyzerBuilder(tokenizer).filter(tantivy.Filter.lowercase()).build()
    index = tantivy.Index(building.build())
    index.register_tokenizer("chosen", analyzer)
    writer = index.writer()
    for path, title, text in texts:
        writer.add_document(tantivy.Document(path=path, title=title, text=text))
    writer.commit()
    writer.wait_merging_threads()
    index.reload()
    return index, analyzer


def _asked_of_tantivy(tantivy: Any, made: Any, operator: str) -> Ranked:
    index, analyzer = made
    occur = tantivy.Occur.Must if operator == "AND" else tantivy.Occur.Should
    searcher, schema = index.searcher(), index.schema

    def ranked(query: str) -> list[str]:
        each = []
        for term in dict.fromkeys(analyzer.analyze(query)):
            either = [
                (tantivy.Occur.Should, tantivy.Query.term_query(schema, name, term))
                for name in ("title", "text")
            ]
            each.append((occur, tantivy.Query.boolean_query(either)))
        found = searcher.search(tantivy.Query.boolean_query(each), _FIRST).hits
        return [searcher.doc(address)["path"][0] for _, address in found]

    return ranked


def tables(placed: Sequence[Placed]) -> list[Table]:
    """The measures of each engine, those by kind of query, and what ilgi does not have first."""
    engines = list(dict.fromkeys(one.engine for one in placed))
    kinds = list(dict.fromkeys(one.kind for one in placed))
    by_engine = {name: [one for one in placed if one.engine == name] for name in engines}
    count = len(next(iter(by_engine.values()), []))
    whole = [
        (name, *(_with_interval(some, each) for each in (_reciprocal, _first, _among_three)))
        for name, some in by_engine.items()
    ]
    by_kind = [
        (
            name,
            *(
                f"{mean([_reciprocal(one) for one in some if one.kind == kind]):.3f}"
                for kind in kinds
            ),
        )
        for name, some in by_engine.items()
    ]
    own = next((name for name in reversed(engines) if name.startswith("ilgi")), "")
    missed = [
        (one.query, one.kind, f"{one.place or '–'}")
        for one in by_engine.get(own, [])
        if one.place != 1
    ]
    sizes = [f"{kind} ({sum(one.kind == kind for one in by_engine[own])})" for kind in kinds]
    return [
        Table(f"{count} known items", ("engine", "MRR@10", "first", "first three"), whole),
        Table("MRR@10 by kind", ("engine", *sizes), by_kind),
        Table(f"Not first in “{own}”", ("query", "kind", "place"), missed),
    ]


def mean(values: Sequence[float]) -> float:
    """The mean; 0 of none."""
    return sum(values) / len(values) if values else 0.0


def interval(values: Sequence[float], seed: int = _SEED) -> tuple[float, float]:
    """Between which values 95 % of the means of resampled values are."""
    chance = random.Random(seed)
    means = sorted(mean(chance.choices(values, k=len(values))) for _ in range(_RESAMPLED))
    return means[_RESAMPLED // 40], means[-_RESAMPLED // 40 - 1]


def _reciprocal(one: Placed) -> float:
    return 1 / one.place if one.place else 0.0


def _first(one: Placed) -> float:
    return float(one.place == 1)


def _among_three(one: Placed) -> float:
    return float(1 <= one.place <= 3)


def _with_interval(some: Sequence[Placed], of: Callable[[Placed], float]) -> str:
    values = [of(one) for one in some]
    least, most = interval(values)
    return f"{mean(values):.3f} ({least:.2f}–{most:.2f})"
