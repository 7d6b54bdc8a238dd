"""The codec under Whoosh's own searcher: the same answers as on Whoosh's own codec."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from whoosh import fields, index, query, scoring
from whoosh.codec.base import OutOfOrderError
from whoosh.codec.whoosh3 import W3Codec
from whoosh.filedb.filestore import RamStorage
from whoosh.formats import Existence, Frequency
from whoosh.matching import ReadTooFar
from whoosh.reading import TermNotFound
from whoosh.writing import SegmentWriter

from index.store.catalog import IndexCorrupt
from index.store.segment import postings_batch
from index.store.segment.dictionary import TermDictionary
from index.store.segment.postings_batch import PostingsBatch
from index.store.segment.segment_terms import POSTINGS, TERMS, SegmentTerms
from index.store.whoosh_codec.codec import Codec
from index.store.whoosh_codec.field_writer import FieldWriter

# Whoosh writes what an index in memory needs into one folder of the system's, whoever asks.
pytestmark = pytest.mark.xdist_group("whoosh in memory")

WORDS = (
    "loss",
    "lossy",
    "learn",
    "le",
    "model",
    "데이터",
    "데이",
    "이터",
    "학",
    "학습",
    "c++",
    "a",
)
SEGMENTS = (70, 40, 12, 3)
DELETED = (5, 6, 7, 40, 69, 100, 110, 122, 124)


class Counted(fields.FieldType):
    """A field of terms that come counted, with or without the lengths that scores need."""

    def __init__(self, *, scorable: bool) -> None:
        super().__init__(format=Existence(), analyzer=None, scorable=scorable)

    def index(self, value: Mapping[str, int], **_: object) -> Iterator[Any]:
        return ((term.encode(), times, float(times), b"") for term, times in value.items())


def schema() -> fields.Schema:
    return fields.Schema(
        name=fields.STORED(),
        rank=fields.COLUMN(sorting_column()),
        body=Counted(scorable=True),
        tag=Counted(scorable=False),
    )


def sorting_column() -> Any:
    from whoosh.columns import NumericColumn

    return NumericColumn("i")


def made(codec: W3Codec) -> Any:
    """An index of several segments with deletions, the same each time but for its codec."""
    draw = random.Random(3)
    storage = RamStorage()
    found = storage.create_index(schema())
    number = 0
    for size in SEGMENTS:
        writer = SegmentWriter(found, codec=codec)
        for _ in range(size):
            words = draw.choices(WORDS, [1 / (1 + i) for i in range(len(WORDS))], k=8)
            body = {w: draw.choice((1, 1, 2, 3, 300)) for w in words}
            tags = dict.fromkeys(draw.sample(WORDS, k=2), 1)
            writer.add_document(name=str(number), rank=draw.randrange(50), body=body, tag=tags)
            number += 1
        writer.commit(merge=False)
    writer = SegmentWriter(found, codec=codec)
    for document in DELETED:
        writer.delete_document(document)
    writer.commit(merge=False)
    return found


@pytest.fixture(scope="module")
def both() -> Iterator[tuple[Any, Any]]:
    ours, theirs = (
        made(codec).searcher(weighting=scoring.BM25F()) for codec in (Codec(), W3Codec())
    )
    yield ours, theirs
    ours.close()
    theirs.close()


NAMES = st.sampled_from(("body", "tag"))
LEAVES = st.one_of(
    st.builds(query.Term, NAMES, st.sampled_from((*WORDS, "absent"))),
    st.builds(query.Prefix, NAMES, st.sampled_from(("l", "le", "데", "", "zz"))),
    st.builds(query.Wildcard, NAMES, st.sampled_from(("l*s", "*습", "?", "*"))),
    st.builds(query.TermRange, NAMES, st.just("l"), st.just("m")),
    st.builds(query.FuzzyTerm, NAMES, st.sampled_from(("los", "lern"))),
    st.builds(query.Every, st.sampled_from((None, "body"))),
)
QUERIES = st.recursive(
    LEAVES,
    lambda parts: st.one_of(
        st.builds(query.And, st.lists(parts, min_size=1, max_size=3)),
        st.builds(query.Or, st.lists(parts, min_size=1, max_size=3)),
        st.builds(query.AndMaybe, parts, parts),
        st.builds(lambda part: query.And([query.Every(), query.Not(part)]), parts),
        st.builds(query.ConstantScoreQuery, parts),
    ),
    max_leaves=5,
) | st.builds(query.AndNot, LEAVES, LEAVES)  # within another query Whoosh's own raises IndexError


def outcome(ask: Callable[[], list[Any]]) -> list[Any] | type[Exception]:
    """What is answered, or what Whoosh's own matchers raise over some queries within queries."""
    try:
        return ask()
    except (IndexError, ValueError, ReadTooFar) as error:
        return type(error)


