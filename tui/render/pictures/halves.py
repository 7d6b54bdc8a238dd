"""A picture as rows of half blocks: two pixels to a cell, one above the other.

They are plain cells with two colours, so that they scroll line by line, lie under whatever is drawn
over the page, and show in every terminal. Pillow is imported when the first picture is read.
"""

from __future__ import annotations

import io
import math
import struct
from functools import lru_cache
from typing import TYPE_CHECKING

from tui.render.blocks.blocks import Colour, PictureRow

if TYPE_CHECKING:
    from PIL.Image import Image

MOST_BYTES = 20_000_000
"""How large a picture's file may be."""
MOST_MEMORY = 80_000_000
"""How many bytes a picture may take while it is read."""
MOST_PIXELS = 40_000_000
"""How many pixels a picture may have whose file is read in parts, as that of most JPEGs is."""
_KEPT = (640, 960)
_TAKEN_AS_IT_IS = (4 * _KEPT[0], 4 * _KEPT[1])
_PIXELS_PER_CELL = 8
_FORMATS = ("PNG", "JPEG", "GIF", "WEBP", "BMP")


class NotAPictureError(Exception):
    """A file is no picture that can be drawn; the text says why."""


class Pixels:
    """A picture that was read, at the size that is needed of it at most."""

    def __init__(self, image: Image, natural_width: int) -> None:
        self._image = image
        self._natural = max(1, math.ceil(natural_width / _PIXELS_PER_CELL))
        self._rows = lru_cache(maxsize=2)(self._drawn)

    def rows(self, width: int, height: int) -> tuple[PictureRow, ...]:
        """The picture in at most ``width`` cells and ``height`` rows, never larger than it is."""
        return self._rows(max(1, width), max(1, height))

    def _drawn(self, width: int, height: int) -> tuple[PictureRow, ...]:
        from PIL.Image import Resampling

        wide, high = self._image.size
        across = min(width, self._natural)
        down = max(1, round(across * high / wide))
        if down > 2 * height:
            down = 2 * height
            across = max(1, round(down * wide / high))
        down += down % 2
        data = self._image.resize((across, down), Resampling.LANCZOS).tobytes()
        pixels = list(struct.iter_unpack("BBB", data))
        lines = [pixels[at : at + across] for at in range(0, len(pixels), across)]
        return tuple(_row(lines[at], lines[at + 1]) for at in range(0, down, 2))


def _row(upper: list[Colour], lower: list[Colour]) -> PictureRow:
    runs: list[tuple[int, Colour, Colour]] = []
    for above, below in zip(upper, lower, strict=True):
        if runs and runs[-1][1:] == (above, below):
            runs[-1] = (runs[-1][0] + 1, above, below)
        else:
            runs.append((1, above, below))
    return tuple(runs)


def _bytes_per_pixel(image: Image) -> int:
    """How many bytes of memory a pixel takes while a picture is read."""
    if image.format in {"JPEG", "WEBP"}:  # a whole picture twice: the coefficients, the canvas
        return 8
    if image.format == "GIF":  # frames are put on a canvas in colours
        return 5
    return {"1": 1, "L": 1, "P": 1, "LA": 4, "I;16": 2}.get(image.mode, 4)


def read(data: bytes) -> Pixels:
    """The picture in a file's bytes, the first frame of one that moves, on white where it is clear.

    Its size is looked at before any pixel is unpacked.

    Raises:
        NotAPictureError: It is broken, too large, or of a kind that is not drawn.
    """
    from PIL import Image
    from PIL.Image import Resampling

    if len(data) > MOST_BYTES:
        raise NotAPictureError(f"larger than {MOST_BYTES // 1_000_000} MB")
    try:
        with Image.open(io.BytesIO(data), formats=_FORMATS) as image:
            wide, high = image.size
            drafted = image.draft("RGB", _KEPT) is not None and "progressive" not in image.info
            most = MOST_PIXELS if drafted else MOST_MEMORY // _bytes_per_pixel(image)
            if wide * high > most:
                raise NotAPictureError(f"{wide} × {high} pixels are too many")
            if image.mode in {"RGBA", "LA"}:  # Pillow copies these whole to make them smaller
                image.thumbnail(_TAKEN_AS_IT_IS, Resampling.NEAREST)
            image.thumbnail(_KEPT)
            clear = image.convert("RGBA")
    except (
        OSError, ValueError, SyntaxError, EOFError, struct.error, Image.DecompressionBombError,
        Image.DecompressionBombWarning, OverflowError, MemoryError, KeyError, IndexError, TypeError,
    ) as error:  # fmt: skip
        raise NotAPictureError(f"not readable as a picture: {error}") from error
    page = Image.new("RGB", clear.size, "white")
    page.paste(clear, mask=clear)
    return Pixels(page, wide)
