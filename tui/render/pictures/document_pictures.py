"""The pictures of one document: read once, put under the blocks that have them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from typing import Literal

from index.post import Document, Link
from tui.render.blocks.blocks import Block, Paragraph, Picture, Table

from .halves import Pixels, read

MOST_PICTURES = 60
"""How many pictures of a post are drawn; what comes after them stays its words."""

PictureSource = Callable[[Document, Link], bytes | None]
"""Gives the bytes of a picture that a document links to, None where it has none to show."""


WhyNoneDrawn = Literal["no pictures", "in tables", "none readable"]
"""Why a page has no picture: it has none, tables alone have some, or none is one to be drawn."""

_Key = tuple[str, str]
"""The address of a picture as it is written, and the kind of link that it is."""


@dataclass(frozen=True, slots=True)
class _Read:
    """What became of a file; ``pixels`` are None where it is no picture that can be drawn."""

    digest: bytes
    pixels: Pixels | None


_NOTHING = _Read(b"", None)


class DocumentPictures:
    """What pictures a document has, as far as they were read."""

    def __init__(
        self, fetch: Callable[[Link], bytes | None], before: Mapping[_Key, _Read] | None = None
    ) -> None:
        """Read pictures with ``fetch``, which gives a file's bytes, None where there is none.

        Those of ``before`` are shown until they were read again.
        """
        self._fetch = fetch
        self._before = before or {}
        self._files: dict[_Key, _Read] = {}

    def anew(self, fetch: Callable[[Link], bytes | None]) -> DocumentPictures:
        """Pictures that are all read again; those of this one are shown until then."""
        return DocumentPictures(fetch, {**self._before, **self._files})

    def place(self, blocks: Iterable[Block], height: int) -> tuple[Block, ...]:
        """``blocks`` with each picture that was read under its block, ``height`` rows at most."""
        placed: list[Block] = []
        for block in without_pictures(blocks):
            placed.append(block)
            for link in _pictures_of(block):
                pixels = self._known((link.target, link.kind)).pixels
                if pixels is not None:
                    placed.append(Picture(pixels.rows, height, link.line, block.frames))
        return tuple(placed)

    def read(self, blocks: Iterable[Block], cancelled: Callable[[], bool]) -> bool:
        """Read what ``blocks`` show and was not read yet; whether there is anything new to place.

        What is missing or cannot be drawn is left as its words. Ends early once ``cancelled``.
        """
        news = False
        for block in blocks:
            for link in _pictures_of(block):
                key = link.target, link.kind
                if key in self._files:
                    continue
                if len(self._files) >= MOST_PICTURES or cancelled():
                    return news
                known = self._known(key)
                self._files[key] = file = self._read(link, known)
                news = news or file.pixels is not known.pixels
        return news

    def _known(self, key: _Key) -> _Read:
        return self._files.get(key) or self._before.get(key, _NOTHING)

    def _read(self, link: Link, known: _Read) -> _Read:
        try:
            data = self._fetch(link)
        except Exception:  # a picture that fails costs the page no more than itself
            return _NOTHING
        if data is None:
            return _NOTHING
        digest = blake2b(data).digest()
        if digest == known.digest:
            return known
        try:
            return _Read(digest, read(data))
        except Exception:  # NotAPictureError, and unexpected errors of Pillow
            return _Read(digest, None)


@dataclass(frozen=True, slots=True)
class PicturePlacer:
    """Puts the pictures of a document under their blocks, each in at most ``height`` rows."""

    pictures: DocumentPictures
    height: int

    def place(self, blocks: Iterable[Block]) -> tuple[Block, ...]:
        """``blocks`` with the pictures that were read."""
        return self.pictures.place(blocks, max(self.height, 1))


def without_pictures(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """``blocks`` with words alone."""
    return tuple(block for block in blocks if not isinstance(block, Picture))


def has_pictures(blocks: Iterable[Block]) -> bool:
    """Whether there are pictures in ``blocks``, drawn or not."""
    return any(True for block in blocks for _ in _pictures_of(block))


def why_none_drawn(blocks: Sequence[Block]) -> WhyNoneDrawn | None:
    """Why no picture is drawn among ``blocks``; None where one is."""
    if any(isinstance(block, Picture) for block in blocks):
        return None
    if has_pictures(blocks):
        return "none readable"
    tables = (block for block in blocks if isinstance(block, Table))
    cells = (cell for table in tables for row in table.rows for cell in row.cells)
    return "in tables" if any(span.picture for cell in cells for span in cell) else "no pictures"


def _pictures_of(block: Block) -> Iterator[Link]:
    """The pictures in a paragraph, each once, as links to them wherever they lead themselves."""
    if not isinstance(block, Paragraph):
        return
    seen: set[str] = set()
    for span in block.spans:
        if span.picture and span.picture not in seen:
            seen.add(span.picture)
            yield Link(span.picture, span.text, span.line or block.line, "image")
