"""The table of contents of an index, read without letting its pickle name what it likes.

Whoosh keeps the segments of a generation as a pickle. It is read here as Whoosh would, but for the
formats of its earlier versions, and with the two classes that a segment is made of.
"""

from __future__ import annotations

import pickle
import re
from io import BytesIO
from pathlib import Path
from typing import Any, Final

from whoosh import index as whoosh_index
from whoosh.codec.whoosh3 import W3Segment
from whoosh.filedb.structfile import StructFile

from index.errors import index_unavailable
from index.store.catalog import IndexCorrupt

from .codec import Codec

NAME: Final = "MAIN"
_LARGEST: Final = 64_000_000
_IDENTIFIER: Final = re.compile(r"[0-9a-z]{1,32}")
_BYTE_ORDER: Final = -12345


def read_segments(folder: Path, generation: int) -> list[W3Segment]:
    """The segments of a generation.

    Raises:
        IndexCorrupt: There is no such generation, or it is not what was written.
        Unavailable: It cannot be read now.
    """
    try:
        with (folder / f"_{NAME}_{generation}.toc").open("rb") as file:
            data = file.read(_LARGEST)
        return [_segment(said) for said in _pickled(StructFile(BytesIO(data)), generation)]
    except IndexCorrupt:
        raise
    except Exception as error:  # an altered pickle may raise anything
        if (passing := index_unavailable(error)) is not None:
            raise passing from error
        raise IndexCorrupt(f"{type(error).__name__}: {error}") from error


def _pickled(stream: Any, generation: int) -> list[object]:
    """What is pickled of segments, in the layout of ``whoosh.index.TOC.write``."""
    sizes = [stream.read_varint() for _ in range(3)]
    # Whoosh has no public name for these: what it writes begins with them.
    expected = [whoosh_index._INT_SIZE, whoosh_index._LONG_SIZE, whoosh_index._FLOAT_SIZE]  # noqa: SLF001
    order, version = stream.read_int(), stream.read_int()
    if sizes != expected or order != _BYTE_ORDER:
        raise IndexCorrupt("the table of contents is of another machine")
    if version != whoosh_index._CURRENT_TOC_VERSION:  # noqa: SLF001
        raise IndexCorrupt("the table of contents is of another version")
    for _ in range(3):
        stream.read_varint()  # the version of Whoosh
    stream.skip_string()  # the schema, which is known
    if stream.read_int() != generation:
        raise IndexCorrupt("the table of contents is of another generation")
    stream.read_int()
    found = _SegmentUnpickler(stream.file).load()
    if not isinstance(found, list):
        raise IndexCorrupt("the table of contents has no segments")
    return found


class _SegmentUnpickler(pickle.Unpickler):
    """Makes segments, and nothing else that a pickle may name."""

    def find_class(self, module: str, name: str) -> Any:
        """The class of that name. Raises IndexCorrupt where no segment has it."""
        for known in (W3Segment, Codec):
            if (module, name) == (known.__module__, known.__qualname__):
                return known
        if (module, name) in _SETS:
            return set
        raise IndexCorrupt(f"the table of contents names {module}.{name}")


_SETS: Final = {("builtins", "set"), ("__builtin__", "set")}


def _segment(said: object) -> W3Segment:
    """A segment made anew of what an unpickled one says, so that it has nothing else."""
    if not isinstance(said, W3Segment):
        raise IndexCorrupt("the table of contents has something that is no segment")
    values = vars(said)
    identifier, documents = values["segid"], values["_doccount"]
    deleted = values["_deleted"]
    if not (isinstance(identifier, str) and _IDENTIFIER.fullmatch(identifier)):
        raise IndexCorrupt("a segment has no name")
    if type(documents) is not int or documents < 0 or values["indexname"] != NAME:
        raise IndexCorrupt("a segment is of another index")
    if deleted is not None:
        if type(deleted) is not set or not all(type(number) is int for number in deleted):
            raise IndexCorrupt("the deletions of a segment are no documents")
        deleted = set(deleted)
    segment = W3Segment(Codec(), NAME, documents, identifier, deleted)
    segment._fieldlengths = {}  # noqa: SLF001  what Whoosh sets where it writes
    return segment
