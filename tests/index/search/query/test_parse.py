"""How a query is read."""

from __future__ import annotations

import unicodedata
from datetime import date

import pytest

from index.messages import Message
from index.search.query import fields
from index.search.query.date_ranges import Span
from index.search.query.describe import describe, printed
from index.search.query.nodes import (
    And,
    DateFilter,
    FacetFilter,
    FlagFilter,
    Initials,
    MarkFilter,
    MatchAll,
    Not,
    NoteFilter,
    Or,
    Regex,
    Text,
    UnknownValue,
)
from index.search.query.parse import parse

TODAY = date(2024, 5, 1)
hint = Message.of


LAST_WEEK = DateFilter("date", Span(date(2024, 4, 22), date(2024, 4, 29)))
LAST_DAYS = DateFilter("date", Span(date(2024, 4, 24), date(2024, 5, 2)))
SEPTEMBER = DateFilter("date", Span(date(2021, 9, 1), date(2021, 10, 1)))
FIRST_OF_SEPTEMBER = DateFilter("date", Span(date(2021, 9, 1), date(2021, 9, 2)))


def in_year(year: int) -> DateFilter:
    return DateFilter("date", Span(date(year, 1, 1), date(year + 1, 1, 1)))


@pytest.mark.parametrize(
    ("text", "node"),
    [
        ("loss ", Text("loss")),
        ("loss", Text("loss", prefix=True)),
        ("los* ", Text("los", prefix=True)),
        ("loss~1 ", Text("loss", edits=1)),
        ("loss~2", Text("loss", edits=2)),
        ("loss~", Text("loss", edits=1)),
        ('"a b"~3 ', Text("a b", quoted=True, slop=3)),
        ('"gradient desc"* ', Text("gradient desc", quoted=True, prefix=True)),
        ("ㄱㅅㅎㄱ", Initials("ㄱㅅㅎㄱ")),
        ("ㄱㅅ ㅎㄱ loss ", And((Initials("ㄱㅅㅎㄱ"), Text("loss")))),
        ("ㄳㅎ", Initials("ㄱㅅㅎ")),
        ('"ㅋㅋ" ', Text("ㅋㅋ", quoted=True)),
        ("ㅋㅋ하 ", Initials("ㅋㅋ하")),
        ("/los+|a b/ ", Regex("los+|a b")),
        (r"/a\/b\d/ ", Regex(r"a/b\d")),
        ("title:/^Day/ ", Regex("^Day", "title")),
        ("/usr/bin ", Text("usr/bin")),
        ("path:/usr/ ", FacetFilter("path", "/usr/")),
        ("note:", NoteFilter("")),
        ("메모:손실,loss ", Or((NoteFilter("손실"), NoteFilter("loss")))),
        ("is:read,draft ", Or((MarkFilter("read"), FlagFilter("draft")))),
        ("has:images ", FlagFilter("image")),
        ("title:(a OR b) ", Or((Text("a", field="title"), Text("b", field="title")))),
        ("title:a,b ", Or((Text("a", field="title"), Text("b", field="title")))),
        ("title:(a -tag:b) ", And((Text("a", field="title"), Not(FacetFilter("tag", "b"))))),
        ("tag:* ", FacetFilter("tag", "", prefix=True)),
        (r'tag:"say \"hi\"" ', FacetFilter("tag", 'say "hi"')),
        ("date:last week loss ", And((LAST_WEEK, Text("loss")))),
        ("날짜:지난 주 loss ", And((LAST_WEEK, Text("loss")))),
        ("date:> 2021 ", DateFilter("date", Span(date(2022, 1, 1), None))),
        ("날짜:2021년 9월 loss ", And((SEPTEMBER, Text("loss")))),
        ("date:2021-09~2021-09 ", SEPTEMBER),
        ("date:2021-0", in_year(2021)),
        ("date:* ", DateFilter("date", Span(None, None))),
        ("-(-a) ", Text("a")),
        ("(a b) c ", And((Text("a"), Text("b"), Text("c")))),
        ("* a ", Text("a")),
        ("a | * ", MatchAll()),
        (r"\tag:a\ ", Text("tag:a")),
        ("lo\u200bss\ufeff ", Text("loss")),
        (unicodedata.normalize("NFD", "학습률 "), Text("학습률")),
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
        ("#BOJ ", FacetFilter("tag", "BOJ")),
        ("태그:BOJ,PyTorch ", Or((FacetFilter("tag", "BOJ"), FacetFilter("tag", "PyTorch")))),
        ('tag:"deep learning" ', FacetFilter("tag", "deep learning")),
        ("tag:Py* ", FacetFilter("tag", "Py", prefix=True)),
        ("tag:(a OR b) ", Or((FacetFilter("tag", "a"), FacetFilter("tag", "b")))),
        ("in:study ", FacetFilter("cat", "study")),
        ("title:Day1 ", Text("Day1", field="title")),
        ("after:2021-08 ", DateFilter("date", Span(date(2021, 8, 1), None))),
        ("before:2021 ", DateFilter("date", Span(None, date(2021, 1, 1)))),
        ("수정:2021 ", DateFilter("updated", Span(date(2021, 1, 1), date(2022, 1, 1)))),
        ("has:code is:unanswered ", And((FlagFilter("code"), FlagFilter("unanswered")))),
        ("http://a.b/c ", Text("http://a.b/c")),
        ("-los", Not(Text("los"))),
        ("--los", Text("los", prefix=True)),
        ("date:(2021 OR 2022) ", Or((in_year(2021), in_year(2022)))),
        ("date:2021-02-30 ", UnknownValue("date", "2021-02-30")),
        ("date:2021-02-30", UnknownValue("date", "2021-02-30")),
        ("date:20", MatchAll()),
        ("has:wings loss ", And((UnknownValue("has", "wings"), Text("loss")))),
        ("is:unr", MarkFilter("unread")),
        ("is:un-", UnknownValue("is", "un-")),
        ("has:수식 is:안읽음 ", And((FlagFilter("math"), MarkFilter("unread")))),
        ("is:초안,책갈피 ", Or((FlagFilter("draft"), MarkFilter("bookmarked")))),
        ("date: 2021 ", in_year(2021)),
        ("tag: a, b ", Or((FacetFilter("tag", "a"), FacetFilter("tag", "b")))),
        ("태그：BOJ ", FacetFilter("tag", "BOJ")),
        ("title: -a ", Not(Text("a"))),
        ("tag: date:2021 ", in_year(2021)),
        ("date:sep 2021 loss ", And((SEPTEMBER, Text("loss")))),
        ("date:9/2021 loss ", And((SEPTEMBER, Text("loss")))),
        ("date:Sep 1, 2021 loss ", And((FIRST_OF_SEPTEMBER, Text("loss")))),
        ("date:1 september 2021 loss ", And((FIRST_OF_SEPTEMBER, Text("loss")))),
        ("date:september 2021", SEPTEMBER),
        ("날짜:저번 주 loss ", And((LAST_WEEK, Text("loss")))),
        ("date:최근 7일 loss ", And((LAST_DAYS, Text("loss")))),
        ("date:last 7 days ", LAST_DAYS),
        ("", MatchAll()),
        ("OR OR ( ) - ", MatchAll()),
    ],
)
def test_a_query_is_read_as(text: str, node: object) -> None:
    assert parse(text, TODAY).node == node


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("tga:x", hint("unknown-field-near", name="tga", near="tag")),
        ("qqqq:x", hint("unknown-field", name="qqqq")),
        ("is:unraed ", hint("unknown-value", field="is", text="unraed",
                            reason=hint("did-you-mean", near="is:unread"))),
        ("is:un", hint("unknown-value", field="is", text="un", reason=hint("value-begins",
            values=("unread", "untagged", "uncategorised", "unanswered", "unpublished",
                    "undated")))),
        ("has:wings ", hint("unknown-value", field="has", text="wings",
                            reason=hint("known-values", values=fields.HAS))),
        ("sort:size", hint("unknown-value", field="sort", text="size",
                           reason=hint("known-values", values=fields.SORTS))),
        ("date:soon", hint("no-date", text="soon")),
        ("is:안읽", hint("unknown-value", field="is", text="안읽",
                         reason=hint("value-begins", values=("안읽음",)))),
        ("tg:x", hint("unknown-field-near", name="tg", near="tag")),
        ("ti:x", hint("unknown-field-near", name="ti", near="title")),
        ("Error:x", hint("unknown-field", name="Error")),
        ("loss or model ", hint("operator-in-capitals", word="or", operator="OR")),
        ("loss !model ", hint("exclude-with-minus", text="!model")),
        ("-loss ", hint("only-negations", text="-loss")),
        ("/(a/", hint("regex-searched-as-text", pattern="(a",
                      reason=hint("as-reported", text="missing ) at position 2"))),
        ("/(((a{99}){99}){99})/", hint("regex-searched-as-text", pattern="(((a{99}){99}){99})",
                                       reason=hint("regex-repeats-too-often"))),
        ("/a(?R)/", hint("regex-searched-as-text", pattern="a(?R)",
                         reason=hint("regex-recursive"))),
        ("/" + "a" * 1_001 + "/", hint("regex-searched-as-text", pattern="a" * 1_001,
                                       reason=hint("regex-too-long", most=1_000))),
        ("tag:/a b/ ", hint("field-takes-no-regex", field="tag", text="/a b/")),
        ('tag:"a b"~2 ', hint("field-takes-no-tilde", field="tag", text="a b")),
        ("title:ㄱㅅ ", hint("initials-in-all-fields")),
        ("x " * 20_000, hint("too-many-characters", most=20_000)),
        ("(" * 41 + "x", hint("too-many-brackets", most=40)),
        (" ".join(f"w{i}" for i in range(2_000)), hint("too-many-words", most=1_000)),
        ("tag:", hint("field-needs-value", field="tag")),
        ("*** ...", hint("nothing-to-search-for", text="...")),
    ],
)  # fmt: skip
def test_what_cannot_be_done_is_told(text: str, told: Message) -> None:
    assert told in parse(text, TODAY).hints


