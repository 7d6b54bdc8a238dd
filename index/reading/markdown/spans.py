"""Spans that pair up within a block: emphasis by its marks, code by its backticks."""

from __future__ import annotations

from index.lazy_pattern import lazy_pattern

_BACKTICKS = lazy_pattern(r"``*")


class Emphasis:
    """The marks of emphasis that are open in a block, by their sign.

    Follows kramdown where CommonMark differs: beside Hangul or punctuation a mark opens or closes
    by the blanks around it alone, so that ``**"인용"**입니다`` is bold.

    Attributes:
        open: The open marks by their sign: the index of the piece of each run, and how many of it
            are left. Empty where the block had no mark yet.
    """

    __slots__ = ("open",)

    def __init__(self) -> None:
        self.open: dict[str, list[tuple[int, int]]] = {}

    def read(self, text: str, start: int, end: int, pieces: list[str]) -> None:
        """Pair a run of emphasis marks with those that are open.

        Args:
            text: The text of the body.
            start: The offset of the first mark of the run.
            end: The offset behind the last.
            pieces: The text without markup, in pieces. Marks that stay unpaired are appended.
        """
        mark = text[start]
        before = text[start - 1] if start else "\n"
        after = text[end] if end < len(text) else "\n"
        opens, closes = not after.isspace(), not before.isspace()
        if mark in "_=":
            opens = opens and not before.isalnum()
            closes = closes and not (after.isalnum() and (mark == "_" or after.isascii()))
        length = end - start
        openers = self.open.setdefault(mark, [])
        while closes and length and openers:
            piece, available = openers.pop()
            used = min(length, available)
            length -= used
            pieces[piece] = mark * (available - used)
            if available > used:
                openers.append((piece, available - used))
        if length:
            if opens:
                openers.append((len(pieces), length))
            pieces.append(mark * length)

    def leave(self, piece: int) -> None:
        """Forget what was opened at ``piece`` or later: a link around it has ended."""
        for openers in self.open.values():
            while openers and openers[-1][0] >= piece:
                openers.pop()

    def clear(self) -> None:
        """Forget all that is open: the block has ended."""
        self.open.clear()


class CodeSpans:
    """Finds the backticks that close a code span, all runs of a text having been listed once."""

    __slots__ = ("_runs", "_text")

    def __init__(self, text: str) -> None:
        self._text = text
        self._runs: dict[int, list[int]] | None = None

    def closing(self, length: int, start: int) -> int:
        """Where the next run of exactly ``length`` backticks begins from ``start`` on, or -1.

        To be asked for with ``start`` never lower than the time before.
        """
        if self._runs is None:
            self._runs = {}
            for run in _BACKTICKS.finditer(self._text):
                self._runs.setdefault(run.end() - run.start(), []).append(run.start())
            for found in self._runs.values():
                found.reverse()
        found = self._runs.get(length, [])
        while found and found[-1] < start:
            found.pop()
        return found[-1] if found else -1
