"""The language of queries: text in, a tree out, whatever the text.

A recursive descent over the characters. What is not closed closes itself, what is not known is
text, and every doubt becomes a hint.

    query  = or            or = and { ("OR" | "|") and }      and = unary { ["AND"] unary }
    unary  = ["-" | "NOT"] atom
    atom   = "(" or ")" | name ":" ( "(" or ")" | values ) | "#" values | value
    values = value { "," value }
    value  = quoted ["~" N | "*"] | "/" expression "/" | word ["*" | "~" ["1" | "2"]]
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from datetime import date
from functools import partial

from index import folding
from index.lazy_pattern import lazy_pattern
from index.messages import Message
from index.search.text import tokens

from . import fields
from .date_ranges import MONTH_NAME, NAMED_DAY, YearOf
from .edits import is_one_edit
from .leaf_builder import LeafBuilder, QueryWord
from .nodes import (
    And,
    Initials,
    MatchAll,
    Node,
    Not,
    NoteFilter,
    Query,
    Text,
    all_of,
    any_of,
    none_of,
)

_INVISIBLE = lazy_pattern(
    f"[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ud800-\udfff{folding.WITHOUT_WIDTH}]+"
)
_SPACE = lazy_pattern(r"\s+")
_OPERATOR = lazy_pattern(r'(OR|AND|NOT)(?=[\s()"|]|\Z)|\|+')
_BEGIN_OPERATORS = frozenset("OAN|")
_NAME = lazy_pattern(r"([^\W\d]\w*(?:\.\w+)*)[:：](?!//|:)")
_QUOTED = lazy_pattern(
    r'"(?P<text>(?:[^"\\]|\\.|\\\Z)*)(?:\Z|"(?:~(?P<apart>\d{0,3})|(?P<star>\*))?)', re.DOTALL
)
_EXPRESSION = lazy_pattern(r'/(?P<text>(?:[^/\\\n]|\\[^\n])+)/(?=[\s(),"|]|\Z)')
_WORD = lazy_pattern(r'[^\s()"|]+')
_PROPERTY = lazy_pattern(
    r"""\["?(?P<key>[^\[\]:"\n]{1,100})"?:[ ]*(?P<text>[^\[\]\n]{0,500})\](?=[\s()"|]|\Z)"""
)
_VALUE = lazy_pattern(r'[^\s(),"|]+')
_EDITS = lazy_pattern(r"~([12]?)\Z")
_INITIALS = lazy_pattern(r'[ㄱ-ㅎ]+(?:\s+[ㄱ-ㅎ]+)*(?=[\s()"|]|\Z)')
_ESCAPED_QUOTE = lazy_pattern(r'\\(["\\])')
_ESCAPED_SLASH = lazy_pattern(r"\\(.)")
_GOES_ON = lazy_pattern(
    rf"(?:last|this|지난|이번|저번|최근)\Z|\d년\Z|\d월\Z|(?:last|지난|최근) \d{{1,5}}\Z"
    rf"|(?<![^\W\d_]){MONTH_NAME}\Z",
    re.IGNORECASE,
)
_WENT_ON = lazy_pattern(
    r"\s+(?:(?:week|month|year|주|달|해|\d{1,2}[월일]|[1-4]분기)(?![^\W\d_])"
    r"|\d{1,5} ?(?:days?|weeks?|months?|years?|[일주달년]|개월)간?(?![^\W_])"
    r"|(?:19|20)\d\d(?![-\w]))[^\s(),|]*",
    re.IGNORECASE,
)
_NAMED_DAY = lazy_pattern(rf"{NAMED_DAY}(?=[\s(),|]|\Z)", re.IGNORECASE)
_BLANK_BEFORE_VALUE = lazy_pattern(
    r"""\s+(?=[^\s()|,])(?!(?:OR|AND|NOT)(?:\s|\Z)|-|[^\W\d]\w*[:：](?!//|:))"""
)
_FLAG = lazy_pattern(r"-(?:\w(?=\s|\Z)|\S*)")
_COMMAND = lazy_pattern(
    r"\s*(?:\$\s+)?(?:sudo\s+)?(?:awk|apt|apt-get|brew|bundle|cargo|cat|cd|chmod|chown|conda|cp"
    r"|curl|deno|dig|docker|du|echo|env|ffmpeg|find|gcc|gem|git|go|grep|gzip|head|helm|java|javac"
    r"|jekyll|journalctl|kill|kubectl|ln|ls|make|mkdir|mongod|mv|mysql|nohup|node|npm|npx|openssl"
    r"|pip3?|pkg|ps|psql|python3?|rg|rm|rsync|ruby|rustc|scp|sed|ssh|systemctl|tail|tar|tmux|touch"
    r"|unzip|vim|wget|yarn)\s"
)
"""What begins a line of a shell: one of the usual commands."""
_LOWERCASE_OPERATORS = {"or": "OR", "and": "AND", "not": "NOT"}
_NAMES_OF_SORT = "|".join(
    ["sort", *(alias for alias, name in fields.ALIASES.items() if name == "sort")]
)
_LAST_SORT = lazy_pattern(rf"(?<=\s)(?:{_NAMES_OF_SORT})[:：]\s*(?!-)[^\s()|:：]*\Z", re.IGNORECASE)
_EXCLAIMED = lazy_pattern(r"!\w")
_SIGNS = ("<", "<=", ">", ">=")
_AFTER_SIGN = lazy_pattern(r'\s+[^\s(),"|]+')
_MOST_NESTED = 40
_MOST_CHARACTERS = 20_000
_ROOM_TO_CLOSE = 100
"""What is cut off besides, so that quotes and brackets that close themselves can be printed."""
_MOST_WORDS = 1_000
_MOST_HINTS = 8
_LONGEST_QUOTED = 40
_FLAG_OF_ONE_LETTER = 2


def no_properties(_key: str) -> bool:
    """Say of every key that no front matter has it."""
    return False


def parse(
    text: str,
    today: date,
    is_property: Callable[[str], bool] = no_properties,
    year_of: YearOf | None = None,
    *,
    flags_are_text: bool = False,
) -> Query:
    """The query that a text is. Any text is one; it never raises.

    Args:
        text: What was typed.
        today: The day that relative dates count from.
        is_property: Whether a name that is no field is a key of some front matter.
        year_of: Gives the latest year that has posts in a month, for ``date:9월``.
        flags_are_text: Take ``-m`` for text that may be a flag of a command line: one letter, or
            what follows the name of a command.

    The last word may still be typed, and is the beginning of one, unless a blank ends the text;
    ``sort:`` behind it changes nothing of that. Characters without a width are passed over. Of a
    text of more than 20,000 characters, or of 1,000 words and values, the beginning is the query,
    and a hint says so.
    """
    if not (text.isascii() and text.isprintable()):
        text = unicodedata.normalize("NFC", _INVISIBLE.sub("", text))
    is_cut = len(text) > _MOST_CHARACTERS
    text = text[: _MOST_CHARACTERS - _ROOM_TO_CLOSE] if is_cut else text
    parser = _Parser(text, today, is_property, year_of, flags_are_text=flags_are_text)
    if is_cut:
        parser.hint(Message.of("too-many-characters", most=_MOST_CHARACTERS))
    node = parser.disjunction(0)
    is_negative = node is not None and _is_negative(node)
    if is_negative and len(text) <= _LONGEST_QUOTED:
        parser.hint(Message.of("only-negations", text=text.strip()))
    flags = () if is_negative else tuple(parser.flags)
    return Query(node or MatchAll(), parser.leaf_builder.sort, tuple(parser.hints), flags)


def _is_negative(node: Node) -> bool:
    """Whether a query only says what it does not want, in words."""
    parts = node.nodes if isinstance(node, And) else (node,)
    return all(isinstance(part, Not) and isinstance(part.node, Text) for part in parts)


def _add_hint(hints: list[Message], message: Message) -> None:
    """Tell the reader something, once, and not without end."""
    if message not in hints and len(hints) < _MOST_HINTS:
        hints.append(message)


class _Parser:
    def __init__(
        self,
        text: str,
        today: date,
        is_property: Callable[[str], bool],
        year_of: YearOf | None,
        *,
        flags_are_text: bool,
    ) -> None:
        self.text = text
        self.is_property = is_property
        self.flags_are_text = flags_are_text
        self.flags: list[str] = []
        self.is_command = _COMMAND.match(text) is not None
        self.at = 0
        sort = _LAST_SORT.search(text)
        # An order is no word: the word before it is the last one, which may still be typed.
        self.words_end = len(text[: sort.start()].rstrip()) if sort else len(text)
        self.field = ""
        self.excluding = False
        self.too_deep = 0
        self.words = 0
        self.hints: list[Message] = []
        # The builder must not hold the parser: a reference cycle would keep the index in memory.
        self.hint = partial(_add_hint, self.hints)
        self.leaf_builder = LeafBuilder(today, self.hint, is_property, year_of)

    def taken(self, wanted: re.Pattern[str]) -> re.Match[str] | None:
        """What stands here, if it is that, and step over it."""
        match = wanted.match(self.text, self.at)
        if match:
            self.at = match.end()
        return match

    def steps_over(self, character: str) -> bool:
        """Whether this character stands here, stepping over it."""
        is_here = self.text.startswith(character, self.at)
        self.at += is_here
        return is_here

    def operator(self) -> str:
        """The operator that stands here, without stepping over it; empty where there is none."""
        if not self.text[self.at : self.at + 1].strip():
            self.taken(_SPACE)
        if self.text[self.at : self.at + 1] not in _BEGIN_OPERATORS:
            return ""
        match = _OPERATOR.match(self.text, self.at)
        return match[0].replace("|", "") or "OR" if match else ""

    def disjunction(self, depth: int) -> Node | None:
        parts: list[Node] = []
        while True:
            part = self.conjunction(depth)
            if part:
                parts.append(part)
            if self.operator() != "OR":
                return any_of(parts)
            self.taken(_OPERATOR)

    def conjunction(self, depth: int) -> Node | None:
        parts: list[Node] = []
        while True:
            operator = self.operator()
            if self.at >= len(self.text) or operator == "OR":
                return all_of(parts)
            if operator == "AND":
                self.taken(_OPERATOR)
            elif self.text[self.at] == ")":
                if depth and not self.too_deep:
                    return all_of(parts)
                self.too_deep -= bool(depth)
                self.at += 1
            elif part := self.negation(depth):
                parts.append(part)

    def negation(self, depth: int) -> Node | None:
        negated = False
        while True:
            if self.operator() == "NOT":
                self.taken(_OPERATOR)
            elif self.text.startswith("-", self.at):
                if self.is_flag() and self.flags_are_text:
                    self.at += 1
                    break
                self.at += 1
                if self.at == len(self.text) or self.text[self.at].isspace():
                    return None
            else:
                break
            negated = not negated
        self.excluding ^= negated
        node = self.atom(depth)
        self.excluding ^= negated
        return none_of(node) if negated and node else node

    def is_flag(self) -> bool:
        """Whether the ``-`` that stands here may begin a flag of a command line."""
        flag = _FLAG.match(self.text, self.at)
        before = self.text[self.at - 1 : self.at]
        if flag is None or not flag[0][1:2].isalnum() or before.strip() or self.field:
            return False
        if not self.is_command and len(flag[0]) > _FLAG_OF_ONE_LETTER:
            return False
        if flag[0] not in self.flags:
            self.flags.append(flag[0])
        return True

    def atom(self, depth: int) -> Node | None:
        if self.operator() or self.at >= len(self.text) or self.text[self.at] == ")":
            return None
        if self.steps_over("("):
            return self.group(depth, self.field)
        if self.text[self.at] == "#" and _VALUE.match(self.text, self.at + 1):
            self.at += 1
            return self.values("tag")
        if found := self.taken(_PROPERTY):
            value = found["text"].strip()
            is_quoted = value[:1] == '"'
            goes_on = not value or (value[-1] == "*" and not is_quoted)
            text = value.strip('"') if is_quoted else value.rstrip("*")
            written = QueryWord(text, quoted=is_quoted, prefix=goes_on)
            name = f"{fields.PROPERTY}{found['key'].strip()}"
            return self.leaf_builder.value(name, written) if self.counted() else None
        if name := self.name():
            self.taken(_BLANK_BEFORE_VALUE)
            return self.group(depth, name) if self.steps_over("(") else self.values(name)
        return self.values(self.field) if self.field else self.word()

    def group(self, depth: int, field: str) -> Node | None:
        if depth >= _MOST_NESTED:
            self.hint(Message.of("too-many-brackets", most=_MOST_NESTED))
            self.too_deep += 1
            return None
        outer, self.field = self.field, field
        node = self.disjunction(depth + 1)
        self.field = outer
        self.steps_over(")")
        return node

    def name(self) -> str:
        """The field that is named here, stepping over it and its colon; empty if none is."""
        match = _NAME.match(self.text, self.at)
        if match is None:
            return ""
        name = fields.known(match[1])
        if name:
            self.at = match.end()
        elif self.is_property(match[1]):
            self.at = match.end()
            name = f"{fields.PROPERTY}{match[1]}"
        elif "." not in match[1] and len(self.hints) < _MOST_HINTS:
            typed = match[1].casefold()
            known = (*fields.NAMES, *fields.ALIASES)
            begun = (one for one in known if len(typed) > 1 and one.startswith(typed))
            near = next(begun, None) or next((one for one in known if is_one_edit(typed, one)), "")
            if near:
                self.hint(Message.of("unknown-field-near", name=match[1], near=near))
            else:
                self.hint(Message.of("unknown-field", name=match[1]))
        return name

    def word(self) -> Node | None:
        """A word, a phrase, an expression or initial consonants, outside of any field."""
        if match := self.taken(_INITIALS):
            return Initials(tokens.initials(match[0])) if self.counted() else None
        if _EXCLAIMED.match(self.text, self.at):
            shown = _WORD.match(self.text, self.at)
            self.hint(Message.of("exclude-with-minus", text=shown[0] if shown else "!"))
        begins = self.at
        written = self.written("", _WORD)
        operator = _LOWERCASE_OPERATORS.get(written.text) if written and begins else None
        if operator and written and not written.quoted and self.text[self.at :].strip():
            word = written.text
            self.hint(Message.of("operator-in-capitals", word=word, operator=operator))
        return (
            self.leaf_builder.word(written) if written and written.asks and self.counted() else None
        )

    def values(self, name: str) -> Node | None:
        """``a,"b c",d`` in a field: any of them."""
        nodes: list[Node] = []
        any_written = False
        while True:
            written = self.written(name, _VALUE)
            if written and written.asks:
                any_written = True
                node = self.leaf_builder.value(name, written) if self.counted() else None
                nodes += [node] if node else []
            if not self.steps_over(","):
                break
            self.taken(_BLANK_BEFORE_VALUE)
        if name == "note" and not any_written:
            return NoteFilter("")
        if not any_written:
            self.hint(Message.of("field-needs-value", field=name.lstrip(fields.PROPERTY)))
        return any_of(nodes)

    def counted(self) -> bool:
        """Whether there is room for one word or value more."""
        self.words += 1
        if self.words > _MOST_WORDS:
            self.hint(Message.of("too-many-words", most=_MOST_WORDS))
        return self.words <= _MOST_WORDS

    def written(self, field: str, plain: re.Pattern[str]) -> QueryWord | None:
        """What is written here, as ``plain`` where it stands in neither quotes nor slashes."""
        if match := self.taken(_QUOTED):
            return self.phrase(match)
        if match := self.taken(_EXPRESSION):
            text = _ESCAPED_SLASH.sub(lambda m: "/" if m[1] == "/" else m[0], match["text"])
            return QueryWord(text, expression=True)
        named = self.taken(_NAMED_DAY) if field in fields.DATE_FIELDS else None
        match = named or self.taken(plain)
        if match is None:
            return None
        text = match[0]
        compares = field in fields.DATE_FIELDS or field[:1] == fields.PROPERTY
        if compares and text in _SIGNS and (more := self.taken(_AFTER_SIGN)):
            text += more[0]
        if field in fields.DATE_FIELDS:
            while _GOES_ON.search(text) and (more := self.taken(_WENT_ON)):
                text += more[0]
        is_last = self.at in (self.words_end, len(self.text))
        unfinished = is_last and not self.excluding
        if text.endswith("*"):
            return QueryWord(text.rstrip("*"), prefix=True)
        edits = _EDITS.search(text)
        if edits and edits.start() and field in {"", *fields.TEXT_FIELDS}:
            return QueryWord(text[: edits.start()], edits=int(edits[1] or 1))
        return QueryWord(text, prefix=unfinished, unfinished=unfinished)

    def phrase(self, match: re.Match[str]) -> QueryWord:
        closed = len(match[0]) > 1 + len(match["text"])
        unfinished = not closed and not self.excluding
        text = _ESCAPED_QUOTE.sub(r"\1", match["text"])
        apart = int(match["apart"] or 1) if match["apart"] is not None else 0
        starred = match["star"] is not None
        return QueryWord(text, True, starred or unfinished, apart, unfinished=unfinished)
