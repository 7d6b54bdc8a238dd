"""Queries printed back in their language, and described."""

from __future__ import annotations

import re
from datetime import date
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.search.query import fields
from index.search.query.date_ranges import Span
from index.search.query.describe import describe, printed
from index.search.query.nodes import (
    DateFilter,
    FacetFilter,
    FlagFilter,
    Initials,
    MarkFilter,
    MatchAll,
    Node,
    NoteFilter,
    Query,
    Regex,
    Text,
    all_of,
    any_of,
    none_of,
)
from index.search.query.parse import parse
from index.search.text import tokens

TODAY = date(2024, 5, 1)


@pytest.mark.parametrize(
    ("text", "as_printed"),
    [
        ("loss", "loss*"),
        ("loss ", "loss "),
        ("#BOJ", "tag:BOJ"),
        ("태그:BOJ,PyTorch", "tag:BOJ,PyTorch"),
        ("tag:a OR tag:b", "tag:a,b"),
        ("(a OR b) -c sort:newest", "(a OR b) -c sort:new "),
        ("loss 정렬:old", "loss* sort:old"),
        ("loss sort:old ", "loss sort:old "),
        ("-(a b) ", "-(a b) "),
        ("after:2021-09", "date:2021-09-01.."),
        ("before:2021-09", "date:..2021-08-31"),
        ("date:2021-09", "date:2021-09"),
        ("in:deep*", "cat:deep*"),
        ('tag:"deep learning"', 'tag:"deep learning"'),
        ("ㄱㅅ AND ㅎㄱ", "ㄱㅅ AND ㅎㄱ"),
        ("note:", "note:*"),
        ('"a b"~2 c~1', '"a b"~2 c~1 '),
        ("/a b/ title:/c/", "/a b/ title:/c/"),
        ("", "*"),
    ],
)
def test_a_query_is_printed_as(text: str, as_printed: str) -> None:
    assert printed(parse(text, TODAY)) == as_printed


PIECES = st.sampled_from(
    [*"ab가나ㄱㅅ ()\"-:,#/*~|.\\\u0301", "OR ", "tag:", "date:", "NOT ", "AND ", "2021", "title:",
     "is:read", "has:note", "has:notice", "sort:old", "..", "title:(", "last week", "lang:",
     "note:", "C++", "~1"]
)  # fmt: skip


@given(st.one_of(st.lists(PIECES, max_size=40).map("".join), st.text(max_size=40)))
def test_any_text_is_a_query_that_is_printed_as_itself(text: str) -> None:
    query = parse(text, TODAY)
    again = parse(printed(query), TODAY)
    assert (again.node, again.sort) == (query.node, query.sort)
    assert describe(query) == describe(again)


CHARACTERS = st.text('abzXß가나ㄱㅅ é"\\*~:/()|,#-.+_', min_size=1, max_size=8)
WORDS = CHARACTERS.map(lambda text: tokens.trimmed("".join(c for c in text if c not in ' ()|",')))
INITIALS = re.compile("[ㄱㅅ가나]*[ㄱㅅ][ㄱㅅ가나]*")
TEXT_FIELDS = st.sampled_from([None, *sorted(fields.TEXT_FIELDS)])


def text(
    words: str, quoted: bool, field: fields.TextField | None, kind: str, number: int
) -> Node | None:
    """A text as it may be: what is quoted may hold anything, and a word no blanks or brackets."""
    words = tokens.trimmed(words)
    needle = tokens.normalized_phrase(words, prefix=kind == "prefix")
    initials = not quoted and kind != "near" and field in {None, "title", "heading"}
    if needle is None or (initials and INITIALS.fullmatch(words)):
        return None
    apart, edits = (number, 0) if quoted else (0, min(number, 2))
    if kind != "near":
        apart = edits = 0
    return Text(words, quoted, needle.prefix, field, apart, edits)


KINDS = st.sampled_from(["", "prefix", "near"])
TEXTS = st.one_of(
    st.builds(text, WORDS, st.just(False), TEXT_FIELDS, KINDS, st.integers(1, 9)),
    st.builds(text, CHARACTERS, st.just(True), TEXT_FIELDS, KINDS, st.integers(1, 9)),
).filter(bool)
DAYS = st.dates(min_value=date(1, 1, 2)) | st.none()
LEAVES: st.SearchStrategy[Node] = st.one_of(
    TEXTS,
    st.builds(Initials, st.text("ㄱㄲㅅㅎ", min_size=1, max_size=4)),
    st.builds(Regex, st.sampled_from(["a", "a/b", "^a|b c$", r"\\/", r"\w+"]), TEXT_FIELDS),
    st.builds(
        FacetFilter,
        st.sampled_from(sorted(fields.VALUE_FIELDS)),
        CHARACTERS.filter(lambda value: value == value.strip()),
        st.booleans(),
    ),
    st.builds(DateFilter, st.sampled_from(["date", "updated"]), st.builds(Span, DAYS, DAYS)),
    st.builds(FlagFilter, st.sampled_from(sorted({*fields.HAS, *fields.IS[3:]} - {"note"}))),
    st.builds(MarkFilter, st.sampled_from(get_args(fields.Mark))),
    st.builds(NoteFilter, CHARACTERS.map(tokens.trimmed)),
    st.just(MatchAll()),
)
TREES = st.recursive(
    LEAVES,
    lambda nodes: st.one_of(
        st.lists(nodes, min_size=1, max_size=4).map(all_of),
        st.lists(nodes, min_size=1, max_size=4).map(any_of),
        nodes.map(none_of),
    ),
    max_leaves=12,
)


@given(st.builds(Query, TREES, st.sampled_from([None, *fields.SORTS])))
def test_any_query_printed_is_read_as_itself(query: Query) -> None:
    again = parse(printed(query), TODAY)
    assert (again.node, again.sort) == (query.node, query.sort)
    assert describe(query) == describe(again)
