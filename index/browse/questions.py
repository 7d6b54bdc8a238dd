"""The questions of many posts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from index.errors import Cancelled, JournalError
from index.post import Outline, Post
from index.results import Asked


def find_questions(
    posts: Iterable[Post], outline: Callable[[str], Outline], cancelled: Callable[[], bool]
) -> Iterator[Asked]:
    """The questions of some posts, in their order, each as soon as it is known.

    ``outline`` gives what stands in the post at a path. Posts that have gone are left out. Raises
    Cancelled.
    """
    for post in posts:
        if cancelled():
            raise Cancelled
        if "question" not in post.flags:
            continue
        try:
            questions = outline(post.path).questions
        except JournalError:
            continue
        for question in questions:
            yield Asked(post, question)
