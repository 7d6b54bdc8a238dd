"""The queries of each kind are pieces of what a reader sees."""

from __future__ import annotations

import random

from .kinds import queries

PAGE = (
    "한국어 문장 하나 그리고 data를 담은 torch.nn 참고: https://example.org/a 값은 1,234 "
    "{{ page.url }} → 경로 "
)


def test_pieces_of_pages_are_asked_for_by_kind() -> None:
    made = queries({"a.md": PAGE * 2}, random.Random(1))
    assert made["mixed scripts"] == ("data를",)
    assert made["name in code"] == ("torch.nn",)
    assert made["address"] == ("example.org",)
    assert made["number"] == ("1,234",)
    assert made["symbol"] == ("→",)
    assert "Japanese" not in made
    (joined,) = made["Korean, blank left out"]
    assert " " not in joined
