"""What is known of a post."""

from __future__ import annotations

from typing import Final

from index.post import Document
from tui.language import translatable, translate
from tui.language.wording import kind_worded, worded

from .help import Entry, HelpScreen

_SAID_OF: Final = {
    "code": translatable("code"),
    "image": translatable("image"),
    "math": translatable("math"),
    "table": translatable("table"),
    "toc": translatable("contents"),
    "note": translatable("notice"),
    "question": translatable("question"),
    "answer": translatable("an answer"),
    "unanswered": translatable("unanswered question"),
    "task": translatable("a task"),
    "todo": translatable("a task to do"),
    "done": translatable("a task that is done"),
}
"""What is said of flags whose names alone would not tell it."""


_COLUMN: Final = 12
_MOST_PROPERTIES: Final = 200
_LONGEST_VALUE: Final = 1_000
_DATED_BY: Final = {
    "front matter": translatable("front matter"),
    "name": translatable("file name"),
    "commit": translatable("estimate: first commit of the file"),
    "modified": translatable("estimate: last change of the file"),
}
"""Where a date is from."""


def metadata_screen(document: Document) -> HelpScreen:
    """All that front matter, file name and body say of a post, folded where it is long."""
    post, outline = document.post, document.outline
    date = "" if post.date is None else post.date.isoformat(sep=" ", timespec="minutes")
    source = _DATED_BY.get(post.date_source)
    if source:
        date = f"{'~' * post.is_estimated}{date} ({translate(source)})"
    facts = (
        (translate("title"), post.title),
        (translate("file"), post.display_path),
        (translate("date"), date),
        (translate("updated"), "" if post.updated is None else post.updated.date().isoformat()),
        (translate("categories"), ", ".join(post.categories)),
        (translate("tags"), ", ".join(post.tags)),
        (translate("people"), ", ".join(f"{p.name} ({p.role})" for p in outline.people)),
        (translate("permalink"), post.url),
        (translate("read as"), kind_worded(document.kind)),
        (translate("words"), f"{post.words:,}, {translate('{count} min', count=post.minutes)}"),
        (translate("headings"), str(len(outline.headings))),
        (translate("links"), str(len(outline.links))),
        (translate("questions"), str(len(outline.questions)) if outline.questions else ""),
        (translate("languages"), ", ".join(outline.languages)),
        (translate("marks"), ", ".join(translate(_SAID_OF.get(flag, flag)) for flag in post.flags)),
    )
    entries = [_fact(name, value) for name, value in facts if value]
    if outline.properties:
        entries += [Entry(""), Entry(translate("front matter"))]
        entries += [
            _fact(one.key, ", ".join(one.values)[:_LONGEST_VALUE])
            for one in outline.properties[:_MOST_PROPERTIES]
        ]
        if (more := len(outline.properties) - _MOST_PROPERTIES) > 0:
            entries.append(_fact("…", translate("and {count:,} more", count=more)))
    for problem in document.problems:
        place = "" if problem.line is None else translate("line {line}: ", line=problem.line)
        entries.append(_fact(translate("problem"), f"{place}{worded(problem.message)}"))
    return HelpScreen(translate("Post"), entries)


def _fact(name: str, value: str) -> Entry:
    return Entry(name, value or " ", _COLUMN, "dim")
