"""The versions of a post that git has: which commits changed its file, and what it held then."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

from index.errors import Cancelled, JournalError, reason
from index.lazy_pattern import lazy_pattern
from index.messages import Message
from index.reading.file_text import LARGEST
from index.regular_file import read_at_most
from index.results import Version

from .commit_moments import LONGEST
from .git import LOG_OPTIONS, Git

MOST: Final = 10_000
"""How many versions are told at most."""
_LOG: Final = ("log", "-z", "--follow", "--numstat", "--encoding=UTF-8", "--format=@%H %at %s")
_HEADER = lazy_pattern(rb"@([0-9a-f]{40,64}) (-?\d{1,19}) (.*)", re.DOTALL)
_CHANGE = lazy_pattern(rb"(\d{1,18}|-)\t(\d{1,18}|-)\t(.*)", re.DOTALL)
_LONGEST_SUBJECT = 500
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_FARTHEST = 60_000_000_000
"""Seconds from 1970 on that every time zone has a date for."""


def versions(
    file: Path, cancelled: Callable[[], bool], seconds: float = LONGEST
) -> Iterator[Version]:
    """The versions of a file, newest first; a renamed file is followed by its older names.

    The first one has no commit where the file holds something else now than in the last commit.

    Args:
        file: The file of a post.
        cancelled: Asked often.
        seconds: How long git may take at most.

    Raises:
        Cancelled: ``cancelled`` said so.
        JournalError: There are none, or git took too long to tell all of them.
    """
    real = Path(os.path.realpath(file))
    git = Git.at(real.parent, seconds, cancelled)
    found = 0
    if git is not None:
        log = (*_LOG, *LOG_OPTIONS, "HEAD", "--", f"./{real.name}")
        with git.output(*log) as tokens:
            for version in _versions(tokens):
                if not found and (now := _uncommitted(git, real, version)) is not None:
                    yield now
                yield version
                found += 1
                if found == MOST:
                    return
        if cancelled():
            raise Cancelled
        if git.took_too_long:
            raise JournalError(Message.of("git-took-too-long", seconds=round(seconds)))
    if not found:
        raise JournalError(Message.of("no-git-history"))


def text_of(
    file: Path, version: Version, cancelled: Callable[[], bool], seconds: float = LONGEST
) -> bytes:
    """What a file held in a version of a commit.

    Args:
        file: The file of a post.
        version: One of its versions.
        cancelled: Asked often.
        seconds: How long git may take at most.

    Raises:
        Cancelled: ``cancelled`` said so.
        JournalError: git cannot give it, or it is larger than what is read of a file.
    """
    data = _blob(file, version.commit, version.path, cancelled, seconds)
    if data is None:
        raise JournalError(Message.of("no-such-version", commit=version.commit[:10]))
    return data


def text_before(
    file: Path, version: Version, cancelled: Callable[[], bool], seconds: float = LONGEST
) -> bytes:
    """What a file held before a version; nothing before its first one.

    Args:
        file: The file of a post.
        version: One of its versions.
        cancelled: Asked often.
        seconds: How long git may take at most.

    Raises:
        Cancelled: ``cancelled`` said so.
    """
    commit = f"{version.commit}^" if version.commit else "HEAD"
    return _blob(file, commit, version.before, cancelled, seconds) or b""


def _blob(
    file: Path, commit: str, path: str, cancelled: Callable[[], bool], seconds: float
) -> bytes | None:
    git = Git.at(Path(os.path.realpath(file)).parent, seconds, cancelled)
    return None if git is None else git.run("cat-file", "blob", f"{commit}:{path}", most=LARGEST)


def _versions(tokens: Iterator[bytes]) -> Iterator[Version]:
    """The versions that the tokens of ``git log -z --numstat`` tell."""
    header: re.Match[bytes] | None = None
    for token in tokens:
        line = token.removeprefix(b"\n")
        if (change := _CHANGE.fullmatch(line)) is None:
            header = _HEADER.fullmatch(line)
            continue
        added, removed, path = change.groups()
        before = path
        if not path:  # a rename: the older name and the newer one follow
            before, path = next(tokens, b""), next(tokens, b"")
        if header is None:
            continue
        commit, moment, subject = header.groups()
        yield Version(
            commit.decode(),
            _moment(int(moment)),
            subject.decode("utf-8", "replace")[:_LONGEST_SUBJECT],
            os.fsdecode(path),
            os.fsdecode(before),
            _count(added),
            _count(removed),
        )
        header = None


def _uncommitted(git: Git, file: Path, last: Version) -> Version | None:
    """The file as it is now, where it holds something else than in the last commit."""
    committed = git.run("cat-file", "blob", f"HEAD:{last.path}", most=LARGEST)
    if committed is None:
        return None
    try:
        now, modified = read_at_most(file, LARGEST), file.stat().st_mtime
    except OSError as error:
        message = Message.of("path-unreadable", path=file.name, reason=reason(error))
        raise JournalError(message) from error
    if _lines(now) == _lines(committed):
        return None
    return Version("", _moment(int(modified)), path=last.path, before=last.path)


def _lines(data: bytes) -> bytes:
    """A text with the line ends that git stores where it changes them."""
    return data.replace(b"\r\n", b"\n")


def _moment(seconds: int) -> datetime:
    """A moment of a commit, which may claim any."""
    return _EPOCH + timedelta(seconds=max(-_FARTHEST, min(seconds, _FARTHEST)))


def _count(digits: bytes) -> int:
    """How many lines; none of a file that is no text for git, which has a ``-`` there."""
    return int(digits) if digits.isdigit() else 0
