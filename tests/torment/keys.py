"""Keys as the bytes that a terminal sends for them."""

from __future__ import annotations

import random
import string
from collections.abc import Callable
from typing import Final

from index import hangul

NAMED: Final = {
    "enter": "\r", "escape": "\x1b", "tab": "\t", "shift+tab": "\x1b[Z", "space": " ",
    "comma": ",", "backspace": "\x7f", "up": "\x1b[A", "down": "\x1b[B", "right": "\x1b[C",
    "left": "\x1b[D", "home": "\x1b[H", "end": "\x1b[F", "pageup": "\x1b[5~",
    "pagedown": "\x1b[6~", "insert": "\x1b[2~", "delete": "\x1b[3~", "shift+up": "\x1b[1;2A",
    "shift+down": "\x1b[1;2B", "shift+right": "\x1b[1;2C", "shift+left": "\x1b[1;2D",
    "ctrl+up": "\x1b[1;5A", "ctrl+down": "\x1b[1;5B", "ctrl+right": "\x1b[1;5C",
    "ctrl+left": "\x1b[1;5D", "f1": "\x1bOP", "f2": "\x1bOQ", "f3": "\x1bOR", "f4": "\x1bOS",
    "f5": "\x1b[15~", "f6": "\x1b[17~", "f7": "\x1b[18~", "f8": "\x1b[19~", "f9": "\x1b[20~",
    "f10": "\x1b[21~", "f11": "\x1b[23~", "f12": "\x1b[24~",
    "click-in-tree": "\x1b[<0;5;35M\x1b[<0;5;35m",
}  # fmt: skip
"""Keys that are no character, by the names that Textual gives them."""

PROBE: Final = b"\x1b[24;6~"
"""Ctrl+Shift+F12, which the observed browser answers and ilgi never sees."""

QUITTING: Final = frozenset({b"q", b"\x11"})
"""Keys that end the browser, or may."""

_JAMO: Final = "".join(chr(code) for code in range(0x3131, 0x3164))
_WORDS: Final = ("학습", "손실 함수", "loss", "경사하강법", "tensor", "회고", "a", "데이터", "ㅎㅅ")
_FIELDS: Final = (
    "tag:PyTorch", "cat:daily", "title:Day", "heading:정리", "code:def", "date:2021-09",
    "date:지난주", "after:2010", "before:2022", "has:math", "is:unread", "is:bookmarked",
    "note:왜", "has:note", "person:김하은", "lang:python", "sort:old", "-tag:BOJ", "/los+/",
    '"loss data"~3', "컨볼류션~", "updated:7d", "series:정리", "is:unanswered", "tag:",
)  # fmt: skip


def key(name: str) -> bytes:
    """The bytes of a key: a name of ``NAMED``, ``ctrl+x``, or text as it is."""
    if name in NAMED:
        return NAMED[name].encode()
    if name.startswith("ctrl+") and len(name) == 6:
        return bytes([ord(name[-1]) & 0x1F])
    return name.encode()


def keys(written: str) -> list[bytes]:
    """The keys of names with a blank between them."""
    return [key(name) for name in written.split()]


def random_key(draw: random.Random) -> bytes:
    """Any key: a printable character, a jamo, a syllable, a named key, or one with Ctrl."""
    match draw.randrange(10):
        case 0 | 1 | 2 | 3:
            return draw.choice(string.printable[:95]).encode()
        case 4 | 5:
            return draw.choice("jkdugGnNJK123hlfrva").encode()
        case 6:
            return draw.choice(_JAMO).encode()
        case 7:
            return chr(draw.randrange(0xAC00, 0xD7A4)).encode()
        case 8:
            return NAMED[draw.choice(list(NAMED))].encode()
        case _:
            return bytes([draw.randrange(1, 27)])


def mouse(draw: random.Random, columns: int, rows: int) -> list[bytes]:
    """A click, a double click, a turn of the wheel, or a drag, somewhere on the screen."""
    x, y = draw.randint(1, columns), draw.randint(1, rows)
    press, release = _mouse(0, x, y), _mouse(0, x, y, up=True)
    match draw.randrange(6):
        case 0:
            return [press, release]
        case 1:
            return [press, release] * 2
        case 2:
            return [_mouse(draw.choice((64, 65)), x, y)] * draw.randint(1, 12)
        case 3:
            way = [(draw.randint(1, columns), draw.randint(1, rows)) for _ in range(4)]
            moved = [_mouse(32, *place) for place in way]
            return [press, *moved, _mouse(0, *way[-1], up=True)]
        case 4:
            return [_mouse(35, x, y), _mouse(2, x, y), _mouse(2, x, y, up=True)]
        case _:
            # Places off the screen, and releases without a press, come over slow connections.
            return [_mouse(0, columns + 5, rows + 5), _mouse(0, 1, 1, up=True)]


def _mouse(button: int, x: int, y: int, *, up: bool = False) -> bytes:
    return f"\x1b[<{button};{x};{y}{'m' if up else 'M'}".encode()


def paste(draw: random.Random) -> bytes:
    """A bracketed paste: words, many lines, signs with a meaning, or bytes that are no text."""
    texts: tuple[Callable[[], bytes], ...] = (
        lambda: draw.choice(_WORDS).encode(),
        lambda: b"one\ntwo\r\nthree\n" * draw.randint(1, 40),
        lambda: "".join(chr(draw.randrange(32, 0x3000)) for _ in range(300)).encode(),
        lambda: "가".encode() * draw.randint(1, 3_000),
        lambda: b'[red]{% x %} \\( $a$ tag:( "',
        lambda: draw.randbytes(40).replace(b"\x1b", b"?"),
    )
    return b"\x1b[200~" + draw.choice(texts)() + b"\x1b[201~"


def query(draw: random.Random) -> str:
    """A query as it may be typed."""
    parts = [draw.choice(_WORDS + _FIELDS) for _ in range(draw.randint(1, 3))]
    return draw.choice((" ", " ", " OR ", " -", ", ")).join(parts)


def may_quit(pressed: bytes) -> bool:
    """Whether a key may end the browser, by itself or as what the Korean layout makes of it."""
    if pressed in QUITTING:
        return True
    return any("q" in (hangul.keys(letter) or "") for letter in pressed.decode("utf-8", "replace"))
