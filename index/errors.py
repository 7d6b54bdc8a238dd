"""The errors a caller of the index may meet; each carries what there is to say about it."""

from __future__ import annotations

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
