"""The links between all posts that lead nowhere, and the series that posts form.

It is worked out anew with each refresh, from the catalog that the refresh makes and the one before
it; of these it asks no more than ``LinkedPosts`` says. Where a single link leads is for ``links``
to tell.
"""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from index.errors import JournalError
from index.messages import Message
from index.post import Link, Post, Problem, newest_first

if TYPE_CHECKING:
    from .link_rules import JournalLinks
    from .links import LinkTable

_NO_PROBLEMS = frozenset(
    {
        "link-scheme-not-opened",
        "link-to-neighbour",
        "link-to-glossary",
        "link-of-template",
        "link-to-made-page",
        "block-elsewhere",
        "note-unwritten",
    }
)
"""Why a link is not followed although it may be right where the journal is published or kept."""


@dataclass(frozen=True, slots=True)
class Relations:
    """What only all posts together tell: links that lead nowhere, the series of posts by path.

    ``complete`` is false as long as posts are missing that are still to be read.
    """

    broken: tuple[Problem, ...] = ()
    series: dict[str, str] = field(default_factory=dict)
    complete: bool = True


class LinkedPost(Protocol):
    """A post, and the links of it that may lead to another."""

    @property
    def post(self) -> Post:
        """The post."""

    @property
    def links(self) -> Sequence[Link]:
        """Its links, not resolved yet."""


class LinkedPosts(Protocol):
    """All posts of a journal, the addresses it is published under, and what was known to tie them.

    A catalog is one.
    """

    @property
    def url(self) -> str:
        """The address of the site, without its path."""

    @property
    def baseurl(self) -> str:
        """The path that the site is served under."""

    @property
    def places(self) -> JournalLinks:
        """What beside the posts decides where links lead."""

    @property
    def entries(self) -> Sequence[LinkedPost]:
        """The posts."""

    @property
    def relations(self) -> Relations:
        """What was found by ``RelationResolver`` when they were last related."""


class RelationResolver:
    """Finds the relations of the posts of a journal at ``root``.

    It keeps the table of names that links may call posts by for as long as posts have these names,
    which is from one refresh to the next as a rule.
    """

    def __init__(self, root: Path) -> None:
        self._root = root
        self._kept: tuple[LinkedPosts, LinkTable] | None = None

    def relate(
        self, journal: LinkedPosts, before: LinkedPosts | None, touched: Collection[str]
    ) -> Relations:
        """The links that lead nowhere, and the series that posts form.

        Where every post is still called what it was ``before``, only the links of the ``touched``
        posts are looked at again.

        Args:
            journal: The posts as they are now.
            before: The same journal as it was last related, None where it never was.
            touched: The paths of the posts that were read again.

        Raises:
            JournalError: The journal has gone, so that what could not be read of it for that
                reason is not kept as if it were so.
        """
        from .series import group

        if not os.path.exists(self._root):  # noqa: PTH110  a disk that fails has no files either
            raise JournalError(Message.of("path-gone", path=f"{self._root}"))
        renamed = (
            before is None
            or not before.relations.complete
            or before.places != journal.places
            or _renamed(before, journal)
        )
        if before and not renamed and not any(each.links for each in _of(journal, touched)):
            kept = tuple(one for one in before.relations.broken if one.path not in touched)
            return Relations(kept, before.relations.series)
        old = before.relations if before and not renamed else Relations()
        broken = [problem for problem in old.broken if problem.path not in touched]
        names = self._names(journal)
        for entry in journal.entries if renamed else _of(journal, touched):
            broken.extend(self._broken(entry, names))
        if not renamed:
            return Relations(tuple(broken), old.series)
        posts = newest_first(entry.post for entry in journal.entries)
        series = {post.path: each.name for each in group(posts).values() for post in each.posts}
        return Relations(tuple(broken), series)

    def _names(self, journal: LinkedPosts) -> LinkTable:
        """What links may call posts by; what that leads to may be posts as they were."""
        from .links import LinkTable

        kept = self._kept
        if kept and _same_names(kept[0], journal):
            return kept[1]
        posts = newest_first(entry.post for entry in journal.entries)
        table = LinkTable.build(
            posts, site_url=journal.url, baseurl=journal.baseurl, places=journal.places
        )
        self._kept = journal, table
        return table

    def _broken(self, entry: LinkedPost, names: LinkTable) -> Iterator[Problem]:
        told: set[str] = set()
        for link in entry.links:
            if link.target in told:
                continue
            found = names.resolve(link, entry.post, exists=lambda path: holds(self._root, path))
            if found.reason and found.reason.code not in _NO_PROBLEMS:
                told.add(link.target)
                message = Message.of("link-broken", target=link.target, reason=found.reason)
                yield Problem(entry.post.path, "reference", message, link.line)


def holds(root: Path, path: str) -> bool:
    """Whether the journal has a file at this path relative to its root.

    What is beside a journal of one file is there as well.
    """
    try:
        folder = root.parent if root.is_file() else root
        file = folder / path.lstrip("/")
        return file.is_file() and file.resolve().is_relative_to(folder.resolve())
    except (OSError, ValueError, RuntimeError):  # the last for links in a circle
        return False


def _of(journal: LinkedPosts, paths: Collection[str]) -> Iterator[LinkedPost]:
    return (entry for entry in journal.entries if entry.post.path in paths)


def _same_names(before: LinkedPosts, now: LinkedPosts) -> bool:
    same_site = (before.url, before.baseurl, before.places) == (now.url, now.baseurl, now.places)
    return same_site and not _renamed(before, now)


def _renamed(before: LinkedPosts, now: LinkedPosts) -> bool:
    """Whether a post came, went or is called something else."""
    known = {entry.post.path: entry for entry in before.entries}
    if len(known) != len(now.entries):
        return True
    for entry in now.entries:
        old = known.get(entry.post.path)
        if old is None or (old is not entry and _called(old.post) != _called(entry.post)):
            return True
    return False


def _called(post: Post) -> tuple[object, ...]:
    return post.url, post.slug, post.title, post.categories, post.aliases, post.blocks
