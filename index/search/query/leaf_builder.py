"""What one word, or one value of a field, asks for."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from typing import cast, get_args

from index.lazy_pattern import lazy_pattern
from index.messages import Message
from index.search.text import tokens

from . import fields
from .date_ranges import Span, YearOf, may_begin_date, span, spans
from .fields import Mark, Sort, TextField, ValueField
from .nodes import (
    DateField,
    DateFilter,
    FacetFilter,
    FlagFilter,
    Initials,
    MarkFilter,
    MatchAll,
    Node,
    NoteFilter,
    PropertyFilter,
    PropertySign,
    Regex,
    Text,
    UnknownValue,
    any_of,
)
from .regexes import RegexError, compiled

_DATE_UNFINISHED = lazy_pattern(r"[-./]\d?\Z")
_INITIALS = lazy_pattern("(?=.*[ㄱ-ㅎ])[ㄱ-ㅎ가-힣]+")
_HANGUL = lazy_pattern("[ㄱ-ㅎㅏ-ㅣ가-힣]")
_COMPARED = lazy_pattern(r"([<>]=?)\s*(\S.*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class QueryWord:
    """A word or a value as it is written.

    ``unfinished`` says that it is still being typed, ``prefix`` that it may go on, for that or for
    its ``*``. ``slop`` and ``edits`` are what follows a ``~``. ``expression`` says that it stands
    between slashes, which are no part of ``text``.
    """

    text: str
    quoted: bool = False
    prefix: bool = False
    slop: int = 0
    edits: int = 0
    expression: bool = False
    unfinished: bool = False

    @property
    def asks(self) -> bool:
        """Whether anything is written."""
        return bool(self.text.strip()) or (self.prefix and not self.unfinished)


class LeafBuilder:
    """Makes nodes of what is written. What cannot be asked for is None.

    ``sort`` is the order asked for last.

    Args:
        today: The day that relative dates count from.
        hint: Told every doubt.
        is_property: Whether a name is a key of some front matter.
        year_of: Gives the latest year that has posts in a month.
    """

    def __init__(
        self,
        today: date,
        hint: Callable[[Message], None],
        is_property: Callable[[str], bool],
        year_of: YearOf | None,
    ) -> None:
        self.sort: Sort | None = None
        self._year_of = year_of
        self._today = today
        self._hint = hint
        self._is_property = is_property

    def word(self, written: QueryWord) -> Node | None:
        """What a word or a phrase outside of any field asks for."""
        return self._text(None, written)

    def value(self, name: str, written: QueryWord) -> Node | None:
        """What a value of a field asks for.

        ``name`` is one of ``fields.NAMES``, or a key of front matter after ``fields.PROPERTY``.
        """
        if name[:1] == fields.PROPERTY:
            key = name[1:]
            field = fields.SAME_AS_FIELDS.get(key.casefold())
            return self.value(field, written) if field else _property(key, written)
        if name in fields.TEXT_FIELDS:
            return self._text(cast(TextField, name), written)
        text = f"/{written.text}/" if written.expression else written.text
        if name in fields.VALUE_FIELDS:
            return self._value(cast(ValueField, name), text, written)
        if name in fields.DATE_FIELDS:
            return self._dated(name, text, written)
        if name == "note":
            return self._noted(text, written)
        if name == "sort":
            self._sorted_by(text, written)
            return None
        return self._told(name, text, written)

    def _text(self, field: TextField | None, written: QueryWord) -> Node | None:
        text = written.text
        if written.expression:
            try:
                compiled(text)
            except RegexError as error:
                reason = error.message
                self._hint(Message.of("regex-searched-as-text", pattern=text, reason=reason))
            else:
                return Regex(text, field)
        elif written.prefix and not text.strip():
            return MatchAll()
        text = tokens.trimmed(text)
        normalized = tokens.normalized_phrase(text, prefix=written.prefix)
        if normalized is None:
            self._hint(Message.of("nothing-to-search-for", text=written.text))
            return None
        quoted = written.quoted or written.expression
        plain = not quoted and not written.edits
        if plain and field in {None, "title", "heading"} and _INITIALS.fullmatch(text):
            if field:
                self._hint(Message.of("initials-in-all-fields"))
            # A consonant that ends syllables only, such as ㄳ, is the two it is made of.
            return Initials("".join(c if "가" <= c <= "힣" else tokens.initials(c) for c in text))
        return Text(text, quoted, normalized.prefix, field, written.slop, written.edits)

    def _value(self, name: ValueField, text: str, written: QueryWord) -> Node | None:
        if written.expression and name not in {"path", "link"}:
            self._hint(Message.of("field-takes-no-regex", field=name, text=text))
        if written.slop or written.edits:
            self._hint(Message.of("field-takes-no-tilde", field=name, text=text))
        open_ended = written.prefix and (name == "lang" or not written.unfinished)
        return FacetFilter(name, text.strip(), open_ended)

    def _noted(self, text: str, written: QueryWord) -> Node | None:
        if written.prefix and not text.strip():
            return NoteFilter("")
        text = tokens.trimmed(text)
        if not text:
            self._hint(Message.of("nothing-to-search-for", text=written.text))
            return None
        return NoteFilter(text)

    def _dated(self, name: str, text: str, written: QueryWord) -> Node | None:
        field: DateField = "updated" if name == "updated" else "date"
        if written.prefix and not text.strip():
            return DateFilter(field, Span(None, None))
        read = span if name in {"after", "before"} else spans
        days = read(text, self._today, self._year_of)
        if days is None and written.unfinished:
            days = read(_DATE_UNFINISHED.sub("", text), self._today, self._year_of)
        if days is None:
            self._hint(Message.of("no-date", text=text))
            goes_on = written.unfinished and may_begin_date(text)
            return None if goes_on else UnknownValue(name, text)
        if name == "after":
            return DateFilter("date", Span(days.start, None))
        if name == "before":
            return DateFilter("date", Span(None, days.start))
        return DateFilter(field, days)

    def _sorted_by(self, text: str, written: QueryWord) -> None:
        wanted = fields.SPELLINGS["sort"].get(text.casefold())
        if wanted:
            self.sort = cast(Sort, wanted)
        else:
            self._not_known("sort", text, written)

    def _told(self, name: str, text: str, written: QueryWord) -> Node | None:
        wanted = fields.SPELLINGS[name].get(text.casefold())
        if wanted is None:
            if name == "has" and self._is_property(text):
                return PropertyFilter(text)
            begun = self._not_known(name, text, written)
            # What is still being typed finds what it may become, and never every post.
            each = dict.fromkeys(fields.SPELLINGS[name][value] for value in begun)
            return any_of(_flag(name, value) for value in each) or UnknownValue(name, text)
        return _flag(name, wanted)

    def _not_known(self, name: str, text: str, written: QueryWord) -> list[str]:
        """Say what there is instead of a value, and give what begins so while it is typed."""
        korean = fields.KOREAN_VALUES[name]
        is_korean = bool(_HANGUL.search(text))
        known = tuple(korean if is_korean else dict.fromkeys(fields.SPELLINGS[name].values()))
        begun = [word for word in known if word.startswith(text.casefold())]
        close = get_close_matches(text.casefold(), known, n=1, cutoff=0.7)
        if written.unfinished and begun:
            reason = Message.of("value-begins", values=tuple(begun))
        elif close:
            reason = Message.of("did-you-mean", near=f"{name}:{close[0]}")
        else:
            reason = Message.of("known-values", values=known)
        self._hint(Message.of("unknown-value", field=name, text=text, reason=reason))
        return begun if written.unfinished else []


def _flag(name: str, wanted: str) -> Node:
    """What ``has:`` or ``is:`` asks for with a value that it knows."""
    if name == "is" and wanted in get_args(Mark):
        return MarkFilter(cast(Mark, wanted))
    return NoteFilter("") if wanted == "note" else FlagFilter(wanted)


def _property(key: str, written: QueryWord) -> PropertyFilter:
    """What is asked of a key: its value, how that compares, or that there is any."""
    text = written.text.strip()
    if not written.quoted and (compared := _COMPARED.match(text)):
        return PropertyFilter(key, compared[2], cast(PropertySign, compared[1]))
    return PropertyFilter(key, text, prefix=written.prefix and bool(text))
