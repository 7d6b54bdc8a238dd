"""What is found less strictly where a query finds nothing, or little."""

from __future__ import annotations

from datetime import date

import pytest

from index.errors import Cancelled
from index.results import FEW_HITS, Marks, Relaxed
from index.search.answers.suggest import suggestions
from index.search.corpus import post_features
from index.search.query.parse import parse
from index.search.relaxing import most_words
from index.search.relaxing.steps import relaxed
from index.search.search import answer
from tests.index.search.written import Written, collection

TODAY = date(2024, 5, 1)
MARKS = Marks()
POSTS = collection(
    [
        Written("Undo", ("git",), 'first `git commit -m "x"`, then git reset --soft HEAD~1'),
        Written("Lists", (), "remove(list, -1) takes the last of a list"),
        Written("Optimizers", ("study",), "momentum and gradient descent, elected for loss"),
        Written("쿠버네티스", ("study",), "리소스 메트릭을 모으는 파이프라인"),
        Written("베이즈 정리", ("study",), "조건부 확률로 사후확률을 구한다"),
        Written("Day", (), "git git git commit"),
        Written("Night", (), "gradient descent without a word more"),
        Written("Names", (), "queue_adapter.enqueued_jobs"),
        Written("Container networks", (), "overlays between hosts"),
        Written("Jars", (), "nohup java -jar Bot.jar > log.txt keeps it running"),
    ]
)


def steps(query: str) -> list[Relaxed]:
    strict = answer(POSTS, query, TODAY, lambda: False, MARKS)
    meant = suggestions(
        POSTS, parse(query, TODAY, POSTS.has_property), MARKS, lambda: False
    ) if not strict.hits else ()  # fmt: skip
    return list(relaxed(POSTS, strict, meant, TODAY, MARKS, lambda: False))


def titles(found: Relaxed) -> list[str]:
    return [hit.post.title for hit in found.hits]


@pytest.mark.parametrize(
    ("query", "step", "title"),
    [
        ("remove(list, -1)", "text", "Lists"),
        ("commit -git", "text", "Undo"),
        ("조건뷰 ", "spelling", "베이즈 정리"),
        ("ahsrkeks xyzzy ", None, ""),
        ("ahsrkeks momentun ", "most", "Optimizers"),
        ("momentun ", "spelling", "Optimizers"),
        ("gradient descent nesterov ", "most", "Optimizers"),
        ("메트릭이 리소스에서 안 모인다 ", "most", "쿠버네티스"),
        ("electing losses velocity ", "most", "Optimizers"),
        ("Base::queue_adapter.enqueued ", "most", "Names"),
        ("nohup java -jar ChatBot.jar & ", "most", "Jars"),
        ("#momentum ", "text", "Optimizers"),
        ("date:2019 momentum", "filter", "Optimizers"),
        ("momentum -tag:study", "filter", "Optimizers"),
    ],
)
def test_the_first_step_that_finds_something_has_the_post(
    query: str, step: str | None, title: str
) -> None:
    found = steps(query)
    if step is None:
        assert found == []
    else:
        assert found[0].step == step
        assert title in titles(found[0])


def test_all_steps_that_find_something_are_told_with_their_totals() -> None:
    found = steps("date:2019 tag:study momentum")
    assert [(one.step, one.without, one.total) for one in found] == [("filter", "date:2019", 1)]
    assert found[0].query == "tag:study momentum*"
    found = steps("tag:git title:momentum -has:code ")
    assert [(one.step, one.without, one.total) for one in found] == [
        ("filter", "title:momentum", 1)
    ]
    found = steps("tag:git title:베이즈")
    assert [(one.without, one.total) for one in found] == [("tag:git", 1), ("title:베이즈", 1)]


def test_a_step_has_a_query_that_finds_the_same_again() -> None:
    for query in ("remove(list, -1)", "조건뷰 ", "date:2019 momentum"):
        first = steps(query)[0]
        again = answer(POSTS, first.query, TODAY, lambda: False, MARKS)
        assert [hit.post for hit in again.hits] == [hit.post for hit in first.hits]


