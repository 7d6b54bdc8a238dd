"""Sixty queries over real posts find what a reader means by them, and little else."""

from __future__ import annotations

from pathlib import Path

from tests.bench.recall import measure, precision, recall


def test_sixty_queries_find_what_they_mean(shared: Path) -> None:
    judged = measure(shared / "corpus")
    assert len(judged) == 60
    assert all(one.meant for one in judged)
    assert recall(judged) >= 0.985
    assert precision(judged) >= 0.985
