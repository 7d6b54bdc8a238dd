"""The journal as a tree: categories, tags, dates, people, series and problems with their counts."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from tui.language import translatable, translate
from tui.model.query_text import filter_for

if TYPE_CHECKING:
    from index.results import Facets

Section = Literal["categories", "tags", "dates", "people", "series", "problems"]
Order = Literal["name", "count"]

_TITLES: dict[Section, str] = {
    "categories": translatable("Categories"),
    "tags": translatable("Tags"),
    "dates": translatable("Dates"),
    "people": translatable("People"),
    "series": translatable("Series"),
    "problems": translatable("Problems"),
}
_FIELDS: dict[Section, str] = {
    "categories": "cat",
    "tags": "tag",
    "dates": "date",
    "people": "person",
    "series": "series",
}


@dataclass(frozen=True, slots=True)
class Node:
    """A row of the tree.

    ``key`` stays the same when counts change: ``tags/a/b``. ``query`` is the filter it stands for,
    empty for a section. ``count`` is how many posts the present answer has under it, None where
    that says nothing.
    """

    key: str
    section: Section
    label: str
    depth: int
    query: str = ""
    count: int | None = None
    has_children: bool = False
    unfolded: bool = False


class Branches:
    """The nodes of a journal's tree, made branch by branch as they are unfolded.

    Args:
        whole: How many posts of the journal carry each name.
        problems: The number of problems.
        is_whole: Whether all of the journal has been read. Until then there are no nodes for posts
            without a category, tag or date.
    """

    def __init__(self, whole: Facets, problems: int = 0, *, is_whole: bool = True) -> None:
        self._whole = whole
        self._problems = problems
        self._is_whole = is_whole
        self._narrowed = whole
        self._folds_empty = False
        self._counts: dict[Section, dict[str, int]] = {}
        self._children: dict[Section, dict[str, list[str]]] = {}

    def are_of(self, whole: Facets, problems: int, *, is_whole: bool) -> bool:
        """Whether the branches were made of these facets, the same object, and the same problems.

        Args:
            whole: The facets of the journal.
            problems: The number of problems.
            is_whole: Whether all of the journal has been read.
        """
        return self._whole is whole and self._problems == problems and self._is_whole == is_whole

    def narrow(self, facets: Facets, *, folds_empty: bool = False) -> None:
        """Count the posts of an answer from now on; the names stay those of the whole journal.

        Args:
            facets: How many posts of the answer carry each name.
            folds_empty: Whether the names that none of them carries fold into one row, below the
                others that are nested in the same name.
        """
        self._narrowed = facets
        self._folds_empty = folds_empty
        self._counts.clear()

    def rows(self, unfolded: set[str], order: Order) -> list[Node]:
        """What shows of the tree, from top to bottom, with the branches ``unfolded`` open."""
        rows: list[Node] = []
        for section in _TITLES:
            if not (node := self._root(section, unfolded)):
                continue
            rows.append(node)
            if node.unfolded:
                self._unfold(section, "", 1, unfolded, order, rows)
                rest = self._rest(section)
                if rest and (rest.count or not self._folds_empty):
                    rows.append(rest)
        return rows

    def keys(self) -> set[str]:
        """The keys of all branches."""
        keys: set[str] = set()
        for section in _TITLES:
            keys.add(section)
            keys.update(f"{section}/{name}" for name in self._branches(section) if name)
        return keys

    def _root(self, section: Section, unfolded: set[str]) -> Node | None:
        if section == "problems":
            return Node("problems", section, translate("Problems"), 0, count=self._problems)
        names = _names(self._whole, section)
        rest = self._rest(section)
        if not names and not rest:
            return None
        is_open = section in unfolded
        return Node(section, section, translate(_TITLES[section]), 0, "", None, True, is_open)

    def _unfold(
        self,
        section: Section,
        parent: str,
        depth: int,
        unfolded: set[str],
        order: Order,
        rows: list[Node],
    ) -> None:
        branches = self._branches(section)
        counts = self._counts_of(section)
        names = branches.get(parent, [])
        if order == "count" and section != "dates":
            names = sorted(names, key=lambda name: -counts.get(name.casefold(), 0))
        empty: list[str] = []
        if self._folds_empty:
            empty = [name for name in names if not counts.get(name.casefold())]
            names = [name for name in names if counts.get(name.casefold())]
        for name in names:
            self._add(section, name, depth, unfolded, order, rows)
        if empty:
            key = f"{section}:without/{parent}"
            said = translate("{count:,} without a hit", count=len(empty))
            rows.append(Node(key, section, said, depth, "", 0, True, key in unfolded))
            for name in empty if key in unfolded else ():
                self._add(section, name, depth + 1, unfolded, order, rows)

    def _add(
        self,
        section: Section,
        name: str,
        depth: int,
        unfolded: set[str],
        order: Order,
        rows: list[Node],
    ) -> None:
        """Add the node of a name, and what shows of those nested in it."""
        key = f"{section}/{name}"
        has_children, is_open = name in self._branches(section), key in unfolded
        rows.append(
            Node(
                key,
                section,
                _last_part(section, name),
                depth,
                filter_for(_FIELDS[section], name),
                self._counts_of(section).get(name.casefold(), 0),
                has_children,
                has_children and is_open,
            )
        )
        if has_children and is_open:
            self._unfold(section, name, depth + 1, unfolded, order, rows)

    def _branches(self, section: Section) -> dict[str, list[str]]:
        """The names under each name; those at the top are under the empty one."""
        if section not in self._children:
            branches: dict[str, list[str]] = defaultdict(list)
            known: set[str] = set()
            for name in sorted(_names(self._whole, section), key=str.casefold):
                _plant(section, name, branches, known)
            if section == "dates":
                for names in branches.values():
                    names.reverse()
            self._children[section] = dict(branches)
        return self._children[section]

    def _counts_of(self, section: Section) -> dict[str, int]:
        if section not in self._counts:
            names = _names(self._narrowed, section)
            self._counts[section] = {name.casefold(): count for name, count in names.items()}
        return self._counts[section]

    def _rest(self, section: Section) -> Node | None:
        """The node of the posts that have nothing of the section."""
        if not self._is_whole:
            return None
        whole, now = self._whole, self._narrowed
        if section == "categories" and whole.uncategorised:
            return _rest_node(section, translatable("uncategorised"), now.uncategorised)
        if section == "tags" and whole.untagged:
            return _rest_node(section, translatable("untagged"), now.untagged)
        if section == "dates" and whole.dateless:  # those with estimated dates are in the months
            return _rest_node(section, translatable("undated"), now.dateless)
        return None


def _rest_node(section: Section, name: str, count: int) -> Node:
    return Node(f"{section}:{name}", section, translate(name), 1, f"is:{name}", count)


def _names(facets: Facets, section: Section) -> dict[str, int]:
    if section == "problems":
        return {}
    names: dict[str, int] = getattr(facets, section)
    return names


def _parent(section: Section, name: str) -> str:
    """The name that a name is nested in, empty for one at the top."""
    if section == "dates":
        return name.rpartition("-")[0]
    from index.results import lineage

    above = lineage(name)[-2:-1] if section in ("categories", "tags") else ()
    return above[0] if above else ""


def _plant(section: Section, name: str, branches: dict[str, list[str]], known: set[str]) -> None:
    """Put a name under its parent, and the parent under its own."""
    if name in known:
        return
    known.add(name)
    if parent := _parent(section, name):
        _plant(section, parent, branches, known)
    branches[parent].append(name)


def _last_part(section: Section, name: str) -> str:
    parent = _parent(section, name)
    return name[len(parent) + 1 :] if parent else name
