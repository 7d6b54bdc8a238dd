"""How a query is read."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.search.parse import parse
from index.search.query import And, Dated, Everything, Has, Not, Or, Text, Value, describe
from index.search.when import Span

TODAY = date(2024, 5, 1)


def in_year(year: int) -> Dated:
    return Dated("date", Span(date(year, 1, 1), date(year + 1, 1, 1)))


@pytest.mark.parametrize(
    ("text", "node"),
    [
        ("loss ", Text("loss")),
        ("loss", Text("loss", prefix=True)),
        ("los* ", Text("los", prefix=True)),
        ("a b ", And((Text("a"), Text("b")))),
        ("a a ", Text("a")),
        ("a AND b ", And((Text("a"), Text("b")))),
        ("a b OR c ", Or((And((Text("a"), Text("b"))), Text("c")))),
        ("a | b ", Or((Text("a"), Text("b")))),
        ("-a NOT b ", And((Not(Text("a")), Not(Text("b"))))),
        ("or and not ", And((Text("or"), Text("and"), Text("not")))),
        ('"경사 하강" ', Text("경사 하강", quoted=True)),
        ('"경사 하', Text("경사 하", quoted=True)),
        ('"gradient desc', Text("gradient desc", quoted=True, prefix=True)),
        ("(a OR b) c ", And((Or((Text("a"), Text("b"))), Text("c")))),
        ("((a ", Text("a")),
        ("a) b ", And((Text("a"), Text("b")))),
        ("#BOJ ", Value("tag", "BOJ")),
        ("태그:BOJ,PyTorch ", Or((Value("tag", "BOJ"), Value("tag", "PyTorch")))),
        ('tag:"deep learning" ', Value("tag", "deep learning")),
        ("tag:Py* ", Value("tag", "Py", prefix=True)),
        ("tag:(a OR b) ", Or((Value("tag", "a"), Value("tag", "b")))),
        ("in:study ", Value("cat", "study")),
        ("title:Day1 ", Text("Day1", field="title")),
        ("after:2021-08 ", Dated("date", Span(date(2021, 8, 1), None))),
        ("before:2021 ", Dated("date", Span(None, date(2021, 1, 1)))),
        ("수정:2021 ", Dated("updated", Span(date(2021, 1, 1), date(2022, 1, 1)))),
        ("has:code is:unanswered ", And((Has("code"), Has("unanswered")))),
        ("http://a.b/c ", Text("http://a.b/c")),
        ("-los", Not(Text("los"))),
        ("--los", Text("los", prefix=True)),
        ("date:(2021 OR 2022) ", Or((in_year(2021), in_year(2022)))),
        ("", Everything()),
        ("OR OR ( ) - ", Everything()),
    ],
)
def test_a_query_is_read_as(text: str, node: object) -> None:
    assert parse(text, TODAY).node == node


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("tga:x", 'no field "tga": did you mean tag:?'),
        ("is:unread", "is:unread is not known here"),
        ("date:soon", '"soon" is no date'),
        ("/los+/", "regular expressions are not known"),
        ("/a|b c/ x", "regular expressions are not known"),
        ("x " * 20_000, "only the first 20,000 characters"),
        ("is:bookmarked", "is:bookmarked is not known here: known are untagged"),
        ("loss~1", "similar words (~) are not known"),
        ('"a b"~3', "nearness (~) is not known"),
        ("sort:size", 'no order "size"'),
        ("tag:", "tag: needs a value"),
        ("*** ...", "holds no letter or digit"),
    ],
)
def test_what_cannot_be_done_is_said(text: str, hint: str) -> None:
    assert any(hint in said for said in parse(text, TODAY).hints)


@pytest.mark.parametrize("text", ["std::vector ", "https://a.b:80/", "12:30 "])
def test_a_colon_alone_makes_no_field(text: str) -> None:
    assert parse(text, TODAY).hints == ()


def test_hints_are_few() -> None:
    text = " ".join(f"unknown{i}:x is:no{i} date:no{i}" for i in range(500))
    assert len(parse(text, TODAY).hints) == 8


def test_the_beginning_of_a_very_long_text_is_the_query() -> None:
    assert parse("ab " * 10_000, TODAY).node == parse("ab " * 6_667, TODAY).node


def test_the_order_is_no_part_of_what_is_found() -> None:
    query = parse("loss sort:old ", TODAY)
    assert (query.node, query.sort) == (Text("loss"), "old")


def test_a_query_is_described_in_words() -> None:
    query = parse('#BOJ ("경사 하강" OR -loss) date:2021 sort:new ', TODAY)
    assert describe(query) == (
        "tagged BOJ and (“경사 하강” or not “loss”) and dated 2021, newest first"
    )


PIECES = st.sampled_from([*'ab가나 ()"-:,#/*~|.', "OR ", "tag:", "date:", "NOT "])


@given(st.lists(PIECES, max_size=40).map("".join))
def test_any_text_is_a_query(text: str) -> None:
    describe(parse(text, TODAY))


@pytest.mark.parametrize(
    "text",
    ["(" * 100_000, "-" * 100_000, "tag:(" * 20_000, '"' * 99_999],
    ids=["brackets", "negations", "field groups", "quotes"],
)
def test_no_text_is_too_much(text: str) -> None:
    describe(parse(text, TODAY))
