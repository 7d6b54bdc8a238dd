"""A file of records that several ilgis share and that no crash can spoil."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path

from index.lock import held
from index.regular_file import read_at_most

from .records import Change, Record, Records, now

FORMAT = 1
"""The version of a file, which it says of itself. One of a later version is read, not written."""

_MOST_BYTES = 100_000_000

PATIENCE = 0.5
"""How many seconds to wait for another ilgi that writes the file, which takes it much less."""


class RecordFile:
    """The records in one file, with those before the last change in a second one, ``….bak``.

    ``journal`` is the path of the journal, for a person who reads the file.
    """

    def __init__(self, path: Path, journal: str) -> None:
        self.path = path
        self._journal = journal
        self._known: tuple[int, ...] = ()
        self.had_changed = False
        """Whether another ilgi had written the file before the last change that was made here."""

    @property
    def backup(self) -> Path:
        """The file as it was before the last change."""
        return self._beside(".bak")

    def read(self) -> Records:
        """What is kept; nothing where there is no file yet. Raises OSError.

        A file without a single record was spoilt, since each has at least one that names the
        journal: then what the backup has is read as well.
        """
        return self._read()[0]

    def is_known(self) -> bool:
        """Whether the file is the one that was read or written here last. Raises OSError."""
        return self._known == _stamp(self.path)

    def _read(self) -> tuple[Records, bool]:
        """What is kept, and whether the file itself is fit to become the backup."""
        self._known = _stamp(self.path)
        records = _read(self.path)
        if records is None or records.by_name:
            return records or Records(), records is not None
        before = _read(self.backup) or Records()
        unread = dict.fromkeys((*records.unread, *before.unread))
        return Records(before.by_name, tuple(unread)), False

    def change(
        self, changes: Iterable[Change], limits: Mapping[str, int], patience: float = PATIENCE
    ) -> Records:
        """Apply changes to what is kept at this moment, keep the result, and return it.

        Args:
            changes: What to put and what to forget, in order.
            limits: How many records of a kind are kept, the newest.
            patience: How many seconds to wait for another ilgi that is writing.

        Raises:
            TimeoutError: It was still writing then.
            OSError: It cannot be written, or a newer ilgi wrote it; what was kept before still is.
        """
        self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with held(self._beside(".lock"), patience) as is_held:
            if not is_held:
                raise TimeoutError(f"{self.path} is being written by another ilgi")
            known = self._known
            before, is_sound = self._read()
            self.had_changed = known != self._known
            if _format_of(before) > FORMAT:
                reason = "it is from a newer ilgi, and stays as it is"
                raise PermissionError(errno.EPERM, reason, f"{self.path}")
            named = ("journal", self._journal) in before.by_name
            heading = [] if named else [self._heading()]
            after = before.changed((*heading, *changes), limits)
            self._write(after.text(), back_up=is_sound)
        return after

    def _heading(self) -> Record:
        return Record("journal", self._journal, {"format": FORMAT}, now())

    def _write(self, text: bytes, *, back_up: bool) -> None:
        """Put a file with that text in the place of the one there is, which may become the backup.

        At every moment one whole file has the name, before or after.
        """
        fresh = self._beside(".new")
        try:
            # To open what was left there, such as a pipe, may take for ever.
            fresh.unlink(missing_ok=True)
            handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(handle, "wb") as file:
                file.write(text)
                file.flush()
                os.fsync(file.fileno())
            if back_up:
                self._back_up()
            written = _stamp(fresh)
            fresh.replace(self.path)
            self._known = written
        except OSError:
            with suppress(OSError):
                fresh.unlink(missing_ok=True)
            raise
        _sync_folder(self.path.parent)

    def _back_up(self) -> None:
        copy = self._beside(".old")
        copy.unlink(missing_ok=True)
        try:
            copy.hardlink_to(self.path)
        except OSError:
            shutil.copyfile(self.path, copy)
            copy.chmod(0o600)
        copy.replace(self.backup)

    def _beside(self, ending: str) -> Path:
        return self.path.with_name(self.path.name + ending)


def _stamp(path: Path) -> tuple[int, ...]:
    """What tells a file from the one that was there before; nothing where there is none."""
    try:
        found = path.stat()
    except FileNotFoundError:
        return ()
    return found.st_ino, found.st_mtime_ns, found.st_size


def _read(path: Path) -> Records | None:
    """The records of a file, None where there is none. Raises OSError, as of what is no file."""
    try:
        data = read_at_most(path, _MOST_BYTES + 1)
    except FileNotFoundError:
        return None
    if len(data) > _MOST_BYTES:
        raise OSError(errno.EFBIG, os.strerror(errno.EFBIG), f"{path}")
    return Records.of(data)


def _format_of(records: Records) -> int:
    """The latest version that a file says it has."""
    said = [record.values.get("format") for record in records.of_kind("journal")]
    return max((number for number in said if isinstance(number, int)), default=FORMAT)


def _sync_folder(folder: Path) -> None:
    """Make a rename last through a loss of power, where folders can be opened for that."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
