"""One question of a post, with its answer, as a page of its own."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.journal import Journal
from index.post import Document
from tui.render.document.about import blocks_of
from tui.render.document.one_question import one_question
from tui.render.layout.folding import folded, folds_of, with_handles
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
    """The lines of a question's page under its head, and how many answers fold in it."""
    question = document.outline.questions[number]
    part = one_question(document, question)
    blocks = blocks_of(part)
    lines = plain(lay_out(blocks, 60)).split("\n")
    folds = [f for f in folds_of(blocks, part.outline.questions) if f.kind == "answer"]
    return [line for line in lines if line.strip()][2:], len(folds)


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


SPOKEN = """\
Q. 첫 질문은 어떻게 되나요?

이하나 CTO : 첫 답입니다.

둘째 문단입니다.

  1. Q. 번호가 붙은 질문인가요?

    A. 네 칸 들여 쓴 답입니다.

Q. 코드로 답하나요?

A.

```python
print("네")
```

Q. 이름 없이 답하나요?

그럼요.

Q. 답이 아직 없나요?
"""


def test_an_answer_is_hidden_however_it_begins(tmp_path: Path) -> None:
    path = tmp_path / "spoken.md"
    path.write_text(SPOKEN, "utf-8")
    document = Journal.open(path, cache=tmp_path / "kept-spoken").document("spoken.md")
    answers = ["첫 답입니다", "네 칸 들여", "print", "그럼요", None]
    asked = document.outline.questions
    for question, answer in zip(asked, answers, strict=True):
        assert (question.answer is None) == (answer is None)
        part = one_question(document, question)
        blocks = blocks_of(part)
        folds = folds_of(blocks, part.outline.questions)
        whole = lay_out(with_handles(blocks, folds), 60)
        shut = plain(folded(whole, folds, {fold.name for fold in folds}))
        assert question.text in shut
        if answer is not None:
            assert answer in plain(whole)
            assert answer not in shut


def test_every_answer_can_be_hidden(document: Document) -> None:
    for number, question in enumerate(document.outline.questions):
        assert shown(document, number)[1] == (question.answer is not None)
