"""Queries that may be read in two ways, and those that ask for what there is not."""

from __future__ import annotations

from datetime import date

import pytest

from index.messages import Message
from index.results import Answer, Marks
from index.search.search import answer
from tests.index.search.written import Written, collection

TODAY = date(2024, 5, 1)
POSTS = collection(
    [
        Written("Commit", (), 'git commit -m "x" keeps a change'),
        Written("Amend", (), "git commit --amend changes the last one"),
        Written("Kubernetes", ("git",), "kubectl get pods -n web"),
        Written("Undated", (), "git", dated=False),
    ]
)


def found(query: str) -> tuple[list[str], Answer]:
    answered = answer(POSTS, query, TODAY, lambda: False, Marks())
    return [hit.post.title for hit in answered.hits], answered


def test_a_flag_of_a_command_line_is_text_where_that_is_found() -> None:
    titles, answered = found('git commit -m "x"')
    assert titles == ["Commit"]
    assert Message.of("flags-as-text", text="-m") in answered.hints


def test_a_flag_that_stands_nowhere_excludes() -> None:
    titles, answered = found("git commit -z")
    assert sorted(titles) == ["Amend", "Commit"]
    assert Message.of("flags-exclude", text="-z") in answered.hints


def test_a_word_is_excluded_without_a_command_before_it() -> None:
    titles, answered = found("commit -keeps")
    assert titles == ["Amend"]
    assert answered.hints == ()


def test_a_query_of_negations_alone_finds_all_else_and_says_how_to_find_the_text() -> None:
    titles, answered = found("-commit")
    assert sorted(titles) == ["Kubernetes", "Undated"]
    assert answered.hints == (Message.of("only-negations", text="-commit"),)


@pytest.mark.parametrize("query", ["date:2021-02-30", "has:wings", "is:x", "git has:wings"])
def test_an_unknown_value_finds_nothing_and_is_told(query: str) -> None:
    titles, answered = found(query)
    assert titles == []
    assert next(hint.code for hint in answered.hints) in {"no-date", "unknown-value"}


def test_a_value_that_is_still_typed_finds_what_it_may_become() -> None:
    assert found("is:und")[0] == ["Undated"]
    assert found("git is:und")[0] == ["Undated"]


def test_a_month_is_of_the_latest_year_that_has_posts() -> None:
    assert sorted(found("date:1월")[0]) == ["Amend", "Commit", "Kubernetes"]
    assert found("date:february")[0] == []
