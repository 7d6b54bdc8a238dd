"""What a query finds, held against reading every post from beginning to end."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.errors import Cancelled
from index.results import Marks
from index.search.matching.evaluate import Evaluation
from index.search.query.parse import parse
from index.search.text import tokens
from tests.index.search.written import TODAY, Written, collection, found

TAGS = ("BOJ", "PyTorch", "study/Deep", "Study")
SYLLABLES = st.text(alphabet="학습률객체", min_size=1, max_size=5)
LATIN = st.sampled_from(
    ["loss", "Loss", "lossy", "node", "node.js", "f1-score", "C++", "C", "C#", "data_loss", "Café"]
)
MIXED = st.builds("{}{}".format, st.sampled_from(["Adam", "loss"]), SYLLABLES)
WORDS = st.one_of(SYLLABLES, LATIN, MIXED, MIXED.map(lambda text: text[::-1]))
LINES = st.lists(WORDS, max_size=8).map(" ".join)
BODIES = st.lists(LINES, max_size=4).map("\n\n".join)
POSTS = st.lists(
    st.builds(Written, LINES, st.lists(st.sampled_from(TAGS), max_size=2).map(tuple), BODIES),
    max_size=6,
)


Asked = tuple[str, Callable[[Written], bool]]
"""A query, and what it means, told by looking at one post."""


def holds(one: Written, needle: str) -> bool:
    """Whether a text stands in the title, a tag or the body, borders of Latin words kept."""
    wanted = tokens.squeezed(tokens.spaced(needle))
    first = r"(?<![a-z0-9])" if wanted[0].isascii() else ""
    last = r"(?![a-z0-9])" if wanted[-1].isascii() and wanted[-1].isalnum() else ""
    pattern = re.compile(first + re.escape(wanted) + last)
    fields = (one.title, "\n\n".join(one.tags), one.body)
    return any(pattern.search(tokens.squeezed(tokens.spaced(field))) for field in fields)


def tagged(one: Written, tag: str) -> bool:
    names = {part for name in one.tags for part in (name, name.split("/")[0])}
    return tag.casefold() in {name.casefold() for name in names}


def word(text: str) -> Asked:
    return text, lambda one: holds(one, text)


def phrase(parts: list[str]) -> Asked:
    text = " ".join(parts)
    return f'"{text}"', lambda one: holds(one, text)


def negated(asked: Asked) -> Asked:
    text, matches = asked
    return f"-({text} )", lambda one: not matches(one)


def both(asked: list[Asked]) -> Asked:
    return " ".join(text for text, _ in asked), lambda one: all(m(one) for _, m in asked)


def either(asked: list[Asked]) -> Asked:
    text = " OR ".join(f"({text} )" for text, _ in asked)
    return f"({text} )", lambda one: any(m(one) for _, m in asked)


QUERIES = st.recursive(
    st.one_of(
        WORDS.map(word),
        st.lists(WORDS, min_size=2, max_size=3).map(phrase),
        st.sampled_from(TAGS).map(lambda tag: (f"tag:{tag}", lambda one: tagged(one, tag))),
    ),
    lambda inner: st.one_of(
        inner.map(negated),
        st.lists(inner, min_size=2, max_size=3).map(both),
        st.lists(inner, min_size=2, max_size=3).map(either),
    ),
    max_leaves=6,
)


@settings(max_examples=400, deadline=None)
@given(POSTS, QUERIES, st.randoms(use_true_random=False))
def test_a_query_finds_what_reading_every_post_finds(
    written: list[Written], asked: Asked, draw: Random
) -> None:
    text, matches = asked
    wanted = [i for i, one in enumerate(written) if matches(one)]
    documents = draw.sample(range(3 * len(written)), len(written))
    assert sorted(found(collection(written, documents), f"{text} ")) == wanted


@given(POSTS, st.sampled_from(["", "tag:BOJ ", "학 "]), st.data())
def test_every_order_is_that_of_the_posts(
    written: list[Written], wish: str, data: st.DataObject
) -> None:
    documents = data.draw(st.permutations(range(len(written))))
    posts = collection(written, documents)
    newest = sorted(found(posts, wish))
    by_title = sorted(newest, key=lambda i: written[i].title.casefold())
    by_length = sorted(newest, key=lambda i: -len(written[i].body.split()))
    assert found(posts, f"{wish} sort:new") == newest
    assert found(posts, f"{wish} sort:old") == newest[::-1]
    assert found(posts, f"{wish} sort:title") == by_title
    assert found(posts, f"{wish} sort:length") == by_length


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("학습률 ", "학습률을 낮춘다"),
        ("하강법 ", "경사하강법"),
        ("객체검출 ", "객체 검출"),
        ("객체 검출 ", "객체검출"),
        ('"객체 검출" ', "객체\n검출"),
        ("학 ", "학습"),
        ("adam ", "Adam옵티마이저"),
        ("Adam옵티마이저 ", "adam 옵티마이저"),
        ("cafe ", "Café"),
        ("case ", "camelCase"),
        ("score ", "f1-score"),
        ("c++ ", "C++로 푼다"),
        ("gradient desc", "Gradient descent"),
        ("node.j", "node.js"),
        ('"gradient desc', "the gradient descent"),
    ],
)
def test_a_post_is_found_by(query: str, text: str) -> None:
    assert found(collection([Written("t", body=text)]), query) == [0]


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("los ", "loss"),
        ("학습률 ", "학습 효율과 습률"),
        ("C++ ", "C and more"),
        ('"객체 검출" ', "객체를 검출"),
        ('"node loss" ', "node lossy loss"),
        ('"객체 검출" ', "객체\n\n검출"),
        ("node.js ", "node and js"),
    ],
)
def test_a_post_is_not_found_by(query: str, text: str) -> None:
    assert found(collection([Written("t", body=text)]), query) == []


def test_what_is_excluded_is_a_whole_word_even_while_it_is_typed() -> None:
    posts = collection([Written("a", body="loss"), Written("b", body="lossy")])
    assert found(posts, "-loss") == [1]
    assert found(posts, "-(a OR los") == [1]
    assert found(posts, "-los*") == []


def test_filters_alone_list_the_newest_first() -> None:
    posts = collection([Written("a", ("x",)), Written("b"), Written("c", ("X",))])
    assert found(posts, "tag:x ") == [0, 2]
    assert found(posts, "tag:x sort:old") == [2, 0]


def test_dates_flags_and_paths_filter() -> None:
    posts = collection([Written("a"), Written("b", ("x",)), Written("c")])
    assert found(posts, "date:2024-01-30..2024-01-31 ") == [0, 1]
    assert found(posts, "before:2024-01-30 ") == [2]
    assert found(posts, "is:untagged ") == [0, 2]
    assert found(posts, "path:1.md ") == [1]


def test_values_filter() -> None:
    posts = collection(
        [
            Written("b", links=("/dl/%EC%86%90%EC%8B%A4/", "https://Example.org/x"), series="Day"),
            Written("a", ("Python",), people=("오하은",), code="import torch"),
            Written("c", updated=datetime(2024, 4, 30, 23, tzinfo=UTC), body="torch " * 9),
        ]
    )
    assert found(posts, "link:손실 ") == found(posts, "link:example.org") == [0]
    assert found(posts, "series:day") == [0]
    assert found(posts, "person:하은") == found(posts, "tag:Py*") == [1]
    assert found(posts, "code:torch ") == [1]
    assert found(posts, "수정:어제") == [2]
    assert found(posts, "tag:Py ") == []
    assert found(posts, "sort:title") == [1, 0, 2]
    assert found(posts, "sort:updated") == [2, 0, 1]
    assert found(posts, "sort:length")[0] == 2


def test_a_search_can_be_cancelled() -> None:
    posts = collection([Written("a", body="객체 검출")])
    with pytest.raises(Cancelled):
        Evaluation(posts, lambda: True).find(parse("객체검출 ", TODAY).node, posts.all)


def test_what_the_reader_noted_is_found() -> None:
    posts = collection([Written("a"), Written("b"), Written("c")])
    marks = Marks(
        read=frozenset({"0.md", "gone.md"}),
        bookmarked=frozenset({"2.md"}),
        notes={
            "1.md": ("ask", "다시 볼 객체\n검출"),
            "2.md": ("ask about", "loss of all"),
            "0.md": (" ",),
        },
    )
    assert found(posts, "is:read ", marks) == [0]
    assert found(posts, "is:unread ", marks) == [1, 2]
    assert found(posts, "is:bookmarked ", marks) == [2]
    assert found(posts, "note:객체검출 ", marks) == [1]
    assert found(posts, "note:los ", marks) == [2]
    assert found(posts, 'note:"loss of" ', marks) == [2]
    assert found(posts, 'note:"about loss" ', marks) == []
    assert found(posts, "has:note ", marks) == [1, 2]
    assert found(posts, "-is:read -note:loss ", marks) == [1]


def test_initial_consonants_are_found() -> None:
    posts = collection([Written("경사 하강법"), Written("b", ("손실",)), Written("c", body="손실")])
    assert found(posts, "ㄱㅅㅎㄱ ") == [0]
    assert found(posts, "ㅅㅎ ") == [0]
    assert found(posts, "ㅅㅅ ") == [1]


def test_notices_of_posts_are_no_notes_of_the_reader() -> None:
    posts = collection([Written("a", flags=("note",)), Written("b")])
    marks = Marks(notes={"1.md": ("볼 것",)})
    assert found(posts, "has:notice ", marks) == [0]
    assert found(posts, "has:note ", marks) == [1]


HANGUL_NAMES = collection(
    [
        Written("경사 하강법 정리", ("머신러닝/최적화",)),
        Written("검사 하강", ("머신비전",), body="경사하강법"),
        Written("그 사람", (), body="ㄱ사하강 이라고 쓴다"),
        Written("Adam-옵티마이저"),
    ]
)


@pytest.mark.parametrize(
    ("query", "places"),
    [
        ("ㄱ사하강", [0, 1, 2]),
        ("경ㅅㅎㄱ", [0]),
        ("ㄱㅅ하강ㅂ", [0]),
        ("ㅇㅌ마ㅇ저", [3]),
        ("ㅇㅌ마ㅇ처", []),
        ("옵ㅌ마ㅇㅈ", [3]),
        ("tag:ㅁㅅㄹㄴ", [0]),
        ("tag:머ㅅ", [0, 1]),
        ("tag:ㅊㅈ", []),
        ("title:검ㅅㅎ", [1]),
    ],
)
def test_initial_consonants_may_have_syllables_among_them(query: str, places: list[int]) -> None:
    assert sorted(found(HANGUL_NAMES, query)) == places
