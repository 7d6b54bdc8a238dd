"""The framing of messages between processes of a build, over pipes.

A frame is the length of its body as a uint64 in the byte order of the machine, then the body.
"""

from __future__ import annotations

import struct
from typing import IO

_LENGTH = struct.Struct("=Q")


def send(stream: IO[bytes], body: bytes) -> None:
    """Write a frame. Raises OSError where the reader has ended."""
    stream.write(_LENGTH.pack(len(body)))
    stream.write(body)
    stream.flush()


def receive(stream: IO[bytes]) -> bytes | None:
    """The next frame; None at the end of the stream, also inside a frame. Raises OSError."""
    header = stream.read(_LENGTH.size)
    if len(header) < _LENGTH.size:
        return None
    (length,) = _LENGTH.unpack(header)
    body = stream.read(length)
    return body if len(body) == length else None
