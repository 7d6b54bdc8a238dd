"""One question of a post as a page of its own, with its answer behind it."""

from __future__ import annotations

from dataclasses import replace

from index.post import Document, Outline, Question
from tui.render.layout.folding import folds_of

from .about import blocks_of


def one_question(document: Document, question: Question) -> Document:
    """The part of a document that asks and answers one of its questions.

    What the page could not fold is there as the plain text that the outline has of it.
    """
    part = _part(document, question, _source(document, question))
    folds = folds_of(blocks_of(part), (question,))
    if any(fold.kind == "answer" for fold in folds) == (question.answer is not None):
        return part
    answer = f"\n\nA. {question.answer}" if question.answer else ""
    text = f"Q. {question.text}"
    line = question.line + text.count("\n") + 2 if answer else None
    return _part(document, replace(question, answer_line=line), f"{text}{answer}")


def _part(document: Document, question: Question, body: str) -> Document:
    outline = Outline(questions=(question,))
    return replace(
        document,
        outline=outline,
        body=body,
        expanded=None,
        text=body,
        body_line=question.line,
        prose="",
        code="",
        problems=(),
    )


def _source(document: Document, question: Question) -> str:
    """The lines of the file from the question to the next one, or to a heading."""
    outline = document.outline
    ends = [other.line for other in outline.questions]
    ends += [heading.line for heading in outline.headings]
    end = min((line for line in ends if line > question.line), default=None)
    expanded = document.expanded
    if expanded is not None:
        numbered = zip(expanded.lines, expanded.text.split("\n"), strict=True)
        said = [line for at, line in numbered if question.line <= at and (not end or at < end)]
    else:
        first = document.body_line
        said = document.body.split("\n")[question.line - first : end and end - first]
    indent = _indent(said[0]) if said else 0
    return "\n".join(line[min(indent, _indent(line)) :] for line in said)


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" \t"))
