"""The names of the query language: fields, their aliases, and the values that are words of it."""

from __future__ import annotations

from typing import Literal, get_args

from index.lazy_pattern import lazy_pattern

TextField = Literal["title", "heading", "body", "code"]
ValueField = Literal["tag", "cat", "person", "lang", "path", "link", "series"]
Sort = Literal["relevance", "new", "old", "updated", "title", "length"]
Mark = Literal["read", "unread", "bookmarked"]

TEXT_FIELDS: frozenset[str] = frozenset(get_args(TextField))
VALUE_FIELDS: frozenset[str] = frozenset(get_args(ValueField))
DATE_FIELDS = frozenset({"date", "updated", "after", "before"})
NAMES = (
    *("title", "tag", "cat", "date", "updated", "body", "heading", "code", "lang", "person"),
    *("path", "link", "note", "has", "is", "sort", "after", "before", "series"),
)
"""The fields, the most used first."""

KOREAN = {
    "제목": "title",
    "태그": "tag",
    "분류": "cat",
    "날짜": "date",
    "수정": "updated",
    "본문": "body",
    "소제목": "heading",
    "코드": "code",
    "언어": "lang",
    "사람": "person",
    "경로": "path",
    "링크": "link",
    "메모": "note",
    "정렬": "sort",
    "이후": "after",
    "이전": "before",
    "시리즈": "series",
}
"""The fields by their Korean names."""

ALIASES = KOREAN | {
    "category": "cat",
    "in": "cat",
    "on": "date",
    "by": "person",
    "author": "person",
    "authors": "person",
    "저자": "person",
    "file": "path",
    "파일": "path",
}
"""The other names of fields, each with the one it stands for."""

HAS = (
    "image",
    "code",
    "math",
    "link",
    "table",
    "note",
    "notice",
    "toc",
    "question",
    "answer",
    "task",
    "date",
)
"""What a post may have; ``note`` is one of the reader's own."""

PROPERTY = "["
"""What the name of a field begins with that is a key of front matter."""

SAME_AS_FIELDS = {
    "title": "title",
    "date": "date",
    "tags": "tag",
    "tag": "tag",
    "categories": "cat",
    "category": "cat",
}
"""Keys of front matter that fields ask for."""

FLAGS = {"notice": "note", "date": "dated"}
"""The flags of posts that have other names in queries."""

IS = (
    *("read", "unread", "bookmarked", "untagged", "uncategorised", "broken", "draft", "future"),
    *("question", "unanswered", "unpublished", "undated", "todo", "done"),
)
"""What a post may be."""

SORTS: tuple[Sort, ...] = get_args(Sort)
"""The orders of an answer."""

KOREAN_VALUES = {
    "has": {
        "수식": "math",
        "그림": "image",
        "이미지": "image",
        "사진": "image",
        "코드": "code",
        "표": "table",
        "링크": "link",
        "메모": "note",
        "알림": "notice",
        "목차": "toc",
        "질문": "question",
        "답": "answer",
        "답변": "answer",
        "날짜": "date",
    },
    "is": {
        "읽음": "read",
        "안읽음": "unread",
        "책갈피": "bookmarked",
        "초안": "draft",
        "태그없음": "untagged",
        "분류없음": "uncategorised",
        "오류": "broken",
        "앞날": "future",
        "예약": "future",
        "질문": "question",
        "답없음": "unanswered",
        "비공개": "unpublished",
        "날짜없음": "undated",
    },
    "sort": {
        "관련순": "relevance",
        "정확도순": "relevance",
        "최신순": "new",
        "최신": "new",
        "오래된순": "old",
        "수정순": "updated",
        "제목순": "title",
        "길이순": "length",
    },
}
"""The Korean words that ``has:``, ``is:`` and ``sort:`` take, with what each means."""

SPELLINGS = {
    "has": {name: name for name in HAS}
    | {f"{name}s": name for name in HAS if name != "math"}
    | KOREAN_VALUES["has"],
    "is": {name: name for name in IS} | {"uncategorized": "uncategorised"} | KOREAN_VALUES["is"],
    "sort": {name: name for name in SORTS}
    | {"newest": "new", "oldest": "old", "date": "new"}
    | KOREAN_VALUES["sort"],
}
"""The words that ``has:``, ``is:`` and ``sort:`` take, with what each means."""

_PLAIN = lazy_pattern(r'[^\s(),"|*~<>/:\\][^\s(),"|*~<>\\]*')


def quoted(value: str) -> str:
    r"""A value as it is written after a field's colon: in quotes where it must be.

    ``deep learning`` is ``"deep learning"``. In quotes, ``\"`` is a quote, ``\\`` a backslash.
    """
    if _PLAIN.fullmatch(value):
        return value
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def known(name: str) -> str:
    """The field that a name, in any case, stands for; empty where it is none."""
    name = name.casefold()
    name = ALIASES.get(name, name)
    return name if name in NAMES else ""
