"""The errors a caller of the index may meet; each carries what there is to say about it."""

from __future__ import annotations

import errno
from collections.abc import Callable

from .messages import Message


class JournalError(Exception):
    """A journal cannot be opened, or a post of it cannot be read; ``message`` says why.

    Its text is for developers; a reader is given ``message`` in words.
    """

    def __init__(self, message: Message) -> None:
        super().__init__(message)
        self.message = message


class PostNotFound(JournalError):  # noqa: N818  it is an answer as much as an error
    """No post has that path, slug, permalink or title."""


class ForeignFolder(PermissionError):  # noqa: N818  it is a PermissionError, with what to say
    """A folder that is to be private belongs to somebody else."""

    def __init__(self, path: object) -> None:
        self.message = Message.of("folder-of-somebody-else", path=f"{path}")
        super().__init__(f"{self.message}")


class Cancelled(Exception):  # noqa: N818  it reports a wish, not a fault
    """A refresh or a search was cancelled by its caller; what was there before still stands."""


def reason(error: Exception, *, brief: bool = False) -> Message | str:
    """Why something failed, as a field of a message.

    Args:
        error: What was raised.
        brief: Without the path that the system names.
    """
    if isinstance(error, ForeignFolder | JournalError):
        return error.message
    return (brief and isinstance(error, OSError) and error.strerror) or f"{error}"


class Unavailable(JournalError):  # noqa: N818  it reports a state that passes
    """Something cannot be read at the moment, though nothing is known to be wrong with it.

    Args:
        message: What cannot be read, and why.
        reason: Why alone.
        passing: Whether the cause lies outside of what is read, such as too many open files, so
            that it will be read once that has passed.
    """

    def __init__(self, message: Message, reason: Message | str, *, passing: bool = True) -> None:
        super().__init__(message)
        self.reason = reason
        self.passing = passing


_OPEN_FILES = frozenset({errno.EMFILE, errno.ENFILE})
_PASSING = _OPEN_FILES | {
    *(errno.ENOMEM, errno.ENOBUFS, errno.EAGAIN, errno.EBUSY, errno.EINTR, errno.ETIMEDOUT),
    # What file systems of a network give while it is away.
    *(errno.ESTALE, errno.ENOTCONN, errno.ENETDOWN, errno.ENETUNREACH, errno.EHOSTDOWN),
    *(errno.EHOSTUNREACH, errno.ECONNRESET, errno.ECONNABORTED),
}
_REFUSED = frozenset({errno.EIO, errno.EACCES, errno.EPERM})


def index_unavailable(error: BaseException) -> Unavailable | None:
    """What to raise for an error that may say nothing against the index.

    Args:
        error: What was raised while the index was read.

    Returns:
        None where the index itself is at fault.
    """
    return _unavailable(error, lambda why: Message.of("index-unavailable", reason=why))


def journal_unavailable(error: BaseException) -> Unavailable | None:
    """What to raise for an error that may say nothing against the journal.

    Args:
        error: What was raised while the journal was read.

    Returns:
        None where the journal itself is at fault.
    """
    return _unavailable(error, lambda why: Message.of("journal-unavailable", reason=why))


def raise_if_passing(path: str, error: BaseException) -> None:
    """Raise Unavailable where something could not be read for a reason that passes.

    Args:
        path: What was to be read; empty for the journal.
        error: What was raised.
    """
    if path:
        found = _unavailable(
            error, lambda why: Message.of("path-unavailable", path=path, reason=why)
        )
    else:
        found = journal_unavailable(error)
    if found is not None and found.passing:
        raise found from error


def _unavailable(
    error: BaseException, told: Callable[[Message | str], Message]
) -> Unavailable | None:
    if isinstance(error, Unavailable):
        return error
    if isinstance(error, MemoryError):
        why: Message | str = Message.of("not-enough-memory")
        return Unavailable(told(why), why)
    if not isinstance(error, OSError) or error.errno not in _PASSING | _REFUSED:
        return None
    why = error.strerror or f"{error}"
    if error.errno in _OPEN_FILES:
        why = Message.of("too-many-open-files")
    elif error.errno == errno.ENOMEM:
        why = Message.of("not-enough-memory")
    return Unavailable(told(why), why, passing=error.errno in _PASSING)


def not_cancelled() -> bool:
    """Never stop: the default of every ``cancelled`` that a caller may pass."""
    return False
