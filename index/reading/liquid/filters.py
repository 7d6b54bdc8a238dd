"""The filters of Liquid and of Jekyll that posts use, by their names.

A filter is given the names, its value, and its arguments by place and by name. One that is not here
belongs to a plugin: what goes through it is not known.

Source: https://shopify.github.io/liquid/filters/ and https://jekyllrb.com/docs/liquid/filters/.
"""

from __future__ import annotations

import html
import json
import math
import re
from collections.abc import Callable, Mapping
from datetime import datetime
from functools import cmp_to_key
from typing import Any, Final
from urllib.parse import quote, quote_plus, unquote_plus

from index.lazy_pattern import lazy_pattern
from index.reading.metadata.permalinks import slugify

from . import expressions
from .expressions import Filter, Names, items
from .values import (
    UNKNOWN,
    Budget,
    TooMuchError,
    is_empty,
    is_true,
    number,
    of_yaml,
    text,
)

_DIRECTIVE = lazy_pattern(r"%([-0_^#]?)([A-Za-z%])")
_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July", "August", "September"),
    *("October", "November", "December"),
)
_OPENING = lazy_pattern(r"<(?:(script|style)\b|!--)")
_TAG = lazy_pattern(r"<[^<>]*+>")
_ENTITY = lazy_pattern(r"&(?!(?:[a-zA-Z]{2,30}|#\d{1,7}|#x[\da-fA-F]{1,6});)")
_LONGEST_MARKDOWN: Final = 50_000
_MOST_DIGITS: Final = 20
_SAFE_IN_ADDRESS: Final = "-_.!~*'();/?:@&=+$,[]#%"

_NOW = frozenset({"now", "today"})


def _on_text(change: Callable[..., str], most: int = 0) -> Filter:
    """A filter that turns a text, and up to ``most`` others, into a text no longer than all."""

    def applied(names: Names, value: object, given: list[Any], _: dict[str, Any]) -> str:
        others = [text(one) for one in given[:most]]
        subject = text(value)
        names.budget.make(len(subject) + sum(map(len, others)))
        return change(subject, *others)

    return applied


def _on_number(change: Callable[..., int | float], arguments: int = 0) -> Filter:
    def applied(_: Names, value: object, given: list[Any], __: dict[str, Any]) -> int | float:
        others = [number(one) for one in given[:arguments]]
        if len(others) < arguments:
            return number(value)
        return number(change(number(value), *others))

    return applied


def _on_list(change: Callable[..., object]) -> Filter:
    """A filter that turns a list into something; it is given the arguments by place, too."""

    def applied(names: Names, value: object, given: list[Any], _: dict[str, Any]) -> object:
        return change(names.budget, items(value, names.budget), *given)

    return applied


# Texts


def _replaced(names: Names, value: object, given: list[Any], most: int) -> str:
    subject = text(value)
    old, new = ((*map(text, given[:2]), "", ""))[:2]
    count = subject.count(old) if most < 0 else min(most, subject.count(old))
    names.budget.make(len(subject) + count * len(new))
    return subject.replace(old, new, most)


def _without_tags(value: str) -> str:
    """A text without its tags and comments, and without what scripts and styles have in them."""
    pieces: list[str] = []
    at = 0
    unclosed: set[str] = set()  # ends that the rest of the text does not have
    while (begin := value.find("<", at)) >= 0:
        pieces.append(value[at:begin])
        opening = _OPENING.match(value, begin)
        if opening is not None:
            end = f"</{opening[1]}>" if opening[1] else "-->"
            close = -1 if end in unclosed else value.find(end, opening.end())
            if close >= 0:
                at = close + len(end)
                continue
            unclosed.add(end)
        tag = _TAG.match(value, begin)
        if tag is None:
            pieces.append("<")
        at = begin + 1 if tag is None else tag.end()
    return "".join([*pieces, value[at:]])


