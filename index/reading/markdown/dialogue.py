"""Who a post names, and what was asked and answered in it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from index.post import Heading, Person, Question
from index.syntax import ANSWER, QUESTION

_ROLES = (
    "모더레이터|진행자|사회자|참가자|참석자|참여자|발표자|작성자|기록자|서기|팀원|팀장|조원|멘토|멘티|"
    "moderators?|participants?|attendees|authors?|speakers?|presenters?|mentors?|members|with"
)
_PEOPLE = re.compile(rf"({_ROLES})[ \t]*[:：][ \t]*(\S.*)", re.IGNORECASE)
_LONGEST_NAME = 40
_NOTE = re.compile(r"\([^()]*\)|（[^（）]*）")
_SEPARATORS = re.compile(r"\s*[,，、·;/&|]\s*|\s+(?:and|및|와|그리고)\s+")
_NAME = re.compile(r"[^\W\d_][\w.'’@-]*(?: [\w.'’-]+){0,3}")

_MAY_ASK = ("\nQ", "\nq", "\nＱ", "\n질문")
_ASKS = frozenset("QqＱｑ질")


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


def questions(prose: str, headings: Iterable[Heading], first_line: int) -> tuple[Question, ...]:
    """Find the questions of a post, each with its answer or None, in order.

    A paragraph or list item that begins ``Q.``, ``Q:``, ``Q1.`` or ``질문:`` asks; the one that
    begins ``A.``, ``A:`` or ``답변:`` answers, and both run up to the next of them, or a heading,
    over any number of paragraphs. These are joined by a blank line.

    Args:
        prose: The text of the body without markup, with as many lines as the body.
        headings: The headings, with lines of the file.
        first_line: The line of the file that ``prose`` begins on, from 1.
    """
    if not any(begun in prose or prose.startswith(begun[1:]) for begun in _MAY_ASK):
        return ()
    lines = prose.split("\n")
    ends = {heading.line - first_line for heading in headings}
    found: list[Question] = []
    asked: _Speech | None = None
    answered: _Speech | None = None
    for index, line in enumerate(lines):
        begun = QUESTION.match(line) if line[:1] in _ASKS else None
        if begun is not None or index in ends:
            _conclude(found, asked, answered, first_line)
            asked = _Speech(index) if begun is not None and index not in ends else None
            answered = None
            if asked is not None and begun is not None:
                asked.say(line[begun.end() :])
            continue
        if asked is None:
            continue
        reply = ANSWER.match(line) if answered is None else None
        if reply is not None:
            answered = _Speech(index)
            line = line[reply.end() :]
        (answered or asked).say(line)
    _conclude(found, asked, answered, first_line)
    return tuple(found)


class _Speech:
    """What is said from a line on, as paragraphs."""

    __slots__ = ("line", "paragraphs")

    def __init__(self, line: int) -> None:
        self.line = line
        self.paragraphs: list[list[str]] = [[]]

    def say(self, line: str) -> None:
        if line.strip():
            self.paragraphs[-1].append(line.strip())
        elif self.paragraphs[-1]:
            self.paragraphs.append([])

    def text(self) -> str:
        return "\n\n".join(" ".join(lines) for lines in self.paragraphs if lines)


def _conclude(
    found: list[Question], asked: _Speech | None, answered: _Speech | None, first_line: int
) -> None:
    if asked is None or not asked.text():
        return
    answer = answered.text() if answered is not None else ""
    found.append(Question(asked.text(), answer or None, first_line + asked.line))
