"""Emoji that are joined into one picture, as terminals can draw them.

A family or a profession is several emoji with U+200D between them (Unicode UTS #51). It takes two
cells where terminals know of it, and more in many, tmux among them, which would break every line
that it stands in. The first emoji of it takes two cells in all of them.
"""

from __future__ import annotations

from rich.segment import Segment
from textual.strip import Strip

from index.lazy_pattern import lazy_pattern

_JOINER = "\u200d"
_EMOJI = "[\u00a9\u00ae\u203c-\u3299\U0001f000-\U0001faff]"
_AND_LOOKS = "[\ufe0f\U0001f3fb-\U0001f3ff]*"
_JOINED = lazy_pattern(f"({_EMOJI}{_AND_LOOKS})(?:{_JOINER}(?:{_EMOJI}{_AND_LOOKS})?)+")


def first_of_joined(text: str) -> str:
    """``text`` with the first emoji in place of each that are joined.

    A joiner between letters stays: scripts such as Persian and Hindi need it.
    """
    return _JOINED.sub(r"\1", text) if _JOINER in text else text


def drawable(strip: Strip) -> Strip:
    """A line with the first emoji in place of each that are joined."""
    if not any(_JOINER in segment.text for segment in strip):
        return strip
    return Strip(Segment(first_of_joined(text), style, control) for text, style, control in strip)
