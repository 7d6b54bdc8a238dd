"""What the index keeps of posts, made of their files: the part of a build that any process can do.

Run as a program, it does so for the process that started it, until its standard input ends.
"""

from __future__ import annotations

import os
import signal
import sys
from array import array
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import msgspec

from index.links import link_keys
from index.post import Document, Link
from index.reading.read import read
from index.reading.site import Site
from index.reading.walk import SourceFile, SourceKind
from index.search.terms import document_terms

from .catalog import Entry, pack, storable
from .frames import receive, send

_NICENESS = 5


@dataclass(frozen=True, slots=True)
class Postings:
    """The postings of one field, term after term.

    ``counts`` says in how many documents each term stands, ``documents`` which those are and
    ``times`` how often: arrays of unsigned integers, as bytes.
    """

    terms: list[str]
    counts: bytes
    documents: bytes
    times: bytes


@dataclass(frozen=True, slots=True)
class Analysed:
    """Some posts in order: their entries without numbers, outlines, and inverted terms."""

    entries: list[Entry]
    outlines: list[bytes]
    fields: dict[str, Postings]


def analyse(
    files: Sequence[SourceFile], site: Site, first: int, step: Callable[[], None] | None = None
) -> Analysed:
    """Read posts and count their terms.

    ``first`` is the place of the first of them among the documents they are written with; ``step``
    is called before each and may raise.
    """
    entries: list[Entry] = []
    outlines: list[bytes] = []
    inverted: dict[str, dict[str, list[int]]] = {}
    for place, file in enumerate(files, first):
        if step:
            step()
        document = read(file, site)
        links = internal(document)
        entry = Entry(document.post, file.mtime_ns, file.size, None, links, document.problems)
        entries.append(entry)
        outlines.append(pack(document.outline))
        keys = {key for link in links for key in link_keys(link, document.post)}
        for field, terms in document_terms(document, keys).items():
            _invert(inverted.setdefault(field, {}), place, terms)
    fields = {field: _postings(found) for field, found in inverted.items() if found}
    return Analysed(entries, outlines, fields)


def _invert(found: dict[str, list[int]], place: int, terms: Mapping[str, int]) -> None:
    get = found.get
    for term, times in terms.items():
        postings = get(term)
        if postings is None:
            found[term] = [place, times]
        else:
            postings.append(place)
            postings.append(times)


def _postings(found: dict[str, list[int]]) -> Postings:
    flat = [number for postings in found.values() for number in postings]
    return Postings(
        list(found),
        array("I", [len(postings) // 2 for postings in found.values()]).tobytes(),
        array("I", flat[::2]).tobytes(),
        array("I", flat[1::2]).tobytes(),
    )


def internal(document: Document) -> tuple[Link, ...]:
    """The links of a document that may lead to another post."""
    links = document.outline.links
    return tuple(link for link in links if link.kind in {"link", "wiki"} and link.target[:1] != "#")


def encode(analysed: Analysed) -> bytes:
    """What was analysed, for another process."""
    entries = [storable(entry) for entry in analysed.entries]
    return msgspec.msgpack.encode((entries, analysed.outlines, analysed.fields))


def decode(data: bytes) -> Analysed:
    """What ``encode`` has encoded. Raises msgspec.DecodeError."""
    kinds = tuple[list[Entry], list[bytes], dict[str, Postings]]
    return Analysed(*msgspec.msgpack.decode(data, type=kinds))


def encode_order(files: Sequence[SourceFile], first: int) -> bytes:
    """What another process is to analyse: see ``analyse``."""
    return msgspec.msgpack.encode((first, [_sendable(file) for file in files]))


def _sendable(file: SourceFile) -> tuple[str, bytes, int, int, str, str]:
    real = os.fsencode(file.real)
    return file.path, real, file.mtime_ns, file.size, file.kind, file.collection


def decode_order(data: bytes) -> tuple[list[SourceFile], int]:
    """What ``encode_order`` has encoded. Raises msgspec.DecodeError."""
    kinds = tuple[int, list[tuple[str, bytes, int, int, SourceKind, str]]]
    first, files = msgspec.msgpack.decode(data, type=kinds)
    found = [SourceFile(path, os.fsdecode(real), *rest) for path, real, *rest in files]
    return found, first


def main() -> None:
    """Analyse what standard input asks for, and answer on standard output.

    The arguments are the journal's path and the fingerprint of the settings to read it with.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if hasattr(os, "nice"):
        os.nice(_NICENESS)
    site = Site.load(Path(sys.argv[1]))
    if site.fingerprint != sys.argv[2]:
        return
    while (frame := receive(sys.stdin.buffer)) is not None:
        files, first = decode_order(frame)
        try:
            send(sys.stdout.buffer, encode(analyse(files, site, first)))
        except BrokenPipeError:
            os._exit(0)


if __name__ == "__main__":
    main()
