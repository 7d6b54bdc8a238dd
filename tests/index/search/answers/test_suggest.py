"""What is offered where nothing is found."""

from __future__ import annotations

from datetime import date

import pytest

from index.errors import Cancelled
from index.results import Marks, Suggestion
from index.search.answers.suggest import suggestions
from index.search.query.parse import parse
from tests.index.search.written import Written, collection

TODAY = date(2024, 5, 1)
PEOPLE = ("오하은",)
POSTS = collection(
    [
        Written("학습률 정리", ("PyTorch", "study/Deep"), "컨볼루션을 쓰면 loss", people=PEOPLE),
        Written("Convolution", ("PyTorch",), "컨볼루션신경망 and momentum", series="논문"),
        Written("일상 ㅋㅋ", (), "convolutions 학습률"),
        Written("속도", (), "속도를 재는 판매 기록, 석도 하나. gradient dropout"),
        Written("빠른 길", (), "속도가 중요하다. 석유. gradual"),
    ]
)  # fmt: skip


def suggested(query: str) -> list[Suggestion]:
    return list(suggestions(POSTS, parse(query, TODAY), Marks(), lambda: False))


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("gkrtmq", Suggestion("layout", "학습 ", 2)),
        ("ㅣㅐㄴㄴ", Suggestion("layout", "loss ", 1)),
        ("tag:ㅔㅛ색초", Suggestion("layout", "tag:pytorch", 2)),
        ("title:gkrtmq sort:old", Suggestion("layout", "title:학습 sort:old ", 1)),
        ("컨볼류션", Suggestion("spelling", "컨볼루션 ", 2)),
        ("momentun ", Suggestion("spelling", "momentum ", 1)),
        ("솓고 ", Suggestion("spelling", "속도 ", 2)),
        ("소도 ", Suggestion("spelling", "속도 ", 2)),
        ("ㅅㄷ도 ", Suggestion("spelling", "속도 ", 2)),
        ("팜내 ", Suggestion("spelling", "판매 ", 1)),
        ("body:gradinet ", Suggestion("spelling", "body:gradient ", 1)),
        ("dorpuot ", Suggestion("spelling", "dropout ", 1)),
        ("컨볼류션 momentun ", Suggestion("spelling", "컨볼루션 momentum ", 1)),
        ('"컨볼루션을 스면" ', Suggestion("spelling", '"컨볼루션을 쓰면"', 1)),
        ("gkrtmqfbf convolutoin ", Suggestion("spelling", "학습률 convolution ", 0)),
        ("ㅌㅌ", None),
        ("tag:pytroch ", Suggestion("name", "tag:PyTorch", 2)),
        ("#py ", Suggestion("name", "tag:PyTorch", 2)),
        ("person:오하운 ", Suggestion("name", "person:오하은", 1)),
        ("tga:PyTorch ", Suggestion("name", "tag:PyTorch", 2)),
        ("xorm:PyTorch ", Suggestion("name", "tag:PyTorch", 2)),
        ("ㅅㅁㅎ:PyTorch ", Suggestion("name", "tag:PyTorch", 2)),
        ("tag:PyTorch -tag:PyTorch ", None),
        ("zzzzzzzz ", None),
    ],
)
def test_what_finds_something_is_offered(query: str, first: Suggestion | None) -> None:
    offered = suggested(query)
    assert first is None or first.total == 0 or first in offered[:1]
    assert bool(offered) == (first is not None)


QUERIES = ("gkrtmq", "컨볼류션", "momentun", "convoluton", "#py", "tga:PyTorch", "학습율 lss")


@pytest.mark.parametrize("query", QUERIES)
def test_what_is_offered_finds_as_many_posts_as_it_says(query: str) -> None:
    from index.search.matching.evaluate import Evaluation
    from index.search.matching.fuzzy import expanded

    for offer in suggested(query):
        node = expanded(POSTS, parse(offer.query, TODAY).node, lambda: False)
        assert len(Evaluation(POSTS, lambda: False).find(node, POSTS.all)) == offer.total > 0


def test_words_like_those_typed_come_last() -> None:
    kinds = [offer.kind for offer in suggested("convoluton ")]
    assert kinds == ["spelling", "similar"]


def test_it_stops_when_it_is_told_to() -> None:
    with pytest.raises(Cancelled):
        suggestions(POSTS, parse("gkrtmq", TODAY), Marks(), lambda: True)
