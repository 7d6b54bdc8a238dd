"""Front matter: where it begins and ends. What it says is read by ``front_matter``."""

from __future__ import annotations

import re
from typing import Literal

from index.lazy_pattern import lazy_pattern
from index.messages import Message
from index.values import dataclass

_FENCES = {
    "yaml": (
        lazy_pattern(r"---[ \t]*\n"),
        lazy_pattern(r"^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.MULTILINE),
    ),
    "toml": (
        lazy_pattern(r"\+\+\+[ \t]*\n"),
        lazy_pattern(r"^\+\+\+[ \t]*(?:\n|\Z)", re.MULTILINE),
    ),
}
_JSON = lazy_pattern(r'\{\s*(?:"|\}\s*\n)')
_JSON_END = lazy_pattern(r"^\}[ \t]*(?:\n|\Z)", re.MULTILINE)

_KEY = lazy_pattern(r"[A-Za-z_][\w-]{0,99}:(?=[ \n]|\Z)")
OPENINGS = frozenset("-+{")
"""What front matter begins with."""

Language = Literal["yaml", "toml", "json"]


@dataclass(frozen=True, slots=True)
class SyntaxProblem:
    """What is wrong with front matter; ``line`` and ``column`` count from 1 in the file."""

    message: Message
    line: int | None = None
    column: int | None = None


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts of a file that begins with front matter.

    ``source`` is what stands between the fences, from line ``first_line`` of the file on; ``body``
    what follows them, from line ``body_line`` on.
    """

    language: Language
    source: str
    first_line: int
    body: str
    body_line: int


def begins_mapping(parts: Parts) -> bool:
    """Whether YAML begins with a key, so that it is a mapping, or a broken one."""
    return _KEY.match(parts.source) is not None


def without_front_matter(text: str) -> tuple[str, int]:
    """The body of a decoded file and the line it begins on: those of ``read_front_matter``."""
    found = split(text) if text[:1] in OPENINGS else ()
    return (found.body, found.body_line) if isinstance(found, Parts) else (text, 1)


def split(text: str) -> Parts | tuple[SyntaxProblem, ...]:
    """The parts of a text, or what is wrong where it only looks like front matter."""
    if text.startswith("{"):
        return _split_json(text)
    language: Language = "yaml" if text.startswith("-") else "toml"
    opening, closing = _FENCES[language]
    begun = opening.match(text)
    if begun is None:
        return ()
    ended = closing.search(text, begun.end())
    if ended is None:
        return (SyntaxProblem(Message.of("front-matter-unclosed", mark=text[:3]), 1, 1),)
    source = text[begun.end() : ended.start()]
    body_line = text.count("\n", 0, ended.end()) + 1
    return Parts(language, source, 2, text[ended.end() :], body_line)


def _split_json(text: str) -> Parts | tuple[SyntaxProblem, ...]:
    if _JSON.match(text) is None:
        return ()
    import json

    try:
        _, end = json.JSONDecoder().raw_decode(text)
    except (ValueError, RecursionError):
        ended = _JSON_END.search(text)
        if ended is None:
            return ()
        end = ended.end()
    source, body = text[:end], text[end:].removeprefix("\n")
    body_line = text.count("\n", 0, len(text) - len(body)) + 1
    return Parts("json", source, 1, body, body_line)