# A Not alone is left out: Whoosh's own inverse matcher counts documents deleted at the very end.
@given(QUERIES)
@settings(max_examples=100, deadline=None)
def test_queries_find_and_score_the_same(both: tuple[Any, Any], wanted: Any) -> None:
    asked: list[Callable[[Any], list[Any]]] = [
        lambda searcher: list(wanted.docs(searcher)),
        lambda searcher: sorted(searcher.docs_for_query(wanted)),
        lambda searcher: [hit.docnum for hit in searcher.search(wanted, sortedby="rank", limit=9)],
        lambda searcher: [hit.docnum for hit in searcher.search(wanted, limit=5)],
        lambda searcher: [
            (hit.docnum, round(hit.score, 6)) for hit in searcher.search(wanted, limit=None)
        ],
    ]
    for ask in asked:
        ours, theirs = (outcome(partial(ask, searcher)) for searcher in both)
        assert ours == theirs


def test_statistics_are_the_same(both: tuple[Any, Any]) -> None:
    ours, theirs = (searcher.reader() for searcher in both)
    assert list(ours.all_terms()) == list(theirs.all_terms())
    assert sorted(ours.indexed_field_names()) == sorted(theirs.indexed_field_names())
    for name, term in ours.all_terms():
        found, expected = (reader.term_info(name, term) for reader in (ours, theirs))
        for asked in ("weight", "doc_frequency", "min_length", "max_length", "max_weight"):
            assert getattr(found, asked)() == getattr(expected, asked)(), (name, term, asked)
        assert (found.min_id(), found.max_id()) == (expected.min_id(), expected.max_id())
        assert ours.frequency(name, term) == theirs.frequency(name, term)
        assert ours.doc_frequency(name, term) == theirs.doc_frequency(name, term)
    for name in ("body", "tag"):
        assert list(ours.lexicon(name)) == list(theirs.lexicon(name))
        assert list(ours.expand_prefix(name, "l")) == list(theirs.expand_prefix(name, "l"))
        assert list(ours.most_frequent_terms(name)) == list(theirs.most_frequent_terms(name))
    assert ours.frequency("body", "absent") == theirs.frequency("body", "absent") == 0
    assert ("body", "absent") not in ours
    assert ("body", "loss") in ours
    for reader in (ours, theirs):
        with pytest.raises(TermNotFound):
            reader.term_info("body", "absent")


def test_a_cursor_walks_through_the_terms(both: tuple[Any, Any]) -> None:
    ours, theirs = (s.reader().leaf_readers()[0][0].cursor("body") for s in both)
    for asked in ("", "le", "lo", "zzz", "데", "학습", "힣"):
        assert ours.find(asked) == theirs.find(asked)
        assert ours.is_valid() == theirs.is_valid()
        assert ours.next() == theirs.next()
        assert ours.text() == theirs.text()
    assert ours.first() == theirs.first()


def test_a_matcher_skips_as_theirs_does(both: tuple[Any, Any]) -> None:
    for target in (0, 3, 50, 69, 500):
        ours, theirs = (
            s.reader().leaf_readers()[0][0].postings("tag", "le", scorer=None) for s in both
        )
        for matcher in (ours, theirs):
            matcher.skip_to(target)
        assert ours.is_active() == theirs.is_active()
        if ours.is_active():
            copied = ours.copy()
            assert (ours.id(), ours.weight()) == (theirs.id(), theirs.weight())
            assert next(iter(ours.all_ids())) == ours.id()
            ours.next()
            assert copied.id() == theirs.id()


_times = st.just(1) | st.integers(1, 15) | st.integers(1, (1 << 32) - 1)
_lists = st.dictionaries(
    st.text(st.sampled_from("ab가나"), min_size=1, max_size=3),
    st.one_of(
        [
            st.dictionaries(st.integers(0, most), times, min_size=1, max_size=30)
            for most in (40, 900, 1 << 17)
            for times in (st.just(1), st.integers(1, 15), _times)
        ]
    ),
    min_size=1,
)


