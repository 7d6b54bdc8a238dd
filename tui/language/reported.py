"""What the index reports, in the reader's language.

The index speaks English and knows nothing of readers; its messages are known here by their forms.
"""

from __future__ import annotations

import re
from functools import cache
from string import Formatter
from typing import TYPE_CHECKING

from . import is_korean

if TYPE_CHECKING:
    from index.results import Answer

_DAYS = {"day", "last"}
_DAY = r"[\d-]+"


def translated(message: str) -> str:
    """A message of the index in the reader's language; one of an unknown form stays as it is.

    What a message quotes stays, but a reason, or what follows a name, is a message itself.
    """
    if not is_korean() or not message:
        return message
    for form, korean in _forms():
        if found := form.fullmatch(message):
            parts = found.groupdict()
            return korean.format(**parts | {"reason": translated(parts.get("reason", ""))})
    named, colon, rest = message.partition(": ")
    said = translated(rest)
    return f"{named}: {said}" if colon and not said.startswith(f"{named}: ") else said or message


def understood(answer: Answer) -> str:
    """How a query was understood, in the reader's language."""
    return answer.understood_in_korean if is_korean() else answer.understood


@cache
def _forms() -> tuple[tuple[re.Pattern[str], str], ...]:
    from .korean.reported import REPORTED

    return tuple((_form(english), korean) for english, korean in REPORTED.items())


def _form(text: str) -> re.Pattern[str]:
    parts = (
        re.escape(literal) + (f"(?P<{name}>{_DAY if name in _DAYS else '.+?'})" if name else "")
        for literal, name, _, _ in Formatter().parse(text)
    )
    return re.compile("".join(parts), re.DOTALL)
