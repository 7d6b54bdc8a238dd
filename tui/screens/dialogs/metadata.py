"""What is known of a post."""

from __future__ import annotations

from typing import Final

from rich.cells import cell_len
from rich.text import Text

from index.post import Document
from tui.language import later, say
from tui.language.wording import worded

from .text_dialog import LinesScreen

_SAID_OF: Final = {
    "code": later("code"),
    "image": later("image"),
    "math": later("math"),
    "table": later("table"),
    "toc": later("contents"),
    "note": later("notice"),
    "question": later("question"),
    "answer": later("an answer"),
    "unanswered": later("unanswered question"),
}
"""What is said of flags whose names alone would not tell it."""


def metadata_screen(document: Document) -> LinesScreen:
    """All that front matter, file name and body say of a post."""
    post, outline = document.post, document.outline
    date = "" if post.date is None else post.date.isoformat(sep=" ", timespec="minutes")
    facts = (
        (say("title"), post.title),
        (say("file"), post.display_path),
        (say("date"), date),
        (say("updated"), "" if post.updated is None else f"{post.updated:%Y-%m-%d}"),
        (say("categories"), ", ".join(post.categories)),
        (say("tags"), ", ".join(post.tags)),
        (say("people"), ", ".join(f"{p.name} ({p.role})" for p in outline.people)),
        (say("permalink"), post.url),
        (say("words"), f"{post.words:,}, {say('{count} min', count=post.minutes)}"),
        (say("headings"), str(len(outline.headings))),
        (say("links"), str(len(outline.links))),
        (say("questions"), str(len(outline.questions)) if outline.questions else ""),
        (say("languages"), ", ".join(outline.languages)),
        (say("marks"), ", ".join(say(_SAID_OF.get(flag, flag)) for flag in post.flags)),
    )
    lines = [_fact(name, value) for name, value in facts if value]
    for problem in document.problems:
        place = "" if problem.line is None else say("line {line}: ", line=problem.line)
        lines.append(_fact(say("problem"), f"{place}{worded(problem.message)}"))
    return LinesScreen(say("Post"), lines)


def _fact(name: str, value: str) -> Text:
    return Text.assemble((name + " " * (12 - cell_len(name)), "dim"), value)
