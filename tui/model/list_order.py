"""The order of the list where no query says another."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from index.post import Post
from tui.language import translatable

ORDERS: Final = {
    "new": "",
    "updated": translatable("last changed first"),
    "old": translatable("oldest first"),
    "title": translatable("by title"),
}
"""The orders by their names, each with what to say of it."""

REMEMBERED_AS: Final = "order of the list"
"""The name of the preference."""


def following(order: str) -> str:
    """The order after this one, after the last the first."""
    names = [*ORDERS]
    return names[(names.index(order) + 1) % len(names)]


def arranged(posts: Sequence[Post], order: str) -> Sequence[Post]:
    """Posts that come newest first in another order, as ``sort:`` of a query has it."""
    match order:
        case "updated":
            return sorted(posts, key=_last_changed, reverse=True)
        case "old":
            oldest_first = posts[::-1]
            return sorted(oldest_first, key=lambda post: post.date is None)
        case "title":
            return sorted(posts, key=lambda post: post.title.casefold())
        case _:
            return posts


def _last_changed(post: Post) -> float:
    moment = post.updated or post.date
    return moment.timestamp() if moment else float("-inf")
