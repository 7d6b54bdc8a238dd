"""Categories and tags: of folders, of front matter and of the body, by the rules of a journal."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from index.lazy_pattern import lazy_pattern
from index.reading.decode import clean_line
from index.reading.files.kinds.kind import Kind, Split
from index.reading.front_matter.scalars import Values, flatten, scalar_text, short_line

MOST = 2_000
"""How many categories or tags a post can have."""

_WIKI_LINK = lazy_pattern(r"\[\[([^\[\]|#\n]{1,1000})(?:[|#][^\[\]\n]{0,1000})?\]\]")


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


def folder_path(path: str) -> tuple[str, ...]:
    """The folders above a note as one category: ``git/basics`` of ``git/basics/undo.md``.

    An ``index`` stands for its folder, and is in the one above: ``posts`` of ``posts/a/index.md``.
    """
    above, _, name = path.rpartition("/")
    if name.partition(".")[0].lower() == "index":
        above = above.rpartition("/")[0]
    folder = clean_line(above)
    return (folder,) if folder else ()


def categories(
    values: Values, kind: Kind, folders: Iterable[str] = (), defaults: Values | None = None
) -> Names:
    """The categories of a post: its folders', then those of its front matter.

    In a Jekyll site these are ``categories``, then ``category``; a string of several is split at
    blanks or commas in the former, never in the latter.

    Args:
        values: The front matter.
        kind: The rules of the journal.
        folders: What the folders of the post give it, from the root.
        defaults: The defaults that apply to the post; a Jekyll post's ``categories`` of them come
            before its own.
    """
    if not kind.jekyll_categories:
        names, whole = _gathered(values, kind.categories, kind)
        return _names([*folders, *names], whole=whole)
    given = [_split((defaults or {}).get("categories")), _split(values.get("categories"))]
    singular = flatten(values.get("category"))
    names = [*folders, *given[0][0], *given[1][0], *singular[0]]
    return _names(names, whole=given[0][1] and given[1][1] and singular[1])


def tags(
    values: Values, kind: Kind, taxonomies: Iterable[str] = (), inline: Iterable[str] = ()
) -> Names:
    """The tags of a post: those of its front matter, of other taxonomies, and of its body.

    In a Jekyll site they are its one ``tag`` if it has one, else ``tags``.

    Args:
        values: The front matter.
        kind: The rules of the journal.
        taxonomies: Keys of other taxonomies, whose names are tags below them: ``series/이름``.
        inline: The tags of the body.
    """
    if kind.jekyll_categories:
        found, whole = flatten(values.get("tag"))
        if not found:
            found, whole = _split(values.get("tags"))
    else:
        found, whole = _gathered(values, kind.tags, kind)
        for key in taxonomies:
            names, all_of_it = _texts(values.get(key.lower(), values.get(key)), kind.split)
            found += [f"{key}/{name}" for name in names]
            whole = whole and all_of_it
    return _names([*found, *(clean_line(tag) for tag in inline)], whole=whole)


def _gathered(values: Values, keys: Iterable[str], kind: Kind) -> tuple[list[str], bool]:
    """The names that some keys of front matter have, and whether that is all of them."""
    found: list[str] = []
    whole = True
    for key in keys:
        value = values.get(key)
        if kind.nested_categories and key in kind.categories and isinstance(value, list):
            names, all_of_it = _paths(value)
        else:
            is_one = kind.split == "signs" and not key.endswith("s")
            names, all_of_it = _texts(value, "commas" if is_one else kind.split)
        found += names
        whole = whole and all_of_it
    return found, whole


def _paths(value: list[object]) -> tuple[list[str], bool]:
    """Hexo's categories: a list is a path of names, a list of lists is several.

    Source: https://hexo.io/docs/front-matter#Categories-Tags.
    """
    paths = value if any(isinstance(one, list) for one in value) else [value]
    found = [flatten(one) for one in paths[: MOST + 1]]
    return ["/".join(names) for names, _ in found], all(whole for _, whole in found)


def _texts(value: object, split: Split) -> tuple[list[str], bool]:
    """Names without the marks that some programs write them with: ``#a``, ``[[a]]``."""
    text = scalar_text(value)
    if text is None:
        names, whole = flatten(value)
    elif split == "no":
        names, whole = [text], True
    else:
        names, whole = text.split(","), True
        if split == "signs" and len(names) == 1:
            names = [one[0] for one in _WIKI_LINK.finditer(text)] or text.split()
    return [bare for name in names if (bare := _bare(name))], whole


def _bare(name: str) -> str:
    name = clean_line(name)
    found = _WIKI_LINK.fullmatch(name)
    return clean_line(found[1]) if found else name.lstrip("#").strip("/ ")


def _split(value: object) -> tuple[list[str], bool]:
    text = scalar_text(value)
    if text is None:
        return flatten(value)
    parts = text.split(",") if "," in text else text.split()
    return [name for part in parts if (name := short_line(part))], True


def _names(names: Iterable[str], *, whole: bool) -> Names:
    unique = tuple(name for name in dict.fromkeys(names) if name)
    return Names(unique[:MOST], whole and len(unique) <= MOST)
