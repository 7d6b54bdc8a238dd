"""A query as the text in the search field: filters put in, taken out, and told from words."""

from __future__ import annotations

import re

_PART = re.compile(r'-?(?:[^\s":]+:)?"(?:[^"\\]|\\.)*"?\S*|\S+')
_PLAIN = re.compile(r"[\w.+#-][\w./+#-]*", re.ASCII)
_JOINING = frozenset(("OR", "NOT", "AND", "|"))
_DAYS = re.compile(r"(?:date|날짜):(?![<>]|$)", re.IGNORECASE)
"""A filter of some days. Those with ``<`` or ``>`` are one end of a span, and go together."""
_FILTER = re.compile(r"-?(?:tag|cat|date|person|series|is):", re.IGNORECASE)

_QUOTE = re.compile(r'(?<!\\)"')
_ORDER = re.compile(r'(?:sort|정렬)[:：][^\s()|"]*', re.IGNORECASE)


def filter_for(field: str, value: str) -> str:
    """The filter for ``value`` in ``field``, quoted where it must be: ``tag:"손실 함수"``."""
    if _PLAIN.fullmatch(value):
        return f"{field}:{value}"
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    return f'{field}:"{escaped}"'


def narrowed_to(query: str, wanted: str) -> str:
    """``query`` with ``wanted`` for its only filter, which stands before the words."""
    return _with_last_filter([part for part in parts(query) if not _FILTER.match(part)], wanted)


def with_filter(query: str, wanted: str) -> str:
    """``query`` with one filter more; nothing doubles, and it no longer excludes what it wants.

    Days take the place of other days, since hardly a post is of both.
    """
    if _DAYS.match(wanted):
        query = without_days(query)
    return _with_last_filter([p for p in parts(query) if p not in (wanted, f"-{wanted}")], wanted)


def without_days(query: str) -> str:
    """``query`` without its filters of days; as it is where it has ``OR`` or brackets."""
    found = parts(query)
    if _are_joined(found) or not any(map(_DAYS.match, found)):
        return query
    return _joined(*(part for part in found if not _DAYS.match(part)))


def with_last_days(typed: str) -> str:
    """What is typed without the filters of days before the one that is being typed at its end."""
    found = parts(typed)
    if not found or not _DAYS.match(found[-1]) or not typed.endswith(found[-1]):
        return typed
    before = typed[: -len(found[-1])]
    kept = without_days(before)
    return typed if kept == before else " ".join(filter(None, (kept, found[-1])))


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
    return _with_last_filter([part for part in parts(query) if part not in (old, new)], new)


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


def _with_last_filter(kept: list[str], wanted: str) -> str:
    """A query with one filter more, behind the others: words that are typed go on from words.

    A query with ``OR`` or brackets keeps its order, on which its meaning depends.
    """
    if _are_joined(kept):
        return _joined(*kept, wanted)
    filters = [part for part in kept if _FILTER.match(part)]
    return _joined(*filters, wanted, *(part for part in kept if not _FILTER.match(part)))


def _are_joined(found: list[str]) -> bool:
    return any(part in _JOINING or part.startswith("(") for part in found)


def _joined(*kept: str) -> str:
    return " ".join(kept)
