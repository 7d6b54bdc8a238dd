"""The errors a caller of the index may meet. Each message is one line that says what to do."""

from __future__ import annotations


class JournalError(Exception):
    """A journal cannot be opened, or a post of it cannot be read."""


class PostNotFound(JournalError):  # noqa: N818  it is an answer as much as an error
    """No post has that path, slug, permalink or title."""


class Cancelled(Exception):  # noqa: N818  it reports a wish, not a fault
    """A refresh or a search was cancelled by its caller; what was there before still stands."""
