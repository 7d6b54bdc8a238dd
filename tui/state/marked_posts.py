"""What is noted about posts, as searches ask for it, and kept with them when they are renamed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING

from index.post import Post

from . import bookmarks, drafts, notes, reading
from .memory import StateStore
from .records import Record
from .text_anchors import opening

if TYPE_CHECKING:
    from index.results import Marks

_BY_PATH = (reading.READ, reading.VISIT)
_LONG_ENOUGH = 20
"""How many characters of a beginning tell a post from others whatever their titles are."""


def marks(memory: StateStore) -> Marks:
    """What the reader has noted, by the paths of posts."""
    from index.results import Marks

    return Marks(
        read=frozenset(record.key for record in memory.of_kind(reading.READ)),
        bookmarked=frozenset(found.path for found in bookmarks.bookmarks(memory)),
        notes=notes.texts(memory),
    )


def follow(
    memory: StateStore, posts: Sequence[Post], among: Collection[str] | None = None
) -> Mapping[str, Post]:
    """Give what is known of posts that have gone to those that they became.

    A post became another where that one has its title and its beginning, or a beginning that no
    other has. Whatever could be either of two stays where it is.

    Args:
        memory: What is remembered.
        posts: All posts of the journal as they are now.
        among: The paths of the posts that are new; None where any may be.

    Returns:
        The posts by the paths that they had.
    """
    here = {post.path for post in posts}
    gone = [record for record in _about_posts(memory) if _path(record) not in here]
    if not gone:
        return {}
    known = {_path(record) for record in _about_posts(memory)}
    new = [p for p in posts if p.path not in known and (among is None or p.path in among)]
    became = _match_renamed_posts(gone, new)
    for record in gone:
        post = became.get(_path(record))
        if post is not None:
            _move(memory, record, post)
    return became


def _about_posts(memory: StateStore) -> list[Record]:
    kinds = (*_BY_PATH, bookmarks.KIND, notes.KIND, drafts.KIND)
    return [record for kind in kinds for record in memory.of_kind(kind)]


def _path(record: Record) -> str:
    return record.key if record.kind in _BY_PATH else str(record.values.get("path", ""))


def _match_renamed_posts(gone: Sequence[Record], new: Sequence[Post]) -> Mapping[str, Post]:
    """The new posts by the paths that they had."""
    by_both: dict[tuple[str, str], list[Post]] = defaultdict(list)
    by_opening: dict[str, list[Post]] = defaultdict(list)
    for post in new:
        begins = opening(post)
        by_both[post.title, begins].append(post)
        if len(post.lead) >= _LONG_ENOUGH:
            by_opening[begins].append(post)
    found: dict[str, Post] = {}
    for record in gone:
        title, begins = (str(record.values.get(name, "")) for name in ("title", "opening"))
        alike = by_both.get((title, begins)) or by_opening.get(begins) or []
        if len(alike) == 1:
            found[_path(record)] = alike[0]
    claims: dict[str, int] = defaultdict(int)
    for post in found.values():
        claims[post.path] += 1
    return {path: post for path, post in found.items() if claims[post.path] == 1}


def _move(memory: StateStore, record: Record, post: Post) -> None:
    if record.kind in _BY_PATH:
        memory.move(record, post.path, record.values)
        return
    path = _path(record)
    key = record.key
    if key.startswith(path):
        key = post.path + key.removeprefix(path)
    memory.move(record, key, {**record.values, "path": post.path})
