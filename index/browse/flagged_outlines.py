"""The outlines of many posts, for what is found in those that have a flag."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from index.errors import Cancelled, JournalError
from index.post import Flag, Outline, Post


def flagged_outlines(
    posts: Iterable[Post],
    flag: Flag,
    outline: Callable[[str], Outline],
    cancelled: Callable[[], bool],
) -> Iterator[tuple[Post, Outline]]:
    """Read the outlines of the posts that have a flag, in the order of the posts.

    Posts whose files no longer exist are left out.

    Args:
        posts: The posts.
        flag: The flag that a post must have to be looked into.
        outline: Gives the outline of the post at a path.
        cancelled: Called before each post; True stops.

    Raises:
        Cancelled: ``cancelled`` returned True.
    """
    for post in posts:
        if cancelled():
            raise Cancelled
        if flag not in post.flags:
            continue
        try:
            found = outline(post.path)
        except JournalError:
            continue
        yield post, found
