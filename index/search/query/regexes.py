"""Regular expressions of readers: compiled without case, refused where they would not end."""

from __future__ import annotations

from functools import lru_cache
from math import prod
from typing import TYPE_CHECKING

from index.lazy_pattern import lazy_pattern
from index.messages import Message, reported

if TYPE_CHECKING:
    import regex

_MOST_CHARACTERS = 1_000
_MOST_REPEATS = 10_000
_LEAST_REPEATS = lazy_pattern(r"\{(\d+)")
_MOST_DIGITS = 5
_CALL = lazy_pattern(r"\(\?(?:R|\d|&|P>)")


class RegexError(ValueError):
    """A text is no regular expression, or one that cannot be searched for: see ``message``."""

    def __init__(self, message: Message) -> None:
        super().__init__(message)
        self.message = message


@lru_cache(maxsize=64)
def compiled(pattern: str) -> regex.Pattern[str]:
    """A regular expression, without case, ``^`` and ``$`` at each line. Raises RegexError.

    Give ``search`` a ``timeout``, because it may take as long as it likes, and ``concurrent``.
    """
    import regex

    if len(pattern) > _MOST_CHARACTERS:
        raise RegexError(Message.of("regex-too-long", most=_MOST_CHARACTERS))
    if _CALL.search(pattern):
        raise RegexError(Message.of("regex-recursive"))
    repeats = _LEAST_REPEATS.findall(pattern)
    if any(len(times) > _MOST_DIGITS for times in repeats):
        raise RegexError(Message.of("regex-repeats-too-often"))
    if prod(max(1, int(times)) for times in repeats) > _MOST_REPEATS:
        raise RegexError(Message.of("regex-repeats-too-often"))
    try:
        return regex.compile(pattern, regex.IGNORECASE | regex.MULTILINE)
    except regex.error as error:
        raise RegexError(reported(f"{error}")) from error
    except RecursionError as error:
        raise RegexError(Message.of("regex-nested-too-deeply")) from error
