"""The messages of the index in the reader's language."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Literal, get_args

import pytest

from index.journal import Journal
from index.messages import Code, Message
from index.search.query import fields
from index.search.query.describe import describe
from index.search.query.parse import parse
from tests.index.built_messages import built_messages
from tests.tui.language.texts import fields_of
from tui.language import choose_language
from tui.language.english.messages import MESSAGES as ENGLISH
from tui.language.korean.messages import MESSAGES as KOREAN
from tui.language.wording import in_english, worded

TODAY = date(2024, 5, 1)

_QUERIES = (
    *(f"{name}:a " for name in (*fields.TEXT_FIELDS, *fields.VALUE_FIELDS)),
    *(f"{name}:* " for name in fields.VALUE_FIELDS),
    *(f"has:{flag} " for flag in fields.HAS),
    *(f"is:{flag} " for flag in fields.IS),
    *(f"a sort:{order} " for order in fields.SORTS),
)
"""Queries with every name that the language of queries knows."""


@pytest.fixture(autouse=True)
def korean(monkeypatch: pytest.MonkeyPatch) -> None:
    """The reader's language."""
    monkeypatch.setenv("LC_ALL", "ko_KR.UTF-8")


def _parts(message: Message) -> Iterator[Message]:
    """A message and those in its fields."""
    yield message
    for _, value in message.fields:
        for each in value if isinstance(value, tuple) else (value,):
            if isinstance(each, Message):
                yield from _parts(each)


def _fields() -> dict[str, set[str]]:
    """The fields that the index gives messages of each code."""
    described = (part for query in _QUERIES for part in _parts(describe(parse(query, TODAY))))
    found: dict[str, set[str]] = {
        part.code: {name for name, _ in part.fields} for part in described
    }
    literal = {built.code: built.fields for _, built in built_messages() if built.code}
    # What the settings of a journal have is told as if it were of front matter, then renamed.
    return {**found, **literal, "settings-broken": literal["front-matter-broken"]}


@pytest.mark.parametrize("texts", [ENGLISH, KOREAN], ids=["English", "Korean"])
def test_every_code_has_a_text_with_its_fields(texts: dict[Code, str]) -> None:
    assert set(texts) == set(get_args(Code))
    assert {code: fields_of(text) for code, text in texts.items()} == _fields()


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        (Message.of("nothing-at-path", path="/nowhere"), "/nowhere: 글도 파일도 없음"),
        (Message.of("no-post-called", name="link"), "link: 그런 글이 없음"),
        (
            Message.of("front-matter-broken", reason=Message.of("close-quote")),
            "머리말이 잘못됨: 따옴표를 닫을 것",
        ),
        (
            Message.of("front-matter-broken", reason=Message.of("as-reported", text="some words")),
            "머리말이 잘못됨: some words",
        ),
        (
            Message.of("settings-broken", reason=Message.of("close-brace")),
            "잘못됨: 중괄호 {를 }로 닫을 것",
        ),
        (
            Message.of("days-between", first="2021-09-03", last="2021-09-05"),
            "2021-09-03~2021-09-05",
        ),
        (
            Message.of(
                "unknown-value",
                field="has",
                text="x",
                reason=Message.of("did-you-mean", near="has:y"),
            ),
            "has:x: 모르는 값, 혹시 has:y?",
        ),
        (
            Message.of(
                "link-broken", target="/50", reason=Message.of("nothing-at-path", path="50")
            ),
            "/50: 50: 글도 파일도 없음",
        ),
        (
            Message.of(
                "link-broken", target="A link", reason=Message.of("no-post-called", name="A link")
            ),
            "A link: 그런 글이 없음",
        ),
        (Message.of("file-too-large", path="{x}", most=12_000), "{x}: 12,000바이트보다 큽니다"),
        (
            Message.of("known-values", values=("a", "b")),
            "쓸 수 있는 것은 a, b",
        ),
    ],
)
def test_a_message_is_told_in_korean(message: Message, expected: str) -> None:
    assert worded(message) == expected


