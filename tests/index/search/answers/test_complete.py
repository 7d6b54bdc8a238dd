"""What the text before the cursor may become."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.errors import Cancelled
from index.results import Marks
from index.search.answers.complete import completions
from index.search.matching.evaluate import Evaluation
from index.search.query.parse import parse
from tests.index.search.written import Written, collection

TODAY = date(2024, 2, 5)
POSTS = collection(
    [
        Written("a", ("PyTorch", "deep learning"), "loss", people=("오하은",), series="논문"),
        Written("b", ("PyTorch", "경사하강"), "loss", people=("김하늘", "오하은")),
        Written("c", ("numpy", "study/deep"), "momentum"),
        Written("d", ('say "hi"',), dated=False),
    ]
)
MARKS = Marks(read=frozenset({"0.md"}))


def offered(query: str, cursor: int | None = None) -> list[tuple[str, int | None]]:
    cursor = len(query) if cursor is None else cursor
    found = completions(POSTS, query, cursor, TODAY, marks=MARKS)
    return [(query[: c.start] + c.text + query[c.end :], c.posts) for c in found]


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("", [("title:", None), ("tag:", None)]),
        ("ta", [("tag:", None)]),
        ("태", [("태그:", None)]),
        ("loss -ca", [("loss -cat:", None)]),
        ("tag:", [("tag:PyTorch", 2), ('tag:"deep learning"', 1)]),
        ("tag:p", [("tag:PyTorch", 2), ('tag:"deep learning"', 1), ("tag:numpy", 1)]),
        ("#py", [("#PyTorch", 2), ("#numpy", 1)]),
        ("tag:deep", [('tag:"deep learning"', 1), ("tag:study/deep", 1)]),
        ('tag:"deep l', [('tag:"deep learning"', 1)]),
        ("tag:say", [(r'tag:"say \"hi\""', 1)]),
        ("tag:ㄱㅅ", [("tag:경사하강", 1)]),
        ("tag:PyTorch,nu", [("tag:PyTorch,numpy", 1)]),
        ("tag:(PyTorch nu", [("tag:(PyTorch numpy", 1)]),
        ("momentum tag:", [("momentum tag:numpy", 1), ("momentum tag:study", 1)]),
        ("-tag:py ", [("-tag:py title:", None)]),
        ("person:", [("person:오하은", 2), ("person:김하늘", 1)]),
        ("is:re", [("is:read", 1), ("is:unread", 3)]),
        ("is:und", [("is:undated", 1)]),
        ("sort:t", [("sort:title", None)]),
        ("date:last w", []),
        ('date:"last w', [('date:"last week"', 3)]),
        ("날짜:지난", [("날짜:지난주", 3), ("날짜:지난달", 3), ("날짜:지난해", 0)]),
        ("date:2024", [("date:2024", 3), ("date:2024-01", 3)]),
        ("py", [("tag:PyTorch", 2), ("tag:numpy", 1)]),
        ("시리즈:", [("시리즈:논문", 1)]),
        ("title:", []),
    ],
)
def test_what_is_typed_may_become(query: str, first: list[tuple[str, int | None]]) -> None:
    assert offered(query)[: max(1, len(first))] == first


WORDS = collection(
    [
        Written("경사하강법", (), "gradients vanish, momentum"),
        Written("Gradient", ("git",), "경사하강법을 gradient 경사로"),
        Written("Loss", (), "경사하강은 grades gradient"),
    ]
)


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("gr", [("gradient", 2), ("grades", 1), ("gradients", 1)]),
        ("경사", [("경사하강법", 2), ("경사하강", 1)]),
        ("momentum gr", [("momentum gradients", 1)]),
        ("g", []),
        ("gradients", []),
        ('"gr', []),
    ],
)
def test_a_word_becomes_words_of_the_journal_the_most_frequent_first(
    query: str, words: list[tuple[str, int]]
) -> None:
    found = completions(WORDS, query, len(query), TODAY)
    plain = [one for one in found if ":" not in one.text]
    assert [(query[: c.start] + c.text + query[c.end :], c.posts) for c in plain] == words


def test_the_whole_value_at_the_cursor_is_replaced() -> None:
    assert offered("tag:pyt loss", 6)[0] == ("tag:PyTorch loss", 2)
    assert offered("tag:x,pyt loss", 8)[0] == ("tag:x,PyTorch loss", 2)


@given(st.lists(st.sampled_from([*'ab하 ()"-:,#\\|', "tag:", "OR "]), max_size=12).map("".join),
       st.integers(0, 30))  # fmt: skip
def test_any_text_has_completions_that_replace_what_the_cursor_is_in(query: str, at: int) -> None:
    for found in completions(POSTS, query, at, TODAY):
        assert 0 <= found.start <= min(at, len(query)) <= found.end <= len(query)


@pytest.mark.parametrize("query", ["tag:", "person:", "series:", "is:", "has:", "date:", "lang:"])
@pytest.mark.parametrize("rest", ["", "loss ", "-momentum "])
def test_a_completed_query_finds_as_many_posts_as_is_said(query: str, rest: str) -> None:
    for text, posts in offered(rest + query):
        evaluation = Evaluation(POSTS, lambda: False, MARKS)
        assert len(evaluation.find(parse(text, TODAY).node, POSTS.all)) == posts


def test_it_stops_when_it_is_told_to() -> None:
    with pytest.raises(Cancelled):
        completions(POSTS, "loss tag:", 9, TODAY, cancelled=lambda: True)
