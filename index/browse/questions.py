"""The questions of many posts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from index.post import Outline, Post
from index.results import AskedQuestion

from .flagged_outlines import flagged_outlines


def find_questions(
    posts: Iterable[Post], outline: Callable[[str], Outline], cancelled: Callable[[], bool]
) -> Iterator[AskedQuestion]:
    """Find the questions of some posts, in the order of the posts, each as soon as it is known.

    Posts whose files no longer exist are left out.

    Args:
        posts: The posts; only those with the flag ``question`` are looked into.
        outline: Gives the outline of the post at a path.
        cancelled: Called before each post; True stops.

    Raises:
        Cancelled: ``cancelled`` returned True.
    """
    for post, found in flagged_outlines(posts, "question", outline, cancelled):
        for question in found.questions:
            yield AskedQuestion(post, question)