def _truncated(names: Names, value: object, given: list[Any], _: dict[str, Any]) -> str:
    subject = text(value)
    length = int(number(given[0])) if given else 50
    end = text(given[1]) if len(given) > 1 else "..."
    if len(subject) <= length:
        return subject
    names.budget.make(length + len(end))
    return subject[: max(0, length - len(end))] + end


def _truncated_words(names: Names, value: object, given: list[Any], _: dict[str, Any]) -> str:
    words = text(value).split()
    names.budget.hold(len(words))
    count = max(1, int(number(given[0])) if given else 15)
    end = text(given[1]) if len(given) > 1 else "..."
    return " ".join(words[:count]) + end if len(words) > count else text(value)


def _split(names: Names, value: object, given: list[Any], _: dict[str, Any]) -> list[str]:
    subject, sign = text(value), text(given[0]) if given else " "
    if not sign:
        names.budget.hold(len(subject))
        return [*subject]
    names.budget.hold(subject.count(sign) + 1)
    parts = subject.split() if sign == " " else subject.split(sign)
    while parts and not parts[-1]:
        parts.pop()
    return parts


def _slice(names: Names, value: object, given: list[Any], _: dict[str, Any]) -> object:
    begin = int(number(given[0])) if given else 0
    length = int(number(given[1])) if len(given) > 1 else 1
    whole: Any = value if isinstance(value, list) else text(value)
    if isinstance(whole, list):
        names.budget.hold(len(whole))
    begin += len(whole) if begin < 0 else 0
    return whole[begin : begin + max(0, length)] if begin >= 0 else whole[:0]


