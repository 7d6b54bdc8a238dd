"""Words that are like another."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.errors import Cancelled
from index.search.text.spelling import beginnings, nearest

WORDS = sorted(["convolution", "convolutional", "loss", "lost", "boss", "los", "moist"])
RUNS = sorted(
    ["컨볼루션", "컨볼루션을", "컨볼루션신경망", "컨벤션", "학습률은", "하루", "경사하강법"]
)


@pytest.mark.parametrize(
    ("word", "edits", "found"),
    [
        ("loss", 0, ["loss"]),
        ("loss", 1, ["loss", "boss", "los", "lost"]),
        ("convoluton", 1, ["convolution"]),
        ("ocnvolution", 1, ["convolution"]),
        ("xyz", 2, []),
    ],
)
def test_words_are_alike_by_letters(word: str, edits: int, found: list[str]) -> None:
    assert [near for near, _ in nearest(word, WORDS, edits)] == found


@pytest.mark.parametrize(
    ("word", "edits", "found"),
    [
        ("컨볼류션", 1, ["컨볼루션"]),
        ("콘볼류션", 1, []),
        ("콘볼류션", 2, ["컨볼루션"]),
        ("학습율", 1, ["학습률"]),
        ("할", 2, ["하", "학", "하루"]),
    ],
)
def test_hangul_is_alike_by_jamo_whatever_follows(word: str, edits: int, found: list[str]) -> None:
    near = nearest(word, beginnings(word, RUNS, edits), edits)
    assert [beginning for beginning, _ in near] == found


def distance(a: str, b: str) -> int:
    """Optimal string alignment, by the book."""
    rows = [[max(i, j) if 0 in (i, j) else 0 for j in range(len(b) + 1)] for i in range(len(a) + 1)]
    for i in range(1, len(a) + 1):
        for j in range(1, len(b) + 1):
            changed = rows[i - 1][j - 1] + (a[i - 1] != b[j - 1])
            rows[i][j] = min(rows[i - 1][j] + 1, rows[i][j - 1] + 1, changed)
            if i > 1 and j > 1 and a[i - 2 : i] == b[j - 2 : j][::-1]:
                rows[i][j] = min(rows[i][j], rows[i - 2][j - 2] + 1)
    return rows[-1][-1]


LETTERS = st.text("abc", min_size=1, max_size=5)


@given(LETTERS, st.lists(LETTERS, max_size=9, unique=True).map(sorted), st.integers(0, 2))
def test_all_that_is_near_is_found_with_how_near_it_is(
    word: str, terms: list[str], edits: int
) -> None:
    near = {term: far for term in terms if (far := distance(word, term)) <= edits}
    assert dict(nearest(word, terms, edits)) == near


def test_it_stops_when_it_is_told_to() -> None:
    with pytest.raises(Cancelled):
        nearest("loss", WORDS, 1, lambda: True)
