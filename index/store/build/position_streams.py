"""The positions of the tokens of posts, collected for the file that ``positions`` describes.

The texts of one field, token by token, are one long stream. Each post has a slot in it, in the
order in which posts are added; each token has the positions in the stream at which it is.
"""

from __future__ import annotations

import zlib
from array import array
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import partial
from itertools import accumulate, pairwise
from pathlib import Path
from typing import NamedTuple

import msgspec
import numpy as np

from index.search.text.batch import Batch, Stream
from index.search.text.characters import Numbers
from index.search.text.term_keys import known
from index.search.text.vocabulary import Vocabulary
from index.store.location import FORMAT
from index.store.segment.deltas import encode
from index.store.segment.positions import (
    CHECKSUM,
    HEADER,
    MAGIC,
    MOST_NEAR,
    PART,
    Table,
    TokenPositions,
)
from index.store.segment.sorted_texts import IN_PART, EncodedParts, encode_parts

from .runs import MOST_VALUES, Run, Runs, firsts, lengths, ordered


class _Field:
    """The stream of one field: runs of positions, by the key of a token."""

    def __init__(self, folder: Path) -> None:
        self.starts = array("Q")
        self.length = 0
        self._runs = Runs(folder)

    def add(self, stream: Stream) -> None:
        """Add the texts of some posts."""
        self.starts.frombytes((stream.starts + self.length).astype(np.uint64).tobytes())
        for first in range(0, stream.length, MOST_VALUES):
            places = stream.places - first
            here = (places >= 0) & (places < MOST_VALUES)
            if not here.any():
                continue
            found, places = ordered(stream.keys[here], places[here])
            begins = firsts(found)
            counts = lengths(begins, len(found))
            self.add_run(found[begins], counts, places + first + self.length)
        self.length += stream.length

    def add_run(self, keys: Numbers, counts: Numbers, places: Numbers) -> None:
        """Add the positions of some tokens.

        Those of each token ascend, and are higher than all that were added for it before.
        """
        columns = (places.astype(np.uint32),)
        self._runs.add(Run(keys, counts, columns))

    def encoded(self, vocabulary: Vocabulary) -> _EncodedField:
        """The tokens with their positions. Nothing may be added afterwards."""
        tokens: list[str] = []
        sizes = array("I")
        data: list[bytes] = []
        for part in self._runs.merged(vocabulary):
            places = part.columns[0].astype(np.int64)
            begins = np.cumsum(part.counts) - part.counts
            differences = np.diff(places, prepend=0)
            differences[begins] = places[begins]
            encoded, starts = encode(differences)
            borders = starts[begins + part.counts]
            tokens.extend(part.texts)
            sizes.extend(np.diff(borders, prepend=0).tolist())
            data.append(encoded)
        return _in_parts(tokens, sizes, b"".join(data))


class _EncodedField(NamedTuple):
    """The parts of a field, and the positions that are in none, those of each part in one."""

    parts: EncodedParts
    far: list[bytes]


def _in_parts(tokens: list[str], sizes: array[int], data: bytes) -> _EncodedField:
    """Tokens in parts: see ``positions``. Each has so many bytes of ``data``."""
    view = memoryview(data)
    parts: list[bytes] = []
    far: list[bytes] = []
    at = 0
    for first in range(0, len(tokens), IN_PART):
        here = sizes[first : first + IN_PART]
        borders = list(pairwise(accumulate(here, initial=at)))
        at += sum(here)
        outside = [view[a:b] for a, b in borders if b - a > MOST_NEAR]
        pieces: tuple[bytes | memoryview, ...] = (
            PART.pack(len(outside)),
            bytes(size if size <= MOST_NEAR else 0 for size in here),
            array("I", map(len, outside)).tobytes(),
            array("I", map(zlib.crc32, outside)).tobytes(),
            *(view[a:b] for a, b in borders if b - a <= MOST_NEAR),
        )
        parts.append(b"".join(pieces))
        far.append(b"".join(outside))
    return _EncodedField(encode_parts(tokens, parts), far)


class PositionStreams:
    """Collects the streams of all fields of the posts of a segment.

    They are spilled to files in ``folder``: every method raises OSError.
    """

    def __init__(self, vocabulary: Vocabulary, folder: Path) -> None:
        self._vocabulary = vocabulary
        self._fields = defaultdict[str, _Field](partial(_Field, folder))
        self._posts = array("I")

    def add(self, posts: Sequence[int], batch: Batch) -> None:
        """Add the texts of some posts. All posts of a segment have the same fields."""
        self._posts.extend(posts)
        for field, stream in batch.streams(self._vocabulary):
            self._fields[field].add(stream)

    def extend(self, places: TokenPositions, posts: Mapping[int, int]) -> None:
        """Add the positions of a segment that is merged; texts cannot be added to the same streams.

        ``posts`` has for each of its documents that is kept the new post.
        """
        kept = np.array([document in posts for document in places.documents], dtype=np.bool_)
        self._posts.extend(posts[document] for document in places.documents if document in posts)
        for field in places.fields:
            into = self._fields[field]
            starts, end = places.borders(field)
            sizes = lengths(starts, end)
            moved = into.length + np.cumsum(sizes * kept) - sizes * kept
            into.starts.frombytes(moved[kept].astype(np.uint64).tobytes())
            for tokens, numbers, found in places.all(field):
                slots = np.searchsorted(starts, found, side="right") - 1
                alive = kept[slots]
                shifted = (found + (moved - starts)[slots])[alive]
                counts = np.bincount(numbers[alive], minlength=len(tokens))
                present = np.flatnonzero(counts)
                if not len(present):
                    continue
                named = self._vocabulary.numbers(tokens[place] for place in present.tolist())
                into.add_run(known(named), counts[present], shifted)
            into.length += int((sizes * kept).sum())

    def write(self, path: Path, documents: Sequence[int]) -> None:
        """Write the file; ``documents`` has the document of each post. Raises OSError."""
        tables: dict[str, tuple[int, int, int]] = {}
        written: list[bytes] = []
        offset = 0
        for name in sorted(self._fields):
            stream = self._fields.pop(name)
            encoded = stream.encoded(self._vocabulary)
            parts, end = encoded.parts.placed(offset)
            far = array("Q", accumulate(map(len, encoded.far), initial=end))
            starts = array("I", stream.starts).tobytes()
            table = msgspec.msgpack.encode(Table(parts, far.tobytes(), starts, stream.length))
            tables[name] = (far[-1], len(table), zlib.crc32(table))
            written += (*encoded.parts.pieces(), *encoded.far, table)
            offset = far[-1] + len(table)
        slots = array("I", (documents[post] for post in self._posts)).tobytes()
        directory = msgspec.msgpack.encode((tables, slots))
        with path.open("wb") as file:
            file.write(HEADER.pack(MAGIC, FORMAT, len(directory)))
            file.write(directory)
            file.write(CHECKSUM.pack(zlib.crc32(directory)))
            file.writelines(written)