def listed(found: Mapping[str, Mapping[int, int]]) -> PostingsBatch:
    """Postings by term and document, as they are written."""
    postings = [sorted(found[term].items()) for term in sorted(found)]
    documents, times = zip(*(pair for each in postings for pair in each), strict=True)
    counts = np.array(list(map(len, postings)))
    return PostingsBatch(sorted(found), counts, np.array(documents), np.array(times))


@given(_lists, st.integers(1, 60))
def test_postings_come_back_as_they_were(found: dict[str, dict[int, int]], at_once: int) -> None:
    written = RamStorage()
    segment = Codec().new_segment(written, "MAIN")
    out = Codec().field_writer(written, segment)
    out.start_field("body", Counted(scorable=False))
    out.add_lists(listed(found))
    out.finish_field()
    out.close()
    reader = Codec().terms_reader(written, segment)
    terms = SegmentTerms(*(segment.open_file(written, ending) for ending in (TERMS, POSTINGS)))
    assert reader.dictionary.field("body").between("", chr(0x10FFFF)) == sorted(found)
    for term, postings in found.items():
        posts, times = terms.postings("body", term)
        assert dict(zip(posts, times, strict=True)) == postings
        info = reader.term_info("body", term.encode())
        assert (info.weight(), info.max_weight()) == (
            sum(postings.values()),
            max(postings.values()),
        )
        assert (info.min_id(), info.max_id()) == (min(postings), max(postings))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(postings_batch, "_AT_ONCE", at_once)
        read = list(terms.lists("body"))
    for whole, *parts in zip(listed(found), *read, strict=True):
        assert list(whole) == list(chain.from_iterable(parts))


def writer() -> FieldWriter:
    storage = RamStorage()
    codec = Codec()
    return codec.field_writer(storage, codec.new_segment(storage, "MAIN"))


@pytest.mark.parametrize("format_", [Frequency()])
def test_formats_that_keep_more_are_refused(format_: Any) -> None:
    kind = fields.FieldType(format=format_, analyzer=None)
    with pytest.raises(ValueError, match="body"):
        writer().start_field("body", kind)


@pytest.mark.parametrize(
    ("weight", "value"),
    [(1.5, b""), (0.0, b""), (-1.0, b""), (float(1 << 33), b""), (1.0, b"\x01")],
)
def test_what_would_be_lost_is_refused(weight: float, value: bytes) -> None:
    out = writer()
    out.start_field("body", Counted(scorable=False))
    out.start_term(b"loss")
    with pytest.raises(ValueError, match="loss"):
        out.add(0, weight, value, 0)


def test_terms_out_of_order_and_of_other_kinds_are_refused() -> None:
    out = writer()
    out.start_field("body", Counted(scorable=False))
    with pytest.raises(UnicodeDecodeError):
        out.start_term(b"\xff")
    out.add_lists(listed({"model": {1: 1}}))
    with pytest.raises(OutOfOrderError):
        out.add_lists(listed({"loss": {1: 1}}))


class Bytes:
    """A file in memory, as Whoosh reads one."""

    def __init__(self, data: bytes) -> None:
        self.data = data

    def get(self, position: int, length: int) -> bytes:
        return self.data[position : position + length]


def dictionary_file(tmp_path: Path) -> bytes:
    folder = tmp_path / "index"
    folder.mkdir()
    found = index.create_in(folder, schema())
    out = SegmentWriter(found, codec=Codec(), compound=False)
    out.add_document(name="1", body={"loss": 2, "데이터": 1})
    out.commit()
    (path,) = folder.glob("*.terms")
    return path.read_bytes()


def read_whole(data: bytes) -> None:
    """Read each part of a dictionary."""
    dictionary = TermDictionary(Bytes(data))
    for name in ("body", *dictionary.names):
        terms = dictionary.field(name)
        for place in range(len(terms)):
            terms.text(place), terms.measures(place)


def test_any_flipped_bit_of_a_dictionary_is_damage(tmp_path: Path) -> None:
    data = dictionary_file(tmp_path)
    for bit in range(len(data) * 8):
        flipped = bytearray(data)
        flipped[bit // 8] ^= 1 << bit % 8
        with pytest.raises(IndexCorrupt):
            read_whole(bytes(flipped))


def test_a_dictionary_cut_anywhere_is_damage(tmp_path: Path) -> None:
    data = dictionary_file(tmp_path)
    for length in range(len(data)):
        with pytest.raises(IndexCorrupt):
            read_whole(data[:length])
