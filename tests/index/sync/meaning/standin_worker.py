"""An encoder for tests, in a process of its own: texts are alike that name the same subjects.

``WORKER_FAILS`` in the environment is the text at which it ends.
"""

from __future__ import annotations

import os
import sys

import msgspec
import numpy as np
from numpy.typing import NDArray

from index.sync.meaning.encoder import DIMENSIONS
from index.sync.meaning.encoder_worker import answer
from index.sync.workers.framing import receive, send

SUBJECTS = (
    ("apple", "사과", "fruit", "과일"),
    ("train", "기차", "railway"),
    ("sea", "바다", "harbour"),
)


def vectors(texts: list[str]) -> NDArray[np.float64]:
    found = np.zeros((len(texts), DIMENSIONS))
    for row, text in enumerate(texts):
        for column, words in enumerate(SUBJECTS):
            found[row, column] = sum(word in text.lower() for word in words)
        found[row, -1] = 0.1
    return found


def main() -> None:
    source, target = sys.stdin.buffer, sys.stdout.buffer
    send(target, answer(0, np.empty((0, DIMENSIONS))))
    while (frame := receive(source)) is not None:
        number, texts = msgspec.msgpack.decode(frame, type=tuple[int, list[str]])
        if any(os.environ.get("WORKER_FAILS", "\0") in text for text in texts):
            os._exit(3)
        send(target, answer(number, vectors(texts)))


if __name__ == "__main__":
    main()
