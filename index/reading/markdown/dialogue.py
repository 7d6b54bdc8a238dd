"""Who a post names, and what was asked and answered in it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import islice

from index.lazy_pattern import lazy_pattern
from index.post import Heading, Person, Question
from index.syntax import ANSWER, QUESTION, SPEAKER

_ROLES = (
    "모더레이터|진행자|사회자|참가자|참석자|참여자|발표자|작성자|기록자|서기|팀원|팀장|조원|멘토|멘티|"
    "moderators?|participants?|attendees|authors?|speakers?|presenters?|mentors?|members|with"
)
_PEOPLE = lazy_pattern(rf"({_ROLES})[ \t]*[:：][ \t]*(\S.*)", re.IGNORECASE)
_LONGEST_NAME = 40
_NOTE = lazy_pattern(r"\([^()]*\)|（[^（）]*）")
_SEPARATORS = lazy_pattern(r"\s*[,，、·;/&|]\s*|\s+(?:and|및|와|그리고)\s+")
_NAME = lazy_pattern(r"[^\W\d_][\w.'’@-]*(?: [\w.'’-]+){0,3}")

_MAY_ASK = ("\nQ", "\nq", "\nＱ", "\n질문")
_ASKS = frozenset("QqＱｑ질")
_MAY_SPEAK = lazy_pattern(r"\n[ \t]*+(?:[QqAaＱｑＡａ]|질문|답|대답)\s*+\d{0,3}\s*+[.:：)]")
_BEGINS_WITH_CODE = lazy_pattern(r"[\s>*+-]*+(?:\d{1,9}[.)]\s++)?+`")
_ITEM = lazy_pattern(r"[ \t]*+(?:[-*+]|\d{1,9}[.)])[ \t]")
_LEAST_NESTING = 2
"""How much further than its parent's the marker of a nested item is indented."""
_FENCE = lazy_pattern(r"\s*+(`{3,}|~{3,})")


def names_people(line: str) -> bool:
    """Whether a line begins with a role and a colon, and so lists people rather than says much."""
    return (":" in line or "：" in line) and _PEOPLE.match(line) is not None


def people(prose: str) -> tuple[Person, ...]:
    """The people that a post names with a role: ``참가자 : 오하은, 홍요한`` gives two.

    ``prose`` is free of markup. What stands in parentheses behind a name is left out; a line whose
    list does not look like names (longer, or with other signs) gives none.
    """
    found: dict[Person, None] = {}
    if ":" not in prose and "：" not in prose:
        return ()
    for line in prose.split("\n"):
        match = _PEOPLE.match(line) if ":" in line or "：" in line else None
        if match is None or len(match[2]) > 1000:
            continue
        for part in _SEPARATORS.split(_NOTE.sub("", match[2])):
            name = part.strip(" .\t")
            if len(name) <= _LONGEST_NAME and _NAME.fullmatch(name):
                found.setdefault(Person(name, match[1]))
    return tuple(found)


def questions(
    prose: str, headings: Iterable[Heading], first_line: int, *, code: str = "", body: str = ""
) -> tuple[Question, ...]:
    """Find the questions of a post, each with its answer or None, in order.

    A paragraph or list item that begins ``Q.``, ``Q:``, ``Q1.`` or ``질문:`` asks. Its answer is,
    before the next question or heading, what begins ``A.``, ``A:`` or ``답변:``, else the paragraph
    that begins with a name and a colon, else the items nested under the item that asks, else all
    that stands between it and the next question.
    It runs to the next question or heading, over any number of paragraphs, which are joined by a
    blank line, and may be code alone.

    Args:
        prose: The text of the body without markup, with as many lines as the body.
        headings: The headings, with lines of the file.
        first_line: The line of the file that ``prose`` begins on, from 1.
        code: The code of the body, with as many lines as the body.
        body: The body as it is written. What is code for its indentation alone is read as what it
            says; a line that begins with code asks nothing, such as a key of a list of keys.
    """
    said = _with_indented(prose, code, body) if _MAY_SPEAK.search(f"\n{code}") else prose
    if not any(begun in said or said.startswith(begun[1:]) for begun in _MAY_ASK):
        return ()
    lines, code_lines, written = said.split("\n"), code.split("\n"), body.split("\n")
    ends = {heading.line - first_line for heading in headings}
    asked = [
        index
        for index, line in enumerate(lines)
        if line[:1] in _ASKS
        and index not in ends
        and QUESTION.match(line)
        and not (index < len(written) and _BEGINS_WITH_CODE.match(written[index]))
    ]
    borders = sorted({*asked, *ends, len(lines)})
    questions_begin = frozenset(asked)
    found: list[Question] = []
    for index in asked:
        end = borders[bisect_right(borders, index)]
        nested = _nested_items(written, lines, index, end)
        answers = _answer_line(lines, code_lines, range(index, end), nested, end in questions_begin)
        if nested is not None and answers == nested.start:
            end = nested.stop
        opening = QUESTION.match(lines[index])
        text = _said(lines, index, answers or end, opening)
        if not text:
            continue
        if answers is None:
            found.append(Question(text, None, first_line + index))
            continue
        answer = _said(lines, answers, end, ANSWER.match(lines[answers]))
        answer = answer or _first_code(code_lines, answers, end)
        line = first_line + answers if answer else None
        found.append(Question(text, answer or None, first_line + index, line))
    return tuple(found)


