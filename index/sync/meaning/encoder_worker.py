"""The child process that has the sentence encoder: texts on standard input, vectors on output.

A request is a frame of msgpack: a number, and texts. Its answer is a frame of the number as a
uint64 and a vector for each text, ``DIMENSIONS`` signed bytes each. The first frame that is sent,
with number 0 and no vectors, says that the encoder is loaded.
"""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from importlib import import_module
from typing import TYPE_CHECKING, Any

import msgspec
import numpy as np

from index.sync.meaning import MODULE
from index.sync.meaning.encoder import DIMENSIONS
from index.sync.workers.framing import receive, send

if TYPE_CHECKING:
    from numpy.typing import NDArray

_NICE = 15
"""Whatever else runs goes first: somebody types."""


def answer(number: int, vectors: NDArray[Any]) -> bytes:
    """A frame with the vectors of a request, each scaled so that its greatest part is 127."""
    greatest = np.abs(vectors).max(axis=1, keepdims=True, initial=1e-9)
    scaled: bytes = np.rint(vectors * (127 / greatest)).astype(np.int8).tobytes()
    return number.to_bytes(8, sys.byteorder) + scaled


def main() -> None:
    """Answer until standard input ends."""
    source, target = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints is no frame
    with suppress(OSError, AttributeError):
        os.nice(_NICE)
    encoder = import_module(MODULE).USE(threads=1)
    encoder.encode("")
    with suppress(OSError):
        send(target, answer(0, np.empty((0, DIMENSIONS))))
        while (frame := receive(source)) is not None:
            number, texts = msgspec.msgpack.decode(frame, type=tuple[int, list[str]])
            send(target, answer(number, encoder.encode(texts)))


if __name__ == "__main__":
    main()
