"""The table of contents of an index, read without letting its pickle name what it likes.

Whoosh writes the segments of a generation as a pickle. It is read here as Whoosh would, but for the
formats of its earlier versions, and without Whoosh, whose import takes longer than most queries.
The layout of the file, as ``whoosh.index.TOC.write`` has it::

    sizes       three varints: the bytes of an int, a long and a float, then an int that tells the
                byte order, big-endian like all that follow
    version     an int, then three varints: the release of Whoosh
    schema      a varint and so many bytes, which are not looked at: the schema is known
    generation  an int, then another one that means nothing
    segments    a pickle: a list of ``W3Segment``, each with the codec it was written with
"""

from __future__ import annotations

import pickle
import struct
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any, Final

from index.errors import index_unavailable
from index.lazy_pattern import lazy_pattern
from index.store.catalog import IndexCorrupt

NAME: Final = "MAIN"
SIZES: Final = (4, 8, 4)
"""The bytes of an int, a long and a float, as Whoosh writes them into each table."""
VERSION: Final = -111
"""The version of the table. Whoosh has no public name for these two; a test compares them."""

_LARGEST: Final = 64_000_000
_IDENTIFIER: Final = lazy_pattern(r"[0-9a-z]{1,32}")
_BYTE_ORDER: Final = -12345
_INT: Final = struct.Struct(">i")
_LONGEST_VARINT: Final = 5


@dataclass(frozen=True, slots=True)
class StoredSegment:
    """A segment of a generation.

    ``name`` is its own, ``identifier`` what its files begin with. ``documents`` is how many it has,
    with those ``deleted``, which are None where none is.
    """

    name: str
    documents: int
    deleted: frozenset[int] = frozenset()

    @property
    def identifier(self) -> str:
        """What the names of its files begin with."""
        return f"{NAME}_{self.name}"


def read_segments(folder: Path, generation: int) -> list[StoredSegment]:
    """The segments of a generation.

    Raises:
        IndexCorrupt: There is no such generation, or it is not what was written.
        Unavailable: It cannot be read now.
    """
    try:
        with (folder / f"_{NAME}_{generation}.toc").open("rb") as file:
            data = file.read(_LARGEST)
        return [_segment(said) for said in _pickled(BytesIO(data), generation)]
    except IndexCorrupt:
        raise
    except Exception as error:  # an altered pickle may raise anything
        if (passing := index_unavailable(error)) is not None:
            raise passing from error
        raise IndexCorrupt(f"{type(error).__name__}: {error}") from error


def _pickled(stream: BytesIO, generation: int) -> list[object]:
    """What is pickled of segments."""
    sizes = tuple(_varint(stream) for _ in range(3))
    order, version = _int(stream), _int(stream)
    if sizes != SIZES or order != _BYTE_ORDER:
        raise IndexCorrupt("the table of contents is of another machine")
    if version != VERSION:
        raise IndexCorrupt("the table of contents is of another version")
    for _ in range(3):
        _varint(stream)  # the release of Whoosh
    stream.seek(_varint(stream), 1)  # the schema
    if _int(stream) != generation:
        raise IndexCorrupt("the table of contents is of another generation")
    _int(stream)
    found = _SegmentUnpickler(stream).load()
    if not isinstance(found, list):
        raise IndexCorrupt("the table of contents has no segments")
    return found


def _int(stream: BytesIO) -> int:
    value: int = _INT.unpack(stream.read(_INT.size))[0]
    return value


def _varint(stream: BytesIO) -> int:
    """A number in groups of seven bits, the lowest first; a high bit says that more follow."""
    value = 0
    for place in range(_LONGEST_VARINT):
        byte = stream.read(1)[0]
        value |= (byte & 0x7F) << (7 * place)
        if not byte & 0x80:
            return value
    raise IndexCorrupt("the table of contents has a number that is too long")


class _PickledSegment:
    """Takes what is pickled of a segment in place of Whoosh's class."""


class _PickledCodec:
    """Stands for the codec of a segment, which is known."""


class _SegmentUnpickler(pickle.Unpickler):
    """Makes segments, and nothing else that a pickle may name."""

    def find_class(self, module: str, name: str) -> Any:
        """What is made for the class of that name. Raises IndexCorrupt where no segment has it."""
        known = _CLASSES.get((module, name))
        if known is None:
            raise IndexCorrupt(f"the table of contents names {module}.{name}")
        return known


_CLASSES: Final = {
    ("whoosh.codec.whoosh3", "W3Segment"): _PickledSegment,
    ("index.store.whoosh_codec.codec", "Codec"): _PickledCodec,
    ("builtins", "set"): set,
    ("__builtin__", "set"): set,
}


def _segment(said: object) -> StoredSegment:
    """A segment of what an unpickled one says, so that it has nothing else."""
    if not isinstance(said, _PickledSegment):
        raise IndexCorrupt("the table of contents has something that is no segment")
    values = vars(said)
    name, documents, deleted = values["segid"], values["_doccount"], values["_deleted"]
    if not (isinstance(name, str) and _IDENTIFIER.fullmatch(name)):
        raise IndexCorrupt("a segment has no name")
    if type(documents) is not int or documents < 0 or values["indexname"] != NAME:
        raise IndexCorrupt("a segment is of another index")
    if deleted is None:
        return StoredSegment(name, documents)
    if type(deleted) is not set or not all(type(number) is int for number in deleted):
        raise IndexCorrupt("the deletions of a segment are no documents")
    return StoredSegment(name, documents, frozenset(deleted))