def _answer_line(
    lines: Sequence[str], code: Sequence[str], within: range, nested: range | None, goes_on: bool
) -> int | None:
    """The line on which the answer to a question begins; None where it has none.

    Args:
        lines: The lines of what is said.
        code: The lines of code.
        within: The lines from the question to the next question or heading, or to the end.
        nested: The lines of the items nested under the one that asks.
        goes_on: Whether a question is on the line behind those lines.
    """
    asked, end = within.start, within.stop
    for number in range(asked + 1, end):
        if ANSWER.match(lines[number]):
            return number
    begins = [n for n in range(asked + 1, end) if lines[n].strip() and not lines[n - 1].strip()]
    for number in begins:
        if SPEAKER.match(lines[number]):
            return number
    if nested is not None:
        return nested.start
    if not goes_on:
        return None
    coded = (n for n in range(asked + 1, end) if n < len(code) and code[n].strip())
    return min([*begins[:1], *islice(coded, 1)], default=None)


def _nested_items(
    written: Sequence[str], lines: Sequence[str], asked: int, end: int
) -> range | None:
    """The lines of the list nested under the item that asks; None where there is none.

    Args:
        written: The lines of the body as they are written.
        lines: The lines of what is said.
        asked: The line of the question.
        end: The line of the next question or heading, or behind the last one.
    """
    depth = _depth_of_item(written[asked]) if asked < len(written) else None
    if depth is None:
        return None
    begin: int | None = None
    for number in range(asked + 1, min(end, len(written))):
        line = written[number]
        if not lines[number].strip():
            continue
        inner = _depth_of_item(line)
        if inner is not None and inner >= depth + _LEAST_NESTING:
            begin = number if begin is None else begin
        elif inner is not None or (_indentation(line) <= depth and not written[number - 1].strip()):
            return range(begin, number) if begin is not None else None
    return range(begin, end) if begin is not None else None


def _depth_of_item(line: str) -> int | None:
    """How far the marker of a list item is indented; None where a line begins no item."""
    return _indentation(line) if _ITEM.match(line) else None


def _indentation(line: str) -> int:
    begin = line[: len(line) - len(line.lstrip(" \t"))]
    return len(begin.expandtabs(4))


def _said(lines: Sequence[str], begin: int, end: int, opening: re.Match[str] | None) -> str:
    """Lines as paragraphs, joined by a blank line, without what opens the first one."""
    paragraphs: list[list[str]] = [[]]
    for number in range(begin, end):
        line = lines[number]
        if number == begin and opening is not None:
            line = line[opening.end() :]
        if line.strip():
            paragraphs[-1].append(line.strip())
        elif paragraphs[-1]:
            paragraphs.append([])
    return "\n\n".join(" ".join(paragraph) for paragraph in paragraphs if paragraph)


def _first_code(code: Sequence[str], begin: int, end: int) -> str:
    """The first block of code between two lines."""
    block: list[str] = []
    for line in code[begin:end]:
        if line.strip():
            block.append(line.rstrip())
        elif block:
            break
    return "\n".join(block)


def _with_indented(prose: str, code: str, body: str) -> str:
    """The prose, and what is code only because its lines are indented."""
    said = prose.split("\n")
    written, coded = body.split("\n"), code.split("\n")
    fence = ""
    is_indented = False
    for index, line in enumerate(written[: min(len(said), len(coded))]):
        mark = _FENCE.match(line)
        if mark is not None and not (coded[index].strip() or said[index].strip()):
            fence = "" if fence and mark[1].startswith(fence) else fence or mark[1]
        begins = is_indented or index == 0 or not written[index - 1].strip()
        is_indented = bool(
            not fence and begins and coded[index].strip() and line.startswith(("    ", "\t"))
        )
        if is_indented:
            said[index] = line.strip()
    return "\n".join(said)
