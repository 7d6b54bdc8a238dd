"""When each file of a journal was first committed to the git repository that it lies in.

What was found is kept by ``commit_moments``.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterable
from pathlib import Path

from index.errors import Cancelled
from index.reading.files.walk import exact_path

from .commit_moments import LONGEST, FirstCommits
from .git import LOG_OPTIONS, Git

_MOST_NAMES = 2_000_000
_LOG = (
    *("log", "-z", "--format=@%at", "--name-status", "--diff-filter=AR", "--find-renames=100%"),
    *LOG_OPTIONS,
)


def find(
    root: Path,
    paths: Collection[str],
    known: FirstCommits,
    cancelled: Callable[[], bool],
    seconds: float = LONGEST,
) -> FirstCommits:
    """The first commits of the files at ``paths``; none of a shallow clone.

    Args:
        root: The folder of the journal, or its only file.
        paths: The paths of its posts, from the root.
        known: What was found before; it is given back where the repository is at the same commit.
        cancelled: Asked often.
        seconds: How long git may take at most.

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
    with asked.output(*_LOG, head, "--") as tokens:
        moments = _first(tokens)
    if cancelled():
        raise Cancelled
    wanted = frozenset(paths)
    within = (
        (exact_path(path[len(prefix) :]), moment)
        for path, moment in moments.items()
        if path.startswith(prefix)
    )
    return FirstCommits(head, {path: moment for path, moment in within if path in wanted})


def _first(tokens: Iterable[bytes]) -> dict[str, int]:
    """The first commit of each path of today, of the tokens that ``git log -z`` writes.

    The log goes from the newest commit to the oldest. A renamed file is followed by its older
    name, unless its text changed in the same commit.
    """
    moments: dict[str, int] = {}
    today: dict[str, list[str]] = {}
    """The paths of today that a path of that time has become."""
    moment = 0
    stream = iter(tokens)
    for token in stream:
        mark = token.strip()
        if mark[:1] == b"@" and mark[1:].isdigit():
            moment = int(mark[1:])
        elif mark == b"A":
            path = os.fsdecode(next(stream, b""))
            for now in today.pop(path, (path,)):
                moments[now] = moment
        elif mark[:1] == b"R":
            before, after = os.fsdecode(next(stream, b"")), os.fsdecode(next(stream, b""))
            today.setdefault(before, []).extend(today.pop(after, (after,)))
        if len(moments) + len(today) > _MOST_NAMES:
            break
    return moments
