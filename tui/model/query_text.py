"""A query as the text in the search field: filters put in, taken out, and told from words."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import takewhile

from index.lazy_pattern import lazy_pattern

_PART = lazy_pattern(r'-?(?:[^\s":]+:)?"(?:[^"\\]|\\.)*"?\S*|\S+')
_PLAIN = lazy_pattern(r"[\w.+#-][\w./+#-]*", re.ASCII)
_JOINING = frozenset(("OR", "NOT", "AND", "|"))
_DAYS = lazy_pattern(r"(?:date|날짜):(?![<>]|$)", re.IGNORECASE)
"""A filter of some days. Those with ``<`` or ``>`` are one end of a span, and go together."""
_FILTER = lazy_pattern(r"-?(?:tag|cat|date|person|series|is):", re.IGNORECASE)

_CLOSED = ('"', ")", "*")
_QUOTED = lazy_pattern(r'"(?:[^"\\]|\\.)*"?')
_OUTER = lazy_pattern(r'[()|]|(?<![^\s()"|])OR(?=[\s()"|]|\Z)')
_PLAIN_WORD = lazy_pattern(r"[^\W_ㄱ-ㅎ]+")
_WORDS_OF_DAYS = lazy_pattern(r"-?date:(?![<>=]*[\d./-]+\Z)", re.IGNORECASE)
_QUOTE = lazy_pattern(r'(?<!\\)"')
_ORDER = lazy_pattern(r'(?:sort|정렬)[:：][^\s()|"]*', re.IGNORECASE)


def filter_for(field: str, value: str) -> str:
    """The filter for ``value`` in ``field``, quoted where it must be: ``tag:"손실 함수"``."""
    if _PLAIN.fullmatch(value):
        return f"{field}:{value}"
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    return f'{field}:"{escaped}"'


def narrowed_to(query: str, wanted: str) -> str:
    """``query`` with ``wanted`` for its only filter, which stands before the words.

    A query with ``OR`` beside its filters keeps them, since its meaning depends on them.
    """
    if all(_FILTER.match(part.strip("()")) or part in _JOINING for part in parts(query)):
        return wanted
    return _with_filters(query, lambda _: False, wanted)


def with_filter(query: str, wanted: str) -> str:
    """``query`` with one filter more; nothing doubles, and it no longer excludes what it wants.

    Days take the place of other days, since hardly a post is of both.
    """
    if _DAYS.match(wanted):
        query = without_days(query)
    return with_filter_replaced(query, f"-{wanted}", wanted)


def without_days(query: str) -> str:
    """``query`` without its filters of days; as it is where it has ``OR`` or brackets."""
    found = parts(query)
    if _are_joined(found) or not any(map(_DAYS.match, found)):
        return query
    kept = [part for part in found if not _DAYS.match(part)]
    return _joined(*kept) + _end(query, kept)


def with_last_days(typed: str) -> str:
    """What is typed without the filters of days before the one that is being typed at its end."""
    found = parts(typed)
    if not found or not _DAYS.match(found[-1]) or not typed.endswith(found[-1]):
        return typed
    before = typed[: -len(found[-1])]
    kept = without_days(before)
    return typed if kept == before else " ".join(filter(None, (kept.rstrip(), found[-1])))


def with_each_filter_once(query: str) -> str:
    """``query`` without filters that it has already; as it is with ``OR`` or brackets."""
    found = parts(query)
    if _is_grouped(query) or any(map(_goes_on, found, found[1:])):
        return query
    kept = [p for at, p in enumerate(found) if not (_FILTER.match(p) and p in found[:at])]
    return query if len(kept) == len(found) else _joined(*kept) + _end(query, kept)


def without_filter(query: str, unwanted: str) -> str:
    """``query`` excluding what ``unwanted`` finds."""
    return with_filter_replaced(query, unwanted, f"-{unwanted}")


def with_filter_replaced(query: str, old: str, new: str) -> str:
    """A query with one filter in place of another.

    Args:
        query: The query as typed.
        old: The filter to take out.
        new: The filter to put behind the others, before the words.
    """
    return _with_filters(query, lambda part: part not in (old, new), new)


def order_of(query: str) -> str:
    """The part of a query that orders what it finds; empty where there is none."""
    return next((part for part in reversed(parts(query)) if _ORDER.fullmatch(part)), "")


def with_order(query: str, order: str) -> str:
    """A query whose words mean the same, with ``order`` for its only order; with none if empty.

    A blank at the end stays there: it says that the last word is whole.
    """
    kept = [part for part in parts(query) if not _ORDER.fullmatch(part)]
    is_quote_open = bool(kept) and len(_QUOTE.findall(kept[-1])) % 2 == 1
    ordered = [order, *kept] if is_quote_open else [*kept, order]
    return _joined(*filter(None, ordered)) + " " * query.endswith(" ")


def has_words(query: str) -> bool:
    """Whether a query asks for more than what the filters of the tree find."""
    return any(not _FILTER.match(part) for part in parts(query))


def one_step_back(query: str) -> str:
    """A query without its words, or without its filters where it has no words.

    Nothing is left of one with ``OR`` or brackets: its filters alone would find something else.
    """
    found = parts(query)
    if _are_joined(found) or not has_words(query):
        return ""
    return _joined(*(part for part in found if _FILTER.match(part)))


def filters_in(query: str) -> list[tuple[int, int]]:
    """Where filters stand in a query: the first character of each, and the one after its last."""
    return [found.span() for found in _PART.finditer(query) if _FILTER.match(found[0])]


def words_begin(query: str) -> int:
    """Where the words of a query begin that stand behind its filters; 0 where some stand before."""
    begin, between = 0, ""
    for start, end in filters_in(query):
        between += query[begin:start]
        begin = end
    if between.strip():
        return 0
    return begin + len(query[begin:]) - len(query[begin:].lstrip())


def parts(query: str) -> list[str]:
    """A query in its parts: words, quoted phrases and filters."""
    return _PART.findall(query)


def _with_filters(query: str, keeps: Callable[[str], bool], wanted: str) -> str:
    """A query with one filter more, behind the others: words that are typed go on from words.

    What the words mean depends on ``OR`` and brackets, which keep their order, and on whether the
    last word may go on.

    Args:
        query: The query.
        keeps: Whether a filter that stands in it is to stay, where it can be taken out.
        wanted: The filter to add.
    """
    found = parts(query)
    if any(map(_goes_on, found, found[1:])):
        return f"{wanted} {query}"
    if _has_outer_or(query):
        return _before_brackets(query, wanted)
    filters = [part for part in found if _FILTER.match(part)]
    words = [part for part in found if not _FILTER.match(part)]
    if _is_grouped(query):
        filters = list(takewhile(lambda part: _FILTER.match(part) and "(" not in part, found))
        words = found[len(filters) :]
    return _joined(*filter(keeps, filters), wanted, *words) + _end(query, words)


def _end(query: str, kept: Sequence[str]) -> str:
    """The blank that keeps the last of the parts that are kept whole, where it was whole."""
    if not kept or _FILTER.match(kept[-1]):
        return ""
    found = [part for part in parts(query) if not _ORDER.fullmatch(part)]
    is_whole = query.endswith(" ") or bool(found and _FILTER.match(found[-1]))
    return " " if is_whole and not kept[-1].endswith(_CLOSED) else ""


def _goes_on(part: str, following: str) -> bool:
    """Whether the part that follows a filter may be its value, or the rest of its days."""
    if not _FILTER.match(part) or _FILTER.match(following):
        return False
    return part.endswith((":", ",")) or _WORDS_OF_DAYS.match(part) is not None


def _is_grouped(query: str) -> bool:
    """Whether the meaning of a query depends on the order of its parts."""
    return _are_joined(parts(query)) or "(" in _QUOTED.sub("", query)


def _has_outer_or(query: str) -> bool:
    """Whether a query has ``OR`` outside of all brackets, which a filter beside it would join."""
    depth = 0
    for found in _OUTER.finditer(_QUOTED.sub('""', query)):
        if found[0] in "()":
            depth = max(0, depth + (1 if found[0] == "(" else -1))
        elif not depth:
            return True
    return False


def _before_brackets(query: str, wanted: str) -> str:
    """A filter, and a query with ``OR`` in brackets behind it, which close unless it goes on."""
    found = parts(query)
    order = found.pop() if _ORDER.fullmatch(found[-1]) else ""
    last, inner = found[-1], _joined(*found)
    if _PLAIN_WORD.fullmatch(last) and not query.endswith(" "):
        inner += "*"
    elif not (query.endswith(" ") or last.endswith(_CLOSED) or _FILTER.match(last)):
        return _joined(*filter(None, (order, wanted, f"({inner}")))
    return _joined(*filter(None, (wanted, f"({inner})", order)))


def _are_joined(found: list[str]) -> bool:
    return any(part in _JOINING or part.startswith("(") for part in found)


def _joined(*kept: str) -> str:
    return " ".join(kept)
