"""Categories and tags, as Jekyll gathers them from folders and front matter."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from index.reading.decode import clean_line
from index.reading.front_matter.scalars import Values, flatten, scalar_text

MOST = 2_000
"""How many categories or tags a post can have."""


@dataclass(frozen=True, slots=True)
class Names:
    """Categories or tags in order, each once; ``whole`` is false where there were too many."""

    names: tuple[str, ...]
    whole: bool = True


def folder_categories(path: str, label: str = "posts") -> tuple[str, ...]:
    """The folders above ``_posts`` or ``_drafts``; those below it are no categories."""
    parts = path.split("/")[:-1]
    for special in ("_posts", "_drafts", f"_{label}"):
        if special in parts:
            return tuple(clean_line(part) for part in parts[: parts.index(special)] if part)
    return ()


def categories(
    values: Values, folders: Iterable[str] = (), defaults: Values | None = None
) -> Names:
    """The categories of a post: its folders', then ``categories``, then ``category``.

    A string of several is split at blanks or commas in ``categories``, never in ``category``.

    Args:
        values: The front matter.
        folders: The names of the folders above ``_posts``, from the root.
        defaults: The defaults that apply to the post; its ``categories`` come before the post's
            own.
    """
    given = [_plural((defaults or {}).get("categories")), _plural(values.get("categories"))]
    singular = flatten(values.get("category"))
    names = [*folders, *given[0][0], *given[1][0], *singular[0]]
    return _names(names, whole=given[0][1] and given[1][1] and singular[1])


def tags(values: Values, inline: Iterable[str] = ()) -> Names:
    """The tags of a post: its one ``tag`` if it has one, else ``tags``; then those of its body."""
    found, whole = flatten(values.get("tag"))
    if not found:
        found, whole = _plural(values.get("tags"))
    return _names([*found, *(clean_line(tag) for tag in inline)], whole=whole)


def _plural(value: object) -> tuple[list[str], bool]:
    text = scalar_text(value)
    if text is None:
        return flatten(value)
    parts = text.split(",") if "," in text else text.split()
    return [name for part in parts if (name := clean_line(part))], True


def _names(names: Iterable[str], *, whole: bool) -> Names:
    unique = tuple(name for name in dict.fromkeys(names) if name)
    return Names(unique[:MOST], whole and len(unique) <= MOST)
