"""Paragraphs that ask or answer: their ``Q.`` or ``A.`` is told from what they say."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .blocks import Role, Span, Spans

_SPEAKER = re.compile(
    r"(?:([QＱ]|질문)|[AＡ]|답변|대답|답)\s*\d{0,3}\s*[.:：)](?=\s|$|[^\W\d_a-z])", re.IGNORECASE
)


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


def speaking(spans: Spans) -> Spans:
    """``spans`` of a paragraph, what it begins with marked if that asks or answers."""
    first = spans[0]
    found = _SPEAKER.match(first.text) if "code" not in first.roles else None
    if found is None or first.roles & {"question", "answer"}:
        return spans
    role: Role = "question" if found[1] else "answer"
    label = Span(found[0], first.roles | {role}, first.href, first.line)
    said = Span(first.text[found.end() :], first.roles, first.href, first.line)
    return (label, said, *spans[1:]) if said.text else (label, *spans[1:])
