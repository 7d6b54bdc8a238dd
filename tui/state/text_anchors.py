"""Places in posts that edits and renames do not lose."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from index.post import Heading, Post

from .records import Json

_MOST_CHARACTERS = 200
"""How much of a line tells it from others."""


@dataclass(frozen=True, slots=True)
class TextAnchor:
    """Line ``line`` of a post's file, from 1: its text, and the heading that it stands under."""

    line: int = 1
    text: str = ""
    heading: str = ""

    @classmethod
    def of(cls, text: str, headings: Iterable[Heading], line: int) -> TextAnchor:
        """The anchor of a line, or of the first after it that is not blank.

        Args:
            text: The text of the file.
            headings: The headings of the post.
            line: The line, from 1.
        """
        lines = text.split("\n")
        at = next((n for n in range(max(1, line), len(lines) + 1) if lines[n - 1].strip()), line)
        above = [heading.text for heading in headings if heading.line <= at]
        said = _told(lines[at - 1]) if at <= len(lines) else ""
        return cls(at, said, above[-1] if above else "")

    @classmethod
    def read(cls, values: Mapping[str, Json]) -> TextAnchor | None:
        """The place that the values of a record have, if they have one."""
        match values:
            case {"line": 1, "text": "---"}:  # what was written of a whole post before
                return WHOLE
            case {"line": int(line), "text": str(text), "heading": str(heading)}:
                return cls(max(1, line), text, heading)
        return None

    @property
    def values(self) -> dict[str, Json]:
        """The place as values of a record."""
        return {"line": self.line, "text": self.text, "heading": self.heading}

    def line_in(self, text: str, headings: Iterable[Heading]) -> int:
        """The line that is this place in a file's text as it is now.

        It is the line with the same text that is nearest to where it was; without one, the heading
        that it stood under; else the line of the same number.
        """
        return AnchorResolver(text, headings).line_of(self)


WHOLE = TextAnchor()
"""A post as a whole."""


class AnchorResolver:
    """The lines of a post's file as it is now, among which places are looked for."""

    def __init__(self, text: str, headings: Iterable[Heading]) -> None:
        self._alike: dict[str, list[int]] = defaultdict(list)
        lines = text.split("\n")
        for number, line in enumerate(lines, 1):
            self._alike[_told(line)].append(number)
        self._headings = tuple(headings)
        self._count = len(lines)

    def line_of(self, place: TextAnchor) -> int:
        """The line that is a place now; see ``TextAnchor.line_in``."""
        if place.text:
            alike = self._alike.get(place.text, [])
            if not alike and place.heading:
                alike = [one.line for one in self._headings if one.text == place.heading]
            if alike:
                return min(alike, key=lambda n: abs(n - place.line))
        return min(place.line, self._count)


def _told(line: str) -> str:
    return line.strip()[:_MOST_CHARACTERS]


def opening(post: Post) -> str:
    """What a post is known by besides its title when its file has another name."""
    if not post.lead:
        return ""
    return hashlib.sha256(post.lead.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def identity(post: Post) -> dict[str, Json]:
    """What a record keeps of a post, so that it is found again after it was renamed."""
    return {"title": post.title, "opening": opening(post)}
