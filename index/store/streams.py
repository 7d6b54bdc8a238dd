"""The places of the tokens of posts, on their way to a segment's file of them.

The texts of one field, token by token, are one long stream. Each post has a slot in it, in the
order that they come in; each token has the places where it stands in the stream. Of thousands of
posts, those of some hundred are held as they came, the others in the bytes that are written.
"""

from __future__ import annotations

import zlib
from array import array
from collections.abc import Mapping, Sequence
from pathlib import Path

import msgspec
import numpy as np

from index.search.stream import UNKNOWN, stream

from .deltas import Numbers, encode
from .location import FORMAT
from .places import CHECKSUM, HEADER, MAGIC, Places, Table

_AT_ONCE = 400_000


class _Identifiers(dict[str, int]):
    """Numbers for tokens, given as they are met; 0 is the token that is not kept."""

    def __missing__(self, token: str) -> int:
        self[token] = number = len(self)
        return number


class _Stream:
    """The stream of one field."""

    def __init__(self) -> None:
        self.identifiers = _Identifiers({UNKNOWN: 0})
        self.starts = array("Q")
        self._length = 0
        self._waiting = array("I")
        self._kept: list[bytearray] = []
        self._last = np.zeros(0, dtype=np.int64)

    def begin(self) -> None:
        """Begin the slot of the next post."""
        self.starts.append(self._length)

    def add(self, tokens: Sequence[str]) -> None:
        """Add the tokens of a post; what follows them stands apart."""
        self._waiting.extend(map(self.identifiers.__getitem__, tokens))
        self._waiting.append(0)
        self._length += len(tokens) + 1
        if len(self._waiting) >= _AT_ONCE:
            self.flush()

    def flush(self) -> None:
        """Encode what waits."""
        numbers = np.frombuffer(self._waiting, dtype=np.uint32).astype(np.int64)
        places = np.arange(self._length - len(numbers), self._length)
        self._waiting = array("I")
        self.encode(numbers[numbers > 0], places[numbers > 0])

    def encode(self, numbers: Numbers, places: Numbers) -> None:
        """Add places of tokens, by their numbers; those of one token ascend."""
        if not len(numbers):
            return
        order = np.argsort(numbers, kind="stable")
        numbers, places = numbers[order], places[order]
        missing = len(self.identifiers) - len(self._last)
        self._last = np.concatenate((self._last, np.zeros(missing, dtype=np.int64)))
        self._kept.extend(bytearray() for _ in range(missing))
        firsts = np.flatnonzero(np.diff(numbers, prepend=-1))
        differences = np.diff(places, prepend=0)
        differences[firsts] = places[firsts] - self._last[numbers[firsts]]
        data, starts = encode(differences)
        ends = np.append(firsts[1:], len(numbers))
        self._last[numbers[firsts]] = places[ends - 1]
        columns = (numbers[firsts].tolist(), starts[firsts].tolist(), starts[ends].tolist())
        for number, start, end in zip(*columns, strict=True):
            self._kept[number] += data[start:end]

    def skip(self, places: int) -> None:
        """Leave room for places that are added by ``encode``."""
        self._length += places

    def table(self, offset: int) -> tuple[Table, list[bytearray]]:
        """What is kept of the tokens, and their bytes, the first of them at ``offset``."""
        self.flush()
        tokens = sorted(token for token in self.identifiers if token != UNKNOWN)
        data = [self._kept[self.identifiers[token]] for token in tokens]
        written = [(token, each) for token, each in zip(tokens, data, strict=True) if each]
        data = [each for _, each in written]
        ends = np.cumsum([offset, *map(len, data)], dtype=np.uint64)
        table = Table(
            [token for token, _ in written],
            ends.tobytes(),
            array("I", map(zlib.crc32, data)).tobytes(),
            self.starts.tobytes(),
            self._length,
        )
        return table, data


class Streams:
    """The streams of all fields of the posts of a segment in the making."""

    def __init__(self) -> None:
        self._streams: dict[str, _Stream] = {}
        self._posts = array("I")

    def add(self, post: int, texts: Mapping[str, str]) -> None:
        """Add the texts of a post, as ``tokens.spaced`` gives them, by field.

        All posts of a segment have the same fields.
        """
        self._posts.append(post)
        for field, text in texts.items():
            into = self._stream(field)
            into.begin()
            into.add(stream(text))

    def extend(self, places: Places, posts: Mapping[int, int]) -> None:
        """Add what a segment holds; ``posts`` are its documents that stay, and what they become."""
        kept = [slot for slot, document in enumerate(places.documents) if document in posts]
        self._posts.extend(posts[places.documents[slot]] for slot in kept)
        for field in places.fields:
            into = self._stream(field)
            starts = np.append(*places.borders(field))
            shifts = np.full(len(starts) - 1, -1, dtype=np.int64)
            moved = np.zeros(len(starts) - 1, dtype=np.int64)
            for slot in kept:
                into.begin()
                shifts[slot] = into.starts[-1]
                moved[slot] = into.starts[-1] - starts[slot]
                into.skip(int(starts[slot + 1] - starts[slot]))
            for tokens, numbers, found in places.all(field):
                slots = np.searchsorted(starts, found, side="right") - 1
                alive = shifts[slots] >= 0
                new = np.array([into.identifiers[token] for token in tokens], dtype=np.int64)
                into.encode(new[numbers[alive]], (found + moved[slots])[alive])

    def _stream(self, field: str) -> _Stream:
        if field not in self._streams:
            self._streams[field] = _Stream()
        return self._streams[field]

    def write(self, path: Path, documents: Sequence[int]) -> None:
        """Write all; ``documents`` has for each post its document. Raises OSError."""
        tables: dict[str, tuple[int, int, int]] = {}
        blocks: list[bytes] = []
        offset = size = 0
        with path.open("wb") as file:
            data: list[bytearray] = []
            for name in sorted(self._streams):
                table, found = self._streams.pop(name).table(offset)
                block = msgspec.msgpack.encode(table)
                tables[name] = (size, len(block), zlib.crc32(block))
                blocks.append(block)
                data.extend(found)
                size += len(block)
                offset += sum(map(len, found))
            slots = array("I", (documents[post] for post in self._posts)).tobytes()
            directory = msgspec.msgpack.encode((tables, slots, size))
            file.write(HEADER.pack(MAGIC, FORMAT, len(directory)))
            file.write(directory)
            file.write(CHECKSUM.pack(zlib.crc32(directory)))
            file.writelines(blocks)
            file.writelines(data)
