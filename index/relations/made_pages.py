"""Pages of a site that are no files of it: its program makes lists, feeds and the like."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Final, Literal

from index.lazy_pattern import lazy_pattern

MadePages = Literal["none", "lists", "any"]
"""Which pages a program makes: none, lists of posts and feeds, or whatever its components are."""

_LISTS: Final = frozenset(
    {
        "tags", "tag", "categories", "category", "series", "authors", "author", "archives",
        "feed", "rss", "search",
    }
)  # fmt: skip
_FEEDS: Final = frozenset(
    {
        "feed", "rss", "feed.xml", "rss.xml", "atom.xml", "index.xml", "sitemap.xml", "feed.atom",
        "feed.json", "index.json", "atom", "feed.rss", "index.rss",
    }
)  # fmt: skip
_NUMBERED: Final = lazy_pattern(r"(?:^|/)page/\d{1,6}$")


def is_made(path: str, made: MadePages, folders: Collection[str]) -> bool:
    """Whether a program makes what is at a path of its site.

    Args:
        path: The path, decoded, without ``baseurl``, ``index.html`` and slashes around it.
        made: Which pages the program makes.
        folders: The folders that posts have addresses in, none of which has slashes around it.
    """
    if made == "none" or not path:
        return False
    first, last = path.partition("/")[0], path.rpartition("/")[2]
    if last.lower() in _FEEDS or _NUMBERED.search(path) or path in folders:
        return True
    return first not in folders and (made == "any" or first.lower() in _LISTS)


def folders_of(addresses: Iterable[str]) -> frozenset[str]:
    """All folders that addresses are in, at any depth."""
    found: set[str] = set()
    for address in addresses:
        above = address.rpartition("/")[0]
        while above and above not in found:
            found.add(above)
            above = above.rpartition("/")[0]
    return frozenset(found)
