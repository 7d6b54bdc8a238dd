"""The vectors of a journal's posts: made while nobody waits, and compared with a text's."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path
from threading import Lock
from time import monotonic
from typing import TYPE_CHECKING, Final

from index.errors import Cancelled, JournalError
from index.messages import Message
from index.results import MadeVectors

from . import vector_file
from .encoder import DIMENSIONS, Encoder, installed_version
from .vector_file import StoredVectors, VectorsDamaged, VectorsOutdated, key_of

if TYPE_CHECKING:
    from index.post import Document
    from index.store.catalog import Entry

_PARAGRAPH: Final = 500
_HEADINGS: Final = 200
_AT_ONCE: Final = 8
"""How many posts are encoded at once: a question waits for these at most."""
_SECONDS_TO_ENCODE: Final = 60.0
_SECONDS_BETWEEN_SAVES: Final = 30.0
_SECONDS_BETWEEN_LOOKS: Final = 0.05
_ROWS_AT_ONCE: Final = 8_192
_LONGEST_TEXT: Final = 1_000


class PostVectors:
    """The vectors of the posts of one journal. Any thread may ask; one makes them at a time.

    Args:
        encoder: What encodes texts.
        made_by: The version of the encoder; empty where none is installed, and nothing is done.
    """

    def __init__(self, encoder: Encoder | None = None, made_by: str | None = None) -> None:
        self._encoder = encoder or Encoder()
        self._made_by = installed_version() if made_by is None else made_by
        self._making = Lock()
        self._stored: tuple[Path, StoredVectors] | None = None
        self._untold: Message | None = None
        """Why stored vectors are not used, until that is told of."""

    @property
    def is_installed(self) -> bool:
        """Whether there is an encoder."""
        return bool(self._made_by) and not self._encoder.failed

    def has_any(self, folder: Path) -> bool:
        """Whether there are vectors in a folder, and an encoder to ask."""
        return self.is_installed and bool(self._load(folder).rows)

    def make(
        self,
        folder: Path,
        entries: Sequence[Entry],
        read: Callable[[str], Document],
        cancelled: Callable[[], bool],
        wait: Callable[[], None] = lambda: None,
    ) -> MadeVectors:
        """Make the vectors of posts that have none, newest posts first, and store them.

        Those that were made before it ends early are kept.

        Args:
            folder: The folder of the index.
            entries: The posts with their files.
            read: Reads a post.
            cancelled: Asked often.
            wait: Called before each few posts; it returns when there is time for them.

        Raises:
            Cancelled: ``cancelled`` said so.
        """
        if not self.is_installed:
            return MadeVectors()
        while not self._making.acquire(timeout=_SECONDS_BETWEEN_LOOKS):
            if cancelled():
                raise Cancelled
        told: list[Message] = []
        try:
            stored = self._load(folder)
            if self._untold:
                told.append(self._untold)
                self._untold = None
            keys = {_key(entry): entry.post.path for entry in entries}
            known = {key: vector for key in keys if (vector := stored.vector(key))}
            made = _Making(self._encoder, read, cancelled, wait)
            missing = [(key, path) for key, path in keys.items() if key not in known]
            saved = monotonic()
            try:
                for key, vector in made.vectors(missing):
                    known[key] = vector
                    if monotonic() - saved > _SECONDS_BETWEEN_SAVES:
                        self._save(folder, known)
                        saved = monotonic()
            finally:
                if made.count or len(known) < len(stored.rows):
                    why_not = self._save(folder, known)
                    told += [why_not] if why_not else []
            if self._encoder.failed:
                told.append(Message.of("meaning-failed"))
            return MadeVectors(made.count, tuple(told))
        finally:
            self._making.release()

    def likeness(
        self,
        folder: Path,
        entries: Sequence[Entry],
        text: str,
        seconds: float,
        cancelled: Callable[[], bool],
    ) -> Mapping[str, float]:
        """How close posts are to a text, by path: the cosine of their vectors.

        Args:
            folder: The folder of the index.
            entries: The posts with their files. Those that changed since have no vectors.
            text: The text.
            seconds: How long to wait for the encoder.
            cancelled: Asked often.

        Returns:
            Nothing where there are no vectors, or the encoder is not ready.

        Raises:
            Cancelled: ``cancelled`` said so.
        """
        if not self.is_installed or not text.strip():
            return {}
        stored = self._load(folder)
        if not stored.rows:
            return {}
        vector = self._encoder.vectors([text[:_LONGEST_TEXT]], seconds, cancelled)
        return _cosines(stored, entries, vector) if vector else {}

    def nearness(
        self, folder: Path, entries: Mapping[str, Entry], path: str
    ) -> Mapping[str, float]:
        """How close other posts are to one, by path: the cosine of their vectors.

        Args:
            folder: The folder of the index.
            entries: The posts with their files, by path.
            path: The post. Nothing is close to one that has changed since vectors were made.
        """
        if not self._made_by or path not in entries:
            return {}
        stored = self._load(folder)
        vector = stored.vector(_key(entries[path]))
        if vector is None:
            return {}
        found = _cosines(stored, [*entries.values()], vector)
        del found[path]
        return found

    def close(self) -> None:
        """End the encoder."""
        self._encoder.close()

    def _load(self, folder: Path) -> StoredVectors:
        """The vectors in a folder."""
        stored = self._stored
        if stored is not None and stored[0] == folder:
            return stored[1]
        found = StoredVectors()
        try:
            found = vector_file.load(folder, self._made_by)
        except VectorsDamaged:
            self._untold = Message.of("meaning-damaged")
        except VectorsOutdated:
            self._untold = Message.of("meaning-outdated")
        self._stored = folder, found
        return found

    def _save(self, folder: Path, vectors: Mapping[bytes, bytes]) -> Message | None:
        """Store vectors, and use them; why they cannot be stored."""
        try:
            vector_file.save(folder, self._made_by, vectors)
        except OSError as error:
            rows = {key: at for at, key in enumerate(vectors)}
            self._stored = folder, StoredVectors(rows, memoryview(b"".join(vectors.values())))
            return Message.of("meaning-unwritten", reason=error.strerror or f"{error}")
        self._stored = None
        return None


class _Making:
    """Encodes posts; ``count`` is how many were."""

    def __init__(
        self,
        encoder: Encoder,
        read: Callable[[str], Document],
        cancelled: Callable[[], bool],
        wait: Callable[[], None],
    ) -> None:
        self._encoder = encoder
        self._read = read
        self._cancelled = cancelled
        self._wait = wait
        self.count = 0

    def vectors(self, posts: Sequence[tuple[bytes, str]]) -> Iterator[tuple[bytes, bytes]]:
        """The vectors of posts that are given by key and path. Raises Cancelled."""
        each = iter(posts)
        while some := list(islice(each, _AT_ONCE)):
            self._wait()
            if self._cancelled():
                raise Cancelled
            texts = {key: text for key, path in some if (text := self._text(path)) is not None}
            found = self._encoder.vectors([*texts.values()], _SECONDS_TO_ENCODE, self._cancelled)
            if found is None:
                return
            self.count += len(texts)
            for at, key in enumerate(texts):
                yield key, found[at * DIMENSIONS : (at + 1) * DIMENSIONS]

    def _text(self, path: str) -> str | None:
        """What of a post is encoded; None where it cannot be read."""
        try:
            document = self._read(path)
        except JournalError:
            return None
        headings = " ".join(heading.text for heading in document.outline.headings)
        begins = " ".join(document.prose[: 4 * _PARAGRAPH].split())
        return ". ".join((document.post.title, headings[:_HEADINGS], begins[:_PARAGRAPH]))


def _key(entry: Entry) -> bytes:
    return key_of(entry.post.path, entry.mtime_ns, entry.size)


def _cosines(stored: StoredVectors, entries: Sequence[Entry], vector: bytes) -> dict[str, float]:
    import numpy as np  # which a journal of few posts needs for this alone

    rows = {entry.post.path: stored.rows.get(_key(entry)) for entry in entries}
    wanted = np.frombuffer(vector, dtype=np.int8).astype(np.float32)
    wanted /= max(float(np.linalg.norm(wanted)), 1e-9)
    matrix = np.frombuffer(stored.matrix, dtype=np.int8).reshape(-1, DIMENSIONS)
    cosines = np.empty(len(matrix), dtype=np.float32)
    for start in range(0, len(matrix), _ROWS_AT_ONCE):
        part = matrix[start : start + _ROWS_AT_ONCE].astype(np.float32)
        lengths = np.maximum(np.sqrt(np.einsum("ij,ij->i", part, part)), 1e-9)
        cosines[start : start + len(part)] = part @ wanted / lengths
    return {path: float(cosines[row]) for path, row in rows.items() if row is not None}