def test_more_words_and_rarer_ones_come_first() -> None:
    assert titles(steps("gradient descent momentum nesterov ")[0])[:2] == ["Optimizers", "Night"]


def test_words_that_stand_in_any_text_are_passed_over() -> None:
    (found,) = steps("what does this momentum do with nesterov ")
    assert titles(found) == ["Optimizers"]
    assert found.query == "momentum OR nesterov "


@pytest.mark.parametrize(
    ("query", "title", "instead"),
    [
        ("컨테이너 배포 네트웍스 ", "Container networks", ["container", "networks"]),
        ("컨테이너에서 배포 ", "Container networks", ["container"]),
        ("nesterov momentmu velocity ", "Optimizers", ["momentum"]),
    ],
)
def test_what_stands_nowhere_is_found_by_its_sound_or_as_it_is_spelled(
    query: str, title: str, instead: list[str]
) -> None:
    found = next(one for one in steps(query) if one.step == "most")
    assert titles(found)[0] == title
    assert set(instead) <= set(found.query.split())
    assert set(instead) <= set(found.answer.terms)


def test_of_posts_with_the_same_words_a_short_one_comes_first() -> None:
    # Both have the words in their titles, where lengths do not count.
    posts = collection(
        [
            Written("Raft log", (), f"a note {'word ' * 2_000}"),
            Written("Raft log", (), "a note"),
            *(Written(f"Other {i}", (), "text") for i in range(5)),
        ]
    )
    strict = answer(posts, "raft log paxos ", TODAY, lambda: False, MARKS)
    (found,) = relaxed(posts, strict, (), TODAY, MARKS, lambda: False)
    assert [hit.post.words for hit in found.hits] == [2, 2_002]


def test_words_that_are_only_alike_come_after_most_of_the_words() -> None:
    found = steps("colours momentum loss ")
    assert found[0].step == "most"


def test_posts_with_less_than_half_of_the_words_are_left_out() -> None:
    found = steps("gradient descent momentum elected git ")
    assert titles(found[0]) == ["Optimizers"]


def test_what_is_found_strictly_is_not_found_again() -> None:
    strict = answer(POSTS, "gradient descent momentum ", TODAY, lambda: False, MARKS)
    assert 0 < strict.total < FEW_HITS
    (found,) = steps("gradient descent momentum ")
    assert found.step == "most"
    assert titles(found) == ["Night"]


def test_an_answer_with_enough_hits_is_not_relaxed() -> None:
    assert answer(POSTS, "tag:study", TODAY, lambda: False, MARKS).total == FEW_HITS
    assert steps("tag:study") == []


@pytest.mark.parametrize("query", ["", "   ", "zzzz ", "-zzzz", "()", '"', "*", "sort:old", "~~"])
def test_what_cannot_be_relaxed_is_not(query: str) -> None:
    assert steps(query) == []


def test_filters_hold_in_every_other_step() -> None:
    assert [one.step for one in steps("tag:study gradient descent nesterov ")] == ["most"]
    assert titles(steps("tag:study gradient descent nesterov ")[0]) == ["Optimizers"]


def test_an_order_that_is_asked_for_holds() -> None:
    assert titles(steps("gradient descent nesterov sort:title ")[0]) == ["Night", "Optimizers"]


def test_numpy_and_python_find_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    queries = ("gradient descent momentum git", "메트릭이 리소스에서", "remove list commit")
    few = [[(one.step, titles(one)) for one in steps(query)] for query in queries]
    monkeypatch.setattr(most_words, "FEW", 0)
    assert [[(one.step, titles(one)) for one in steps(query)] for query in queries] == few
    assert len(POSTS.posts) < post_features.FEW


def test_relaxing_can_be_cancelled() -> None:
    strict = answer(POSTS, "gradient nesterov ", TODAY, lambda: False, MARKS)
    with pytest.raises(Cancelled):
        relaxed(POSTS, strict, (), TODAY, MARKS, lambda: True)


@pytest.mark.parametrize(
    "query",
    ["x " * 40_000, "-a" * 5_000, "(" * 3_000, 'tag:"' * 2_000, "날짜:" * 3_000, "\0\x1b[2J"],
)
def test_any_text_can_be_relaxed(query: str) -> None:
    steps(query)
