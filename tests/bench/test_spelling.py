"""The bench of mistyped words asks what it says."""

from __future__ import annotations

import random
from pathlib import Path

from index.journal import Journal

from .spelling import ask, table


def test_words_are_mistyped_and_offered_as_they_are_spelled(tmp_path: Path) -> None:
    for number in range(2):
        text = f"# 경사하강법 Gradient {number}\n\n컨볼루션 신경망 momentum backpropagation\n"
        (tmp_path / f"{number}.md").write_text(text, "utf-8")
    with Journal.open(tmp_path, cache=tmp_path / "cache") as journal:
        journal.refresh()
        typed = list(ask(journal, random.Random(1), each=2))
    assert len(typed) >= 4
    assert all(one.typed != one.word for one in typed)
    assert all(one.place == 1 for one in typed)
    assert len(table(typed).rows) == len({one.kind for one in typed}) + 1
