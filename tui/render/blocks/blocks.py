"""What a post consists of once its markup has been read: leaf blocks and the spans in them.

Blocks form a flat sequence. What a block stands in (a quote, a list item, a notice) is told by its
``frames``, outermost first, so that neither deep nesting nor a cut in the middle of a post needs
recursion. ``line`` counts from 1 in the file, everywhere.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from tui.render.math import Definitions

Role = Literal[
    "strong",
    "emphasis",
    "strike",
    "underline",
    "mark",
    "code",
    "kbd",
    "math",
    "link",
    "image",
    "wiki",
    "embed",
    "transclusion",
    "footnote",
    "dim",
    "heading1",
    "heading2",
    "heading3",
    "heading4",
    "heading5",
    "heading6",
    "title",
    "quote",
    "marker",
    "note",
    "tip",
    "important",
    "warning",
    "danger",
    "rule",
    "block",
    "keyword",
    "string",
    "comment",
    "number",
    "name",
    "operator",
    "term",
    "summary",
    "question",
    "answer",
    "match",
    "broken",
    "current",
    "margin",
]
Roles = frozenset[Role]
Align = Literal["left", "right", "center"]
Fold = Literal["", "open", "shut"]
"""Whether something folds, and how it is found at first."""
FOLD = "\N{NULL}fold:"
"""What the ``href`` of a span begins with that folds and unfolds; no post has that character."""

PLAIN: Roles = frozenset()


@dataclass(frozen=True, slots=True)
class Span:
    """Text that is drawn alike: what it means, where it leads, and the line it stands on.

    A line feed in ``text`` is a hard line break. ``line`` is 0 where the block's own line holds.
    ``tex`` is the source of a formula that is drawn, ``picture`` the address of a picture that the
    text stands for, which may lead elsewhere.
    """

    text: str
    roles: Roles = PLAIN
    href: str | None = None
    line: int = 0
    tex: str = ""
    picture: str = ""


Spans = tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Frame:
    """What surrounds blocks: ``first`` is drawn before the first line, ``rest`` before the others.

    ``serial`` tells one frame from the next that looks alike. What stands in a frame with a
    ``fold`` may be hidden behind the first of its blocks.
    """

    serial: int
    first: str
    rest: str
    roles: Roles = PLAIN
    fold: Fold = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text. ``tight`` blocks follow the one before without a blank line."""

    spans: Spans
    line: int
    frames: tuple[Frame, ...] = ()
    tight: bool = False


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of ``level`` 1 to 6; ``id`` only where the post itself gives one."""

    level: int
    spans: Spans
    line: int
    frames: tuple[Frame, ...] = ()
    id: str = ""
    tight: bool = False


@dataclass(frozen=True, slots=True)
class Code:
    """A code block; the first line of ``text`` is line ``first_line`` of the file.

    ``last_line`` is the last line of the file that it is on, where line breaks of HTML give it more
    lines than the file has; else None.
    """

    text: str
    language: str
    line: int
    first_line: int
    frames: tuple[Frame, ...] = ()
    tight: bool = False
    last_line: int | None = None

    def source_line(self, offset: int) -> int:
        """The line of the file that a line of ``text`` stands on, counted from 0."""
        line = self.first_line + offset
        return line if self.last_line is None else min(line, self.last_line)


@dataclass(frozen=True, slots=True)
class Math:
    """A formula on lines of its own, as TeX; ``macros`` are the commands that its post defines."""

    text: str
    line: int
    first_line: int
    frames: tuple[Frame, ...] = ()
    tight: bool = False
    macros: Definitions = ()


@dataclass(frozen=True, slots=True)
class Rule:
    """A thematic break."""

    line: int
    frames: tuple[Frame, ...] = ()
    tight: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A table row: the spans of each cell, and the line of the file."""

    cells: tuple[Spans, ...]
    line: int
    header: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Rows, which may differ in length, and how each column is aligned."""

    rows: tuple[Row, ...]
    aligns: tuple[Align, ...]
    line: int
    frames: tuple[Frame, ...] = ()
    tight: bool = False


Colour = tuple[int, int, int]
"""Red, green and blue, 0 to 255."""
PictureRow = tuple[tuple[int, Colour, Colour], ...]
"""A row of cells from the left: how many are alike, the colours of their upper and lower half."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture under the block that has it, in at most ``height`` rows.

    ``rows`` gives it in at most a width in cells and a height in rows.
    """

    rows: Callable[[int, int], Sequence[PictureRow]]
    height: int
    line: int
    frames: tuple[Frame, ...] = ()
    tight: bool = True


@dataclass(frozen=True, slots=True)
class Title:
    """The title of a post, at the head of its page.

    ``is_heading`` tells that the heading which opens the post says the same, and is said so once.
    """

    spans: Spans
    line: int
    is_heading: bool = False
    frames: tuple[Frame, ...] = ()
    tight: bool = True


Block = Title | Paragraph | Heading | Code | Math | Rule | Table | Picture


def trimmed(spans: Sequence[Span]) -> Spans:
    """``spans`` without blanks and breaks at either end."""
    begin, end = 0, len(spans)
    while begin < end and not spans[begin].text.strip(" \n\t"):
        begin += 1
    while end > begin and not spans[end - 1].text.strip(" \n\t"):
        end -= 1
    kept = [*spans[begin:end]]
    if kept:
        first = kept[0]
        kept[0] = replace(first, text=first.text.lstrip(" \n\t"))
        last = kept[-1]
        kept[-1] = replace(last, text=last.text.rstrip(" \n\t"))
    return tuple(kept)
