"""Other ways to write numbers, units and compounds find each other, what was typed first."""

from __future__ import annotations

import pytest

from tests.index.search.written import Written, collection, found

POSTS = collection(
    [
        Written("grouped", body="1,000 posts with 1,234,567.5 words"),
        Written("plain", body="1000 posts with 1234567.5 words"),
        Written("apart", body="it takes 3.5 GB of memory"),
        Written("joined", body="it takes 3.5GB of memory"),
        Written("hyphen", body="K-평균 군집화"),
        Written("bare", body="K평균 군집화"),
    ]
)


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("1,000", ["grouped", "plain"]),
        ("1000", ["plain", "grouped"]),
        ("1234567.5", ["plain", "grouped"]),
        ("3.5 GB", ["apart", "joined"]),
        ("3.5GB", ["joined", "apart"]),
        ("memory 3.5gb", ["joined", "apart"]),
        ("K-평균", ["hyphen", "bare"]),
        ("K평균", ["bare", "hyphen"]),
        ('"1000"', ["plain"]),
        ('"K-평균"', ["hyphen"]),
    ],
)
def test_what_is_written_otherwise_is_found_after_what_was_typed(
    query: str, titles: list[str]
) -> None:
    assert [POSTS.posts[place].title for place in found(POSTS, query)] == titles


def test_a_text_that_is_excluded_is_taken_as_typed() -> None:
    assert [POSTS.posts[place].title for place in found(POSTS, "posts -1000")] == ["grouped"]
