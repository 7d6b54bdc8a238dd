"""Writes the files of a segment from what was collected in memory.

What Whoosh knows of segments is in ``index.store.whoosh_codec.segments``.
"""

from __future__ import annotations

import os
from array import array
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from whoosh.codec.whoosh3 import W3Segment
from whoosh.filedb.filestore import FileStorage

from index.post import Post
from index.store.segment.columns import NUMBER, OUTLINE, PATH, sealed
from index.store.segment.written import WrittenSegment
from index.store.whoosh_codec.codec import Codec
from index.store.whoosh_codec.schema import schema

if TYPE_CHECKING:
    from index.store.build.inversion import Inversion
    from index.store.build.position_streams import PositionStreams
    from index.store.whoosh_codec.field_writer import FieldWriter
from index.store.whoosh_codec.segments import POSITIONS, Record, seal
from index.store.whoosh_codec.toc import NAME

_UNDATED = float("-inf")


def order(post: Post) -> tuple[float, str]:
    """The sort key of documents: date and path, those without a date first."""
    return post.date.timestamp() if post.date else _UNDATED, post.path


def write(
    folder: Path, records: Sequence[Record], inversion: Inversion, streams: PositionStreams
) -> WrittenSegment:
    """Write the files of a segment, its documents in the order of their keys.

    Args:
        folder: An empty folder.
        records: What is stored of each post.
        inversion: The terms of the posts; its documents are indices in ``records``.
        streams: The positions of their tokens; its posts are indices in ``records``.

    Raises:
        OSError: A file cannot be written.
    """
    order = sorted(range(len(records)), key=lambda place: records[place].key)
    places = array("I", order)
    for document, place in enumerate(order):
        places[place] = document
    segment = W3Segment(Codec(), NAME, len(records))
    storage = FileStorage(os.fspath(folder))
    _write_columns(segment.codec().per_document_writer(storage, segment), records, order)
    _write_terms(segment.codec().field_writer(storage, segment), inversion, places)
    streams.write(folder / segment.make_filename(POSITIONS), places)
    files = {path.name: seal(path) for path in folder.iterdir() if path.is_file()}
    return WrittenSegment(os.fspath(folder), segment.segid, len(records), files)


def _write_columns(out: Any, records: Sequence[Record], order: Sequence[int]) -> None:
    kinds = {name: field.column_type for name, field in schema().items()}
    for document, place in enumerate(order):
        record = records[place]
        out.start_doc(document)
        out.add_column_value(NUMBER, kinds[NUMBER], record.number)
        out.add_column_value(PATH, kinds[PATH], record.path.encode("utf-8", "surrogateescape"))
        out.add_column_value(OUTLINE, kinds[OUTLINE], sealed(record.outline, record.number))
        out.finish_doc()
    out.close()


def _write_terms(out: FieldWriter, inversion: Inversion, places: Sequence[int]) -> None:
    inversion.write(out, schema(), places)
    out.close()
