"""What processes of one build say to each other: frames of bytes, each led by its length."""

from __future__ import annotations

import struct
from typing import IO

_LENGTH = struct.Struct("=Q")


def send(stream: IO[bytes], body: bytes) -> None:
    """Write a frame. Raises OSError where nobody reads any more."""
    stream.write(_LENGTH.pack(len(body)))
    stream.write(body)
    stream.flush()


def receive(stream: IO[bytes]) -> bytes | None:
    """The next frame, None where there is no whole one any more. Raises OSError."""
    header = stream.read(_LENGTH.size)
    if len(header) < _LENGTH.size:
        return None
    (length,) = _LENGTH.unpack(header)
    body = stream.read(length)
    return body if len(body) == length else None
