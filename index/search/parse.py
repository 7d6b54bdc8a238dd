"""The language of queries: text in, a tree out, whatever the text.

A recursive descent over the characters. What is not closed closes itself, what is not known is
text, and every doubt becomes a hint.

    query = or            or = and { ("OR" | "|") and }      and = unary { ["AND"] unary }
    unary = ["-" | "NOT"] atom
    atom  = "(" or ")" | name ":" values | "#" values | quoted | word ["*"]
"""

from __future__ import annotations

import re
from datetime import date
from difflib import get_close_matches
from typing import cast, get_args

from .query import (
    And,
    Dated,
    Everything,
    Has,
    Node,
    Not,
    Or,
    Query,
    Sort,
    Text,
    TextField,
    Value,
    ValueField,
)
from .tokens import needle
from .when import Span, span, spans

_ALIASES = {
    "제목": "title",
    "태그": "tag",
    "분류": "cat",
    "category": "cat",
    "in": "cat",
    "날짜": "date",
    "on": "date",
    "수정": "updated",
    "본문": "body",
    "사람": "person",
    "by": "person",
    "코드": "code",
}
_TEXT_FIELDS = frozenset(get_args(TextField))
_VALUE_FIELDS = frozenset(get_args(ValueField))
_DATE_FIELDS = frozenset({"date", "updated", "after", "before"})
_NAMES = _TEXT_FIELDS | _VALUE_FIELDS | _DATE_FIELDS | {"has", "is", "sort"}

_HAS = {
    **{name: name for name in ("image", "code", "math", "link", "table", "note", "toc")},
    **{name: name for name in ("question", "answer")},
}
_IS = {
    name: name
    for name in (
        "untagged", "uncategorised", "broken", "draft", "future", "unpublished", "undated",
        "question", "unanswered",
    )
} | {"uncategorized": "uncategorised"}  # fmt: skip
_SORTS = {"newest": "new", "date": "new", "oldest": "old", **{s: s for s in get_args(Sort)}}

_SPACE = re.compile(r"\s+")
_OPERATOR = re.compile(r"(OR|AND|NOT)(?=[\s()]|\Z)|\|+")
_NAME = re.compile(r"([^\W\d]\w*):(?!//|:)")
_REGEX = re.compile(r"/[^/\n]+/(?=[\s)]|\Z)")
_QUOTED = re.compile(r'"([^"]*)("|\Z)(?:~\d*)?')
_WORD = re.compile(r'[^\s()"|]+')
_VALUE = re.compile(r'[^\s(),"|]+')
_MOST_NESTED = 40
_MOST_CHARACTERS = 20_000
_MOST_HINTS = 8


def parse(text: str, today: date) -> Query:
    """The query that a text is, at the day ``today``. Any text is one; it never raises.

    Of a text of more than 20,000 characters the beginning is the query, and a hint says so.
    """
    parser = _Parser(text[:_MOST_CHARACTERS], today)
    if len(text) > _MOST_CHARACTERS:
        parser.hint(f"only the first {_MOST_CHARACTERS:,} characters are searched for")
    node = parser.disjunction(0)
    return Query(node or Everything(), parser.sort, tuple(parser.hints))


