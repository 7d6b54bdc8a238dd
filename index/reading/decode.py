"""From bytes to text that may be drawn: decoding, line ends, and what a terminal would obey."""

from __future__ import annotations

import codecs
import re
import unicodedata
from dataclasses import dataclass

from index.lazy_pattern import lazy_pattern
from index.messages import Message

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SAMPLE = 65_536
_LETTER_BESIDE = lazy_pattern(rb"[A-Za-z][\xc0-\xff]|[\xc0-\xff][A-Za-z]")
_HIGH = lazy_pattern(rb"[\x80-\xff]")
_BIDI = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
_UNSAFE = lazy_pattern(f"[\x00-\x08\x0b-\x1f\x7f-\x9f{_BIDI}\u2028\u2029\ud800-\udfff\ufffe\uffff]")
_WIDTHLESS = lazy_pattern("[\u200b\u2060\ufeff]")
_LINE_END = lazy_pattern(r"\r\n?")


@dataclass(frozen=True, slots=True)
class Decoded:
    """The clean text of a file, the encoding it was in, and what went wrong, None if nothing.

    ``line`` is the first that cannot be decoded, from 1.
    """

    text: str
    encoding: str
    problem: Message | None = None
    line: int | None = None


def decode(data: bytes) -> Decoded:
    """Decode a file: UTF-8, UTF-16 or UTF-32 by its mark, else what its bytes look like.

    Never raises: a byte that fits nothing becomes U+FFFD, and the problem says so. Line ends
    become LF, and the text is cleaned.
    """
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _decode(data[len(mark) :], encoding)
    try:
        return Decoded(_tidy(data.decode()), "utf-8")
    except UnicodeDecodeError:
        detected = _detect(data)
    if detected is None:
        return _decode(data, "utf-8")
    decoded = _decode(data, detected)
    said = decoded.problem or Message.of("not-utf-8", encoding=detected.upper())
    return Decoded(decoded.text, detected, said, decoded.line)


def clean(text: str) -> str:
    """``text`` in NFC without anything that a terminal would obey.

    A control character other than tab and line feed becomes its picture (ESC gives ``␛``) or
    U+FFFD, marks and overrides of direction go, line and paragraph separators become blanks.
    """
    # What Python calls printable has nothing in it that is unsafe, and no sign without any width.
    if not text.isprintable() and _UNSAFE.search(text) is not None:
        text = _UNSAFE.sub(_harmless, text)
    return composed(text)


def composed(text: str) -> str:
    """``text`` in NFC, itself where it is that already."""
    if text.isascii() or unicodedata.is_normalized("NFC", text):
        return text
    return unicodedata.normalize("NFC", text)


def clean_line(text: str) -> str:
    """``text`` cleaned and in one line: all runs of blanks become one.

    Signs without any width, which would part a word that looks whole, go: byte order marks,
    zero-width spaces and word joiners. Joiners stay, as emoji and some scripts are made of them.
    """
    if text.isprintable():  # most are, and then there is nothing to clean
        return " ".join((text if text.isascii() else composed(text)).split())
    return " ".join(_WIDTHLESS.sub("", clean(text)).split())


def _tidy(text: str) -> str:
    if "\r" in text:
        text = _LINE_END.sub("\n", text)
    return clean(text)


def _harmless(match: re.Match[str]) -> str:
    character = match[0]
    code = ord(character)
    if code < 0x20:
        return chr(0x2400 + code)
    if code == 0x7F:
        return "\N{SYMBOL FOR DELETE}"
    if character in "\u2028\u2029":
        return " "
    return "" if unicodedata.bidirectional(character) in _DIRECTIONS else "\ufffd"


_DIRECTIONS = {"LRE", "RLE", "PDF", "LRO", "RLO", "LRI", "RLI", "FSI", "PDI", "L", "R", "AL"}


def _decode(data: bytes, encoding: str) -> Decoded:
    text = data.decode(encoding, "replace")
    wrong = text.count("\ufffd")
    problem, line = None, None
    if wrong:
        try:
            data.decode(encoding)
        except UnicodeDecodeError as error:
            line = _tidy(data[: error.start].decode(encoding, "replace")).count("\n") + 1
            name = encoding.upper()
            problem = Message.of("bytes-undecodable", count=wrong, encoding=name, line=line)
            if wrong == 1:
                problem = Message.of("byte-undecodable", encoding=name, line=line)
    return Decoded(_tidy(text), encoding, problem, line)


def _detect(data: bytes) -> str | None:
    """The encoding that bytes which are not UTF-8 look like, None where they are damaged UTF-8."""
    sample = data[:_SAMPLE] if len(data) > _SAMPLE else data
    as_utf8 = sample.decode("utf-8", "replace")
    foreign = sum(not character.isascii() for character in as_utf8)
    wrong = as_utf8.count("\ufffd")
    if foreign - wrong >= wrong:
        return None
    if len(_LETTER_BESIDE.findall(sample)) >= len(_HIGH.findall(sample)):
        return "cp1252"
    if wrong < 4:
        return None
    korean = [c for c in sample.decode("cp949", "replace") if not c.isascii()]
    # The rarer syllables, which CP949 adds, are what Shift_JIS looks like in it.
    common = sum("\uac00" <= c <= "\ud7a3" and len(c.encode("euc_kr")) == 2 for c in korean)
    if common > 0.8 * len(korean):
        return "cp949"
    from charset_normalizer import from_bytes

    best = from_bytes(sample, steps=3, enable_fallback=False).best()
    return best.encoding if best is not None else None