def test_a_message_is_told_in_the_language_that_is_chosen() -> None:
    message = Message.of(
        "link-broken", target="/50", reason=Message.of("nothing-at-path", path="50")
    )
    choose_language("en")
    assert worded(message) == "/50: no post and no file is at 50"
    choose_language("ko")
    assert worded(message) == "/50: 50: 글도 파일도 없음"
    assert in_english(message) == "/50: no post and no file is at 50"


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("손실 -tag:CV sort:old", "“손실” 그리고 태그 CV 빼고, 오래된 순"),
        ("(loss OR title:손실) ", "“loss” 또는 제목의 “손실”"),
        ("date:2021-09 is:unread", "쓴 날 2021-09 그리고 안 읽은 글"),
        ("date:2021-09-03..2021-09-05 ", "쓴 날 2021-09-03~2021-09-05"),
        ("ㄱㅅ has:code note:*", "초성 ㄱㅅ 그리고 코드 있음 그리고 내 메모 있음"),
        ("after:2021 ", "쓴 날 2021-01-01부터"),
        ("-(a b~1) ", "(“a” 그리고 “b”(비슷한 낱말, 1글자까지)) 빼고"),
        ('title:"a b"~3 ', "제목의 “a b”(사이에 다른 낱말 3개까지)"),
        ("tag:* -cat:study* ", "태그 있음 그리고 분류 study… 빼고"),
    ],
)
def test_a_query_is_understood_in_korean(journal: Journal, query: str, words: str) -> None:
    assert worded(journal.search(query).understood) == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            '#BOJ ("경사 하강" OR -loss) date:2021 sort:new ',
            "tagged BOJ and (“경사 하강” or not “loss”) and dated 2021, newest first",
        ),
        ("loss", "“loss…”"),
        ("title:loss~2 ", "words like 2 letters apart from “loss” in title"),
        ("loss~ ", "words like 1 letter apart from “loss”"),
        ('"a b"~3 ', "“a b” with up to 3 other words between"),
        ("ㄱㅅ /a.b/ ", "with the initial consonants ㄱㅅ and matching /a.b/"),
        ("is:unread -is:bookmarked ", "not yet read and not with a bookmark"),
        ("note: note:손실 ", "with a note of yours and with “손실” in your notes"),
        ("has:image is:unanswered is:draft ",
         "with an image and with an unanswered question and that is draft"),
        ("tag:* -cat:study* ", "tagged anything and not in category study…"),
        ("date:2021-09-03..2021-09-05 ", "dated 2021-09-03 to 2021-09-05"),
        ("updated:>2021 before:2021 ", "updated from 2022-01-01 and dated before 2021-01-01"),
        ("date:* ", "dated any day"),
        ("", "every post"),
    ],
)  # fmt: skip
def test_a_query_is_described_in_english(text: str, words: str) -> None:
    assert in_english(describe(parse(text, TODAY))) == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("tga:x", 'no field "tga": did you mean tag:?'),
        ("qqqq:x", 'no field "qqqq"'),
        ("is:unraed ", "is:unraed is not known: did you mean is:unread?"),
        ("is:unr", "is:unr is not known: unread"),
        ("sort:size", "sort:size is not known: "
         "known are relevance, new, old, updated, title, length"),
        ("date:soon", '"soon" is no date: '
         "try 2021, 2021-09, 2021-09-03, 2021-09..2021-10, 7d or last week"),
        ("/(a/", "/(a/ is no regular expression: missing ) at position 2. Searched as text"),
        ("x " * 20_000, "only the first 20,000 characters are searched for"),
    ],
)  # fmt: skip
def test_a_hint_is_told_in_english(text: str, words: str) -> None:
    assert words in map(in_english, parse(text, TODAY).hints)


@pytest.mark.parametrize("language", ["en", "ko"])
@pytest.mark.parametrize("blank", ["\n", "\t", "\r\n", "\x0b", "\x0c", "\x85", "\u2028", "\u2029"])
def test_a_query_and_its_hints_are_told_on_one_line(
    blank: str, language: Literal["en", "ko"]
) -> None:
    choose_language(language)
    texts = (f'"a{blank}b"', f"/a{blank}b/", f'tag:"a{blank}b"', f'note:"a{blank}b"', f'":{blank}:')
    for text in texts:
        query = parse(text, TODAY)
        for message in (describe(query), *query.hints):
            assert worded(message).isprintable(), text
