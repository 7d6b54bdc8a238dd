"""Expressions of Liquid: literals, names, filters and conditions.

Read as leniently as Liquid 4 does where it is not strict: what cannot be read is nil.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any, Protocol

from index.lazy_pattern import lazy_pattern

from .values import (
    EMPTY,
    MOST_ITEMS,
    UNKNOWN,
    Budget,
    is_empty,
    is_true,
    number,
    of_yaml,
    text,
)

_MOST_RANGE = 10**12
_PARTS = lazy_pattern(r"""(?:"[^"]*+"|'[^']*+'|[^|])++""")
_FILTER = lazy_pattern(r"\s*+([\w-]++)\s*+(?::(.*))?\Z", re.DOTALL)
_ARGUMENT = lazy_pattern(
    r"""\s*+(?:([\w-]++)\s*+:(?!:)\s*+)?("[^"]*+"|'[^']*+'|\([^()]*+\)|[^\s,]++)\s*+(?:,|\Z|\s)"""
)
_RANGE = lazy_pattern(r"\((\S+?)\.\.(\S+?)\)\Z")
_NUMBER = lazy_pattern(r"-?\d{1,18}(?:\.\d{1,18})?\Z")
_STEP = lazy_pattern(r"\[[^\[\]]*+\]|[\w?-]++")
_BOOLEAN = lazy_pattern(r"""("[^"]*+"|'[^']*+')|\b(and|or)\b""")
_COMPARISON = lazy_pattern(
    r"""\s*+("[^"]*+"|'[^']*+'|\([^()]*+\)|[^\s=!<>]++)\s*+"""
    r"""(?:(==|!=|<>|<=|>=|<|>|\bcontains\b)\s*+("[^"]*+"|'[^']*+'|[^\s=!<>]++))?""",
)
_CONSTANTS: Mapping[str, object] = {
    "nil": None,
    "null": None,
    "": None,
    "true": True,
    "false": False,
    "blank": EMPTY,
    "empty": EMPTY,
}


class Names(Protocol):
    """What gives the values of names, and what filters may ask of the site."""

    budget: Budget

    def named(self, name: str) -> object:
        """The value of a name; ``UNKNOWN`` where only the site's program has one."""

    def defines(self, name: str) -> bool:
        """Whether there is such a name at all."""

    def setting(self, key: str) -> str:
        """A setting of the site as a text."""

    def moment(self, value: object) -> datetime | None:
        """A value as a date; None where it is none."""


Filter = Callable[[Names, Any, list[Any], dict[str, Any]], Any]


@dataclass(frozen=True, slots=True)
class Expression:
    """A value and the filters that it goes through, each with its name and the arguments."""

    value: str
    filters: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = ()

    @property
    def name(self) -> str:
        """The name that its value begins with; empty for a literal."""
        if self.value in _CONSTANTS or _NUMBER.match(self.value) or self.value[:1] in "\"'([":
            return ""
        found = _STEP.match(self.value)
        return found[0] if found else ""


@lru_cache(maxsize=2_048)
def expression(markup: str) -> Expression:
    """The expression that stands in ``{{ … }}`` or after ``assign x =``."""
    first, *rest = _PARTS.findall(markup) or [""]
    filters = []
    for one in rest:
        found = _FILTER.match(one)
        if found is not None:
            arguments = tuple((m[1] or "", m[2]) for m in _ARGUMENT.finditer(found[2] or ""))
            filters.append((found[1], arguments))
    return Expression(first.strip(), tuple(filters))


def evaluate(asked: Expression, names: Names, filters: Mapping[str, Filter]) -> object:
    """The value of an expression. Raises TooMuchError.

    Args:
        asked: The expression.
        names: The values of names.
        filters: The filters by their names; what goes through any other is not known.
    """
    value = lookup(asked.value, names)
    for name, arguments in asked.filters:
        names.budget.take()
        applied = filters.get(name)
        if applied is None or value is UNKNOWN:
            return UNKNOWN
        given = [lookup(one, names) for key, one in arguments if not key]
        named = {key: lookup(one, names) for key, one in arguments if key}
        value = applied(names, value, given, named)
    return value


def lookup(markup: str, names: Names) -> object:
    """The value of a literal or a name, such as ``"text"``, ``(1..5)`` or ``a.b[0]``."""
    markup = markup.strip()
    if markup in _CONSTANTS:
        return _CONSTANTS[markup]
    if len(markup) > 1 and markup[0] == markup[-1] and markup[0] in "\"'":
        return markup[1:-1]
    if _NUMBER.match(markup):
        return float(markup) if "." in markup else int(markup)
    if found := _RANGE.match(markup):
        begin, end = (int(number(lookup(one, names))) for one in found.groups())
        begin, end = max(begin, -_MOST_RANGE), min(end, _MOST_RANGE)
        return range(begin, max(begin, end + 1))
    return _value_of_path(markup, names)


