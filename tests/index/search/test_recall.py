"""Queries over own and real posts find what a reader means by them, and little else."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from index.journal import Journal
from tests.bench.recall import KINDS, Kinds, judge, precision, recall
from tests.corpora import JOURNALS

OWN_KINDS: Final[Kinds] = {
    "noun": ("데이터", "벡터", "행렬", "클래스", "확률", "컨테이너", "네트워크", "브랜치", "손실"),
    "noun with particle": ("상자를", "학습률은", "고윳값을", "확률을", "클러스터의", "가중치를"),
    "part of a compound": ("분해", "합성", "그래프", "가지치기", "카를로", "증류"),
    "one syllable": ("값", "색", "식", "층"),
    "blanks forgiven": ("피어 세션", "특성 방정식", "조건부확률", "위상정렬", "사후 확률"),
    "several words": ("학습 모델", "파드 네트워크", "리스트 튜플", "행렬 고유벡터"),
    "phrase": ('"리소스 메트릭"', '"조건부 확률"', '"pull request"', '"서로 다른"'),
    "Latin beside Korean": ("loss는", "PR을", "key값", "BBox에", "FCN에서", "CV쪽으로", "DP와"),
    "Latin and its parts": ("convolution", "Hub", "Self-Attention", "Loader", "Pod", "BatchNorm"),
}


def test_queries_find_what_they_mean(corpus: Path, indexed: Journal) -> None:
    kinds = OWN_KINDS if corpus == JOURNALS else KINDS
    judged = judge(indexed, kinds)
    assert len(judged) >= 50
    assert all(one.meant for one in judged)
    assert recall(judged) >= 0.985
    assert precision(judged) >= 0.985
