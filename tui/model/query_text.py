"""A query as the text in the search field: filters put in, taken out, and told from words."""

from __future__ import annotations

import re

_PART = re.compile(r'-?(?:[^\s":]+:)?"(?:[^"\\]|\\.)*"?\S*|\S+')
_PLAIN = re.compile(r"[\w.+#-][\w./+#-]*", re.ASCII)
_JOINING = frozenset(("OR", "NOT", "AND", "|"))
_FILTER = re.compile(r"-?(?:tag|cat|date|person|series|is):", re.IGNORECASE)


def filter_for(field: str, value: str) -> str:
    """The filter for ``value`` in ``field``, quoted where it must be: ``tag:"손실 함수"``."""
    if _PLAIN.fullmatch(value):
        return f"{field}:{value}"
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    return f'{field}:"{escaped}"'


def narrowed_to(query: str, wanted: str) -> str:
    """The words of ``query`` with ``wanted`` for its only filter."""
    return _joined(*(part for part in parts(query) if not _FILTER.match(part)), wanted)


def with_filter(query: str, wanted: str) -> str:
    """``query`` with one filter more; nothing doubles, and it no longer excludes what it wants."""
    return _joined(*(p for p in parts(query) if p not in (wanted, f"-{wanted}")), wanted)


def without_filter(query: str, unwanted: str) -> str:
    """``query`` excluding what ``unwanted`` finds."""
    return with_filter_replaced(query, unwanted, f"-{unwanted}")


def with_filter_replaced(query: str, old: str, new: str) -> str:
    """A query with one filter in place of another.

    Args:
        query: The query as typed.
        old: The filter to take out.
        new: The filter to put at the end.
    """
    return _joined(*(part for part in parts(query) if part not in (old, new)), new)


def has_words(query: str) -> bool:
    """Whether a query asks for more than what the filters of the tree find."""
    return any(not _FILTER.match(part) for part in parts(query))


def one_step_back(query: str) -> str:
    """A query without its words, or without its filters where it has no words.

    Nothing is left of one with ``OR`` or brackets: its filters alone would find something else.
    """
    found = parts(query)
    joined = any(part in _JOINING or part.startswith("(") for part in found)
    if joined or not has_words(query):
        return ""
    return _joined(*(part for part in found if _FILTER.match(part)))


def parts(query: str) -> list[str]:
    """A query in its parts: words, quoted phrases and filters."""
    return _PART.findall(query)


def _joined(*kept: str) -> str:
    return " ".join(kept)
