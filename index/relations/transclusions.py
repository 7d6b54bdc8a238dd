"""What a post shows of others in the place of a link: ``![[note]]``, or a part of it.

The text is read when the page is asked for and is no part of the index, so that a search finds it
in its own post alone. Sources: https://help.obsidian.md/embeds and
https://docs.logseq.com/#/page/embed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Final

from index.errors import JournalError
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
_MOST_LOOKED_AT: Final = 500
"""How many links of a post are looked at for what they show; the others stay links."""
_ITEM: Final = re.compile(r"[ \t]*+(?:[-*+]|\d{1,9}[.)])[ \t]")

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
    """The posts that were read for a page, and how much of them it may still show."""

    resolve: Resolve
    read: Read
    documents: dict[str, Document]
    left: int = MOST
    characters: int = LONGEST

    def of(self, document: Document, within: tuple[tuple[str, str], ...]) -> Iterator[Transclusion]:
        """What a document shows; ``within`` are the posts and parts that it is shown in."""
        seen: set[str] = set()
        for link in document.outline.links:
            if len(seen) == _MOST_LOOKED_AT:
                return
            if link.kind == "transclusion" and link.target not in seen:
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
        try:
            other = self._read(post.path)
        except JournalError as error:
            return Transclusion(link.target, missing=error.message)
        lines = part_of(other, part) if part else (0, other.body.count("\n") + 1)
        if lines is None:
            message = Message.of("part-missing", name=post.title, part=part)
            return Transclusion(link.target, missing=message)
        shown = _cut(other, *lines)
        if not self.left or len(shown.body) > self.characters:
            return Transclusion(link.target, missing=Message.of("shown-too-much"))
        self.left -= 1
        self.characters -= len(shown.body)
        inner = tuple(self.of(shown, (*within, key)))
        return Transclusion(link.target, replace(shown, transcluded=inner))

    def _read(self, path: str) -> Document:
        known = self.documents.get(path)
        if known is None:
            known = self.documents[path] = self.read(path)
        return known


def part_of(document: Document, part: str) -> tuple[int, int] | None:
    """The lines of the body of a heading, a ``^block`` or a ``((block))``, the last one excluded.

    None where the document has no such part.
    """
    lines = document.body.split("\n")
    if part.startswith("(("):
        return _block_of_id(lines, part.strip("()").lower())
    if part.startswith("^"):
        return _block(lines, part)
    headings, wanted = document.outline.headings, heading_id(part)
    folded = " ".join(part.split()).casefold()
    for number, heading in enumerate(headings):
        if wanted in {heading.id, heading_id(heading.text)} or heading.text.casefold() == folded:
            later = (one.line for one in headings[number + 1 :] if one.level <= heading.level)
            end = next(later, document.body_line + len(lines))
            return heading.line - document.body_line, end - document.body_line
    return None


def _block(lines: list[str], mark: str) -> tuple[int, int] | None:
    """The paragraph or the item that ends with a mark, or the block above a line that is one."""
    ending = re.compile(rf"(?:^|\s){re.escape(mark)}\s*+$", re.IGNORECASE)
    end = next((n for n, line in enumerate(lines) if ending.search(line)), None)
    if end is None:
        return None
    begin = end
    if lines[end].strip().lower() == mark.lower():
        while begin and not lines[begin - 1].strip():
            begin -= 1
    elif _ITEM.match(lines[end]):
        return end, _end_of_item(lines, end)
    while begin and lines[begin - 1].strip():
        begin -= 1
    return begin, end + 1


def _block_of_id(lines: list[str], identifier: str) -> tuple[int, int] | None:
    """The item, or the paragraph, with a line such as ``id:: 6543…`` in it."""
    mark = f"id:: {identifier}"
    at = next((n for n, line in enumerate(lines) if line.strip().lower() == mark), None)
    if at is None:
        return None
    begin = at
    while begin and lines[begin].strip() and not _ITEM.match(lines[begin]):
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


def _cut(document: Document, begin: int, end: int) -> Document:
    """A document of these lines of a body alone, with what stands in them."""
    first, last = document.body_line + begin, document.body_line + end
    outline = document.outline
    return replace(
        document,
        outline=Outline(
            tuple(one for one in outline.headings if first <= one.line < last),
            tuple(one for one in outline.links if first <= one.line < last),
        ),
        text="",
        body="\n".join(document.body.split("\n")[begin:end]),
        body_line=first,
        prose="",
        code="",
        problems=(),
        transcluded=(),
    )
