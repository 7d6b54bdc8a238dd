"""Code in colours, by Pygments, which is imported when the first code block is coloured."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from .blocks import Role, Roles, Span, Spans

if TYPE_CHECKING:
    from pygments.lexer import Lexer

LONGEST = 1_000_000
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


def highlight(text: str, language: str) -> Sequence[Spans] | None:
    """The lines of ``text`` as spans, or None where the language is unknown or the text too long.

    The lines' texts are those of ``text``, tabs expanded to four.
    """
    rows = list(highlighted(text, language))
    return rows if len(rows) == text.count("\n") + 1 else None


def highlighted(text: str, language: str) -> Iterator[Spans]:
    """The lines of ``text`` as spans, each as soon as it is read.

    There are none where the language is unknown or the text too long, and no more where what is
    read is not what is written.
    """
    lexer = _lexer(language.lower()) if len(text) <= LONGEST else None
    if lexer is None:
        return
    written = iter(text.split("\n"))
    row: list[Span] = []
    for kind, value in lexer.get_tokens(text):
        roles = _roles(str(kind))
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
