"""Spans folded to a width in terminal cells.

Lines break at blanks, and between Han and kana as in browsers, but not before closing punctuation
nor after an opening bracket. A word of Hangul is kept whole unless it is long, and no paragraph
ends in a line of one or two letters. A word wider than the line is cut where it must be.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from rich.cells import cell_len

from index.lazy_pattern import lazy_pattern
from tui.render.blocks.blocks import Span, Spans
from tui.text.cells import check, never, rows_of, width_of_text

_HANGUL = "\u1100-\u11ff\u3130-\u318f\ua960-\ua97f\uac00-\ud7ff"
_WIDE = (
    "\u1100-\u11ff\u2e80-\u303f\u3040-\u30ff\u3130-\u318f\u31a0-\u9fff\ua960-\ua97f\uac00-\ud7ff"
    "\uf900-\ufaff\uff00-\uffef\U00020000-\U0003fffd"
)
_WORD = lazy_pattern(r"\n|[ \t]+|[^ \t\n]+")
_ATOM = lazy_pattern(rf"[{_WIDE}]|[^{_WIDE}]+")
_WIDE_CHARACTER = lazy_pattern(f"[{_WIDE}]")
_HANGUL_CHARACTER = lazy_pattern(f"[{_HANGUL}]")
_ENDING = lazy_pattern(rf"(?<![{_HANGUL}])[{_HANGUL}]{{1,4}}[^{_HANGUL}\w]*\Z")
"""A particle or an ending behind a word in another script."""
_NOT_FIRST = frozenset(
    "、。，．・：；！？」』）】》〉〕…‥’”,.!?:;)]}%ー々ァィゥェォッャュョぁぃぅぇぉっゃゅょ\u00a0"
)
_NOT_LAST = frozenset("「『（【《〈〔‘“([{\u00a0")
_KEPT = 12
"""Words of so many cells are never broken where the line has room for them."""
_FEW = 2
"""A last line of so many letters is too short."""
_LONG = 10_000
"""A text of so many characters is not cut at once: in one piece that is faster."""
_SHORT = 12
"""Wider lines are not looked at for that."""

Piece = tuple[str, Span]
_Part = tuple[list[Piece], int]
"""What is not broken, and its width; a blank is a part of its own."""


def width_of(spans: Iterable[Span]) -> int:
    """How many cells ``spans`` take on one line."""
    return sum(cell_len(span.text) for span in spans)


def wrap(
    spans: Spans, width: int, cancelled: Callable[[], bool] = never
) -> list[tuple[Spans, str]]:
    """``spans`` as lines of at most ``width`` cells, each with what joins it to the next.

    The joint is a blank where one was dropped, a line feed at a hard break, else empty. There is
    at least one line; a character wider than ``width`` stands alone and sticks out.

    Args:
        spans: Running text.
        width: How many cells a line may take.
        cancelled: Asked often whether to stop.

    Raises:
        Cancelled: ``cancelled`` said so.
    """
    width = max(width, 1)
    text = "".join(span.text for span in spans)
    if "\n" not in text and "\t" not in text and cell_len(text) <= width:
        return [(spans, "\n")]
    lines = _Lines(width)
    kept = max(width // 3, _KEPT) if not text.isascii() and _WIDE_CHARACTER.search(text) else 0
    for word in _words(spans):
        check(cancelled)
        first, span = word[0][0]
        if first == "\n":
            lines.end()
        elif first[0] in " \t":
            lines.blank = (first if first == " " else " " * len(first.expandtabs(4)), span)
        elif kept:
            for part in _parts(word, kept):
                lines.add(part, cancelled)
        else:
            lines.add(word, cancelled)
    lines.end()
    return lines.lines


def narrowest(spans: Spans, limit: int) -> int:
    """The width of the longest word, at most ``limit``: below it words are cut."""
    longest = 1
    for word in _words(spans):
        if word[1] > longest and word[0][0][0][0] not in " \t\n":
            longest = max(longest, *(size for _, size in _parts(word, word[1])))
            if longest >= limit:
                return limit
    return longest


def _words(spans: Spans) -> Iterator[_Part]:
    """What stands between blanks, with its width; blanks and line feeds stand alone."""
    word: list[Piece] = []
    cells = 0
    for span in spans:
        for text in _WORD.findall(span.text):
            if text[0] in " \t\n":
                if word:
                    yield word, cells
                    word, cells = [], 0
                yield [(text, span)], len(text)
            else:
                word.append((text, span))
                cells += len(text) if text.isascii() else cell_len(text)
    if word:
        yield word, cells


def _parts(word: _Part, kept: int) -> Iterator[_Part]:
    """What stands between blanks as the parts between which a line may end; mostly one.

    A word with Hangul is one up to a width of ``kept``.
    """
    pieces, cells = word
    text = pieces[0][0] if len(pieces) == 1 else "".join(text for text, _ in pieces)
    hangul = not text.isascii() and _HANGUL_CHARACTER.search(text)
    if (hangul and cells <= kept) or not _WIDE_CHARACTER.search(text):
        yield word
        return
    least, most = 0, len(text)
    ending = -1
    if hangul:
        least, most = _FEW, len(text) - _tail(text)
        found = _ENDING.search(text, max(len(text) - _SHORT, 1))
        ending = found.start() if found else -1
    part: list[Piece] = []
    size = at = 0
    last = ""
    for whole, span in pieces:
        # Within a span one of two atoms side by side is wide.
        beside_wide = bool(_WIDE_CHARACTER.match(last) or _WIDE_CHARACTER.match(whole))
        for atom in _atoms(whole):
            if (
                part
                and beside_wide
                and last not in _NOT_LAST
                and atom[0] not in _NOT_FIRST
                and least <= at <= most
                and at != ending
            ):
                yield part, size
                part, size = [], 0
            part.append((atom, span))
            size += len(atom) if atom.isascii() else cell_len(atom)
            at += len(atom)
            last = atom[-1]
            beside_wide = True
    yield part, size


def _atoms(text: str) -> Iterable[str]:
    """The atoms of a text; those of a long one are made one by one, as each takes 90 bytes."""
    if len(text) < _LONG:
        return _ATOM.findall(text)
    return (found[0] for found in _ATOM.finditer(text))


def _tail(text: str) -> int:
    """How many characters at the end of ``text`` have one letter more than a last line may have."""
    letters = count = 0
    for character in reversed(text):
        count += 1
        letters += character.isalnum()
        if letters > _FEW:
            break
    return count


class _Lines:
    """Lines that are filled with parts; ``blank`` is the blank before the next part, if any.

    The line before the last is kept as parts until it is known that the last is long enough.
    """

    def __init__(self, width: int) -> None:
        self.lines: list[tuple[Spans, str]] = []
        self.blank: Piece | None = None
        self._width = width
        self._line: list[_Part] = []
        self._used = 0
        self._above: list[_Part] = []
        self._dropped: Piece | None = None

    def add(self, part: _Part, cancelled: Callable[[], bool]) -> None:
        """Put a part on the line, or on the next if it has no room there.

        Raises:
            Cancelled: ``cancelled`` said so.
        """
        cells = part[1]
        blank = self.blank
        if blank:
            self.blank = None
            gap = len(blank[0])
            if not self._line:
                gap = 0 if self.lines or self._above or gap >= self._width else gap
            elif self._used + gap + cells > self._width:
                self._break(blank)
                gap = 0
            if gap:
                self._line.append(([blank], gap))
                self._used += gap
        elif self._line and self._used + cells > self._width:
            self._break(None)
        if self._used + cells <= self._width:
            self._line.append(part)
            self._used += cells
        else:
            self._cut(part[0], cancelled)

    def end(self) -> None:
        """End the line at a line feed, or at the end of the text."""
        if self._above:
            if self._used <= _SHORT:
                self._lengthen()
            self._give(self._above, " " if self._dropped else "")
        self._give(self._line, "\n")
        self._line, self._used, self._above, self.blank = [], 0, [], None

    def _break(self, blank: Piece | None) -> None:
        """Begin a new line; ``blank`` is what is dropped in its place."""
        if self._above:
            self._give(self._above, " " if self._dropped else "")
        self._above, self._dropped = self._line, blank
        self._line, self._used = [], 0

    def _give(self, line: list[_Part], joint: str) -> None:
        self.lines.append((_merged([piece for part, _ in line for piece in part]), joint))

    def _lengthen(self) -> None:
        """Take parts of the line above while the last line is too short; it keeps one at least."""
        above = self._above
        while _is_short(self._line) and len(above) > 1:
            part, cells = above[-1]
            gap = [([self._dropped], len(self._dropped[0]))] if self._dropped else []
            self._used += cells + sum(size for _, size in gap)
            before = above[-2][0][0]
            blank = before if before[0][0] == " " else None
            if self._used > self._width or (blank and len(above) < 3):
                return
            del above[-2 if blank else -1 :]
            self._line[:0] = [(part, cells), *gap]
            self._dropped = blank

    def _cut(self, part: list[Piece], cancelled: Callable[[], bool]) -> None:
        """Lay a part wider than a line over several; what is left of it begins the next."""
        width = self._width
        for text, span in part:
            cells = width_of_text(text)
            if self._used + cells <= width:
                self._line.append(([(text, span)], cells))
                self._used += cells
                continue
            if self._used >= width - 1 and self._line:
                self._break(None)
            rows = rows_of(text, width - self._used, width, cancelled)
            for number, (row, taken) in enumerate(rows):
                if number:
                    self._break(None)
                if row:
                    self._line.append(([(row, span)], taken))
                    self._used += taken


def _is_short(line: list[_Part]) -> bool:
    """Whether a line has too few letters to stand alone at the end of a paragraph."""
    letters = (letter.isalnum() for part, _ in line for text, _ in part for letter in text)
    return sum(letters) <= _FEW


def _merged(line: list[Piece]) -> Spans:
    """Pieces as spans, neighbours of one span in one."""
    merged: list[Span] = []
    texts: list[str] = []
    owner: Span | None = None
    for text, span in line:
        if span is owner:
            texts.append(text)
            continue
        if owner is not None:
            merged.append(Span("".join(texts), owner.roles, owner.href, owner.line, owner.tex))
        owner, texts = span, [text]
    if owner is not None:
        merged.append(Span("".join(texts), owner.roles, owner.href, owner.line, owner.tex))
    return tuple(merged)
