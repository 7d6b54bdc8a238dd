"""Paragraphs that ask or answer: their ``Q.`` or ``A.`` is told from what they say."""

from __future__ import annotations

from collections.abc import Iterator

from index.syntax import ANSWER, QUESTION, SPEAKER

from .blocks import Role, Span, Spans


def turns(spans: Spans) -> Iterator[Spans]:
    """``spans`` of a paragraph as one paragraph for each line of it on which somebody speaks.

    A question whose answer follows on the next line, without a blank line between, is two.
    """
    said = speaking(spans)
    if said is spans:
        yield spans
        return
    begun = 0
    for index in range(2, len(said)):
        before, span = said[index - 1], said[index]
        if span.line > before.line and before.text in (" ", "\n"):
            answer = speaking(said[index:])
            if answer[0].roles & {"question", "answer"}:
                yield speaking(said[begun : index - 1])
                begun = index
    yield speaking(said[begun:])


def named_speaker(spans: Spans) -> Spans:
    """``spans`` of a paragraph that answers, with the name that it begins with marked."""
    found = SPEAKER.match(spans[0].text) if spans else None
    return _told_apart(spans, found[0], "answer") if found else spans


def _told_apart(spans: Spans, opening: str, role: Role) -> Spans:
    first = spans[0]
    label = Span(opening.rstrip(), first.roles | {role}, first.href, first.line)
    said = Span(first.text[len(label.text) :], first.roles, first.href, first.line)
    return (label, said, *spans[1:]) if said.text else (label, *spans[1:])


def speaking(spans: Spans) -> Spans:
    """``spans`` of a paragraph, what it begins with marked if that asks or answers."""
    first = spans[0]
    asked = QUESTION.match(first.text)
    found = asked or ANSWER.match(first.text)
    if found is None or "code" in first.roles or first.roles & {"question", "answer"}:
        return spans
    return _told_apart(spans, found[0], "question" if asked else "answer")
