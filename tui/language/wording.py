"""What the index tells, put into words: a text for each code, in the reader's language.

The texts are tables by code, ``english.messages`` and ``korean.messages``. A field stands in a text
as for ``str.format``. What a field holds decides what comes in its place: a message its own words,
several their words joined by what follows the colon (``{queries: and }``) or else by commas.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from . import is_korean, translate

if TYPE_CHECKING:
    from index.messages import Code, Field, Message
    from index.post import JournalKind


def worded(message: Message) -> str:
    """A message in the reader's language."""
    return _worded(message, _korean() if is_korean() else _english())


def in_english(message: Message) -> str:
    """A message in English, whatever the reader's language."""
    return _worded(message, _english())


def kind_worded(kind: JournalKind) -> str:
    """By whose rules a journal is read and why: ``Hugo (hugo.toml)``."""
    name = translate("plain folder") if kind.name == "folder" else kind.title
    if kind.chosen:
        return translate("{kind}, as configured", kind=name)
    return f"{name} ({kind.marker})" if kind.marker else name


@dataclass(frozen=True, slots=True)
class _Joined:
    """Some words, joined by what a text gives as their format."""

    words: tuple[str, ...]

    def __format__(self, between: str) -> str:
        return (between or ", ").join(self.words)


def _worded(message: Message, texts: Mapping[Code, str]) -> str:
    fields = {name: _filled(value, texts) for name, value in message.fields}
    text = texts[message.code].format(**fields)
    if message.code == "link-broken" and f"{fields['reason']}".startswith(f"{fields['target']}: "):
        return f"{fields['reason']}"  # it begins with the link's target, which is not named twice
    return text


def _filled(value: Field, texts: Mapping[Code, str]) -> str | int | _Joined:
    if isinstance(value, str):
        return value if value.isprintable() else " ".join(value.split())
    if isinstance(value, int):
        return value
    if isinstance(value, tuple):
        return _Joined(
            tuple(each if isinstance(each, str) else _worded(each, texts) for each in value)
        )
    return _worded(value, texts)


@cache
def _english() -> Mapping[Code, str]:
    from .english.messages import MESSAGES

    return MESSAGES


@cache
def _korean() -> Mapping[Code, str]:
    from .korean.messages import MESSAGES

    return MESSAGES
