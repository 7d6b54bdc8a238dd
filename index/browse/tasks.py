"""The tasks of many posts."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator

from index.post import Outline, Post
from index.results import FoundTask

from .flagged_outlines import flagged_outlines


def find_tasks(
    posts: Iterable[Post], outline: Callable[[str], Outline], cancelled: Callable[[], bool]
) -> Iterator[FoundTask]:
    """Find the tasks of some posts, in the order of the posts, each as soon as it is known.

    Posts whose files no longer exist are left out.

    Args:
        posts: The posts; only those with the flag ``task`` are looked into.
        outline: Gives the outline of the post at a path.
        cancelled: Called before each post; True stops.

    Raises:
        Cancelled: ``cancelled`` returned True.
    """
    for post, found in flagged_outlines(posts, "task", outline, cancelled):
        lines = [heading.line for heading in found.headings]
        for task in found.tasks:
            above = bisect_right(lines, task.line)
            yield FoundTask(post, task, found.headings[above - 1].text if above else "")
