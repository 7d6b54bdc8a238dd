"""What is known of a post."""

from __future__ import annotations

from rich.cells import cell_len
from rich.text import Text

from index.post import Document

from .lines import LinesScreen


def metadata_screen(document: Document) -> LinesScreen:
    """All that front matter, file name and body say of a post."""
    post, outline = document.post, document.outline
    facts = (
        ("title", post.title),
        ("file", post.display_path),
        ("date", "" if post.date is None else post.date.isoformat(sep=" ", timespec="minutes")),
        ("updated", "" if post.updated is None else f"{post.updated:%Y-%m-%d}"),
        ("categories", ", ".join(post.categories)),
        ("tags", ", ".join(post.tags)),
        ("people", ", ".join(f"{p.name} ({p.role})" for p in outline.people)),
        ("permalink", post.url),
        ("words", f"{post.words:,}, {post.minutes} min"),
        ("headings", str(len(outline.headings))),
        ("links", str(len(outline.links))),
        ("questions", str(len(outline.questions)) if outline.questions else ""),
        ("languages", ", ".join(outline.languages)),
        ("marks", ", ".join(post.flags)),
    )
    lines = [_fact(name, value) for name, value in facts if value]
    for problem in document.problems:
        place = "" if problem.line is None else f"line {problem.line}: "
        lines.append(_fact("problem", f"{place}{problem.message}"))
    return LinesScreen("Post", lines)


def _fact(name: str, value: str) -> Text:
    return Text.assemble((name + " " * (12 - cell_len(name)), "dim"), value)
