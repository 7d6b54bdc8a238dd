"""The texts of a post's metadata that are searched as text."""

from __future__ import annotations

from index.post import Post

BETWEEN = "\n\n"
"""What stands between two texts of a field, so that no phrase reaches from one into the other."""


def tag_text(post: Post) -> str:
    """Tags and categories, other names of a post, and what its properties say of it."""
    names = (name for name in post.aliases if "/" not in name)
    return BETWEEN.join(filter(None, (*post.tags, *post.categories, *names, post.about)))


def person_text(post: Post) -> str:
    """The people that a post names."""
    return BETWEEN.join(post.people)