def test_an_expression_nested_too_deeply_is_searched_as_text() -> None:
    told = parse("/" + "(" * 900 + "/", TODAY).hints
    assert [hint.code for hint in told] == ["regex-searched-as-text", "nothing-to-search-for"]


@pytest.mark.parametrize("text", ["std::vector ", "https://a.b:80/", "12:30 "])
def test_a_colon_alone_makes_no_field(text: str) -> None:
    assert parse(text, TODAY).hints == ()


@pytest.mark.parametrize(
    ("text", "flags"),
    [
        ('git commit -m "x" ', ("-m",)),
        ("dig -t TXT a.example ", ("-t",)),
        ("java -jar Bot.jar -Xmx1g ", ("-jar", "-Xmx1g")),
        ("$ sudo pkg install -y ruby ", ("-y",)),
        ("loss -model ", ()),
        ("loss -tag:BOJ ", ()),
        ("-m ", ()),
        ("-a -b ", ()),
        ("git reset --soft HEAD ", ()),
        ("title:(a -b) ", ()),
    ],
)
def test_flags_of_a_command_line_are_known(text: str, flags: tuple[str, ...]) -> None:
    query = parse(text, TODAY)
    assert query.flags == flags
    as_text = parse(text, TODAY, flags_are_text=True).node
    parts = as_text.nodes if isinstance(as_text, And) else (as_text,)
    assert not flags or not any(isinstance(part, Not) for part in parts)


