from __future__ import annotations

import ast
from pathlib import Path
from string import Formatter

import pytest

from index.journal import Journal
from tui.language.korean.reported import REPORTED
from tui.language.reported import translated, understood

_SOURCES = Path(__file__).parents[3] / "index"


@pytest.fixture(autouse=True)
def korean(monkeypatch: pytest.MonkeyPatch) -> None:
    """The reader's language."""
    monkeypatch.setenv("LC_ALL", "ko_KR.UTF-8")


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        ("no post and no file is at /nowhere", "/nowhere: 글도 파일도 없음"),
        ("no post is called link", "link: 그런 글이 없음"),
        ("its front matter is broken: close the quote", "글머리가 잘못됨: 따옴표를 닫을 것"),
        ("its front matter is broken: some words", "글머리가 잘못됨: some words"),
        ("close the brace { with }", "중괄호 {를 }로 닫을 것"),
        ("2021-09-03 to 2021-09-05", "2021-09-03~2021-09-05"),
        ("has:x is not known: did you mean has:y?", "has:x: 모르는 값, 혹시 has:y?"),
        ("/50: no post and no file is at 50", "/50: 50: 글도 파일도 없음"),
        ("A link: no post is called A link", "A link: 그런 글이 없음"),
        ("tag: needs a value", "tag: 값이 필요함"),
        ("no such form at all", "no such form at all"),
        ("", ""),
    ],
)
def test_a_message_is_told_in_korean(message: str, expected: str) -> None:
    assert translated(message) == expected


def test_english_readers_are_told_what_the_index_says(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")
    assert translated("close the quote") == "close the quote"


def test_every_form_is_one_of_the_index() -> None:
    said = "".join(
        node.value
        for path in _SOURCES.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    )
    for form in REPORTED:
        for literal, *_ in Formatter().parse(form):
            assert literal.strip(' "') in said, form


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("손실 -tag:CV sort:old", "“손실” 그리고 태그 CV 빼고, 오래된 순"),
        ("(loss OR title:손실) ", "“loss” 또는 제목의 “손실”"),
        ("date:2021-09 is:unread", "쓴 날 2021-09 그리고 안 읽은 글"),
        ("date:2021-09-03..2021-09-05 ", "쓴 날 2021-09-03~2021-09-05"),
        ("ㄱㅅ has:code note:*", "초성 ㄱㅅ 그리고 코드 있음 그리고 내 메모 있음"),
        ("after:2021 ", "쓴 날 2021-01-01부터"),
    ],
)
def test_a_query_is_understood_in_korean(journal: Journal, query: str, words: str) -> None:
    assert understood(journal.search(query)) == words
