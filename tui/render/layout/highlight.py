"""Code in colours, by Pygments, which is imported when the first code block is coloured."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from index.errors import Cancelled
from index.lazy_pattern import lazy_pattern
from tui.render.blocks.blocks import Role, Roles, Span, Spans
from tui.text.cells import check, never

if TYPE_CHECKING:
    from pygments.lexer import Lexer

LONGEST = 1_000_000
"""How many characters of code are coloured; longer code stays plain."""
_TOO_LONG = lazy_pattern(r"[^\n]{20001}")
"""A line that is not coloured, nor what follows it.

Some regular expressions of Pygments take time with the square of a line, and nothing else runs
while Python matches one.
"""
_PATIENCE = 5.0
"""How many seconds of the processor the colours of a text may take.

Of ordinary code a million characters take two. Where comments are opened again and again and never
closed, the time would grow with the square of the text.
"""
_BLOCK: Role = "block"
_ROLES: tuple[tuple[str, Role], ...] = (
    ("Token.Keyword", "keyword"),
    ("Token.Operator.Word", "keyword"),
    ("Token.Literal.String", "string"),
    ("Token.Literal.Number", "number"),
    ("Token.Comment", "comment"),
    ("Token.Name.Function", "name"),
    ("Token.Name.Class", "name"),
    ("Token.Name.Decorator", "name"),
    ("Token.Name.Builtin", "name"),
    ("Token.Name.Tag", "keyword"),
    ("Token.Name.Attribute", "name"),
    ("Token.Operator", "operator"),
)


def highlight(
    text: str, language: str, cancelled: Callable[[], bool] = never
) -> Sequence[Spans] | None:
    """The lines of code as styled spans, with tabs expanded to four.

    Args:
        text: The code.
        language: The name of the language, as at a fence.
        cancelled: Called now and then; True stops.

    Returns:
        The spans of each line; None where the language is unknown or the text is too long.

    Raises:
        Cancelled: ``cancelled`` returned True.
    """
    rows = list(highlighted(text, language, cancelled))
    return rows if len(rows) == text.count("\n") + 1 else None


def highlighted(text: str, language: str, cancelled: Callable[[], bool] = never) -> Iterator[Spans]:
    """The lines of ``text`` as spans, each as soon as it is read.

    There are none where the language is unknown or the text too long, and no more where what is
    read is not what is written, where a line is too long, or where Pygments fails or takes too
    long.

    Args:
        text: The code.
        language: What it is written in, by any name that Pygments knows.
        cancelled: Asked at each token whether to stop.

    Raises:
        Cancelled: ``cancelled`` said so.
    """
    lexer = _lexer(language.lower()) if len(text) <= LONGEST else None
    if lexer is None:
        return
    written = iter(text.split("\n"))
    row: list[Span] = []
    for roles, value in _tokens(lexer, text, cancelled):
        for index, part in enumerate(value.split("\n")):
            if index:
                if not _says(row, next(written, None)):
                    return
                yield tuple(row)
                row = []
            if part:
                row.append(Span(part.expandtabs(4), roles))
    if _says(row, next(written, None)):
        yield tuple(row)


def _tokens(lexer: Lexer, text: str, cancelled: Callable[[], bool]) -> Iterator[tuple[Roles, str]]:
    """The tokens of a text by what they mean, as far as they are to be had."""
    until = time.thread_time() + _PATIENCE
    try:
        for kind, value in lexer.get_tokens(_until_too_long(text)):
            check(cancelled)
            if time.thread_time() > until:
                return
            yield _roles(str(kind)), value
    except Cancelled:
        raise
    except Exception:  # a lexer that fails costs the code its colours, no more
        return


def _until_too_long(text: str) -> str:
    """The lines of ``text`` before the first that is too long to be coloured."""
    found = _TOO_LONG.search(text)
    return text[: found.start()] if found else text


def _says(row: Sequence[Span], written: str | None) -> bool:
    return written is not None and "".join(span.text for span in row) == written.expandtabs(4)


@lru_cache(maxsize=64)
def _lexer(language: str) -> Lexer | None:
    from pygments.lexers import get_lexer_by_name
    from pygments.util import ClassNotFound

    try:
        lexer: Lexer = get_lexer_by_name(language, stripnl=False, ensurenl=False)
    except ClassNotFound:
        return None
    return lexer


@lru_cache(maxsize=512)
def _roles(kind: str) -> Roles:
    role = next((role for name, role in _ROLES if kind.startswith(name)), None)
    return frozenset({_BLOCK, role}) if role else frozenset({_BLOCK})
