"""The texts of a post's metadata that are searched as text."""

from __future__ import annotations

from index.lazy_pattern import lazy_pattern
from index.post import Post

BETWEEN = "\n\n"
"""What stands between two texts of a field, so that no phrase reaches from one into the other."""

_DATED = lazy_pattern(r"\d{4}-\d{1,2}-\d{1,2}[-_ ]*")
_INDEX = frozenset({"index", "_index", "readme"})
"""Names of files that say nothing of the post, which is called as its folder."""


def tag_text(post: Post) -> str:
    """Tags and categories, other names of a post, its file's, and what its properties say of it."""
    names = (name for name in post.aliases if "/" not in name)
    parts = (*post.tags, *post.categories, *names, file_name(post.path), post.about)
    return BETWEEN.join(filter(None, parts))


def file_name(path: str) -> str:
    """What the file of a post is called, without the day that it begins with and its suffix."""
    *folders, name = path.rsplit("/", 2)
    stem = name.rpartition(".")[0] or name
    if stem.lower() in _INDEX and folders:
        stem = folders[-1]
    return stem[dated.end() :] if (dated := _DATED.match(stem)) else stem


def person_text(post: Post) -> str:
    """The people that a post names."""
    return BETWEEN.join(post.people)
