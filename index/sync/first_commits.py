"""When each file of a journal was first committed to the git repository that it lies in.

What was found is kept by ``commit_moments``.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterable
from contextlib import suppress
from pathlib import Path

from index.errors import Cancelled
from index.lazy_pattern import lazy_pattern
from index.reading.files.walk import exact_path

from .commit_moments import LONGEST, CommitHistory, FirstCommits, load_history, save_history
from .git import LOG_OPTIONS, Git

_MOST_NAMES = 2_000_000
_MOST_KEPT = 400_000
"""The paths of how large a history are kept; git is asked for all of a larger one each time."""
_LOG = (
    *("log", "-z", "--format=@%H %at", "--name-status", "--diff-filter=AR", "--find-renames=100%"),
    *("--reverse", "--date-order", *LOG_OPTIONS),
)

_NAME = lazy_pattern(r"[0-9a-f]{40,64}")
"""The name of a commit; one of a damaged file might be an option to git."""


def find(
    root: Path,
    paths: Collection[str],
    known: FirstCommits,
    cancelled: Callable[[], bool],
    seconds: float = LONGEST,
    *,
    kept_in: Path | None = None,
) -> FirstCommits:
    """The first commits of the files at ``paths``; none of a shallow clone.

    Args:
        root: The folder of the journal, or its only file.
        paths: The paths of its posts, from the root.
        known: What was found before; it is given back where the repository is at the same commit.
        cancelled: Asked often.
        seconds: How long git may take at most. What it told until then is used, and gone on from
            the next time.
        kept_in: The folder in which the history is kept, so that git is asked for newer commits
            alone; None to ask for all.

    Raises:
        Cancelled: ``cancelled`` said so.
    """
    folder = root if os.path.isdir(root) else root.parent  # noqa: PTH112  raises nothing
    asked = Git.at(folder, seconds, cancelled)
    if asked is None:
        return FirstCommits()
    state = asked.run("rev-parse", "--is-shallow-repository", "--show-prefix", "HEAD")
    lines = os.fsdecode(state or b"").split("\n")
    if len(lines) < 3 or lines[0] != "false":
        return FirstCommits()
    prefix, head = lines[1], lines[2]
    if head == known.head:
        return known
    before = CommitHistory() if kept_in is None else load_history(kept_in)
    history = _history(asked, head, before)
    if cancelled():
        raise Cancelled
    if kept_in is not None and len(history.moments) <= _MOST_KEPT:
        with suppress(OSError):  # then git is asked for all again
            save_history(kept_in, history)
    wanted = frozenset(paths)
    told = ((os.fsdecode(path), moment) for path, moment in history.moments.items())
    within = (
        (exact_path(path[len(prefix) :]), moment)
        for path, moment in told
        if path.startswith(prefix)
    )
    return FirstCommits(history.head, {path: moment for path, moment in within if path in wanted})


def _history(asked: Git, head: str, before: CommitHistory) -> CommitHistory:
    """The history of a commit, which goes on from one before where that led to it."""
    since = before.head
    if _NAME.fullmatch(since) and asked.run("merge-base", "--is-ancestor", since, head) is not None:
        moments = dict(before.moments)
        with asked.output(*_LOG, head, f"^{since}", "--") as tokens:
            reached, is_known = _follow(tokens, moments)
        if is_known:
            return CommitHistory((reached or since) if asked.took_too_long else head, moments)
    moments = {}
    with asked.output(*_LOG, head, "--") as tokens:
        reached, _ = _follow(tokens, moments)
    return CommitHistory(reached if asked.took_too_long else head, moments)


def _follow(tokens: Iterable[bytes], moments: dict[bytes, int]) -> tuple[str, bool]:
    """Add what ``git log -z`` tells of commits, the oldest first, to the first commits of paths.

    A renamed file has the moment of its older name, unless its text changed in the same commit.

    Args:
        tokens: What git writes.
        moments: The first commits by path; those of renamed files move.

    Returns:
        The last commit of which all was told, and whether the older name of each renamed file was
        among ``moments``.
    """
    reached = commit = ""
    moment = 0
    is_known = True
    stream = iter(tokens)
    for token in stream:
        mark = token.strip()
        if mark[:1] == b"@":
            reached, (commit, moment) = commit, _commit(mark)
        elif mark == b"A" and (path := next(stream, b"")):
            moments.setdefault(path, moment)
        elif mark[:1] == b"R" and (path := next(stream, b"")) and (after := next(stream, b"")):
            first = moments.pop(path, None)
            is_known &= first is not None
            if first is not None:
                moments.setdefault(after, first)
        if len(moments) > _MOST_NAMES:
            break
    return reached, is_known


def _commit(mark: bytes) -> tuple[str, int]:
    """The name of a commit and its moment, of the line that begins with ``@``."""
    name, _, moment = mark[1:].decode("ascii", "replace").partition(" ")
    return name, int(moment) if moment.isascii() and moment.isdigit() else 0
