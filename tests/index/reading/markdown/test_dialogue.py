"""People, questions and answers."""

from __future__ import annotations

import re

import pytest

from index.post import Heading, Person, Question
from index.reading.markdown.dialogue import people, questions


def test_people_are_named_with_their_roles() -> None:
    prose = "모더레이터 : 김하나\n\n참가자 : 이두리, 박세찬 및 Ann Lee(Example Inc)\nAuthor: Bo\n"
    assert people(prose) == (
        Person("김하나", "모더레이터"),
        Person("이두리", "참가자"),
        Person("박세찬", "참가자"),
        Person("Ann Lee", "참가자"),
        Person("Bo", "Author"),
    )


@pytest.mark.parametrize(
    "line",
    [
        "with : " + "x" * 60,
        "우리 팀원 : 김하나",
        "참가자 :",
        "Author: 3 > 2",
        "withdrawn: Bo",
        "참가자는 모두 열 명이었다",
    ],
)
def test_other_lines_name_nobody(line: str) -> None:
    assert people(line) == ()


def test_an_answer_runs_to_the_next_question_or_heading() -> None:
    prose = "\n".join(
        [
            "Q1. 왜 느린가?",
            "",
            "다시 말하면?",
            "",
            "A. 첫 문단은",
            "두 줄이다.",
            "",
            "둘째 문단.",
            "",
            "질문: 그리고?",
            "",
            "Other part",
            "",
            "not an answer",
            "Q: last",
            "A:",
            "below",
        ]
    )
    assert questions(prose, [Heading(2, "x", "Other part", 31)], 20) == (
        Question("왜 느린가?\n\n다시 말하면?", "첫 문단은 두 줄이다.\n\n둘째 문단.", 20, 24),
        Question("그리고?", None, 29),
        Question("last", "below", 34, 35),
    )


def test_a_paragraph_with_a_name_answers() -> None:
    prose = "Q. 왜?\n\n더 묻는다.\n\n이하나 CTO : 그래서.\n\n또 그래서.\n\nQ. 그리고?"
    assert questions(prose, [], 1) == (
        Question("왜?\n\n더 묻는다.", "이하나 CTO : 그래서.\n\n또 그래서.", 1, 5),
        Question("그리고?", None, 9),
    )


def test_all_that_stands_before_the_next_question_answers() -> None:
    prose = "Q. 하나?\n\n그렇다.\n\nQ. 둘?\n\nQ. 셋?\n\n마지막 뒤의 글."
    assert questions(prose, [], 1) == (
        Question("하나?", "그렇다.", 1, 3),
        Question("둘?", None, 5),
        Question("셋?\n\n마지막 뒤의 글.", None, 7),
    )


def test_an_answer_may_be_code_alone() -> None:
    prose = "Q. 어떻게?\n\nA.\n\n\n\n\n\nQ. 또?\n\n\n\n\n\nQ. 끝?"
    code = "\n\n\n\n\nx = 1\n\n\n\n\n\ny = 2\n\n\n"
    assert questions(prose, [], 1, code=code, body=prose) == (
        Question("어떻게?", "x = 1", 1, 3),
        Question("또?", "y = 2", 9, 12),
        Question("끝?", None, 15),
    )


def test_indented_lines_are_read_as_what_they_say_but_for_those_in_a_fence() -> None:
    body = "Q. 왜?\n\n    A. 들여 썼다.\n\n```\n\n    Q. 코드다.\n```"
    prose = "Q. 왜?\n\n\n\n\n\n\n"
    code = "\n\nA. 들여 썼다.\n\n\n\n    Q. 코드다.\n"
    assert questions(prose, [], 1, code=code, body=body) == (Question("왜?", "들여 썼다.", 1, 3),)


@pytest.mark.parametrize("prose", ["A. 대답만", "Quick: x", "Q & A", "Q.\n", "a question: what?"])
def test_what_asks_nothing(prose: str) -> None:
    assert questions(prose, [], 1) == ()


@pytest.mark.parametrize(
    ("body", "answer"),
    [
        (
            "- Q. 왜?\n  - 빨라서\n    - 더 빨라서\n  - 싸서\n- 다른 이야기\n",
            "빨라서 더 빨라서 싸서",
        ),
        ("- Q. 왜?\n\n  - 빨라서\n\n- 다른 이야기\n", "빨라서"),
        ("1. Q. 왜?\n   1. 빨라서\n2. 다른 이야기\n", "빨라서"),
        ("- 주제\n  - Q. 왜?\n    - 빨라서\n  - 다른 이야기\n", "빨라서"),
        ("- Q. 왜?\n  - 빨라서\n\n다른 이야기\n", "빨라서"),
        ("- Q. 왜?\n  - 잠깐\n  - A. 빨라서\n", "빨라서"),
        ("- Q. 왜?\n- 다른 이야기\n", None),
        ("- Q. 왜?\n - 다른 이야기\n", None),
        ("Q. 왜?\n- 다른 이야기\n", None),
        ("- Q. 왜?\n\n다른 이야기\n\n  - 목록\n", None),
    ],
)
def test_items_nested_under_the_item_that_asks_answer(body: str, answer: str | None) -> None:
    prose = re.sub(r"(?m)^ *(?:-|\d\.) ", "", body)
    (found,) = questions(prose, [], 1, body=body)
    assert found.answer == answer
    if answer and "A." not in body:
        assert found.text == "왜?"


def test_a_line_that_begins_with_code_asks_nothing() -> None:
    body = "- `q`: 뷰어 종료\n- `j`: 아래로\n\n`Q.` ends it.\n\nQ. `q`는 왜?\n"
    prose = "q: 뷰어 종료\nj: 아래로\n\nQ. ends it.\n\nQ. q는 왜?\n"
    assert questions(prose, (), 1, body=body) == (Question("q는 왜?", None, 6),)


def test_a_heading_that_looks_like_a_question_is_a_heading() -> None:
    assert questions("Q. 제목", [Heading(2, "q", "Q. 제목", 1)], 1) == ()


@pytest.mark.parametrize(
    "role",
    [
        "모더레이터",
        "참가자",
        "발표자",
        "작성자",
        "팀원",
        "Moderator",
        "Participants",
        "Author",
        "With",
        "Speaker",
        "speakers",
    ],
)
def test_every_role_names_people(role: str) -> None:
    assert people(f"{role} : 오하은, Ada Lovelace") == (
        Person("오하은", role),
        Person("Ada Lovelace", role),
    )
