"""What is offered where nothing is found."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.post import Post
from index.search.collection import Collection
from index.search.parse import parse
from index.search.suggest import in_hangul, suggestions
from index.search.texts import Texts

POST = Post(
    "a.md", "학습률", "a", None, None, ("study",), ("PyTorch",), "/a/", "", "", 1, 1, (), ()
)
POSTS = Collection([POST], None, Texts(lambda _: None))


def suggested(query: str) -> list[str]:
    node = parse(query, date(2024, 5, 1)).node
    return list(suggestions(POSTS, node, lambda: False))


@pytest.mark.parametrize(
    ("keys", "hangul"),
    [
        ("gkrtmq", "학습"),
        ("rkqtdms", "값은"),
        ("rudtkgkrkdqjq", "경사하강법"),
        ("dhksqur", "완벽"),
        ("Rka", "깜"),
        ("loss", ""),
        ("x y", ""),
        ("", ""),
    ],
)
def test_keys_of_the_other_layout_are_hangul(keys: str, hangul: str) -> None:
    assert in_hangul(keys) == hangul


@given(st.text(max_size=30))
def test_any_text_comes_out_whole_or_not_at_all(text: str) -> None:
    assert all("가" <= c <= "힣" for c in in_hangul(text))


@pytest.mark.parametrize(
    ("query", "hints"),
    [
        ("gkrtmq", ["gkrtmq: did you mean 학습?"]),
        ("rkqtdms", []),
        ("tag:pytroch ", ['no tag "pytroch": did you mean tag:pytorch?']),
        ("#py ", ['no tag "py": did you mean tag:pytorch?']),
        ("분류:stduy ", ['no cat "stduy": did you mean cat:study?']),
        ("tag:pytorch -tag:pytroch ", []),
    ],
)
def test_what_leads_to_posts_is_offered(query: str, hints: list[str]) -> None:
    assert suggested(query) == hints
