"""One question of a post, with its answer, as a page of its own."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.journal import Journal
from index.post import Document
from tui.render.document.about import blocks_of
from tui.render.document.one_question import one_question
from tui.render.layout.folding import folds_of
from tui.render.layout.layout import lay_out
from tui.render.layout.text import plain

BODY = """\
앞의 글.

Q1. 첫 **질문**은?

A1. `답`이다.

- 하나
- 둘

Q2. 둘째는?

## 뒤

- 다른 말
    - Q. 안에서?
    - A. 그래.
  밖.

| Q. 표에서? |
| --- |
| A. 아니. |
"""


@pytest.fixture
def document(tmp_path: Path) -> Document:
    path = tmp_path / "note.md"
    path.write_text(f"---\ntitle: 글\n---\n{BODY}", "utf-8")
    return Journal.open(path, cache=tmp_path / "kept").document("note.md")


def shown(document: Document, number: int) -> tuple[list[str], int]:
    """The lines of a question's page under its first, and how many answers fold in it."""
    question = document.outline.questions[number]
    part = one_question(document, question)
    blocks = blocks_of(part)
    lines = plain(lay_out(blocks, 60)).split("\n")
    folds = [f for f in folds_of(blocks, (question.line,)) if f.kind == "answer"]
    return [line for line in lines if line.strip()][1:], len(folds)


def test_it_is_what_stands_from_the_question_to_the_next(document: Document) -> None:
    lines, folds = shown(document, 0)
    assert lines == ["Q1. 첫 질문은?", "A1. 답이다.", "• 하나", "• 둘"]
    assert folds == 1


def test_it_ends_at_a_heading(document: Document) -> None:
    assert shown(document, 1) == (["Q2. 둘째는?"], 0)


def test_what_stands_in_an_item_is_taken_out_of_it(document: Document) -> None:
    lines, folds = shown(document, 2)
    assert lines[:2] == ["• Q. 안에서?", "• A. 그래. 밖."]
    assert folds == 1


def test_every_answer_can_be_hidden(document: Document) -> None:
    for number, question in enumerate(document.outline.questions):
        assert shown(document, number)[1] == (question.answer is not None)