def _in_markdown(names: Names, value: object, _: list[Any], __: dict[str, Any]) -> object:
    """A text in Markdown as HTML."""
    source = text(value)
    if len(source) > _LONGEST_MARKDOWN:
        raise TooMuchError
    names.budget.make(len(source))
    names.budget.take(len(source) // 20)
    from markdown_it import MarkdownIt  # only the rare post that has this needs a parser here

    made: str = MarkdownIt("commonmark").enable(["table", "strikethrough"]).render(source)
    names.budget.make(len(made))
    return made


def _slugified(names: Names, value: object, given: list[Any], _: dict[str, Any]) -> str:
    subject = text(value)
    names.budget.make(len(subject))
    mode: Any = text(given[0]) if given else "default"
    modes = ("default", "pretty", "ascii", "latin", "raw", "none")
    return slugify(subject, mode if mode in modes else "default")


def _as_json(names: Names, value: object, _: list[Any], __: dict[str, Any]) -> object:
    left = 10_000

    def plain(one: object, depth: int) -> object:
        nonlocal left
        left -= 1
        if left < 0 or depth > 20:
            raise TooMuchError
        one = of_yaml(one)
        if isinstance(one, Mapping):
            return {key: plain(item, depth + 1) for key, item in one.items()}
        if isinstance(one, list | range):
            return [plain(item, depth + 1) for item in one]
        return one if one is None or isinstance(one, str | int | float | bool) else text(one)

    made = json.dumps(plain(value, 0), ensure_ascii=False, separators=(",", ":"))
    names.budget.make(len(made))
    return made


# Addresses


def _relative_url(names: Names, value: object, _: list[Any], __: dict[str, Any]) -> object:
    address = text(value)
    if value is None or "://" in address[:20]:
        return value
    if not address:
        return names.setting("baseurl") or "/"
    return f"{names.setting('baseurl')}/{address.lstrip('/')}"


def _absolute_url(names: Names, value: object, given: list[Any], named: dict[str, Any]) -> object:
    if value is None or "://" in text(value)[:20]:
        return value
    return names.setting("url") + text(_relative_url(names, value, given, named))


# Dates


def _dated(form: Callable[[datetime, list[Any]], str]) -> Filter:
    def applied(names: Names, value: object, given: list[Any], _: dict[str, Any]) -> object:
        if isinstance(value, str) and value.strip().lower() in _NOW:
            return UNKNOWN  # the text of a post does not change by itself
        moment = names.moment(value)
        return value if moment is None else form(moment, given)

    return applied


def strftime(moment: datetime, form: str) -> str:
    """A date in a form of Ruby's ``strftime``, in English; widths are passed over."""

    def directive(found: re.Match[str]) -> str:
        flag, sign = found.groups()
        plain = {
            "B": _MONTHS[moment.month - 1],
            "b": _MONTHS[moment.month - 1][:3],
            "h": _MONTHS[moment.month - 1][:3],
            "e": f"{moment.day:2}",
            "l": f"{moment.hour % 12 or 12:2}",
            "k": f"{moment.hour:2}",
            "P": "am" if moment.hour < 12 else "pm",
            "p": "AM" if moment.hour < 12 else "PM",
            "s": f"{int(moment.timestamp())}",
            "L": "000",
            "N": "000000000",
            "C": f"{moment.year // 100:02}",
            "R": f"{moment:%H:%M}",
            "T": f"{moment:%H:%M:%S}",
            "F": moment.date().isoformat(),
            "Y": f"{moment.year:04}",
            "G": f"{moment.isocalendar().year:04}",
            "D": f"{moment:%m/%d/%y}",
            "%": "%",
        }.get(sign)
        if plain is None:
            plain = moment.strftime(f"%{sign}") if sign in "aAdHIjmMSuUVwWyzZ" else found[0]
        if flag == "-":
            return plain.lstrip("0 ") or "0"
        return plain.upper() if flag == "^" else plain

    return _DIRECTIVE.sub(directive, form[:200])


def _date(moment: datetime, given: list[Any]) -> str:
    form = text(given[0]) if given else ""
    return strftime(moment, form) if form else text(moment)


# Lists


def _property(item: object, key: object) -> object:
    """What an item of a list has under a key, which may be a path."""
    for part in text(key).split("."):
        item = of_yaml(item.get(part)) if isinstance(item, Mapping) else None
    return item


def _where(names: Names, value: object, given: list[Any], _: dict[str, Any]) -> object:
    if isinstance(value, Mapping):
        value = [*value.values()]
    if not isinstance(value, list) or not given:
        return value
    key, wanted = given[0], given[1] if len(given) > 1 else True
    found = []
    for item in items(value, names.budget):
        has = _property(item, key)
        if isinstance(has, list):
            if any(text(of_yaml(one)) == text(wanted) for one in has[:1_000]):
                found.append(item)
        elif (has is None) == (wanted is None) and text(has) == text(wanted):
            found.append(item)
    return found


class _WithItem:
    """Names beside which the item of a filter's condition has one."""

    def __init__(self, names: Names, name: str) -> None:
        self.names, self.name = names, name
        self.budget = names.budget
        self.item: object = None

    def named(self, name: str) -> object:
        """The item, or what the names outside give."""
        return self.item if name == self.name else self.names.named(name)

    def defines(self, name: str) -> bool:
        """Whether it is the item, or there is such a name outside."""
        return name == self.name or self.names.defines(name)

    def setting(self, key: str) -> str:
        """A setting of the site."""
        return self.names.setting(key)

    def moment(self, value: object) -> datetime | None:
        """A value as a date."""
        return self.names.moment(value)


def _where_expression(names: Names, value: object, given: list[Any], _: dict[str, Any]) -> object:
    if isinstance(value, Mapping):
        value = [*value.values()]
    if not isinstance(value, list) or len(given) < 2:
        return value
    inner = _WithItem(names, text(given[0]))
    found = []
    for item in items(value, names.budget):
        inner.item = item
        if expressions.holds(text(given[1]), inner):
            found.append(item)
    return found


def _grouped(names: Names, value: object, given: list[Any], _: dict[str, Any]) -> object:
    if not isinstance(value, list) or not given:
        return value
    groups: dict[str, list[Any]] = {}
    for item in items(value, names.budget):
        groups.setdefault(text(_property(item, given[0])), []).append(item)
    return [{"name": name, "items": of, "size": len(of)} for name, of in groups.items()]


def _order(left: object, right: object) -> int:
    """The order of two values: what cannot be compared is equal, nil comes first."""
    if left is None or right is None:
        return (left is not None) - (right is not None)
    if isinstance(left, str) and isinstance(right, str):
        return (left > right) - (left < right)
    if isinstance(left, int | float) and isinstance(right, int | float):
        return (left > right) - (left < right)
    return 0


def _sorted(budget: Budget, values: list[Any], key: object = None, nils: object = None) -> object:
    budget.take(len(values) * max(1, len(values).bit_length()))
    order = cmp_to_key(_order)
    if key is None:
        return sorted(values, key=order)
    keyed = [(_property(item, key), item) for item in values]
    missing = [item for has, item in keyed if has is None]
    there = sorted((pair for pair in keyed if pair[0] is not None), key=lambda one: order(one[0]))
    found = [item for _, item in there]
    return [*found, *missing] if nils == "last" else [*missing, *found]


def _sorted_naturally(budget: Budget, values: list[Any], key: object = None) -> object:
    budget.take(len(values) * max(1, len(values).bit_length()))
    return sorted(
        values, key=lambda item: text(item if key is None else _property(item, key)).casefold()
    )


def _joined(budget: Budget, values: list[Any], sign: object = " ") -> str:
    parts = [text(one) for one in values]
    budget.make(sum(map(len, parts)) + len(parts) * len(text(sign)))
    return text(sign).join(parts)


def _unique(budget: Budget, values: list[Any]) -> list[Any]:
    found: dict[object, object] = {}
    for one in values:
        key = id(one) if isinstance(one, list | Mapping) else (type(one) is bool, one)
        found.setdefault(key, one)
    budget.take(len(values))
    return [*found.values()]


def _concatenated(budget: Budget, values: list[Any], other: object = None) -> list[Any]:
    more = items(other, budget)
    budget.hold(len(values) + len(more))
    return values + more


def _with_more(budget: Budget, values: list[Any], one: object = None) -> list[Any]:
    budget.hold(len(values) + 1)
    return [*values, one]


def _sentence(budget: Budget, values: list[Any], word: object = "and") -> str:
    parts = [text(one) for one in values]
    budget.make(sum(map(len, parts)) + 2 * len(parts) + len(text(word)))
    if len(parts) < 3:
        return f" {text(word)} ".join(parts)
    return f"{', '.join(parts[:-1])}, {text(word)} {parts[-1]}"


def _total(_: Budget, values: list[Any], key: object = None) -> int | float:
    return number(sum(number(one if key is None else _property(one, key)) for one in values))


def _found(names: Names, value: object, given: list[Any], named: dict[str, Any]) -> object:
    found = _where(names, value, given, named)
    return found[0] if isinstance(found, list) and found else None


def _size(_: Names, value: object, __: list[Any], ___: dict[str, Any]) -> int:
    return len(value) if isinstance(value, str | list | range | Mapping) else 0


def _default(_: Names, value: object, given: list[Any], __: dict[str, Any]) -> object:
    return value if is_true(value) and not is_empty(value) else (given[0] if given else "")


# Numbers


def _divided(one: float, other: float) -> int | float:
    if not other:
        raise TooMuchError
    if isinstance(one, int) and isinstance(other, int):
        return one // other
    return one / other


def _rounded(value: float, digits: float) -> int | float:
    places = int(max(-_MOST_DIGITS, min(digits, _MOST_DIGITS)))
    return round(value, places) if places > 0 else math.floor(value + 0.5)


FILTERS: Mapping[str, Filter] = {
    # texts
    "append": _on_text(lambda one, other="": one + other, 1),
    "prepend": _on_text(lambda one, other="": other + one, 1),
    "upcase": _on_text(str.upper),
    "downcase": _on_text(str.lower),
    "capitalize": _on_text(lambda one: one[:1].upper() + one[1:].lower()),
    "strip": _on_text(str.strip),
    "lstrip": _on_text(str.lstrip),
    "rstrip": _on_text(str.rstrip),
    "strip_newlines": _on_text(lambda one: re.sub(r"\r?\n", "", one)),
    "strip_html": _on_text(_without_tags),
    "normalize_whitespace": _on_text(lambda one: " ".join(one.split())),
    "number_of_words": lambda _n, value, _g, _k: len(text(value).split()),
    "remove": lambda names, value, given, _: _replaced(names, value, given[:1], -1),
    "remove_first": lambda names, value, given, _: _replaced(names, value, given[:1], 1),
    "replace": lambda names, value, given, _: _replaced(names, value, given, -1),
    "replace_first": lambda names, value, given, _: _replaced(names, value, given, 1),
    "newline_to_br": lambda names, value, _g, _k: _replaced(names, value, ["\n", "<br />\n"], -1),
    "truncate": _truncated,
    "truncatewords": _truncated_words,
    "split": _split,
    "slice": _slice,
    "slugify": _slugified,
    "markdownify": _in_markdown,
    "smartify": _on_text(lambda one: one),
    "jsonify": _as_json,
    "inspect": _as_json,
    "to_integer": _on_number(int),
    # texts in HTML and in addresses, up to six times as long
    "escape": _on_text(html.escape),
    "xml_escape": _on_text(html.escape),
    "escape_once": _on_text(
        lambda one: _ENTITY.sub("&amp;", one).replace("<", "&lt;").replace(">", "&gt;")
    ),
    "url_encode": _on_text(quote_plus),
    "cgi_escape": _on_text(quote_plus),
    "url_decode": _on_text(unquote_plus),
    "uri_escape": _on_text(lambda one: quote(one, safe=_SAFE_IN_ADDRESS)),
    "relative_url": _relative_url,
    "absolute_url": _absolute_url,
    "strip_index": _on_text(lambda one: re.sub(r"/index\.html?$", "/", one)),
    # dates
    "date": _dated(_date),
    "date_to_string": _dated(lambda moment, _: strftime(moment, "%d %b %Y")),
    "date_to_long_string": _dated(lambda moment, _: strftime(moment, "%d %B %Y")),
    "date_to_xmlschema": _dated(lambda moment, _: moment.isoformat("T", "seconds")),
    "date_to_rfc822": _dated(lambda moment, _: strftime(moment, "%a, %d %b %Y %H:%M:%S %z")),
    # lists
    "where": _where,
    "where_exp": _where_expression,
    "find": _found,
    "group_by": _grouped,
    "sort": _on_list(_sorted),
    "sort_natural": _on_list(_sorted_naturally),
    "map": _on_list(lambda _, values, key=None: [_property(one, key) for one in values]),
    "uniq": _on_list(_unique),
    "compact": _on_list(lambda _, values: [one for one in values if one is not None]),
    "concat": _on_list(_concatenated),
    "push": _on_list(_with_more),
    "unshift": _on_list(lambda budget, values, one=None: [one, *_with_more(budget, values)][:-1]),
    "pop": _on_list(lambda _, values, count=1: values[: max(0, len(values) - int(number(count)))]),
    "shift": _on_list(lambda _, values, count=1: values[max(0, int(number(count))) :]),
    "first": _on_list(lambda _, values: values[0] if values else None),
    "last": _on_list(lambda _, values: values[-1] if values else None),
    "reverse": _on_list(lambda _, values: values[::-1]),
    "join": _on_list(_joined),
    "array_to_sentence_string": _on_list(_sentence),
    "sum": _on_list(_total),
    "size": _size,
    "default": _default,
    # numbers
    "plus": _on_number(lambda one, other: one + other, 1),
    "minus": _on_number(lambda one, other: one - other, 1),
    "times": _on_number(lambda one, other: one * other, 1),
    "divided_by": _on_number(_divided, 1),
    "modulo": _on_number(lambda one, other: one % other if other else 0, 1),
    "abs": _on_number(abs),
    "ceil": _on_number(math.ceil),
    "floor": _on_number(math.floor),
    "round": lambda _n, value, given, _k: number(
        _rounded(number(value), number(given[0]) if given else 0)
    ),
    "at_least": _on_number(max, 1),
    "at_most": _on_number(min, 1),
}
