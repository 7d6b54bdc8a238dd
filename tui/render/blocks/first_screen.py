"""Where a long post is cut, so that its first screen shows before all of it is read."""

from __future__ import annotations

import re

from index.lazy_pattern import lazy_pattern

_FENCE = lazy_pattern(r"^ {0,3}(?:```|~~~)", re.MULTILINE)


def beginning(body: str, length: int) -> str:
    """The first blocks of ``body``, some ``length`` characters of it.

    It is cut at a blank line outside fences, or where ``length`` is if there is none.
    """
    fences = _FENCE.findall(body[:length])
    at = len(body) if len(body) <= length else body.rfind("\n\n", 0, length)
    while len(fences) % 2 and at > 0:
        at = body.rfind("\n\n", 0, at)
        fences = _FENCE.findall(body[:at]) if at > 0 else []
    return body[:at] if at > 0 else body[:length]