def _value_of_path(markup: str, names: Names) -> object:
    value: object = None
    for place, step in enumerate(_STEP.findall(markup)):
        key = lookup(step[1:-1], names) if step[0] == "[" else step
        names.budget.take()
        is_name = step[0] != "["
        value = _part(value, key, is_name=is_name) if place else names.named(text(key))
        if value is UNKNOWN:
            return value
    return value


def _part(value: object, key: object, *, is_name: bool) -> object:
    """What a list or a mapping has under a key."""
    if isinstance(value, Mapping):
        found = value.get(key if isinstance(key, str) else text(key))
        if found is None and is_name and key == "size":
            return len(value)
        return of_yaml(found)
    if isinstance(value, list | range | str) and is_name and key == "size":
        return len(value)
    if isinstance(value, list | range):
        if is_name and key in ("first", "last"):
            return of_yaml(value[0 if key == "first" else -1]) if value else None
        if isinstance(key, int) and -len(value) <= key < len(value):
            return of_yaml(value[key])
    return None


def holds(markup: str, names: Names) -> bool:
    """Whether a condition holds. As in Liquid, the rightmost ``and`` or ``or`` binds first."""
    parts: list[str] = [""]
    words: list[str] = []
    at = 0
    for found in _BOOLEAN.finditer(markup):
        if found[2]:
            parts[-1] += markup[at : found.start()]
            parts.append("")
            words.append(found[2])
            at = found.end()
    parts[-1] += markup[at:]
    result = _compares(parts[-1], names)
    for part, word in zip(reversed(parts[:-1]), reversed(words), strict=True):
        left = _compares(part, names)
        result = (left and result) if word == "and" else (left or result)
    return result


def _compares(markup: str, names: Names) -> bool:
    names.budget.take()
    found = _COMPARISON.match(markup)
    if found is None:
        return False
    left = lookup(found[1], names)
    if not found[2]:
        return is_true(left)
    return compare(left, found[2], lookup(found[3], names), names.budget)


def compare(left: object, operator: str, right: object, budget: Budget) -> bool:
    """Whether a comparison holds.

    Args:
        left: The value on the left.
        operator: ``==``, ``contains`` and so on.
        right: The value on the right.
        budget: What the comparison takes of.
    """
    if operator == "contains":
        return _contains(left, right, budget)
    if operator in ("==", "!=", "<>"):
        return equal(left, right) == (operator == "==")
    one, other = _comparable(left), _comparable(right)
    if one is None or other is None or isinstance(one, str) != isinstance(other, str):
        return False
    ordered = (one > other) - (one < other)  # type: ignore[operator]  # both texts or numbers
    return {"<": ordered < 0, ">": ordered > 0, "<=": ordered <= 0, ">=": ordered >= 0}[operator]


def _comparable(value: object) -> str | int | float | None:
    if isinstance(value, str) or (isinstance(value, int | float) and not isinstance(value, bool)):
        return value
    return None


def equal(left: object, right: object) -> bool:
    """Whether two values are the same."""
    if right is EMPTY or left is EMPTY:
        return is_empty(left if right is EMPTY else right)
    if isinstance(left, bool) != isinstance(right, bool):
        return False
    if isinstance(left, list | Mapping) and isinstance(right, list | Mapping):
        return left is right  # one may stand in itself
    return left == right


def _contains(left: object, right: object, budget: Budget) -> bool:
    if right is None:
        return False
    if isinstance(left, str):
        budget.take(1 + len(left) // 100)
        return text(right) in left
    if isinstance(left, Mapping):
        return text(right) in left
    if isinstance(left, list):
        budget.hold(len(left))
        return any(equal(of_yaml(one), right) for one in left)
    if isinstance(left, range) and isinstance(right, int):
        return right in left
    return False


def items(value: object, budget: Budget) -> list[Any]:
    """A value as a list: of a mapping its pairs, of nil none, of anything else that alone.

    Raises TooMuchError where there are too many.
    """
    if value is None or value is UNKNOWN:
        return []
    if isinstance(value, list):
        budget.hold(len(value))
        return [of_yaml(one) for one in value]
    if isinstance(value, range):
        budget.hold(min(len(value), MOST_ITEMS + 1))
        return [*value]
    if isinstance(value, Mapping):
        budget.hold(len(value))
        return [[key, of_yaml(one)] for key, one in value.items()]
    return [value]
