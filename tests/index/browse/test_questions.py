"""The questions of a whole journal."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.errors import Cancelled
from index.journal import Journal


@pytest.fixture
def journal(tmp_path: Path) -> Journal:
    root = tmp_path / "log"
    root.mkdir()
    bodies = {
        "2021-09-10-b.md": "Q. 왜?\n\nA. 그래서.\n\nQ. 언제?\n",
        "2021-09-09-a.md": "Nothing asked.\n",
        "2021-09-08-c.md": "Q. How?\n",
    }
    for name, body in bodies.items():
        (root / name).write_text(body, "utf-8")
    journal = Journal.open(root, cache=tmp_path / "kept")
    journal.refresh()
    return journal


def test_all_questions_come_with_their_posts_newest_first(journal: Journal) -> None:
    found = [(one.post.path, one.question.text, one.question.answer) for one in journal.questions()]
    assert found == [
        ("2021-09-10-b.md", "왜?", "그래서."),
        ("2021-09-10-b.md", "언제?", None),
        ("2021-09-08-c.md", "How?", None),
    ]


def test_those_of_some_posts_alone(journal: Journal) -> None:
    posts = journal.search("how").posts
    assert [one.question.text for one in journal.questions(posts)] == ["How?"]


def test_they_come_one_by_one_and_can_be_stopped(journal: Journal) -> None:
    stop = False
    questions = journal.questions(cancelled=lambda: stop)
    assert next(questions).question.text == "왜?"
    stop = True
    assert next(questions).question.text == "언제?"
    with pytest.raises(Cancelled):
        next(questions)


def test_a_post_that_has_gone_asks_nothing(journal: Journal, tmp_path: Path) -> None:
    posts = journal.posts
    (tmp_path / "log" / "2021-09-10-b.md").unlink()
    journal.refresh()
    assert [one.question.text for one in journal.questions(posts)] == ["How?"]
