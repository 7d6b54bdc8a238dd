"""The questions of all posts there are: which are open, and what a review shows of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from index.journal import Journal
from index.post import Document, Question
from tui.render.document.about import blocks_of
from tui.render.document.one_question import one_question
from tui.render.layout.folding import folded, folds_of, with_handles
from tui.render.layout.layout import lay_out
from tui.render.layout.text import plain

_WIDTH = 100
_ANSWERS = re.compile(
    r"\s*(?:[-*+>]\s+|\d+[.)]\s+)*(?:\*\*|__)?(?:A\d*\s*[.:)]|답변?\s*[.:)])", re.IGNORECASE
)


def asked_in(folder: Path, cache: Path) -> Iterator[tuple[Document, Question]]:
    """Each question of the journals in a folder, with its post."""
    for root in sorted(path for path in folder.iterdir() if path.is_dir()):
        journal = Journal.open(root, cache=cache / root.name)
        try:
            journal.refresh()
            for post in journal.posts:
                if "question" in post.flags:
                    document = journal.document(post.path)
                    yield from ((document, asked) for asked in document.outline.questions)
        finally:
            journal.close()


def lines_until_next(document: Document, question: Question) -> list[str]:
    """The lines of the file below a question, to the next question or heading."""
    outline = document.outline
    ends = [*(other.line for other in outline.questions), *(each.line for each in outline.headings)]
    lines = document.body.split("\n")
    end = min((line for line in ends if line > question.line), default=len(lines) + 1_000_000)
    first = document.body_line
    return lines[question.line + 1 - first : end - first]


def words_of(text: str) -> list[str]:
    """The words of a text, without what markup makes of them."""
    return re.findall(r"\w+", text)


@pytest.fixture(params=["posts", "cases"])
def folder(request: pytest.FixtureRequest, corpus: Path) -> Path:
    """A folder of journals."""
    if request.param == "posts":
        return corpus
    if corpus.name == "journals":
        pytest.skip("the cases are beside the real posts")
    return corpus.with_name("cases")


def test_no_question_with_an_answer_is_open_and_no_review_shows_the_answer(
    folder: Path, tmp_path: Path
) -> None:
    asked = 0
    for document, question in asked_in(folder, tmp_path):
        asked += 1
        place = f"{document.post.path}:{question.line}"
        if question.answer is None:
            below = lines_until_next(document, question)
            assert not any(map(_ANSWERS.match, below)), f"{place} is called open"
            continue
        part = one_question(document, question)
        blocks = blocks_of(part)
        folds = folds_of(blocks, part.outline.questions)
        whole = lay_out(with_handles(blocks, folds), _WIDTH)
        names = {fold.name for fold in folds if fold.kind == "answer"}
        assert names, f"{place}: the answer cannot be hidden"
        shut = words_of(plain(folded(whole, folds, names)))
        shown = words_of(plain(whole))
        answer = words_of(question.answer)
        told = [word for word in answer if word in shown]
        assert told, f"{place}: the answer is not on the page"
        hidden = " ".join(answer[:4])
        assert hidden not in " ".join(shut), f"{place}: the review shows {hidden!r}"
        assert words_of(question.text)[0] in shut, f"{place}: the review does not ask"
    assert asked
