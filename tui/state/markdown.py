"""Texts of posts and of the reader as Markdown that is read back as just these texts."""

from __future__ import annotations

import re

from index.lazy_pattern import lazy_pattern

_ANYWHERE = lazy_pattern(
    r"[\\`*_\[\]<>&~$|{}^=#!@+]|:(?=[\w+-]+:)|:(?=//)|(?<=www)\.", re.IGNORECASE
)
_AT_BEGINNING = lazy_pattern(r"(?:[-:]|\d+[.)])")
_ADDRESS = str.maketrans({ord(sign): f"%{ord(sign):02X}" for sign in "%<> \\"})


def plain(text: str) -> str:
    """A text of one line that means itself, in CommonMark and in what adds to it.

    Blanks at its ends are left out, others become one.
    """
    told = _ANYWHERE.sub(lambda sign: f"\\{sign[0]}", " ".join(text.split()))
    if begins := _AT_BEGINNING.match(told):
        return f"{told[: begins.end() - 1]}\\{told[begins.end() - 1 :]}"
    return told


def lines(text: str) -> list[str]:
    """A text of several lines, each of which stays a line; a blank one ends a paragraph."""
    told = [plain(line) for line in text.split("\n")]
    goes_on = [bool(line and after) for line, after in zip(told, [*told[1:], ""], strict=True)]
    return [f"{line}\\" if on else line for line, on in zip(told, goes_on, strict=True)]


def link(text: str, address: str) -> str:
    """A link with that text to an address."""
    return f"[{plain(text)}](<{address.translate(_ADDRESS)}>)"
