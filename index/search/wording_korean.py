"""How a query was understood, in Korean: the words of ``wording.describe`` for other readers."""

from __future__ import annotations

from datetime import timedelta

from .query import (
    And,
    Dated,
    Has,
    Initials,
    Marked,
    Node,
    Not,
    Noted,
    Or,
    Query,
    Regex,
    Text,
    Value,
)
from .when import Span, describe_span
from .wording import one_line

_SORTS = {
    "relevance": "관련도순",
    "new": "최신순",
    "old": "오래된 순",
    "updated": "고친 날짜순",
    "title": "제목순",
    "length": "긴 글순",
}
_FIELDS = {
    "title": "제목", "heading": "소제목", "body": "본문", "code": "코드", "tag": "태그",
    "cat": "분류", "person": "사람", "lang": "코드 언어", "path": "경로",
    "link": "링크", "series": "연재",
}  # fmt: skip
_FLAGS = {
    "unanswered": "답 없는 질문 있음", "image": "그림 있음", "link": "링크 있음",
    "table": "표 있음", "notice": "알림 있음", "toc": "목차 있음", "question": "질문 있음",
    "answer": "답 있음", "code": "코드 있음", "math": "수식 있음",
    "untagged": "태그 없음", "uncategorised": "분류 없음", "broken": "읽기 문제 있음",
    "draft": "초안", "future": "앞날의 글", "unpublished": "비공개", "undated": "날짜 없음",
}  # fmt: skip
_MARKS = {"read": "읽은 글", "unread": "안 읽은 글", "bookmarked": "책갈피 있음"}


def describe_in_korean(query: Query) -> str:
    """How a query was understood: ``“loss” 그리고 태그 PyTorch, 최신순``."""
    words = one_line(_words(query.node, outermost=True))
    return f"{words}, {_SORTS[query.sort]}" if query.sort else words


def _words(node: Node, *, outermost: bool = False) -> str:
    match node:
        case Not(part):
            return f"{_words(part)} 빼고"
        case And(nodes):
            words = " 그리고 ".join(map(_words, nodes))
        case Or(nodes):
            words = " 또는 ".join(map(_words, nodes))
        case _:
            return _leaf_words(node)
    return words if outermost else f"({words})"


def _leaf_words(node: Node) -> str:
    match node:
        case Text(text, _, prefix, field, apart, edits):
            near = f"(사이에 다른 낱말 {apart}개까지)" if apart else ""
            like = f"(비슷한 낱말, {edits}글자까지)" if edits else ""
            return f"{_in(field)}“{text}{'…' * prefix}”{near}{like}"
        case Initials(text):
            return f"초성 {text}"
        case Regex(pattern, field):
            return f"{_in(field)}정규식 /{pattern}/"
        case Value(field, "", _):
            return f"{_FIELDS[field]} 있음"
        case Value(field, value, prefix):
            return f"{_FIELDS[field]} {value}{'…' * prefix}"
        case Dated(field, span):
            return f"{'고친 날' if field == 'updated' else '쓴 날'} {_days(span)}"
        case Has(flag):
            return _FLAGS.get(flag, flag)
        case Marked(mark):
            return _MARKS[mark]
        case Noted(""):
            return "내 메모 있음"
        case Noted(text):
            return f"내 메모의 “{text}”"
        case _:
            return "모든 글"


def _in(field: str | None) -> str:
    return f"{_FIELDS[field]}의 " if field else ""


def _days(span: Span) -> str:
    """A span with both ends included: ``2021-09``, ``2021-09-03~2021-09-05``."""
    if span.start is None and span.end is None:
        return "아무 때나"
    if span.end is None:
        return f"{span.start}부터"
    if span.start is None:
        return f"{span.end} 전"
    words = describe_span(span)
    return f"{span.start}~{span.end - timedelta(1)}" if " to " in words else words
