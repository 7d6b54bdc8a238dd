"""What a post shows of others in the place of a link: ``![[note]]``, or a part of it.

The text is read when the page is asked for and is no part of the index, so that a search finds it
in its own post alone. Sources: https://help.obsidian.md/embeds and
https://docs.logseq.com/#/page/embed.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import accumulate
from typing import Final

from index.errors import JournalError
from index.lazy_pattern import lazy_pattern
from index.messages import Message
from index.post import Document, Link, Outline, Post, Transclusion
from index.reading.markdown.heading_ids import heading_id
from index.results import Resolved

DEEPEST: Final = 4
"""How many posts may be shown within each other."""
MOST: Final = 100
"""How many a page shows in all; what follows is links."""
LONGEST: Final = 300_000
"""How many characters of other posts a page shows in all."""
MOST_LOOKED_AT: Final = 500
"""How many links of a page, and of what it shows, are looked at for what they show."""
LONGEST_LOOKED_INTO: Final = 3_000_000
"""How many characters of other posts are read for a page, and passed in them for what it shows."""
_FARTHEST_IDENTIFIER: Final = 1_000
"""How many lines below the first one of a block its ``id::`` is looked for."""
_ITEM: Final = lazy_pattern(r"[ \t]*+(?:[-*+]|\d{1,9}[.)])[ \t]")
_MARKED: Final = lazy_pattern(r"(?:^|\s)(\^\S++)\s*+$")

Resolve = Callable[[Link, Post], Resolved]
Read = Callable[[str], Document]


def with_transclusions(document: Document, resolve: Resolve, read: Read) -> Document:
    """A document with what it shows of others.

    Args:
        document: The document.
        resolve: Tells where a link of a post leads.
        read: Reads the post at a path; raises JournalError where its file has gone.
    """
    whole = (document.post.path, "")
    found = _Transcluding(resolve, read, {document.post.path: document})
    return replace(document, transcluded=tuple(found.of(document, (whole,))))


@dataclass(slots=True)
class _Transcluding:
    """The posts that were read for a page, and how much of them it may still show and read."""

    resolve: Resolve
    read: Read
    documents: dict[str, Document]
    parts: dict[str, _Parts] = field(default_factory=dict)
    left: int = MOST
    characters: int = LONGEST
    looked_at: int = 0
    looked_into: int = 0

    def of(self, document: Document, within: tuple[tuple[str, str], ...]) -> Iterator[Transclusion]:
        """What a document shows; ``within`` are the posts and parts that it is shown in."""
        seen: set[str] = set()
        for link in document.outline.links:
            if link.kind == "transclusion" and link.target not in seen:
                if self.looked_at == MOST_LOOKED_AT:
                    return
                self.looked_at += 1
                seen.add(link.target)
                yield self._shown(link, document, within)

    def _shown(
        self, link: Link, document: Document, within: tuple[tuple[str, str], ...]
    ) -> Transclusion:
        name, _, part = link.target.partition("#")
        part = part.rpartition("#")[2].strip()
        found = self.resolve(link, document.post)
        post = found.post
        if link.target.startswith("(("):
            part = link.target
        if post is None:
            reason = found.reason or Message.of("no-post-called", name=name.strip())
            return Transclusion(link.target, missing=reason)
        key = post.path, part
        if key in within:
            message = Message.of("shown-in-circle", name=post.title)
            return Transclusion(link.target, missing=message)
        if len(within) > DEEPEST:
            return Transclusion(link.target, missing=Message.of("shown-too-deep", most=DEEPEST))
        if not self.left or self.looked_into > LONGEST_LOOKED_INTO:
            return Transclusion(link.target, missing=Message.of("shown-too-much"))
        try:
            parts = self._parts(post.path)
        except JournalError as error:
            return Transclusion(link.target, missing=error.message)
        lines = parts.find(part) if part else parts.whole
        if lines is None:
            message = Message.of("part-missing", name=post.title, part=part)
            return Transclusion(link.target, missing=message)
        length = parts.length(*lines)
        self.looked_into += length
        if length > self.characters:
            return Transclusion(link.target, missing=Message.of("shown-too-much"))
        self.left -= 1
        self.characters -= length
        shown = parts.cut(*lines)
        inner = tuple(self.of(shown, (*within, key)))
        return Transclusion(link.target, replace(shown, transcluded=inner))

    def _parts(self, path: str) -> _Parts:
        known = self.parts.get(path)
        if known is None:
            document = self.documents.get(path)
            if document is None:
                document = self.read(path)
                self.looked_into += len(document.text)
            known = self.parts[path] = _Parts(document)
        return known


class _Parts:
    """The parts of a document by their names; each kind is looked for once, in all of it."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._lines = document.body.split("\n")
        self.whole = 0, len(self._lines)
        """All lines of the body, the last one excluded."""

    def find(self, part: str) -> tuple[int, int] | None:
        """The lines of a heading, a ``^block`` or a ``((block))``, the last one excluded.

        None where the document has no such part.
        """
        if part.startswith("(("):
            at = self._identified.get(part.strip("()").lower())
            return None if at is None else self._identified_block(at)
        if part.startswith("^"):
            at = self._marked.get(part.lower())
            return None if at is None else self._marked_block(at, part)
        names = ("", heading_id(part)), ("text", " ".join(part.split()).casefold())
        found = [self._headings[name] for name in names if name in self._headings]
        if not found:
            return None
        return self._sections[min(found)]

    def length(self, begin: int, end: int) -> int:
        """How many characters lines have."""
        starts = self._starts
        return max(0, starts[end] - starts[begin] - 1)

    def cut(self, begin: int, end: int) -> Document:
        """A document of these lines of the body alone, with what stands in them."""
        document = self._document
        first, last = document.body_line + begin, document.body_line + end
        outline = document.outline
        return replace(
            document,
            outline=Outline(
                tuple(one for one in outline.headings if first <= one.line < last),
                tuple(one for one in outline.links if first <= one.line < last),
            ),
            text="",
            body="\n".join(self._lines[begin:end]),
            body_line=first,
            prose="",
            code="",
            problems=(),
            transcluded=(),
        )

    @cached_property
    def _starts(self) -> array[int]:
        """How many characters stand before each line, and before the end."""
        return array("q", accumulate((len(line) + 1 for line in self._lines), initial=0))

    @cached_property
    def _headings(self) -> dict[tuple[str, str], int]:
        """The place of the first heading of each id and of each text."""
        found: dict[tuple[str, str], int] = {}
        for number, heading in enumerate(self._document.outline.headings):
            found.setdefault(("", heading.id), number)
            found.setdefault(("", heading_id(heading.text)), number)
            found.setdefault(("text", heading.text.casefold()), number)
        return found

    @cached_property
    def _sections(self) -> list[tuple[int, int]]:
        """The lines of each heading, up to the next one that is not below it."""
        document = self._document
        headings = document.outline.headings
        ends = [self.whole[1]] * len(headings)
        above: list[int] = []
        for number, heading in enumerate(headings):
            while above and headings[above[-1]].level >= heading.level:
                ends[above.pop()] = heading.line - document.body_line
            above.append(number)
        begins = (heading.line - document.body_line for heading in headings)
        return list(zip(begins, ends, strict=True))

    @cached_property
    def _marked(self) -> dict[str, int]:
        """The first line that ends with each ``^mark``."""
        found: dict[str, int] = {}
        for number, line in enumerate(self._lines):
            if "^" in line and (mark := _MARKED.search(line)):
                found.setdefault(mark[1].lower(), number)
        return found

    @cached_property
    def _identified(self) -> dict[str, int]:
        """The first line with each ``id::``."""
        found: dict[str, int] = {}
        for number, line in enumerate(self._lines):
            if "id:: " in line:
                found.setdefault(line.strip().lower().removeprefix("id:: "), number)
        return found

    def _marked_block(self, end: int, mark: str) -> tuple[int, int]:
        """The paragraph or the item that ends with a mark, or the block above a line that is one.

        Args:
            end: The line of the mark.
            mark: The mark.
        """
        lines = self._lines
        begin = end
        if lines[end].strip().lower() == mark.lower():
            while begin and not lines[begin - 1].strip():
                begin -= 1
        elif _ITEM.match(lines[end]):
            return end, _end_of_item(lines, end)
        while begin and lines[begin - 1].strip():
            begin -= 1
        return begin, end + 1

    def _identified_block(self, at: int) -> tuple[int, int]:
        """The item, or the paragraph, with a line such as ``id:: 6543…`` in it."""
        lines = self._lines
        begin = at
        first = max(0, at - _FARTHEST_IDENTIFIER)
        while begin > first and lines[begin].strip() and not _ITEM.match(lines[begin]):
            begin -= 1
        if _ITEM.match(lines[begin]):
            return begin, _end_of_item(lines, begin)
        return begin, at + 1


def _end_of_item(lines: list[str], begin: int) -> int:
    """Where the lines end that are indented below an item."""
    indent = _indent(lines[begin])
    end = begin + 1
    while end < len(lines) and lines[end].strip() and _indent(lines[end]) > indent:
        end += 1
    return end


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" \t"))
