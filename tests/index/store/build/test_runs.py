"""Runs that were added one by one are one, by text, whether they waited in memory or in files."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.search.text.term_keys import known, pack_bigram
from index.search.text.vocabulary import Vocabulary
from index.store.build import runs, spill_file
from index.store.build.runs import Run, Runs, ordered
from index.store.build.spill_file import SpillFile

_entries = st.lists(st.integers(0, 1 << 31) | st.integers(0, 300), min_size=1, max_size=5)
_texts = st.sampled_from(("가", "가나", "가 나", "나", "loss", "model ", "경사하강", "a"))
_many = st.lists(st.dictionaries(_texts, _entries, min_size=1), max_size=5)


def key(text: str, vocabulary: Vocabulary) -> int:
    bare = text.replace(" ", "")
    if len(bare) > 2 or text.isascii():
        return int(known(np.array([vocabulary[bare]]), " " in text)[0])
    codes = [np.array([ord(character)]) for character in bare]
    return int(pack_bigram(codes[0], codes[1] if codes[1:] else 0, " " in text)[0])


def run(found: dict[str, list[int]], vocabulary: Vocabulary) -> Run:
    values = np.array([value for entries in found.values() for value in entries])
    kind = np.uint8 if values.max() < 256 else np.uint32
    keys = np.array([key(text, vocabulary) for text in found])
    counts = np.array(list(map(len, found.values())))
    return Run(keys, counts, (np.arange(len(values)), values.astype(kind)))


@given(_many, st.sampled_from((0, 40, 1_000_000)), st.sampled_from((1, 3, 100_000)))
def test_runs_become_one(
    tmp_path_factory: pytest.TempPathFactory,
    many: list[dict[str, list[int]]],
    waiting: int,
    at_once: int,
) -> None:
    vocabulary = Vocabulary()
    expected: dict[str, list[int]] = {}
    folder = tmp_path_factory.getbasetemp()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(spill_file, "_MOST_WAITING", waiting)
        patch.setattr(runs, "_AT_ONCE", at_once)
        together = Runs(folder)
        for found in many:
            together.add(run(found, vocabulary))
            for text, entries in found.items():
                expected.setdefault(text, []).extend(entries)
        vocabulary.settle()
        parts = list(together.merged(vocabulary))
    assert [text for part in parts for text in part.texts] == sorted(expected)
    counts = [count for part in parts for count in part.counts.tolist()]
    values = [value for part in parts for value in part.columns[1].tolist()]
    for text, count in zip(sorted(expected), counts, strict=True):
        assert values[:count] == expected[text]
        del values[:count]
    assert not values


def test_a_pile_is_empty_once_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spill_file, "_MOST_WAITING", 20)
    found = SpillFile(tmp_path)
    for numbers in ([1, 2, 3], [400], [5]):
        found.add(np.array(numbers, dtype=np.uint8 if max(numbers) < 256 else np.uint32))
    assert found.take().tolist() == [1, 2, 3, 400, 5]
    found.add(np.array([6]))
    assert found.take().tolist() == [6]


@given(st.lists(st.tuples(st.integers(0, (1 << 44) - 1), st.integers(0, runs.MOST_VALUES - 1))))
def test_keys_and_values_are_sorted_together(pairs: list[tuple[int, int]]) -> None:
    keys, values = np.array(pairs, dtype=np.int64).reshape(-1, 2).T
    found = ordered(keys, values)
    assert list(zip(*(column.tolist() for column in found), strict=True)) == sorted(pairs)
