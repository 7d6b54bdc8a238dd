"""The text of a file: its bytes, as many as are read, decoded."""

from __future__ import annotations

import os

from index.errors import raise_if_passing, reason
from index.messages import Message
from index.post import Problem
from index.regular_file import NotAFileError, open_file

from .decode import clean_line, decode
from .files.walk import SourceFile

LARGEST = 16 * 1024 * 1024
"""How many bytes of a file are read."""

_BLOCK = 1024 * 1024


def file_text(file: SourceFile) -> tuple[str, tuple[Problem, ...]]:
    """The decoded text of a file, empty where it cannot be read, and what is wrong with it.

    Raises Unavailable where it cannot be read for a reason that passes.
    """
    try:
        handle = open_file(file.real)
        try:
            data = _bytes(handle, file.size)
        finally:
            os.close(handle)
    except NotAFileError:
        return "", (_unreadable(file, Message.of("not-a-file")),)
    except (OSError, ValueError) as error:
        raise_if_passing(file.path, error)
        message = Message.of("unreadable", reason=reason(error, brief=True))
        return "", (_unreadable(file, message),)
    return text_of(file.path, data)


def text_of(path: str, data: bytes) -> tuple[str, tuple[Problem, ...]]:
    """The decoded text of the bytes of a file, and what is wrong with it.

    Args:
        path: The path of the post.
        data: The bytes; those from ``LARGEST`` on are not read.
    """
    problems: list[Problem] = []
    if len(data) > LARGEST:
        data = data[:LARGEST]
        end = data.rfind(b"\n")
        data = data[: end + 1] if end > 0 else data
        message = Message.of("cut-at-size", megabytes=LARGEST // (1024 * 1024))
        problems.append(Problem(path, "size", message, recovered=False))
    decoded = decode(data)
    if decoded.problem:
        lossless = "\ufffd" not in decoded.text
        said = decoded.problem.with_texts(clean_line)
        problems.append(Problem(path, "encoding", said, decoded.line, recovered=lossless))
    return decoded.text, tuple(problems)


def _unreadable(file: SourceFile, message: Message) -> Problem:
    said = message.with_texts(clean_line)
    return Problem(file.path, "unreadable", said, recovered=False)


def _bytes(handle: int, size: int) -> bytes:
    """What an open file holds, of about that size, and no more than may be read. Raises OSError."""
    wanted = min(max(size, 0), LARGEST) + 1
    data = os.read(handle, wanted)
    if len(data) < wanted and len(data) == size:
        return data
    parts = [data]
    while parts[-1] and (left := LARGEST + 1 - sum(map(len, parts))) > 0:
        parts.append(os.read(handle, min(left, _BLOCK)))
    return b"".join(parts)