def test_lowercase_operators_are_words_where_nothing_stands_on_both_sides() -> None:
    for text in ("or ", "and loss ", "loss or ", '"or" loss ', "loss OR model "):
        assert not parse(text, TODAY).hints


def test_hints_are_few() -> None:
    text = " ".join(f"unknown{i}:x is:no{i} date:no{i}" for i in range(500))
    assert len(parse(text, TODAY).hints) == 8


def test_the_beginning_of_a_very_long_text_is_the_query() -> None:
    assert parse("ab " * 10_000, TODAY).node == parse("ab " * 6_667, TODAY).node


def test_the_order_is_no_part_of_what_is_found() -> None:
    query = parse("loss sort:old ", TODAY)
    assert (query.node, query.sort) == (Text("loss"), "old")


@pytest.mark.parametrize(
    "words", ["loss", "a OR (b", "lang:py", "tag:a", "date:2021-", '"a b"', "-loss", "a -"]
)
@pytest.mark.parametrize("order", ["sort:old", "정렬:old", "sort: old", "sort:", "sort:ol"])
def test_words_before_an_order_mean_what_they_mean_without_it(words: str, order: str) -> None:
    assert parse(f"{words}  {order}", TODAY).node == parse(words, TODAY).node


@pytest.mark.parametrize(
    "text",
    [
        "(" * 100_000,
        "-" * 100_000,
        "tag:(" * 20_000,
        '"' * 99_999,
        "/" * 99_999,
        "*" * 19_999 + "b",
        "ㄱ " * 9_999 + "가",
        "\\" * 20_000,
        '"' + "\\" * 19_999,
        ":".join("a" * 9_999),
    ],
)
def test_no_text_is_too_much(text: str) -> None:
    describe(parse(text, TODAY))


@pytest.mark.parametrize("text", ['"' + "a" * 30_000, 'note:"' + "b" * 30_000, "-(a " * 9_000])
def test_a_query_that_was_cut_is_whole_when_it_is_printed(text: str) -> None:
    query = parse(text, TODAY)
    again = parse(printed(query), TODAY)
    assert again.node == query.node
    assert not again.hints
    assert printed(again) == printed(query)