class _Parser:
    def __init__(self, text: str, today: date) -> None:
        self.text = text
        self.today = today
        self.at = 0
        self.field: str | None = None
        self.excluding = False
        self.sort: Sort | None = None
        self.hints: list[str] = []

    def hint(self, text: str) -> None:
        """Tell the reader something, once, and not without end."""
        if text not in self.hints and len(self.hints) < _MOST_HINTS:
            self.hints.append(text)

    def taken(self, wanted: re.Pattern[str]) -> re.Match[str] | None:
        """What stands here, if it is that, and step over it."""
        match = wanted.match(self.text, self.at)
        if match:
            self.at = match.end()
        return match

    def operator(self) -> str:
        """The operator that stands here, without stepping over it; empty where there is none."""
        self.taken(_SPACE)
        match = _OPERATOR.match(self.text, self.at)
        return match[0].replace("|", "") or "OR" if match else ""

    def disjunction(self, depth: int) -> Node | None:
        parts: list[Node] = []
        while True:
            part = self.conjunction(depth)
            if part:
                parts.append(part)
            if self.operator() != "OR":
                return _joined(Or, parts)
            self.taken(_OPERATOR)

    def conjunction(self, depth: int) -> Node | None:
        parts: list[Node] = []
        while True:
            operator = self.operator()
            if self.at >= len(self.text) or operator == "OR":
                return _joined(And, parts)
            if operator == "AND":
                self.taken(_OPERATOR)
            elif self.text[self.at] == ")":
                if depth:
                    return _joined(And, parts)
                self.at += 1
            elif part := self.negation(depth):
                parts.append(part)

    def negation(self, depth: int) -> Node | None:
        negated = False
        while True:
            if self.operator() == "NOT":
                self.taken(_OPERATOR)
            elif self.text[self.at : self.at + 1] == "-":
                self.at += 1
                if self.text[self.at : self.at + 1].isspace() or self.at == len(self.text):
                    return None
            else:
                break
            negated = not negated
        self.excluding ^= negated
        node = self.atom(depth)
        self.excluding ^= negated
        return Not(node) if negated and node else node

    def atom(self, depth: int) -> Node | None:
        if self.at >= len(self.text) or self.operator():
            return None
        character = self.text[self.at]
        if character == ")":
            return None
        if character == "(":
            self.at += 1
            return self.group(depth)
        if match := self.taken(_QUOTED):
            return self.phrase(match)
        if match := self.taken(_REGEX):
            self.hint("regular expressions are not known: searched as text")
            return self.text_node(match[0])
        if character == "#" and _VALUE.match(self.text, self.at + 1):
            self.at += 1
            return self.values("tag")
        if name := self.name():
            return self.group(depth, name) if self.opened() else self.values(name)
        return self.word()

    def opened(self) -> bool:
        """Whether a bracket opens here, stepping over it."""
        is_open = self.text[self.at : self.at + 1] == "("
        self.at += is_open
        return is_open

    def group(self, depth: int, field: str | None = None) -> Node | None:
        if depth >= _MOST_NESTED:
            self.hint("brackets nested this deep are passed over")
            return None
        outer, self.field = self.field, field or self.field
        node = self.disjunction(depth + 1)
        self.field = outer
        if self.text[self.at : self.at + 1] == ")":
            self.at += 1
        return node

    def name(self) -> str | None:
        """The name of the field that begins here, stepping over it and its colon."""
        match = _NAME.match(self.text, self.at)
        if match is None:
            return None
        name = _ALIASES.get(match[1].casefold(), match[1].casefold())
        if name in _NAMES:
            self.at = match.end()
            return name
        if len(self.hints) < _MOST_HINTS:
            close = get_close_matches(name, sorted(_NAMES), n=1, cutoff=0.5)
            meant = f": did you mean {close[0]}:?" if close else ""
            self.hint(f'no field "{match[1]}"{meant}')
        return None

    def phrase(self, match: re.Match[str]) -> Node | None:
        if not match[1].strip():
            return None
        if match[0].rstrip("0123456789").endswith("~"):
            self.hint("nearness (~) is not known: the phrase is searched as it stands")
        return self.text_node(match[1], quoted=True, prefix=self.unfinished() and not match[2])

    def unfinished(self) -> bool:
        """Whether what was stepped over last is still being typed; what is excluded is whole."""
        return self.at == len(self.text) and not self.excluding

    def word(self) -> Node | None:
        match = self.taken(_WORD)
        if match is None:
            self.at += 1
            return None
        word = match[0]
        if near := re.fullmatch(r"(.+)~[12]?", word):
            word = near[1]
            self.hint("similar words (~) are not known: searched as it stands")
        if word.strip("*") == "":
            return Everything()
        return self.text_node(word.rstrip("*"), prefix=self.unfinished() or word.endswith("*"))

    def text_node(self, text: str, *, quoted: bool = False, prefix: bool = False) -> Node | None:
        if self.field:
            return self.value(self.field, text, prefix=prefix, quoted=quoted)
        return self.text_in(None, text, quoted=quoted, prefix=prefix)

    def text_in(
        self, field: TextField | None, text: str, *, quoted: bool, prefix: bool
    ) -> Node | None:
        wanted = needle(text, prefix=prefix)
        if wanted is None:
            self.hint(f'"{text}" holds no letter or digit and was passed over')
            return None
        return Text(text, quoted, wanted.prefix, field)

    def values(self, name: str) -> Node | None:
        """``a,"b c",d`` after a field's name: any of them."""
        nodes: list[Node] = []
        found = False
        while True:
            if match := self.taken(_QUOTED):
                value, quoted = match[1], True
                prefix = self.unfinished() and not match[2]
            elif match := self.taken(_VALUE):
                value, quoted = match[0], False
                prefix = self.unfinished() or value.endswith("*")
            else:
                value, quoted, prefix = "", True, False
            if value.strip():
                found = True
                if node := self.value(name, value, prefix=prefix, quoted=quoted):
                    nodes.append(node)
            if self.text[self.at : self.at + 1] != ",":
                break
            self.at += 1
        if not found:
            self.hint(f"{name}: needs a value")
        return _joined(Or, nodes)

    def value(self, name: str, text: str, *, prefix: bool, quoted: bool) -> Node | None:
        starred = text.endswith("*") and not quoted
        value = text.rstrip("*") if starred else text
        if name in _TEXT_FIELDS:
            if not value:
                return Everything()
            return self.text_in(cast(TextField, name), value, quoted=quoted, prefix=prefix)
        if name in _VALUE_FIELDS:
            open_ended = starred or (prefix and name == "lang")
            return Value(cast(ValueField, name), value, open_ended)
        if name in _DATE_FIELDS:
            return self.dated(name, value)
        if name == "sort":
            self.sorted_by(value)
            return None
        return self.flagged(name, value)

    def dated(self, name: str, value: str) -> Node | None:
        days = spans(value, self.today) if name in {"date", "updated"} else span(value, self.today)
        if days is None:
            self.hint(f'"{value}" is no date: try 2021, 2021-09, 2021-09-03 or 7d')
            return None
        if name == "after":
            return Dated("date", Span(days.start, None))
        if name == "before":
            return Dated("date", Span(None, days.start))
        return Dated("updated" if name == "updated" else "date", days)

    def sorted_by(self, value: str) -> None:
        wanted = _SORTS.get(value.casefold())
        if wanted is None:
            self.hint(f'no order "{value}": {", ".join(get_args(Sort))} are known')
        else:
            self.sort = cast(Sort, wanted)

    def flagged(self, name: str, value: str) -> Node | None:
        names = _HAS if name == "has" else _IS
        flag = names.get(value.casefold())
        if flag:
            return Has(flag)
        if len(self.hints) < _MOST_HINTS:
            close = get_close_matches(value.casefold(), sorted(names), n=1, cutoff=0.7)
            known = ", ".join(dict.fromkeys(names.values()))
            meant = f"did you mean {name}:{close[0]}?" if close else f"known are {known}"
            self.hint(f"{name}:{value} is not known here: {meant}")
        return None


def _joined(kind: type[And | Or], nodes: list[Node]) -> Node | None:
    different = tuple(dict.fromkeys(nodes))
    return kind(different) if len(different) > 1 else next(iter(different), None)
