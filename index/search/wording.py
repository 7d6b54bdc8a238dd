"""A query printed back: in the language of queries, and in words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from . import fields
from .query import (
    And,
    Dated,
    Everything,
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

_READ_OTHERWISE = re.compile(r"(?:OR|AND|NOT)\Z|.*~[12]?\Z|([^\W\d]\w*):(?!//|:)", re.DOTALL)
_IN_SLASHES = re.compile(r"\\.|/", re.DOTALL)


def printed(query: Query) -> str:
    """A query in its own language: parsed again, it is the same query.

    A blank at the end says that the last word is whole.
    """
    text = _printed(query.node)
    if query.sort:
        return f"{text} sort:{query.sort}"
    return f"{text} " if _may_go_on(query.node) else text


def _may_go_on(node: Node) -> bool:
    match node:
        case And(nodes) | Or(nodes):
            return _may_go_on(nodes[-1])
        case Not(part):
            return _may_go_on(part)
        case Text(_, quoted, prefix):
            return not quoted and not prefix
        case Value("lang", _, prefix):
            return not prefix
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
        case Value(field, value, prefix):
            return {field: (fields.quoted(value) if value else "") + ("*" if prefix else "")}
        case Dated(field, span):
            return {field: _days(span)}
        case Has(flag):
            return {name: flag for name in ("has", "is") if flag in fields.SPELLINGS[name].values()}
        case Marked(mark):
            return {"is": mark}
        case Noted(text):
            return {"note": _in_quotes(text) if text else "*"}
        case Everything():
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
    last = span.end - timedelta(1) if span.end else ""
    return f"{span.start or ''}..{last}"


_SORTS = {
    "relevance": "best first",
    "new": "newest first",
    "old": "oldest first",
    "updated": "last updated first",
    "title": "by title",
    "length": "longest first",
}
_VALUES = {
    "tag": "tagged",
    "cat": "in category",
    "person": "naming",
    "lang": "with code in",
    "path": "with a path containing",
    "link": "linking to",
    "series": "of the series",
}
_FLAGS = {
    "unanswered": "with an unanswered question",
    "image": "with an image",
    "link": "with a link",
    "table": "with a table",
    "notice": "with a notice",
    "toc": "with contents",
    "question": "with a question",
    "answer": "with an answer",
    "code": "with code",
    "math": "with math",
}
_MARKS = {"read": "that you have read", "unread": "not yet read", "bookmarked": "with a bookmark"}


def describe(query: Query) -> str:
    """How a query was understood, in words: ``"loss" and tagged PyTorch, newest first``."""
    words = one_line(_words(query.node, outermost=True))
    return f"{words}, {_SORTS[query.sort]}" if query.sort else words


def one_line(words: str) -> str:
    """Words with a blank for each run of whitespace, of which a query may hold any kind.

    Some of it are controls to a terminal, such as form feeds and line separators.
    """
    return " ".join(words.split())


def _words(node: Node, *, outermost: bool = False) -> str:
    match node:
        case Not(part):
            return f"not {_words(part)}"
        case And(nodes):
            words = " and ".join(map(_words, nodes))
        case Or(nodes):
            words = " or ".join(map(_words, nodes))
        case _:
            return _leaf_words(node)
    return words if outermost else f"({words})"


def _leaf_words(node: Node) -> str:
    match node:
        case Text(text, _, prefix, field, apart, edits):
            near = f" with up to {apart} other words between" if apart else ""
            like = f"words like {edits} letter{'s' * (edits > 1)} apart from " if edits else ""
            return f"{like}“{text}{'…' * prefix}”{near}{_in(field)}"
        case Initials(text):
            return f"with the initial consonants {text}"
        case Regex(pattern, field):
            return f"matching /{pattern}/{_in(field)}"
        case Value(field, "", _):
            return f"{_VALUES[field]} anything"
        case Value(field, value, prefix):
            return f"{_VALUES[field]} {value}{'…' * prefix}"
        case Dated(field, span):
            return f"{'updated' if field == 'updated' else 'dated'} {describe_span(span)}"
        case Has(flag):
            return _FLAGS.get(flag, f"that is {flag}")
        case Marked(mark):
            return _MARKS[mark]
        case Noted(""):
            return "with a note of yours"
        case Noted(text):
            return f"with “{text}” in your notes"
        case _:
            return "every post"


def _in(field: str | None) -> str:
    return f" in {field}" if field else ""
