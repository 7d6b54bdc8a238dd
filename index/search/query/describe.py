"""A query printed back: in the language of queries, and as a message for its reader."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from index.lazy_pattern import lazy_pattern
from index.messages import Code, Message

from . import fields
from .date_ranges import Span, describe_span, name_of
from .fields import Mark, Sort, TextField, ValueField
from .nodes import (
    And,
    DateFilter,
    FacetFilter,
    FlagFilter,
    Initials,
    MarkFilter,
    MatchAll,
    Node,
    Not,
    NoteFilter,
    Or,
    PropertyFilter,
    Query,
    Regex,
    Text,
    UnknownValue,
)

_READ_OTHERWISE = lazy_pattern(r"(?:OR|AND|NOT)\Z|.*~[12]?\Z|([^\W\d]\w*)[:：](?!//|:)", re.DOTALL)
_IN_SLASHES = lazy_pattern(r"\\.|/", re.DOTALL)


def printed(query: Query) -> str:
    """A query in its own language: parsed again, it is the same query.

    A blank at the end says that the last word is whole.
    """
    text = _printed(query.node)
    if query.sort:
        text = f"{text} sort:{query.sort}"
    return f"{text} " if _may_go_on(query.node) else text


def _may_go_on(node: Node) -> bool:
    match node:
        case And(nodes) | Or(nodes):
            return _may_go_on(nodes[-1])
        case Not(part):
            return _may_go_on(part)
        case Text(_, quoted, prefix):
            return not quoted and not prefix
        case FacetFilter("lang", _, prefix):
            return not prefix
        case UnknownValue():
            return True
        case _:
            return False


def _printed(node: Node) -> str:
    """A node where OR may follow it."""
    match node:
        case And(nodes):
            return "".join(_conjoined(nodes))
        case Or(nodes):
            return _values_of_one_field(nodes) or " OR ".join(map(_printed, nodes))
        case _:
            return _bracketed(node)


def _conjoined(nodes: tuple[Node, ...]) -> Iterator[str]:
    before: Node | None = None
    for node in nodes:
        if before:
            last = before.node if isinstance(before, Not) else before
            both = isinstance(last, Initials) and isinstance(node, Initials)
            yield " AND " if both else " "
        yield _bracketed(node)
        before = node


def _bracketed(node: Node) -> str:
    """A node where anything may stand beside it."""
    match node:
        case Not(part):
            return f"-{_bracketed(part)}"
        case And():
            return f"({_printed(node)})"
        case Or(nodes):
            return _values_of_one_field(nodes) or f"({_printed(node)})"
        case _:
            name, value = next(iter(_written(node).items()))
            return f"{name}:{value}" if name else value


def _values_of_one_field(nodes: tuple[Node, ...]) -> str:
    """``tag:a,b``, where one field has them all; else empty."""
    forms = [_written(node) for node in nodes]
    names = (name for name in forms[0] if name and all(name in form for form in forms))
    name = next(names, "")
    return f"{name}:{','.join(form[name] for form in forms)}" if name else ""


def _written(node: Node) -> dict[str, str]:
    """A leaf as the value of each field it can be written with; the name is empty for none."""
    match node:
        case Text(text, quoted, prefix, field, apart, edits):
            near = f"~{apart}" if apart else f"~{edits}" if edits else ""
            end = near or ("*" if prefix else "")
            return {field or "": (_in_quotes(text) if quoted else _as_word(text)) + end}
        case Initials(text):
            return {"": text, "title": text, "heading": text}
        case Regex(pattern, field):
            return {field or "": f"/{_IN_SLASHES.sub(_escaped_slash, pattern)}/"}
        case FacetFilter(field, value, prefix):
            return {field: (fields.quoted(value) if value else "") + ("*" if prefix else "")}
        case DateFilter(field, span):
            return {field: _days(span)}
        case FlagFilter(flag):
            return {name: flag for name in ("has", "is") if flag in fields.SPELLINGS[name].values()}
        case MarkFilter(mark):
            return {"is": mark}
        case PropertyFilter(key, value, sign, prefix):
            value = _IN_BRACKETS.sub(" ", value)
            shown = f"{value}*" if prefix else f'"{value}"' if value and not sign else value
            return {"": f"[{key}:{sign}{shown}]"}
        case NoteFilter(text):
            return {"note": _in_quotes(text) if text else "*"}
        case UnknownValue(field, text):
            return {field: fields.quoted(text)}
        case MatchAll():
            return {"": "*"}
        case _:
            return {}


def _as_word(text: str) -> str:
    match = _READ_OTHERWISE.match(text)
    if match and (match[1] is None or fields.known(match[1])):
        return f"\\{text}\\"
    return text


def _in_quotes(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _escaped_slash(match: re.Match[str]) -> str:
    return "\\/" if match[0] == "/" else match[0]


def _days(span: Span) -> str:
    if span.end == date.min:
        return f"<{date.min}"
    if name := name_of(span):
        return name
    last = span.end - timedelta(1) if span.end else ""
    return f"{span.start or ''}..{last}"


_IN_BRACKETS = lazy_pattern(r'[\[\]"\n]+')
_ORDERS: dict[Sort, Code] = {
    "relevance": "order-relevance",
    "new": "order-new",
    "old": "order-old",
    "updated": "order-updated",
    "title": "order-title",
    "length": "order-length",
}
_IN_FIELD: dict[TextField, Code] = {
    "title": "query-in-title",
    "heading": "query-in-heading",
    "body": "query-in-body",
    "code": "query-in-code",
}
_VALUES: dict[ValueField, tuple[Code, Code]] = {
    "tag": ("query-tag", "query-any-tag"),
    "cat": ("query-category", "query-any-category"),
    "person": ("query-person", "query-any-person"),
    "lang": ("query-language", "query-any-language"),
    "path": ("query-path", "query-any-path"),
    "link": ("query-link", "query-any-link"),
    "series": ("query-series", "query-any-series"),
}
"""The code for one value of a field, and that for any."""
_FLAGS: dict[str, Code] = {
    "image": "query-has-image",
    "code": "query-has-code",
    "math": "query-has-math",
    "link": "query-has-link",
    "table": "query-has-table",
    "notice": "query-has-notice",
    "toc": "query-has-contents",
    "question": "query-has-question",
    "answer": "query-has-answer",
    "task": "query-has-task",
    "todo": "query-todo",
    "done": "query-done",
    "date": "query-has-date",
    "unanswered": "query-unanswered",
    "untagged": "query-untagged",
    "uncategorised": "query-uncategorised",
    "broken": "query-broken",
    "draft": "query-draft",
    "future": "query-future",
    "unpublished": "query-unpublished",
    "undated": "query-undated",
}
_MARKS: dict[Mark, Code] = {
    "read": "query-read",
    "unread": "query-unread",
    "bookmarked": "query-bookmarked",
}


def describe(query: Query) -> Message:
    """How a query was understood: a message for each part of it, within those that join them."""
    parts = _described(query.node)
    if not query.sort:
        return parts
    return Message.of("query-sorted", query=parts, order=Message.of(_ORDERS[query.sort]))


def _grouped(node: Node) -> Message:
    """A node within another, in brackets where it joins others itself."""
    described = _described(node)
    if isinstance(node, And | Or):
        return Message.of("query-group", query=described)
    return described


def _described(node: Node) -> Message:
    match node:
        case Not(part):
            return Message.of("query-not", query=_grouped(part))
        case And(nodes):
            return Message.of("query-and", queries=tuple(map(_grouped, nodes)))
        case Or(nodes):
            return Message.of("query-or", queries=tuple(map(_grouped, nodes)))
        case Text():
            return _described_text(node)
        case Initials(text):
            return Message.of("query-initials", text=text)
        case Regex(pattern, field):
            return _within(field, Message.of("query-regex", pattern=pattern))
        case FacetFilter(field, value, prefix):
            one, any_of_them = _VALUES[field]
            if not value:
                return Message.of(any_of_them)
            return Message.of(one, value=_begun(value, prefix=prefix))
        case DateFilter("updated", span):
            return Message.of("query-updated", days=describe_span(span))
        case DateFilter(_, span):
            return Message.of("query-dated", days=describe_span(span))
        case FlagFilter(flag):
            return Message.of(_FLAGS[flag])
        case MarkFilter(mark):
            return Message.of(_MARKS[mark])
        case PropertyFilter(key, "", "", _):
            return Message.of("query-any-property", key=key)
        case PropertyFilter(key, value, sign, prefix):
            shown = f"{sign} {_begun(value, prefix=prefix)}".strip()
            return Message.of("query-property", key=key, value=shown)
        case NoteFilter(text):
            return Message.of("query-note", text=text) if text else Message.of("query-any-note")
        case UnknownValue(field, text):
            return Message.of("query-unknown-value", field=field, text=text)
        case _:
            return Message.of("query-every-post")


def _described_text(node: Text) -> Message:
    described = Message.of("query-text", text=_begun(node.text, prefix=node.prefix))
    if node.slop:
        described = Message.of("query-apart", query=described, most=node.slop)
    if node.edits == 1:
        described = Message.of("query-letter-apart", query=described)
    elif node.edits:
        described = Message.of("query-letters-apart", query=described, most=node.edits)
    return _within(node.field, described)


def _within(field: TextField | None, described: Message) -> Message:
    return Message.of(_IN_FIELD[field], query=described) if field else described


def _begun(text: str, *, prefix: bool) -> str:
    return f"{text}…" if prefix else text
