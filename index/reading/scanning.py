"""The body of a file: what it holds, without a look at what its front matter says."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from posixpath import splitext
from typing import TYPE_CHECKING

from . import html
from .file_text import file_text
from .files.kinds.kind import Kind
from .files.site import Site
from .files.walk import SourceFile
from .front_matter.fences import OPENINGS, Parts, begins_mapping, split, without_front_matter
from .markdown.outline import Scan, scan

if TYPE_CHECKING:
    from .front_matter.front_matter import FrontMatter

_BLANKS = " \t\n"
_BEGINNINGS = ("---", "+++")


def scanned(file: SourceFile, site: Site, expanded: Callable[[], Scan]) -> Scan | None:
    """What the body of a post holds. None where its file cannot be read.

    Args:
        file: The file of the post.
        site: The settings of the journal.
        expanded: Gives it where templates have to be evaluated, for which all has to be read.
    """
    text, problems = file_text(file)
    if any(problem.kind == "unreadable" for problem in problems):
        return None
    part = site.part(file.base)
    body = _plain_body(text, part.kind)
    if body is None:
        front = front_matter_of(text, part.kind)
        body = front.body, front.body_line
    if has_templates(body[0], part.kind):
        return expanded()
    return scan_body(file, part, readable_body(file, body[0]), body[1])


def has_templates(body: str, kind: Kind) -> bool:
    """Whether a body may have Liquid in it that is evaluated."""
    return kind.kramdown and ("{{" in body or "{%" in body)


def _plain_body(text: str, kind: Kind) -> tuple[str, int] | None:
    """The body of a decoded file and the line it begins on, without a look at its front matter.

    None where that has to be read to know where it ends, or whether it is any.
    """
    if kind.mapping_only:
        return without_front_matter(text)
    if kind.blank_before and _blank_before(text):
        return None
    if text[:1] not in OPENINGS:
        may_have_keys = kind.metadata_lines or kind.property_lines
        # Keys and values without a fence begin with the first line.
        begins = text.partition("\n")[0] if may_have_keys else ""
        return None if ":" in begins or begins[:5] == "@def " else (text, 1)
    found = split(text)
    is_mapping = isinstance(found, Parts) and found.language == "yaml" and begins_mapping(found)
    return (found.body, found.body_line) if isinstance(found, Parts) and is_mapping else None


def front_matter_of(text: str, kind: Kind) -> FrontMatter:
    """The front matter of a decoded file by the rules of a kind of journals."""
    from .front_matter.front_matter import read_front_matter

    blank = _blank_before(text) if kind.blank_before else 0
    front = read_front_matter(text[blank:], mapping_only=kind.mapping_only)
    if blank:
        return _moved_down(front, text, blank)
    if front.present or text[:3] == "---":
        return front
    from .front_matter.plain_lines import definitions, metadata_lines, property_lines

    if kind.metadata_lines:
        return definitions(front) if front.body[:5] == "@def " else metadata_lines(front)
    return property_lines(front) if kind.property_lines else front


def _blank_before(text: str) -> int:
    """How many blanks and blank lines stand before a fence of front matter; 0 before other text."""
    if text[:1] not in _BLANKS:
        return 0
    begun = text.lstrip(_BLANKS)
    return len(text) - len(begun) if begun[:3] in _BEGINNINGS else 0


def _moved_down(front: FrontMatter, text: str, blank: int) -> FrontMatter:
    """Front matter that begins behind blanks of a text; where it is none, all of that is body."""
    if not front.present:
        return replace(front, body=text, body_line=1, faults=())
    lines = text.count("\n", 0, blank)
    return replace(
        front,
        body_line=front.body_line + lines,
        first_line=front.first_line + lines,
        faults=tuple(
            fault if fault.line is None else replace(fault, line=fault.line + lines)
            for fault in front.faults
        ),
    )


def readable_body(file: SourceFile, body: str) -> str:
    """The body of a post as Markdown: that of one in MDX without its modules, line by line."""
    if file.path[-4:].lower() != ".mdx":
        return body
    from .markdown.modules import without_modules

    return without_modules(body)


def is_html(file: SourceFile, site: Site) -> bool:
    """Whether a post is written in HTML, by its name and the rules of its site."""
    return splitext(file.path)[1][1:].lower() in site.kind.html


def scan_body(file: SourceFile, site: Site, body: str, line: int) -> Scan:
    """What a body holds.

    Args:
        file: The file that it is of.
        site: The settings of the site that it is of.
        body: What follows the front matter.
        line: The line of the file that it begins on, from 1.
    """
    if is_html(file, site):
        return html.scan(body, line)
    return scan(body, line, inline_tags=site.kind.inline_tags, kramdown=site.kind.kramdown)
