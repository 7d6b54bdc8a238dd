"""The body of a file, without a look at its front matter."""

from __future__ import annotations

from .file_text import file_text
from .files.site import Site
from .files.walk import SourceFile
from .front_matter.fences import without_front_matter
from .markdown.outline import Scan, scan


def scanned(file: SourceFile, site: Site) -> Scan | None:
    """What the body of a post holds. None where its file cannot be read."""
    text, problems = file_text(file)
    if any(problem.kind == "unreadable" for problem in problems):
        return None
    return scan_body(file, site, *without_front_matter(text))


def scan_body(file: SourceFile, site: Site, body: str, line: int) -> Scan:
    """What a body holds.

    Args:
        file: The file that it is of.
        site: The settings of the journal.
        body: What follows the front matter.
        line: The line of the file that it begins on, from 1.
    """
    notes = has_note_marks(file, site)
    return scan(body, line, inline_tags=notes, kramdown=not notes)


def has_note_marks(file: SourceFile, site: Site) -> bool:
    """Whether ``#tags``, ``%%comments%%`` and ``^block-ids`` are markup: not in Jekyll."""
    return site.kind != "jekyll" and file.kind == "note"
