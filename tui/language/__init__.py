"""The reader's language: what the interface says, in English or in Korean.

The English texts stand where they are used and are the keys of the Korean ones, which are imported
only once the reader's language is Korean. Texts are looked up when they are said, so that a choice
of another language holds from then on.
"""

from __future__ import annotations

import os
from functools import cache
from typing import Final, Literal

Language = Literal["en", "ko", "auto"]
"""What may be chosen; ``auto`` is the language of the environment."""


class _Chosen:
    """The language that was chosen; one for the process, since threads say something as well."""

    language: Language = "auto"


_CHOSEN: Final = _Chosen()


def choose_language(language: Language) -> None:
    """Say all in this language from now on."""
    _CHOSEN.language = language


def is_korean() -> bool:
    """Whether the reader's language is Korean; any other is taken for English."""
    if _CHOSEN.language != "auto":
        return _CHOSEN.language == "ko"
    language = next(filter(None, map(os.environ.get, ("LC_ALL", "LC_MESSAGES", "LANG"))), "")
    return language.startswith("ko")


def translate(text: str, /, **fields: object) -> str:
    """An English text in the reader's language, with its fields filled in as by ``str.format``.

    ``translate("{count:,} posts", count=3)``; without fields braces are braces. A text that has no
    Korean is said in English.
    """
    known = _korean().get(text, text) if is_korean() else text
    return known.format(**fields) if fields else known


def translate_count(count: int, one: str, many: str, /, **fields: object) -> str:
    """Translate a text about a number, which the text has as ``{count}``.

    Args:
        count: The number.
        one: The English text for 1.
        many: The English text for other numbers. Korean has one form, that of this text.
        fields: The values of the other fields in the text.
    """
    text = one if count == 1 and not is_korean() else many
    return translate(text, count=count, **fields)


def translatable(text: str) -> str:
    """Mark a text of a table as one that is said by ``translate`` later; gives it back as it is."""
    return text


@cache
def _korean() -> dict[str, str]:
    from .korean import TEXTS

    return TEXTS
